namespace Pbx.Simulator.Network.Audio;

/// <summary>Sine waves of whole frequencies, from one table of a second.</summary>
internal static class Sine
{
    private static readonly short[] Second = [.. Enumerable.Range(0, Pcm.Rate).Select(i => (short)Math.Round(short.MaxValue * Math.Sin(2 * Math.PI * i / Pcm.Rate)))];

    /// <summary>One sample of a wave of some loudness (32,768 is full).</summary>
    public static int At(int hertz, long sample, int loudness) => Second[(int)(hertz * sample % Pcm.Rate)] * loudness >> 15;

    /// <summary>Adds a stretch of a wave.</summary>
    public static void Add(Span<int> mix, int hertz, long first, int loudness)
    {
        var place = (int)(hertz * first % Pcm.Rate);
        for (var i = 0; i < mix.Length; i++)
        {
            mix[i] += Second[place] * loudness >> 15;
            place += hertz;
            if (place >= Pcm.Rate)
            {
                place -= Pcm.Rate;
            }
        }
    }
}
