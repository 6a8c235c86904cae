namespace Pbx.Domain.Floors.Strategies;

/// <summary>Anyone, each as likely as any other, of those who were not tried in this cycle (QUE-129).</summary>
internal sealed class Anyone : RingOrder
{
    public static Anyone Order { get; } = new();

    public override (long First, long Second) Key(Membership member) => (0, 0);

    public override Candidate? Next(Pool pool, QueueFloor queue, ref ulong draws) => pool.AnyEqualToFirst(ref draws);
}
