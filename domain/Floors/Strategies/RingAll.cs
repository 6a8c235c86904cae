namespace Pbx.Domain.Floors.Strategies;

/// <summary>All at once (QUE-133): whoever is free, by rank; how many are taken is not the order's matter.</summary>
internal sealed class RingAll : RingOrder
{
    public static RingAll Order { get; } = new();

    public override (long First, long Second) Key(Membership member) => (0, 0);
}
