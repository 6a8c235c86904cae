namespace Pbx.Simulator.Network.Weather;

/// <summary>Our own generator (SplitMix64), so that a seed means the same next year.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    /// <summary>At least 0, less than 1.</summary>
    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}
