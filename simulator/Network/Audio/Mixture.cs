namespace Pbx.Simulator.Network.Audio;

/// <summary>Puts stretches of sound where they belong in a mixture that begins at an instant.</summary>
internal static class Mixture
{
    public static void Add(Span<int> mix, DateTimeOffset from, Stretch stretch)
    {
        var first = (int)Math.Clamp(FirstAtOrAfter(stretch.From - from), 0, mix.Length);
        var last = (int)Math.Clamp(FirstAtOrAfter(stretch.To - from), 0, mix.Length);
        if (last > first)
        {
            stretch.Sounding.Wave.AddTo(mix[first..last], FloorOf(from - stretch.Sounding.Origin) + first);
        }
    }

    private static long FirstAtOrAfter(TimeSpan time) => -FloorOf(-time);

    private static long FloorOf(TimeSpan time)
    {
        var (samples, rest) = Math.DivRem(time.Ticks, Pcm.TicksPerSample);
        return rest < 0 ? samples - 1 : samples;
    }
}
