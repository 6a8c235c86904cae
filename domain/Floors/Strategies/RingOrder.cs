using System.Collections.Immutable;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors.Strategies;

/// <summary>In which order a strategy tries the agents who are free: a key by which they stand in order, and whom of them to take.</summary>
internal abstract class RingOrder
{
    /// <summary>Where an agent stands; small keys come first, and among equal ones the higher rank.</summary>
    public abstract (long First, long Second) Key(Membership member);

    /// <summary>Whom to offer a call next; nothing: nobody is left.</summary>
    /// <param name="pool">The agents who are free.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="draws">The generator of random orders.</param>
    public virtual Candidate? Next(Pool pool, QueueFloor queue, ref ulong draws) => pool.First();

    /// <summary>The order of a queue's strategy.</summary>
    public static RingOrder Of(QueueConfig config) => config.Strategy switch
    {
        Strategy.LongestIdle => LongestIdle.Order,
        Strategy.FewestCalls => FewestCalls.Order,
        Strategy.Random => Anyone.Order,
        Strategy.Sequential => Sequential.Order,
        Strategy.SequentialWithMemory => SequentialWithMemory.Order,
        Strategy.LeastTalkTime => LeastTalkTime.Order,
        Strategy.RingAll => RingAll.Order,
        Strategy.PriorityOrSkill => config.LongestIdleAmongEqual ? PriorityOrSkill.LongestIdleFirst : PriorityOrSkill.AnyoneOfEqual,
        _ => throw new ArgumentOutOfRangeException(nameof(config), config.Strategy, "There are eight strategies."),
    };

    /// <summary>Where an agent stands in that order.</summary>
    public Candidate Place(Membership member) => Key(member) is var (first, second) ? new Candidate(first, second, member.Rank, member.Agent) : default;
}
