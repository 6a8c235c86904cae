namespace Pbx.Domain.Floors.Strategies;

/// <summary>Whoever has answered the fewest calls of the queue since the login comes first, then the longest idle (QUE-128).</summary>
internal sealed class FewestCalls : RingOrder
{
    public static FewestCalls Order { get; } = new();

    public override (long First, long Second) Key(Membership member) => (member.Answered, member.IdleSince.UtcTicks);
}
