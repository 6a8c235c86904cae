using NodaTime;
using Pbx.Domain.Time;

namespace Pbx.Domain.QueueStatistics;

/// <summary>From when to when statistics are asked for, and how graphs group them (QUE-459, QUE-460). The start is included, the end is not; both are whole quarter-hours.</summary>
/// <param name="Zone">The account's: its clock draws the lines between groups.</param>
public sealed record StatisticsPeriod(DateTimeOffset From, DateTimeOffset To, string Zone)
{
    private const int MostDaysByHour = 2;
    private const int MostDaysByDay = 62;

    /// <summary>The most that is asked for at once.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(400);

    /// <summary>By hours up to 2 days, by days up to 62, by months beyond (QUE-460); days as the account's clock counts them, however many hours they have.</summary>
    public Grouping Grouping
    {
        get
        {
            var zone = Zones.Of(Zone);
            var (from, to) = (Zones.Local(From, zone), Zones.Local(To, zone));
            return to <= from.PlusDays(MostDaysByHour) ? Grouping.Hour : to <= from.PlusDays(MostDaysByDay) ? Grouping.Day : Grouping.Month;
        }
    }

    /// <summary>The day of the account in which an instant lies, from midnight to midnight by its clock: the default (QUE-459).</summary>
    public static StatisticsPeriod DayOf(DateTimeOffset at, string zone)
    {
        var day = Zones.Local(at, Zones.Of(zone)).Date;
        return new StatisticsPeriod(StartOf(day, zone), StartOf(day.PlusDays(1), zone), zone);
    }

    /// <summary>When a date begins by the clock of a zone; where midnight is skipped, at the first instant after the gap.</summary>
    public static DateTimeOffset StartOf(LocalDate date, string zone) => Zones.At(date.AtMidnight(), Zones.Of(zone)).ToDateTimeOffset();

    /// <summary>
    /// The groups in order, those without calls too. An hour that the clock shows twice is two groups, one that it skips is none, and a day with 23 or 25 hours is one day.
    /// </summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Groups()
    {
        var (zone, grouping, groups) = (Zones.Of(Zone), Grouping, new List<(DateTimeOffset, DateTimeOffset)>());
        var (start, name) = (From, Name(From));
        for (var at = From + QuarterHour.Length; at < To; at += QuarterHour.Length)
        {
            if (Name(at) is var next && next != name)
            {
                groups.Add((start, at));
                (start, name) = (at, next);
            }
        }

        groups.Add((start, To));
        return groups;

        (LocalDate, int, Offset) Name(DateTimeOffset at)
        {
            var clock = Instant.FromDateTimeOffset(at).InZone(zone);
            return grouping switch
            {
                Grouping.Hour => (clock.Date, clock.Hour, clock.Offset),
                Grouping.Day => (clock.Date, 0, default),
                _ => (clock.Date.With(DateAdjusters.StartOfMonth), 0, default),
            };
        }
    }
}

/// <summary>How graphs group calls (QUE-460).</summary>
public enum Grouping
{
    /// <summary>By hours.</summary>
    Hour,

    /// <summary>By days.</summary>
    Day,

    /// <summary>By months.</summary>
    Month,
}
