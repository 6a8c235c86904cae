using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Domain.Time;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Queues;

/// <summary>A queue as it is now, for its supervisors and administrators (QUE-113), and its figures of today.</summary>
/// <param name="At">When this was so, by the account's clock.</param>
/// <param name="Waiting">How many calls are listed as waiting.</param>
/// <param name="LongestWaitSince">Since when the first of them has waited; left out: nobody waits.</param>
/// <param name="Calls">Those calls, in the order of their positions.</param>
/// <param name="States">How many agents there are in each state.</param>
/// <param name="Agents">By rank.</param>
internal sealed record LiveAnswer(
    ExtensionNumber Queue,
    string Name,
    bool IsClosed,
    DateTimeOffset At,
    int Waiting,
    DateTimeOffset? LongestWaitSince,
    double? LongestWait,
    IReadOnlyList<LiveCall> Calls,
    IReadOnlyDictionary<string, int> States,
    IReadOnlyList<LiveAgent> Agents,
    TodayAnswer Today)
{
    public static LiveAnswer Of(QueueSight seen, QueueView view, IReadOnlyDictionary<ExtensionNumber, string> names, QueueReport today, DateTimeOffset now)
    {
        var zone = Zones.Of(seen.Settings.TimeZone);
        var calls = view.Listed(seen.Config).Select(call => new LiveCall(call.Position, call.Call, call.Caller.Value, call.CallerName, Clock(call.Since), Seconds(call.Since), call.IsOffered, [.. call.Rings], call.Callback is { } wish ? new LiveCallback(Clock(wish.Since), wish.Missed, wish.IsDialled) : null)).ToList();
        var longest = calls.MinBy(call => call.Since);
        return new LiveAnswer(
            seen.Queue,
            seen.Name,
            seen.Config.IsClosed,
            Clock(now),
            calls.Count,
            longest?.Since,
            longest?.Waited,
            calls,
            view.Agents.GroupBy(agent => StateName(agent.State), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
            [.. view.Agents.Select(agent => new LiveAgent(
                agent.Agent,
                names.GetValueOrDefault(agent.Agent),
                agent.State,
                agent.State == AgentState.LoggedOut ? null : Clock(agent.Since),
                agent.Answered,
                SpreadAnswer.Seconds(agent.TalkTime),
                [.. agent.Calls],
                agent.RestUntil is { } until ? Clock(until) : null,
                agent.IsSelfAdded))],
            TodayAnswer.Of(today));

        DateTimeOffset Clock(DateTimeOffset at) => Zones.On(at, zone);

        double Seconds(DateTimeOffset since) => SpreadAnswer.Seconds(now > since ? now - since : TimeSpan.Zero);
    }

    /// <summary>The same whenever it is asked, as long as nothing changes but the time.</summary>
    public LiveAnswer WithoutTime() => this with { At = default, LongestWait = null, Calls = [.. Calls.Select(call => call with { Waited = 0 })] };

    // as the enumeration is written
    private static string StateName(AgentState state) => JsonSerializer.SerializeToElement(state, LiveAnswersJson.Default.AgentState).GetString() ?? "";
}

/// <summary>A call that waits, or the wish to be called back in its place.</summary>
/// <param name="Since">When it entered.</param>
/// <param name="Waited">Seconds since then.</param>
/// <param name="Rings">The agents who are rung for it.</param>
internal sealed record LiveCall(int Position, string Call, string Caller, string? CallerName, DateTimeOffset Since, double Waited, bool IsOffered, IReadOnlyList<ExtensionNumber> Rings, LiveCallback? Callback = null);

/// <summary>That a caller is to be called back, in place of a call that waits (QUE-330).</summary>
/// <param name="Since">When the call entered from which the wish comes.</param>
/// <param name="Missed">How often the caller could not be reached.</param>
/// <param name="IsDialled">Whether the caller is being rung.</param>
internal sealed record LiveCallback(DateTimeOffset Since, int Missed, bool IsDialled);

/// <summary>An agent.</summary>
/// <param name="Since">Of the login; left out: logged out.</param>
/// <param name="Answered">Calls answered since the login.</param>
/// <param name="Talked">Seconds in them.</param>
/// <param name="Calls">Those that ring at the agent or that the agent has.</param>
/// <param name="RestUntil">The end of the cool-down.</param>
internal sealed record LiveAgent(
    ExtensionNumber Agent, string? Name, AgentState State, DateTimeOffset? Since, int Answered, double Talked, IReadOnlyList<string> Calls, DateTimeOffset? RestUntil, bool IsSelfAdded);

/// <summary>The figures of today, by the account's clock. What cannot be told yet is left out (QUE-465).</summary>
internal sealed record TodayAnswer(
    DateTimeOffset From, TargetAnswer Target, int Calls, int Answered, int Unanswered, int Abandoned, int Refused, decimal? ServiceLevel, decimal? WithoutShortAbandons, decimal? AnswerRate, decimal? AbandonRate)
{
    public static TodayAnswer Of(QueueReport report)
    {
        var figures = report.Whole.Figures;
        var level = figures.ServiceLevels.First(one => one.Seconds == report.Target.Seconds);
        return new TodayAnswer(
            report.Clock(report.Period.From),
            new TargetAnswer(report.Target.Seconds, report.Target.Percent, report.Target.ShortAbandon),
            figures.Wait.All.Count,
            figures.Wait.Answered.Count,
            figures.Wait.Unanswered.Count,
            figures.Outcomes.GetValueOrDefault(StayEnd.Abandoned),
            figures.Refused,
            level.Percent,
            level.WithoutShortAbandons,
            figures.AnswerRate,
            figures.AbandonRate);
    }
}

/// <summary>What everybody sees of a queue: how many wait, and whether one is logged in oneself (QUE-114).</summary>
/// <param name="IsClosed">Shown with a lock (QUE-082).</param>
/// <param name="Own">Who asks, by extension; none: a program, or somebody without an extension.</param>
internal sealed record QueueGlimpse(ExtensionNumber Queue, string Name, bool IsClosed, int Waiting, IReadOnlyList<OwnLogin> Own)
{
    public static QueueGlimpse Of(Extension queue, QueueConfig config, QueueView view, IEnumerable<ExtensionNumber> own) => new(
        queue.Number,
        queue.Name,
        config.IsClosed,
        view.Listed(config).Count,
        [.. own.Select(user => view.Agents.FirstOrDefault(agent => agent.Agent == user) is { State: not AgentState.LoggedOut and var state } ? new OwnLogin(user, true, state) : new OwnLogin(user, false, AgentState.LoggedOut))]);
}

/// <summary>Whether an extension is logged in to a queue, and its state there.</summary>
internal sealed record OwnLogin(ExtensionNumber Extension, bool IsLoggedIn, AgentState State);

/// <summary>The queues of an account, by number.</summary>
internal sealed record QueueList(IReadOnlyList<QueueGlimpse> Queues);

[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(QueueGlimpse))]
[JsonSerializable(typeof(QueueList))]
[JsonSerializable(typeof(AgentState))]
internal sealed partial class LiveAnswersJson : JsonSerializerContext
{
    /// <summary>What is not set is left out.</summary>
    public static LiveAnswersJson Readable { get; } = new(ReadableJson.Options());
}
