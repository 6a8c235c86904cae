using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors;

/// <summary>
/// The floor of one account: who waits in its queues, which agents there are, and who is being offered what. One machine, so that an agent is reserved for all queues in one step (QUE-053).
/// What can be found out from the rest, such as the order of those who wait, is kept beside it and not written.
/// </summary>
[JsonConverter(typeof(FloorJsonConverter))]
public sealed class Floor
{
    /// <summary>A floor on which nobody is yet.</summary>
    public static Floor Empty { get; } = new();

    internal ImmutableDictionary<ExtensionNumber, QueueFloor> Queues { get; init; } = ImmutableDictionary<ExtensionNumber, QueueFloor>.Empty;

    internal ImmutableDictionary<ExtensionNumber, AgentFloor> Agents { get; init; } = ImmutableDictionary<ExtensionNumber, AgentFloor>.Empty;

    internal ImmutableDictionary<string, Visit> Visits { get; init; } = ImmutableDictionary<string, Visit>.Empty.WithComparers(StringComparer.Ordinal);

    internal ImmutableSortedSet<FloorTimer> Timers { get; init; } = ImmutableSortedSet<FloorTimer>.Empty;

    /// <summary>How many calls have come, those that were refused among them; each is filed once, under its number.</summary>
    public int Entries { get; init; }

    /// <summary>How many offers were made.</summary>
    internal int Offers { get; init; }

    /// <summary>The state of the generator from which random orders are drawn (QUE-129).</summary>
    internal ulong Draws { get; init; }

    /// <summary>Whether nobody waits, talks or rests: nothing can happen but by what somebody does.</summary>
    public bool IsIdle => Visits.Count == 0 && Timers.Count == 0;

    /// <summary>Whether a call waits or talks.</summary>
    public bool HasCalls => Visits.Count > 0;

    /// <summary>Whether a caller waits; a wish to be called back is not one.</summary>
    public bool HasWaiting => Queues.Values.Any(queue => queue.Waiting.Any(place => Visits[place.Call].Wish is null));

    /// <summary>When the floor wants to be woken if nothing happens.</summary>
    public DateTimeOffset? Due => Timers.Count == 0 ? null : Timers.Min.At;

    /// <summary>What can be seen of a queue; nothing: the floor has never heard of it.</summary>
    public QueueView? View(ExtensionNumber queue, IFloorPlan plan) => Queues.TryGetValue(queue, out var found) ? QueueView.Of(found, this, plan) : null;

    /// <summary>Where a call stands in a queue, from 1 (QUE-033), 0 where it does not; and how long those waited whom agents answered lately (QUE-224).</summary>
    public (int Position, TimeSpan? AverageWait) Standing(ExtensionNumber queue, string call, DateTimeOffset now) => Queues.TryGetValue(queue, out var found)
        ? (Visits.TryGetValue(call, out var visit) && visit.Queue == queue ? found.Waiting.IndexOf(visit.Place) + 1 : 0, found.Answered.Average(now))
        : default;

    /// <summary>What somebody is doing, as was told last.</summary>
    public Presence PresenceOf(ExtensionNumber agent) => Agents.TryGetValue(agent, out var known) ? known.Presence : Presence.Available;

    /// <summary>A floor whose random orders begin elsewhere.</summary>
    public Floor Seeded(ulong seed) => new() { Queues = Queues, Agents = Agents, Visits = Visits, Timers = Timers, Entries = Entries, Offers = Offers, Draws = seed };
}

/// <summary>A queue on the floor.</summary>
/// <param name="Section">The version of its configuration that the members were taken from.</param>
/// <param name="Waiting">Every call that has a position.</param>
/// <param name="Offerable">Those of them that may be offered now (QUE-007).</param>
/// <param name="OnOffer">Those of them that ring at agents.</param>
/// <param name="Free">The agents who are available, in the order of the strategy.</param>
/// <param name="Engaged">Those who would be, but have one call already (QUE-186).</param>
/// <param name="Active">How many members are logged in.</param>
/// <param name="PointerRank">The rank of who was offered the last call (QUE-131).</param>
/// <param name="IsArranged">Whether the order of the agents was made; it is made anew after a reading and with each new configuration.</param>
internal sealed record QueueFloor(
    ExtensionNumber Number,
    string Section,
    ImmutableDictionary<ExtensionNumber, Membership> Members,
    ImmutableSortedSet<Place> Waiting,
    ImmutableSortedSet<Place> Offerable,
    ImmutableSortedSet<Place> OnOffer,
    ImmutableSortedSet<Candidate> Free,
    ImmutableSortedSet<Candidate> Engaged,
    AnsweredWaits Answered,
    int Active = 0,
    int PointerRank = 0,
    bool IsArranged = false);

/// <summary>An agent's membership of a queue (QUE-055, QUE-124).</summary>
/// <param name="Rank">From 0, the highest (QUE-069); it stays when the agent logs out (QUE-070).</param>
/// <param name="Since">When the agent logged in or was added.</param>
/// <param name="IdleSince">When a call of the queue was last answered, or the login (QUE-127).</param>
/// <param name="Answered">Calls answered since the login (QUE-128).</param>
/// <param name="TalkTime">In calls of this queue since the login (QUE-132).</param>
/// <param name="Missed">Offers missed in a row (QUE-164).</param>
/// <param name="RestUntil">The end of a cool-down that counts for this queue alone (QUE-172).</param>
/// <param name="RestBegan">When it began or went on; none: the agent has logged out meanwhile (QUE-176).</param>
/// <param name="Level">The place in the order of the list of priorities or skills, small first (section 13).</param>
/// <param name="Options">What holds for this agent alone (QUE-177).</param>
internal sealed record Membership(
    ExtensionNumber Agent,
    int Rank,
    bool IsActive,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsSelfAdded,
    DateTimeOffset Since,
    DateTimeOffset IdleSince,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Answered = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] TimeSpan TalkTime = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Missed = 0,
    DateTimeOffset? RestUntil = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Level = 0,
    QueueMember? Options = null,
    DateTimeOffset? RestBegan = null);

/// <summary>An agent, over all queues.</summary>
/// <param name="Calls">The calls that ring at the agent or that the agent has: one, or two (QUE-187).</param>
/// <param name="RestUntil">The end of a cool-down that counts for all queues.</param>
/// <param name="RestAfter">The queue whose call it follows; a row of the release before may not tell.</param>
/// <param name="RestBegan">When it began or went on; none: the agent has logged out of that queue meanwhile (QUE-176).</param>
/// <param name="Presence">What the agent, or somebody for him, has told last.</param>
internal sealed record AgentFloor(
    ExtensionNumber Agent,
    ImmutableArray<ExtensionNumber> Queues,
    ImmutableArray<string> Calls,
    DateTimeOffset? RestUntil = null,
    ExtensionNumber? RestAfter = null,
    DateTimeOffset? RestBegan = null,
    Presence Presence = Presence.Available)
{
    /// <summary>Whether the agent's presence lets a queue offer calls (QUE-048, QUE-050); that of an external number has none (QUE-052), which is asked by who asks this.</summary>
    public bool IsPresent(QueueConfig config) => Presence == Presence.Available || (Presence == Presence.Busy && !config.PresenceMatters);

    /// <summary>Until when the agent is not offered calls of any queue; none: the agent does not rest.</summary>
    public DateTimeOffset? RestsUntil => RestAfter is not null && RestBegan is null ? null : RestUntil;
}

/// <summary>A call on the floor: it waits, is offered, or talks.</summary>
/// <param name="Tried">Who was offered it in this cycle (QUE-006).</param>
/// <param name="Held">Who may not be offered it again yet, and until when (QUE-120).</param>
/// <param name="Over">The offers that are over.</param>
/// <param name="LookAt">When the network is to be asked whether the call is still there (QUE-490).</param>
/// <param name="IsSent">Whether it was told to leave (QUE-273).</param>
/// <param name="IsPickedUp">Whether who talks to it has picked it up (QUE-352).</param>
internal sealed record Visit(
    string Call,
    ExtensionNumber Queue,
    Place Place,
    PhoneAddress Caller,
    string? CallerName,
    DateTimeOffset Arrived,
    bool IsListening,
    ImmutableHashSet<ExtensionNumber> Tried,
    ImmutableDictionary<ExtensionNumber, DateTimeOffset> Held,
    ValueList<StayOffer> Over,
    DateTimeOffset LookAt,
    Offer? Offer = null,
    ExtensionNumber? Agent = null,
    DateTimeOffset? AnsweredAt = null,
    bool IsSent = false,
    Wish? Wish = null,
    bool IsPickedUp = false);

/// <summary>That a caller is to be called back, in place of a call that waits (QUE-315).</summary>
/// <param name="Since">T0 of the call; the place gets another one when it goes to the end (QUE-322).</param>
/// <param name="Shown">The number of ours that was dialled (QUE-329).</param>
/// <param name="Expires">When it is removed without a call (QUE-323); none: never.</param>
/// <param name="Missed">How often the caller could not be reached (QUE-320).</param>
/// <param name="RestsUntil">When it may be offered again (QUE-322).</param>
/// <param name="Call">The call that rings the caller or is talked on; none: there is none yet.</param>
internal sealed record Wish(
    DateTimeOffset Since,
    PhoneNumber? Shown,
    DateTimeOffset? Expires = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Missed = 0,
    DateTimeOffset? RestsUntil = null,
    string? Call = null);

/// <summary>A call that rings at agents.</summary>
/// <param name="Until">When whatever still rings is taken back: the reservation is a lease.</param>
/// <param name="Ringing">Whom it keeps from other calls: who is rung, and who picks it up.</param>
/// <param name="Pickup">Who is picking it up; none: nobody is.</param>
internal sealed record Offer(int Number, DateTimeOffset Began, DateTimeOffset Until, ImmutableArray<ExtensionNumber> Ringing, Pickup? Pickup = null);

/// <summary>A user picks up a call that rings at agents.</summary>
/// <param name="Call">The call that the user has dialled in.</param>
/// <param name="Of">The command of that call that is to be answered.</param>
/// <param name="WasRung">Whether the offer rang the user too.</param>
internal sealed record Pickup(string Call, OpId Of, ExtensionNumber User, bool WasRung);

/// <summary>A place in the order of those who wait: by the entry time, then by the order of arrival (QUE-029, QUE-034).</summary>
internal readonly record struct Place(DateTimeOffset Entered, int Entry, string Call) : IComparable<Place>
{
    public int CompareTo(Place other) => Entered.CompareTo(other.Entered) is not 0 and var byTime ? byTime : Entry.CompareTo(other.Entry);
}

/// <summary>An agent in the order of a strategy.</summary>
internal readonly record struct Candidate(long First, long Second, int Rank, ExtensionNumber Agent) : IComparable<Candidate>
{
    public int CompareTo(Candidate other) =>
        First.CompareTo(other.First) is not 0 and var first ? first
        : Second.CompareTo(other.Second) is not 0 and var second ? second
        : Rank.CompareTo(other.Rank) is not 0 and var rank ? rank
        : string.CompareOrdinal(Agent.Value, other.Agent.Value);
}

/// <summary>Something that the floor wants to look at, at an instant.</summary>
internal readonly record struct FloorTimer(DateTimeOffset At, FloorTimerKind Kind, string Of) : IComparable<FloorTimer>
{
    public int CompareTo(FloorTimer other) =>
        At.CompareTo(other.At) is not 0 and var byTime ? byTime
        : Kind.CompareTo(other.Kind) is not 0 and var byKind ? byKind
        : string.CompareOrdinal(Of, other.Of);
}

/// <summary>What a timer is for.</summary>
internal enum FloorTimerKind
{
    /// <summary>An offer has rung for long enough.</summary>
    Offer,

    /// <summary>An agent may be offered the same call again (QUE-120).</summary>
    Held,

    /// <summary>A cool-down ends.</summary>
    Rest,

    /// <summary>Is the call still there (QUE-490)?</summary>
    Look,

    /// <summary>A wish to be called back may be offered again, or is too old (QUE-322, QUE-323).</summary>
    Wish,
}

/// <summary>The waits of the calls that agents answered in the last 30 minutes (QUE-225).</summary>
internal sealed record AnsweredWaits(ImmutableQueue<AnsweredWait> Waits, int Count, TimeSpan Sum)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    public static AnsweredWaits None { get; } = new(ImmutableQueue<AnsweredWait>.Empty, 0, TimeSpan.Zero);

    public AnsweredWaits With(AnsweredWait wait, DateTimeOffset now)
    {
        var kept = At(now);
        return new AnsweredWaits(kept.Waits.Enqueue(wait), kept.Count + 1, kept.Sum + wait.Wait);
    }

    public TimeSpan? Average(DateTimeOffset now) => At(now) is { Count: > 0 } kept ? kept.Sum / kept.Count : null;

    private AnsweredWaits At(DateTimeOffset now)
    {
        var kept = this;
        while (kept.Count > 0 && kept.Waits.Peek() is var oldest && oldest.At <= now - Window)
        {
            kept = new AnsweredWaits(kept.Waits.Dequeue(), kept.Count - 1, kept.Sum - oldest.Wait);
        }

        return kept;
    }
}

/// <summary>How long a call had waited that was answered at an instant.</summary>
internal readonly record struct AnsweredWait(DateTimeOffset At, TimeSpan Wait);
