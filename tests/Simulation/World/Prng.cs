namespace Pbx.Simulation.World;

/// <summary>Our own generator (SplitMix64), so that a seed means the same next year.</summary>
public sealed class Prng(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to, and without, a limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A number from 0 up to, and without, 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Fraction() < probability;

    /// <summary>A time between two, short ones more likely.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most)
    {
        var fraction = Fraction();
        return least + TimeSpan.FromTicks((long)((most - least).Ticks * fraction * fraction));
    }

    /// <summary>One of several.</summary>
    public T Pick<T>(params ReadOnlySpan<T> from) => from[Below(from.Length)];
}
