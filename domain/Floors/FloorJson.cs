using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors;

/// <summary>Writes a floor without what can be found out from the rest, and finds that out again.</summary>
public sealed class FloorJsonConverter : JsonConverter<Floor>
{
    /// <inheritdoc/>
    public override Floor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var written = JsonSerializer.Deserialize(ref reader, Json.Of<WrittenFloor>(options)) ?? throw new JsonException("A floor is expected here.");
        return written.Floor();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Floor value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
        JsonSerializer.Serialize(writer, WrittenFloor.Of(value), Json.Of<WrittenFloor>(options));
    }
}

/// <summary>A floor as it stands in JSON.</summary>
internal sealed record WrittenFloor(ValueList<WrittenQueue> Queues, ValueList<WrittenAgent> Agents, ValueList<WrittenVisit> Visits, int Entries, int Offers, ulong Draws)
{
    public static WrittenFloor Of(Floor floor) => new(
        ValueList.From(floor.Queues.Values.OrderBy(queue => queue.Number.Value, StringComparer.Ordinal).Select(WrittenQueue.Of)),
        ValueList.From(floor.Agents.Values.Where(agent => agent.Calls.Length > 0 || agent.RestUntil is not null || agent.Presence != Presence.Available).OrderBy(agent => agent.Agent.Value, StringComparer.Ordinal).Select(agent => new WrittenAgent(agent.Agent, ValueList.From(agent.Calls), agent.RestUntil, agent.RestAfter, agent.RestBegan, agent.Presence))),
        ValueList.From(floor.Visits.Values.OrderBy(visit => visit.Place).Select(WrittenVisit.Of)),
        floor.Entries,
        floor.Offers,
        floor.Draws);

    public Floor Floor()
    {
        var visits = Visits.Select(visit => visit.Visit()).ToImmutableDictionary(visit => visit.Call, StringComparer.Ordinal);
        var waiting = visits.Values.Where(visit => visit.Agent is null).ToLookup(visit => visit.Queue);
        var queues = Queues.Select(queue => queue.Queue([.. waiting[queue.Number]])).ToImmutableDictionary(queue => queue.Number);
        var memberships = queues.Values.SelectMany(queue => queue.Members.Keys.Select(agent => (agent, queue.Number))).ToLookup(one => one.agent, one => one.Number);
        var calls = Agents.ToDictionary(agent => agent.Agent);
        var agents = memberships.Select(one => one.Key).Union(calls.Keys).Select(agent => new AgentFloor(
            agent,
            [.. memberships[agent].OrderBy(queue => queue.Value, StringComparer.Ordinal)],
            calls.TryGetValue(agent, out var known) ? [.. known.Calls] : [],
            known?.RestUntil,
            known?.RestAfter,
            known?.RestBegan,
            known?.Presence ?? Presence.Available)).ToImmutableDictionary(agent => agent.Agent);
        var timers = visits.Values.Where(visit => visit.Wish is null or { Call: not null }).Select(visit => new FloorTimer(visit.LookAt, FloorTimerKind.Look, visit.Call))
            .Concat(visits.Values.Where(visit => visit is { Offer: not null, Wish: null or { Call: null } }).Select(visit => new FloorTimer(visit.Offer?.Until ?? default, FloorTimerKind.Offer, visit.Call)))
            .Concat(visits.Values.Where(visit => visit is { Offer: null, Agent: null }).SelectMany(visit => new[] { visit.Wish?.Expires, visit.Wish?.RestsUntil }.OfType<DateTimeOffset>().Select(due => new FloorTimer(due, FloorTimerKind.Wish, visit.Call))))
            .Concat(visits.Values.Where(visit => visit.Agent is null).SelectMany(visit => visit.Held.Values.Select(until => new FloorTimer(until, FloorTimerKind.Held, visit.Call))))
            .Concat(agents.Values.Where(agent => agent.RestUntil is not null).Select(agent => new FloorTimer(agent.RestUntil ?? default, FloorTimerKind.Rest, agent.Agent.Value)))
            .Concat(queues.Values.SelectMany(queue => queue.Members.Values).Where(member => member.RestUntil is not null).Select(member => new FloorTimer(member.RestUntil ?? default, FloorTimerKind.Rest, member.Agent.Value)));
        return new Floor { Queues = queues, Agents = agents, Visits = visits, Timers = [.. timers], Entries = Entries, Offers = Offers, Draws = Draws };
    }
}

/// <summary>A queue as it stands in JSON.</summary>
internal sealed record WrittenQueue(ExtensionNumber Number, string Section, ValueList<Membership> Members, ValueList<AnsweredWait> Answered, int PointerRank)
{
    public static WrittenQueue Of(QueueFloor queue) => new(
        queue.Number,
        queue.Section,
        ValueList.From(queue.Members.Values.OrderBy(member => member.Rank)),
        ValueList.From(queue.Answered.Waits),
        queue.PointerRank);

    public QueueFloor Queue(IReadOnlyCollection<Visit> waiting) => new(
        Number,
        Section,
        Members.ToImmutableDictionary(member => member.Agent),
        [.. waiting.Select(visit => visit.Place)],
        [.. waiting.Where(visit => visit is { IsListening: false, Offer: null, IsSent: false, Wish: null or { RestsUntil: null } }).Select(visit => visit.Place)],
        [.. waiting.Where(visit => visit.Offer is not null).Select(visit => visit.Place)],
        [],
        [],
        new AnsweredWaits([.. Answered], Answered.Count, TimeSpan.FromTicks(Answered.Sum(wait => wait.Wait.Ticks))),
        Members.Count(member => member.IsActive),
        PointerRank);
}

/// <summary>An agent as it stands in JSON: only who has calls, rests, or is not available.</summary>
internal sealed record WrittenAgent(
    ExtensionNumber Agent,
    ValueList<string> Calls,
    DateTimeOffset? RestUntil,
    ExtensionNumber? RestAfter = null,
    DateTimeOffset? RestBegan = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Presence Presence = Presence.Available);

/// <summary>A call as it stands in JSON.</summary>
internal sealed record WrittenVisit(
    string Call,
    ExtensionNumber Queue,
    DateTimeOffset Entered,
    int Entry,
    PhoneAddress Caller,
    string? CallerName,
    DateTimeOffset Arrived,
    bool IsListening,
    ValueList<ExtensionNumber> Tried,
    ValueList<HeldAgent> Held,
    ValueList<StayOffer> Over,
    DateTimeOffset LookAt,
    WrittenOffer? Offer,
    ExtensionNumber? Agent,
    DateTimeOffset? AnsweredAt,
    bool IsSent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Wish? Wish = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsPickedUp = false)
{
    public static WrittenVisit Of(Visit visit) => new(
        visit.Call,
        visit.Queue,
        visit.Place.Entered,
        visit.Place.Entry,
        visit.Caller,
        visit.CallerName,
        visit.Arrived,
        visit.IsListening,
        ValueList.From(visit.Tried.OrderBy(agent => agent.Value, StringComparer.Ordinal)),
        ValueList.From(visit.Held.OrderBy(one => one.Key.Value, StringComparer.Ordinal).Select(one => new HeldAgent(one.Key, one.Value))),
        visit.Over,
        visit.LookAt,
        visit.Offer is { } offer ? new WrittenOffer(offer.Number, offer.Began, offer.Until, ValueList.From(offer.Ringing), offer.Pickup) : null,
        visit.Agent,
        visit.AnsweredAt,
        visit.IsSent,
        visit.Wish,
        visit.IsPickedUp);

    public Visit Visit() => new(
        Call,
        Queue,
        new Place(Entered, Entry, Call),
        Caller,
        CallerName,
        Arrived,
        IsListening,
        [.. Tried],
        Held.ToImmutableDictionary(one => one.Agent, one => one.Until),
        Over,
        LookAt,
        Offer is { } offer ? new Offer(offer.Number, offer.Began, offer.Until, [.. offer.Ringing], offer.Pickup) : null,
        Agent,
        AnsweredAt,
        IsSent,
        Wish,
        IsPickedUp);
}

/// <summary>Who may not be offered a call again yet.</summary>
internal sealed record HeldAgent(ExtensionNumber Agent, DateTimeOffset Until);

/// <summary>An offer as it stands in JSON.</summary>
internal sealed record WrittenOffer(int Number, DateTimeOffset Began, DateTimeOffset Until, ValueList<ExtensionNumber> Ringing, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Pickup? Pickup = null);

/// <summary>How floors are written.</summary>
[JsonSerializable(typeof(Floor))]
[JsonSerializable(typeof(FloorEvent))]
[JsonSerializable(typeof(FloorEvent.TimeReached), TypeInfoPropertyName = "FloorTimeReached")]
[JsonSerializable(typeof(FloorEvent.CommandsDone), TypeInfoPropertyName = "FloorCommandsDone")]
[JsonSerializable(typeof(FloorCommand))]
[JsonSerializable(typeof(FloorOutcome))]
[JsonSerializable(typeof(WrittenFloor))]
[JsonSerializable(typeof(WrittenQueue))]
[JsonSerializable(typeof(WrittenAgent))]
[JsonSerializable(typeof(WrittenVisit))]
[JsonSerializable(typeof(HeldAgent))]
[JsonSerializable(typeof(Membership))]
[JsonSerializable(typeof(AnsweredWait))]
[JsonSerializable(typeof(StayOffer))]
[JsonSerializable(typeof(QueueView))]
[JsonSerializable(typeof(WaitingView))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(Wish))]
[JsonSerializable(typeof(Pickup))]
[JsonSerializable(typeof(ExtensionNumber))]
[JsonSerializable(typeof(string))]
internal sealed partial class FloorJson : JsonSerializerContext;
