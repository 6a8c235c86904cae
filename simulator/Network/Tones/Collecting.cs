namespace Pbx.Simulator.Network.Tones;

/// <summary>Why the collecting of keys came to its end.</summary>
public enum Collected
{
    NotYet,
    MaximumReached,
    StopTone,
}

/// <summary>
/// Keys being collected: ends at the most keys wanted (none means without limit) or at a stop tone, which is not part of the
/// keys. The time-outs are the caller's business.
/// </summary>
public sealed record Collecting(int? Maximum, IReadOnlySet<Tone> StopTones)
{
    /// <summary>The keys so far.</summary>
    public IReadOnlyList<Tone> Keys { get; private init; } = [];

    /// <summary>The next key.</summary>
    public (Collecting Next, Collected End) Press(Tone tone)
    {
        if (StopTones.Contains(tone))
        {
            return (this, Collected.StopTone);
        }

        var next = this with { Keys = [.. Keys, tone] };
        return (next, Maximum is { } most && next.Keys.Count >= most ? Collected.MaximumReached : Collected.NotYet);
    }
}
