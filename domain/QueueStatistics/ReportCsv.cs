using System.Globalization;
using System.Text;
using NodaTime;
using Pbx.Domain.Time;

namespace Pbx.Domain.QueueStatistics;

/// <summary>
/// Statistics as comma-separated values (RFC 4180): a line with the names of the columns, the period as a whole, and a line for each group. Times are seconds, instants show the account's clock, and what
/// cannot be told is empty (QUE-465).
/// </summary>
public static class ReportCsv
{
    private static readonly string[] Times = ["duration", "waiting"];
    private static readonly string[] Calls = ["all", "answered", "unanswered"];
    private static readonly string[] Values = ["total", "minimum", "maximum", "average"];

    /// <summary>The tabs call duration, waiting time and performance.</summary>
    public static string Write(QueueReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var zone = Zones.Of(report.Period.Zone);
        return Lines(
        [
            Columns(report),
            Line("whole", report.Whole, zone),
            .. report.Groups.Select(group => Line(Name(report.Period.Grouping), group, zone)),
        ]);
    }

    /// <summary>The tab agents: a line for each agent over the period, and one for each group in which the agent appears.</summary>
    public static string WriteAgents(QueueReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var zone = Zones.Of(report.Period.Zone);
        return Lines(
        [
            ["part", "from", "to", "agent", "name", "answered", "duration_total", "duration_average", "offers", "missed_offers", "logged_in", "cool_down"],
            .. report.Whole.Agents.Select(agent => Line("whole", report.Whole, agent, zone)),
            .. report.Groups.SelectMany(group => group.Agents.Select(agent => Line(Name(report.Period.Grouping), group, agent, zone))),
        ]);
    }

    private static List<string> Columns(QueueReport report) =>
    [
        "part", "from", "to", "all", "answered", "unanswered", "refused",
        .. from figure in Times from calls in Calls from value in Values select $"{figure}_{calls}_{value}",
        .. report.Whole.Figures.ServiceLevels.SelectMany(level => new[] { FormattableString.Invariant($"service_level_{level.Seconds}"), FormattableString.Invariant($"service_level_{level.Seconds}_without_short_abandons") }),
        "answer_rate", "abandon_rate",
    ];

    private static List<string> Line(string part, ReportPart one, DateTimeZone zone) =>
    [
        part, Local(one.From, zone), Local(one.To, zone),
        Number(one.Figures.Wait.All.Count), Number(one.Figures.Wait.Answered.Count), Number(one.Figures.Wait.Unanswered.Count), Number(one.Figures.Refused),
        .. Spreads(one.Figures.Talk), .. Spreads(one.Figures.Wait),
        .. one.Figures.ServiceLevels.SelectMany(level => new[] { Number(level.Percent), Number(level.WithoutShortAbandons) }),
        Number(one.Figures.AnswerRate), Number(one.Figures.AbandonRate),
    ];

    private static List<string> Line(string part, ReportPart one, AgentFigures agent, DateTimeZone zone) =>
    [
        part, Local(one.From, zone), Local(one.To, zone), agent.Agent.Value, Text(agent.Name ?? ""),
        Number(agent.Done.Answered), Seconds(agent.Done.Talk), Seconds(agent.AverageTalk), Number(agent.Done.Offers), Number(agent.Done.Missed), Seconds(agent.LoggedIn), Seconds(agent.Done.Rest),
    ];

    private static IEnumerable<string> Spreads(GroupSpreads spreads) =>
        new[] { spreads.All, spreads.Answered, spreads.Unanswered }.SelectMany(one => new[] { Seconds(one.Total), Seconds(one.Minimum), Seconds(one.Maximum), Seconds(one.Average) });

    private static string Name(Grouping grouping) => grouping switch
    {
        Grouping.Hour => "hour",
        Grouping.Day => "day",
        _ => "month",
    };

    private static string Local(DateTimeOffset at, DateTimeZone zone) => Zones.On(at, zone).ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture);

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Seconds(TimeSpan? time) => time?.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) ?? "";

    // a spreadsheet takes a name that begins like a formula for one, unless it is marked as text
    private static string Text(string text) => text is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" + text : text;

    private static string Lines(IEnumerable<List<string>> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.AppendJoin(',', line.Select(Quoted)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
