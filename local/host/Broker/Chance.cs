namespace Pbx.Local.Host.Broker;

/// <summary>Pseudo-random numbers from a seed (SplitMix64): the same today and with every version of .NET.</summary>
internal sealed class Chance(long seed)
{
    private ulong state = (ulong)seed;

    /// <summary>A number from 0 up to but not including 1.</summary>
    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>True with a probability; nothing is drawn when it is zero, so that a fault that is off leaves the others as they are.</summary>
    public bool Hits(double probability) => probability > 0 && Next() < probability;

    /// <summary>A number from 0 up to but not including the count.</summary>
    public int Below(int count) => (int)(Next() * count);
}
