namespace Pbx.Domain.Floors.Strategies;

/// <summary>By the list of priorities or skills, whoever is not in it last (QUE-148 to QUE-150); among equals the longest idle, or anyone (QUE-152).</summary>
internal sealed class PriorityOrSkill : RingOrder
{
    private readonly bool byIdleTime;

    private PriorityOrSkill(bool byIdleTime) => this.byIdleTime = byIdleTime;

    public static PriorityOrSkill LongestIdleFirst { get; } = new(byIdleTime: true);

    public static PriorityOrSkill AnyoneOfEqual { get; } = new(byIdleTime: false);

    public override (long First, long Second) Key(Membership member) => (member.Level, byIdleTime ? member.IdleSince.UtcTicks : 0);

    public override Candidate? Next(Pool pool, QueueFloor queue, ref ulong draws) => byIdleTime ? pool.First() : pool.AnyEqualToFirst(ref draws);
}
