namespace Pbx.Domain.Floors.Strategies;

/// <summary>Whoever answered a call of the queue longest ago comes first; who has not answered any since the login, by that (QUE-127).</summary>
internal sealed class LongestIdle : RingOrder
{
    public static LongestIdle Order { get; } = new();

    public override (long First, long Second) Key(Membership member) => (member.IdleSince.UtcTicks, 0);
}
