namespace Pbx.Simulator.Network.Audio;

/// <summary>The one form in which sound is kept and written: 16-bit PCM, 16,000 samples a second, mono for each channel.</summary>
public static class Pcm
{
    /// <summary>Samples a second.</summary>
    public const int Rate = 16_000;

    /// <summary>One sample lasts a whole number of ticks, so that no rounding adds up over an hour.</summary>
    public const long TicksPerSample = TimeSpan.TicksPerSecond / Rate;

    /// <summary>How many whole samples a time has.</summary>
    public static long Samples(TimeSpan time) => time.Ticks / TicksPerSample;

    /// <summary>How long some samples last.</summary>
    public static TimeSpan Time(long samples) => TimeSpan.FromTicks(samples * TicksPerSample);

    /// <summary>A sample of a mixture: louder than a sample can be is cut.</summary>
    internal static short Cut(int sample) => (short)Math.Clamp(sample, short.MinValue, short.MaxValue);
}
