using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Pbx.Domain.Documents;
using Pbx.Domain.Explanations;
using Pbx.Domain.QueueStatistics;
using Pbx.Domain.Time;

namespace Pbx.Functions.Queues;

/// <summary>Which statistics a request asks for, as its query says.</summary>
internal sealed record StatisticsQuestion(StatisticsPeriod Period, ServiceTarget Target, bool AsCsv)
{
    private const string Csv = "text/csv";

    /// <summary>
    /// <c>from</c> and <c>to</c> are dates, of which the last is included, or instants at quarter-hours, of which the last is not; by the clock of the account, today unless said (QUE-459). The answer is
    /// what is asked for, or everything that is wrong with it.
    /// </summary>
    public static (StatisticsQuestion? Question, List<Problem> Problems) Of(HttpRequest request, string zone, DateTimeOffset now)
    {
        var problems = new List<Problem>();
        var today = StatisticsPeriod.DayOf(now, zone);
        var from = Boundary(request, "from", 0, zone, problems) ?? today.From;
        var to = Boundary(request, "to", 1, zone, problems) ?? today.To;
        if (problems.Count == 0 && to <= from)
        {
            problems.Add(new Problem("/to", "The end is after the start."));
        }
        else if (problems.Count == 0 && to - from > StatisticsPeriod.Longest)
        {
            problems.Add(new Problem("/to", $"At most {StatisticsPeriod.Longest.Days} days are summed up at once."));
        }

        var usual = new ServiceTarget();
        var target = new ServiceTarget(
            Number(request, "targetSeconds", 1, QueueTally.MostTarget, usual.Seconds, problems),
            Number(request, "targetPercent", 1, 100, usual.Percent, problems),
            Number(request, "shortAbandonSeconds", 0, QueueTally.MostShort, usual.ShortAbandon, problems));
        var format = request.Query["format"].ToString();
        if (format is not ("" or "json" or "csv"))
        {
            problems.Add(new Problem("/format", "The format is json or csv."));
        }

        var asCsv = format == "csv" || (format.Length == 0 && request.GetTypedHeaders().Accept.OrderByDescending(one => one.Quality ?? 1).FirstOrDefault() is { } first && first.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase));
        return problems.Count > 0 ? (null, problems) : (new StatisticsQuestion(new StatisticsPeriod(from, to, zone), target, asCsv), problems);
    }

    private static DateTimeOffset? Boundary(HttpRequest request, string name, int daysLater, string zone, List<Problem> problems)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (CalendarDate.TryParse(text, out var date))
        {
            return StatisticsPeriod.StartOf(date.Date.PlusDays(daysLater), zone);
        }

        if (PointInTime.TryParse(text, out var point) && QuarterHour.BeginsAt(point.In(zone)))
        {
            return point.In(zone);
        }

        problems.Add(new Problem("/" + name, "A date is expected here, such as 2026-11-22, or a time at a full quarter of an hour, such as 2026-11-22T09:15."));
        return null;
    }

    private static int Number(HttpRequest request, string name, int least, int most, int usual, List<Problem> problems)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0)
        {
            return usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(new Problem("/" + name, $"A number from {least} to {most} is expected here."));
        return usual;
    }
}
