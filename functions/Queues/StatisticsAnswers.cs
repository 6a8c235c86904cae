using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.QueueStatistics;
using Pbx.Domain.Time;

namespace Pbx.Functions.Queues;

/// <summary>The statistics of a queue. Times are seconds; what cannot be told is null (QUE-465).</summary>
/// <param name="To">Not part of it.</param>
internal sealed record StatisticsAnswer(ExtensionNumber Queue, DateTimeOffset From, DateTimeOffset To, Grouping Grouping, TargetAnswer Target, PartAnswer Whole, IReadOnlyList<PartAnswer> Groups)
{
    public static StatisticsAnswer Of(ExtensionNumber queue, QueueReport report) => new(
        queue,
        report.Clock(report.Period.From),
        report.Clock(report.Period.To),
        report.Period.Grouping,
        new TargetAnswer(report.Target.Seconds, report.Target.Percent, report.Target.ShortAbandon),
        PartAnswer.Of(report, report.Whole),
        [.. report.Groups.Select(group => PartAnswer.Of(report, group))]);
}

/// <summary>What is aimed at.</summary>
internal sealed record TargetAnswer(int Seconds, int Percent, int ShortAbandonSeconds);

/// <summary>The figures of the whole period, or of a group of it.</summary>
internal sealed record PartAnswer(
    DateTimeOffset From, DateTimeOffset To, CallsAnswer Calls, SpreadsAnswer Duration, SpreadsAnswer Waiting, IReadOnlyList<ServiceLevel> ServiceLevels, decimal? AnswerRate, decimal? AbandonRate)
{
    public static PartAnswer Of(QueueReport report, ReportPart part) => new(
        report.Clock(part.From),
        report.Clock(part.To),
        new CallsAnswer(part.Figures.Wait.All.Count, part.Figures.Wait.Answered.Count, part.Figures.Wait.Unanswered.Count, part.Figures.Refused, [.. part.Figures.Outcomes.OrderBy(one => one.Key).Select(one => new OutcomeCount(one.Key, one.Value))]),
        SpreadsAnswer.Of(part.Figures.Talk),
        SpreadsAnswer.Of(part.Figures.Wait),
        part.Figures.ServiceLevels,
        part.Figures.AnswerRate,
        part.Figures.AbandonRate);
}

/// <summary>How many calls there were.</summary>
/// <param name="Refused">They are in no other figure.</param>
/// <param name="Outcomes">Those that occurred.</param>
internal sealed record CallsAnswer(int All, int Answered, int Unanswered, int Refused, IReadOnlyList<OutcomeCount> Outcomes);

/// <summary>Times of all calls, of answered and of unanswered ones.</summary>
internal sealed record SpreadsAnswer(SpreadAnswer All, SpreadAnswer Answered, SpreadAnswer Unanswered)
{
    public static SpreadsAnswer Of(GroupSpreads spreads) => new(SpreadAnswer.Of(spreads.All), SpreadAnswer.Of(spreads.Answered), SpreadAnswer.Of(spreads.Unanswered));
}

/// <summary>Total, minimum, maximum and average in seconds.</summary>
internal sealed record SpreadAnswer(double Total, double? Minimum, double? Maximum, double? Average)
{
    public static SpreadAnswer Of(Spread spread) => new(Seconds(spread.Total), Seconds(spread.Minimum), Seconds(spread.Maximum), Seconds(spread.Average));

    public static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    public static double? Seconds(TimeSpan? time) => time is { } some ? Seconds(some) : null;
}

/// <summary>The agents of a queue.</summary>
internal sealed record AgentsAnswer(ExtensionNumber Queue, DateTimeOffset From, DateTimeOffset To, Grouping Grouping, IReadOnlyList<AgentAnswer> Agents)
{
    public static AgentsAnswer Of(ExtensionNumber queue, QueueReport report) => new(
        queue,
        report.Clock(report.Period.From),
        report.Clock(report.Period.To),
        report.Period.Grouping,
        [.. report.Whole.Agents.Select(agent => AgentAnswer.Of(agent, [.. report.Groups.SelectMany(group => group.Agents.Where(one => one.Agent == agent.Agent).Select(one => new AgentGroupAnswer(report.Clock(group.From), report.Clock(group.To), one.Done.Answered, SpreadAnswer.Seconds(one.Done.Talk))))]))]);
}

/// <summary>One agent (QUE-479, QUE-480).</summary>
/// <param name="Groups">For the graphs; those in which the agent appears.</param>
internal sealed record AgentAnswer(
    ExtensionNumber Agent, string? Name, int Answered, double DurationTotal, double? DurationAverage, int Offers, int MissedOffers, double LoggedIn, double CoolDown, IReadOnlyList<AgentGroupAnswer> Groups)
{
    public static AgentAnswer Of(AgentFigures agent, IReadOnlyList<AgentGroupAnswer> groups) => new(
        agent.Agent,
        agent.Name,
        agent.Done.Answered,
        SpreadAnswer.Seconds(agent.Done.Talk),
        SpreadAnswer.Seconds(agent.AverageTalk),
        agent.Done.Offers,
        agent.Done.Missed,
        SpreadAnswer.Seconds(agent.LoggedIn),
        SpreadAnswer.Seconds(agent.Done.Rest),
        groups);
}

/// <summary>What an agent did in a group.</summary>
internal sealed record AgentGroupAnswer(DateTimeOffset From, DateTimeOffset To, int Answered, double DurationTotal);

/// <summary>Instants as the account's clock shows them.</summary>
internal static class ReportClock
{
    public static DateTimeOffset Clock(this QueueReport report, DateTimeOffset at) => Zones.On(at, Zones.Of(report.Period.Zone));
}

[JsonSerializable(typeof(StatisticsAnswer))]
[JsonSerializable(typeof(AgentsAnswer))]
[JsonSerializable(typeof(WhatIfAnswer))]
internal sealed partial class StatisticsAnswersJson : JsonSerializerContext
{
    /// <summary>What cannot be told is written as null, so that every figure has its place.</summary>
    public static StatisticsAnswersJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<Grouping>(JsonNamingPolicy.KebabCaseLower) },
    });
}
