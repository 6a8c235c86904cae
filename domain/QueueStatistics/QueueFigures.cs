using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;

namespace Pbx.Domain.QueueStatistics;

/// <summary>The figures of a queue over some time. What cannot be told because there were no calls is nothing (QUE-465).</summary>
/// <param name="Wait">Waiting times w (QUE-461, QUE-462).</param>
/// <param name="Talk">Call durations d, which are 0 for unanswered calls (QUE-473).</param>
/// <param name="Refused">Calls that were not admitted; they are in no other figure (QUE-466).</param>
/// <param name="Outcomes">How many stays ended how (QUE-468).</param>
/// <param name="ServiceLevels">For the target and the thresholds of the graph, by threshold (QUE-476).</param>
/// <param name="AnswerRate">100 × A ÷ (A + U), one decimal (QUE-478).</param>
/// <param name="AbandonRate">100 × abandoned ÷ (A + U), one decimal (QUE-478).</param>
public sealed record QueueFigures(
    GroupSpreads Wait,
    GroupSpreads Talk,
    int Refused,
    IReadOnlyDictionary<StayEnd, int> Outcomes,
    IReadOnlyList<ServiceLevel> ServiceLevels,
    decimal? AnswerRate,
    decimal? AbandonRate)
{
    /// <summary>The thresholds on the graph, in seconds (QUE-476).</summary>
    public static IReadOnlyList<int> Thresholds { get; } = [10, 20, 30, 45, 60, 90, 120, 180];
}

/// <summary>Times of all calls, which are A + U, of answered and of unanswered ones (QUE-474).</summary>
public sealed record GroupSpreads(Spread Answered, Spread Unanswered)
{
    /// <summary>Of all calls.</summary>
    public Spread All => Answered.Plus(Unanswered);
}

/// <summary>The percentage of calls that were answered within a time, with one decimal (QUE-463).</summary>
/// <param name="Seconds">T.</param>
/// <param name="Percent">Of A + U (QUE-475).</param>
/// <param name="WithoutShortAbandons">Of A + U without the calls that were abandoned before the threshold (QUE-477).</param>
public sealed record ServiceLevel(int Seconds, decimal? Percent, decimal? WithoutShortAbandons);

/// <summary>What is aimed at (QUE-476, QUE-477).</summary>
/// <param name="Seconds">T: 1 to 600.</param>
/// <param name="Percent">What share of calls should be answered within T.</param>
/// <param name="ShortAbandon">S in seconds: 0 to 60.</param>
public sealed record ServiceTarget(int Seconds = 20, int Percent = 80, int ShortAbandon = 0);

/// <summary>The figures of one agent in one queue (QUE-479, QUE-480).</summary>
/// <param name="Name">What the agent was called last (QUE-483); nothing when no call tells.</param>
/// <param name="Done">Calls, duration, offers and cool-down.</param>
/// <param name="LoggedIn">For how long.</param>
public sealed record AgentFigures(ExtensionNumber Agent, string? Name, AgentTally Done, TimeSpan LoggedIn)
{
    /// <summary>The average call duration; nothing without calls (QUE-465).</summary>
    public TimeSpan? AverageTalk => Done.Answered == 0 ? null : Done.Talk / Done.Answered;
}
