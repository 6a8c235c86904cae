namespace Pbx.Domain.Floors.Strategies;

/// <summary>Whoever has talked least in calls of the queue since the login comes first, then the longest idle (QUE-132).</summary>
internal sealed class LeastTalkTime : RingOrder
{
    public static LeastTalkTime Order { get; } = new();

    public override (long First, long Second) Key(Membership member) => (member.TalkTime.Ticks, member.IdleSince.UtcTicks);
}
