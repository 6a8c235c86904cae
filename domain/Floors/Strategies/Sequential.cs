namespace Pbx.Domain.Floors.Strategies;

/// <summary>By rank, the highest first, for every call and every cycle (QUE-130); who becomes free in between and was not tried yet is next (QUE-136).</summary>
internal sealed class Sequential : RingOrder
{
    public static Sequential Order { get; } = new();

    public override (long First, long Second) Key(Membership member) => (0, 0);
}
