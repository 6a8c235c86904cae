using Pbx.Domain.Machines;

namespace Pbx.Domain.CallLimits;

/// <summary>The calls that a call limit counts (EXT-357).</summary>
public sealed record Places(ValueList<Place> Taken = default)
{
    /// <summary>Whether a call has a place.</summary>
    public bool Has(string call) => Taken.Any(place => place.Call == call);

    /// <summary>Gives a call a place unless as many as there may be are taken (EXT-358); whoever has one keeps it.</summary>
    public Places Take(string call, int most, DateTimeOffset at) => Has(call) || Taken.Count >= most ? this : new Places(Taken.Add(new Place(call, at)));

    /// <summary>Takes the place of a call back (EXT-359).</summary>
    public Places Free(string call) => Has(call) ? new Places(ValueList.From(Taken.Where(place => place.Call != call))) : this;

    /// <summary>Whose place was not looked after for a while: each of these calls may be over without having said so (EXT-361).</summary>
    public IReadOnlyList<string> NotSeenSince(DateTimeOffset instant) => [.. Taken.Where(place => place.Seen <= instant).Select(place => place.Call)];

    /// <summary>Takes back the places of calls that are over, and notes that the others are not.</summary>
    public Places Look(IReadOnlySet<string> over, IReadOnlySet<string> alive, DateTimeOffset at) =>
        new(ValueList.From(Taken.Where(place => !over.Contains(place.Call)).Select(place => alive.Contains(place.Call) ? place with { Seen = at } : place)));
}

/// <summary>A call that a call limit counts.</summary>
/// <param name="Call">The id of its machine.</param>
/// <param name="Seen">When it was last known to be there.</param>
public sealed record Place(string Call, DateTimeOffset Seen);
