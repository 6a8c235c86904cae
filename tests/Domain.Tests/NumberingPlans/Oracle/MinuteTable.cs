using System.Collections.Concurrent;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;

namespace Pbx.Domain.Tests.NumberingPlans.Oracle;

/// <summary>
/// The second reading of the specification (sections 4 to 8 and 12), made to be obviously right and not to be quick: a table with one row for every minute of three years, on which each occurrence of
/// each entry is painted. It shares no code with the clock of schemes, nor its zone database.
/// </summary>
internal sealed class MinuteTable
{
    /// <summary>The first instant that is compared.</summary>
    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The first instant that is compared no more.</summary>
    public static readonly DateTimeOffset To = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A week's entry may have begun a week earlier, and clocks differ from UTC by less than a day.
    private static readonly DateTimeOffset Begin = From.AddDays(-16);
    private static readonly DateTimeOffset End = To.AddDays(16);
    private static readonly int Minutes = (int)(End - Begin).TotalMinutes;

    private static readonly ConcurrentDictionary<string, int[]> FirstMinutes = new();

    private readonly Scheme scheme;
    private readonly DateTimeOffset[] odd;
    private readonly WeeklyEntry?[] weekly = new WeeklyEntry?[Minutes];
    private readonly Holiday?[] holidays = new Holiday?[Minutes];

    public MinuteTable(Scheme scheme, OracleZone zone)
    {
        this.scheme = scheme;
        odd = [.. new[] { scheme.Temporary?.From, scheme.Temporary?.Until }.OfType<DateTimeOffset>().Order()];
        var first = FirstMinutes.GetOrAdd(zone.Name, _ => FirstMinutesShowing(zone));
        PaintWeeks(first);
        PaintHolidays(first);
    }

    /// <summary>What is in force at an instant.</summary>
    public (int? Plan, ActiveBy By, Holiday? Holiday, WeeklyEntry? Weekly) Active(DateTimeOffset at)
    {
        if (scheme.Manual is { } manual)
        {
            return (manual.Plan, ActiveBy.Manual, null, null);
        }

        if (scheme.Temporary is { } temporary && temporary.From <= at && (temporary.Until is not { } until || at < until))
        {
            return (temporary.Plan, ActiveBy.Temporary, null, null);
        }

        return Scheduled(at);
    }

    /// <summary>What is scheduled at an instant, overrides left aside.</summary>
    public (int? Plan, ActiveBy By, Holiday? Holiday, WeeklyEntry? Weekly) Scheduled(DateTimeOffset at)
    {
        var minute = (int)((at - Begin).Ticks / TimeSpan.TicksPerMinute);
        if (holidays[minute] is { } holiday)
        {
            return (holiday.Plan, ActiveBy.Holiday, holiday, null);
        }

        return weekly[minute] is { } entry ? (entry.Plan, ActiveBy.Weekly, null, entry) : (null, ActiveBy.Nothing, null, null);
    }

    /// <summary>The first instant after another, and before the end of the table, at which another plan is in force: found by looking at every minute.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset at)
    {
        var now = Active(at).Plan;
        return First(InstantsAfter(at), instant => Active(instant).Plan != now);
    }

    /// <summary>The same with overrides left aside.</summary>
    public DateTimeOffset? NextScheduledChange(DateTimeOffset at)
    {
        var now = Scheduled(at).Plan;
        return First(InstantsAfter(at), instant => Scheduled(instant).Plan != now);
    }

    /// <summary>All instants of the compared time at which anything about the answer changes, whole minutes and the ends of an override.</summary>
    public IEnumerable<DateTimeOffset> Changes()
    {
        var before = Active(From);
        foreach (var instant in InstantsAfter(From))
        {
            var now = Active(instant);
            if (now.Plan != before.Plan || now.By != before.By || !ReferenceEquals(now.Holiday, before.Holiday) || !ReferenceEquals(now.Weekly, before.Weekly))
            {
                yield return instant;
            }

            before = now;
        }
    }

    private static DateTimeOffset? First(IEnumerable<DateTimeOffset> instants, Func<DateTimeOffset, bool> differs)
    {
        foreach (var instant in instants)
        {
            if (differs(instant))
            {
                return instant;
            }
        }

        return null;
    }

    private IEnumerable<DateTimeOffset> InstantsAfter(DateTimeOffset at)
    {
        var before = at;
        for (var minute = at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMinute)).AddMinutes(1); minute < To; minute = minute.AddMinutes(1))
        {
            foreach (var instant in odd)
            {
                if (before < instant && instant < minute)
                {
                    yield return instant;
                }
            }

            yield return minute;
            before = minute;
        }
    }

    // Start included, end not (NPL-048); the shortest on the wall wins (NPL-059), then the one that began later (NPL-060).
    private void PaintWeeks(int[] first)
    {
        var entries = scheme.Weekly is { } list
            ? list.ToList()
            : [new WeeklyEntry(Weekday.Monday, ClockTime.At(0), ClockTime.At(24), scheme.Plans.Min(plan => plan.Number), Weekday.Sunday)];
        var monday = Begin.AddDays(-((int)Begin.DayOfWeek + 6) % 7);
        var painted = new (int Length, DateTimeOffset Start)[Minutes];
        for (var week = monday.AddDays(-7); week < End; week = week.AddDays(7))
        {
            foreach (var entry in entries)
            {
                var start = week.AddDays((int)entry.Day).AddMinutes(entry.Start.Minutes);
                var end = week.AddDays((int)(entry.EndDay ?? entry.Day)).AddMinutes(entry.End.Minutes);
                if (end < start)
                {
                    // Past midnight, or past Sunday (NPL-050, NPL-052).
                    end = end.AddDays(entry.EndDay is null ? 1 : 7);
                }

                var length = (int)(end - start).TotalMinutes;
                var stop = Minute(first, end);
                for (var minute = Minute(first, start); minute < stop; minute++)
                {
                    var other = painted[minute];
                    if (weekly[minute] is null || length < other.Length || (length == other.Length && start > other.Start))
                    {
                        weekly[minute] = entry;
                        painted[minute] = (length, start);
                    }
                }
            }
        }
    }

    // Without a break (NPL-076); the shorter wins, then the later start (NPL-078).
    private void PaintHolidays(int[] first)
    {
        var painted = new (int Length, DateTimeOffset Start)[Minutes];
        foreach (var holiday in scheme.Holidays)
        {
            var start = Date(holiday.StartDate).AddMinutes(holiday.StartTime.Minutes);
            var end = Date(holiday.EndDate).AddMinutes(holiday.EndTime?.Minutes ?? 24 * 60);
            var length = (int)(end - start).TotalMinutes;
            var stop = Minute(first, end);
            for (var minute = Minute(first, start); minute < stop; minute++)
            {
                var other = painted[minute];
                if (holidays[minute] is null || length < other.Length || (length == other.Length && start > other.Start))
                {
                    holidays[minute] = holiday;
                    painted[minute] = (length, start);
                }
            }
        }
    }

    private static DateTimeOffset Date(CalendarDate date) => new(date.Date.ToDateTimeUnspecified(), TimeSpan.Zero);

    private static int Minute(int[] first, DateTimeOffset onTheWall)
    {
        var minute = (int)(onTheWall - Begin).TotalMinutes;
        return minute < 0 ? 0 : minute >= first.Length ? Minutes : first[minute];
    }

    // For each minute that a clock on the wall could show, the first minute of the table at which it shows that or a later one: so a skipped time is the first after the gap (NPL-146), a repeated
    // one its first (NPL-147).
    private static int[] FirstMinutesShowing(OracleZone zone)
    {
        var first = new int[Minutes + (24 * 60)];
        var next = 0;
        for (var minute = 0; minute < Minutes; minute++)
        {
            var shown = minute + zone.OffsetMinutes(Begin.AddMinutes(minute));
            while (next <= shown && next < first.Length)
            {
                first[next++] = minute;
            }
        }

        for (; next < first.Length; next++)
        {
            first[next] = Minutes;
        }

        return first;
    }
}
