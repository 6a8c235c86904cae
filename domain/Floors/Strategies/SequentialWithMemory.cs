namespace Pbx.Domain.Floors.Strategies;

/// <summary>By rank, beginning with whoever was offered the last call of the queue, and after the lowest the highest (QUE-131).</summary>
internal sealed class SequentialWithMemory : RingOrder
{
    public static SequentialWithMemory Order { get; } = new();

    public override (long First, long Second) Key(Membership member) => (0, 0);

    public override Candidate? Next(Pool pool, QueueFloor queue, ref ulong draws) => pool.FirstFrom(queue.PointerRank);
}
