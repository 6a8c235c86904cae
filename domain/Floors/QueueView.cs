using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors;

/// <summary>What supervisors see of a queue (QUE-113), and what announcements are made of.</summary>
/// <param name="Waiting">In the order of their positions (QUE-033).</param>
/// <param name="Agents">By rank.</param>
public sealed record QueueView(ExtensionNumber Queue, ValueList<WaitingView> Waiting, ValueList<AgentView> Agents)
{
    /// <summary>The calls that the overview of waiting calls lists: without those that ring at agents, where callers hear ring-back meanwhile (QUE-243). They keep their positions (QUE-035).</summary>
    public IReadOnlyList<WaitingView> Listed(QueueConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.RingsWhenOffered ? [.. Waiting.Where(call => !call.IsOffered)] : [.. Waiting];
    }

    internal static QueueView Of(QueueFloor queue, Floor floor, IFloorPlan plan) => new(
        queue.Number,
        ValueList.From(queue.Waiting.Select((place, i) => floor.Visits[place.Call] is var visit
            ? new WaitingView(place.Call, i + 1, visit.Caller, visit.CallerName, place.Entered, visit.Offer is not null, visit.IsListening, visit.Offer is { } offer ? ValueList.From(offer.Ringing) : [], visit.Wish is { } wish ? new WishView(wish.Since, wish.Missed, wish.Call is not null) : null)
            : throw new InvalidOperationException("Whoever has a position is on the floor."))),
        ValueList.From(queue.Members.Values.OrderBy(member => member.Rank).Select(member => Of(member, plan.Queue(queue.Number)?.Config ?? new QueueConfig(), floor, plan))));

    private static AgentView Of(Membership member, QueueConfig config, Floor floor, IFloorPlan plan)
    {
        var agent = floor.Agents.GetValueOrDefault(member.Agent);
        var calls = agent?.Calls ?? [];
        var rest = new[] { agent?.RestsUntil, member.RestUntil }.Max();
        return new AgentView(member.Agent, State(), member.Rank, member.IsSelfAdded, member.Since, member.Answered, member.TalkTime, ValueList.From(calls), rest);

        AgentState State() =>
            !member.IsActive ? AgentState.LoggedOut
            : calls.Any(call => floor.Visits.TryGetValue(call, out var visit) && (visit.Agent == member.Agent || visit.Wish?.Call is not null)) ? AgentState.InCall
            : calls.Length > 0 ? AgentState.Ringing
            : rest is not null ? AgentState.CoolDown
            : agent is null || agent.IsPresent(config) || plan.IsForward(member.Agent) ? AgentState.Available
            : agent.Presence == Presence.DoNotDisturb ? AgentState.Unreachable
            : AgentState.NotPresent;
    }
}

/// <summary>A call that waits, or the wish to be called back in its place.</summary>
/// <param name="IsOffered">Whether agents are rung for it.</param>
/// <param name="IsListening">Whether it listens to something that is not interrupted.</param>
public sealed record WaitingView(string Call, int Position, PhoneAddress Caller, string? CallerName, DateTimeOffset Since, bool IsOffered, bool IsListening, ValueList<ExtensionNumber> Rings, WishView? Callback = null);

/// <summary>A wish to be called back (QUE-330).</summary>
/// <param name="Since">T0 of the call that it came from.</param>
/// <param name="Missed">How often the caller could not be reached.</param>
/// <param name="IsDialled">Whether the caller is being rung.</param>
public sealed record WishView(DateTimeOffset Since, int Missed, bool IsDialled);

/// <summary>An agent of a queue.</summary>
/// <param name="Since">Of the login.</param>
/// <param name="RestUntil">The end of the cool-down.</param>
public sealed record AgentView(ExtensionNumber Agent, AgentState State, int Rank, bool IsSelfAdded, DateTimeOffset Since, int Answered, TimeSpan TalkTime, ValueList<string> Calls, DateTimeOffset? RestUntil);

/// <summary>The states of an agent in a queue (QUE-055 to QUE-061).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgentState>))]
public enum AgentState
{
    /// <summary>QUE-055.</summary>
    [JsonStringEnumMemberName("logged-out")]
    LoggedOut,

    /// <summary>QUE-056.</summary>
    [JsonStringEnumMemberName("available")]
    Available,

    /// <summary>QUE-057.</summary>
    [JsonStringEnumMemberName("ringing")]
    Ringing,

    /// <summary>QUE-058.</summary>
    [JsonStringEnumMemberName("in-call")]
    InCall,

    /// <summary>QUE-059.</summary>
    [JsonStringEnumMemberName("cool-down")]
    CoolDown,

    /// <summary>QUE-060.</summary>
    [JsonStringEnumMemberName("unreachable")]
    Unreachable,

    /// <summary>QUE-061.</summary>
    [JsonStringEnumMemberName("not-present")]
    NotPresent,
}
