namespace Pbx.Domain.Floors.Strategies;

/// <summary>A generator (SplitMix64) whose state is part of the floor, so that the same floor draws the same.</summary>
internal static class Draw
{
    /// <summary>A number from 0 up to, and without, a limit.</summary>
    public static int Below(int limit, ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }
}
