using System.Globalization;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;
using Pbx.Simulation.World;

namespace Pbx.Domain.Tests.NumberingPlans.Oracle;

/// <summary>The schedules that are compared: some as offices have them, some made to be awkward, and any number drawn by seed.</summary>
internal static class Schedules
{
    private static readonly ValueList<Plan> Plans = ValueList.From(Enumerable.Range(1, 9).Select(number => new Plan(number, $"Number plan {number}", [])));

    public static IEnumerable<(string Name, Scheme Scheme)> Made(string country)
    {
        var holidays = Public(country);
        yield return ("office", new Scheme(
            1, "Office", Plans, Weekly: Office(), Holidays: holidays, Temporary: new TemporaryOverride(6, At("2026-12-24T16:12:43Z"), At("2026-12-25T23:00:00Z"), "Anna")));
        yield return ("nights", new Scheme(
            1, "Nights", Plans, Weekly: Nights(), Holidays: Long(holidays), Temporary: new TemporaryOverride(7, At("2027-03-27T23:59:59Z"), At("2027-03-28T02:30:00Z"), "Anna")));
        yield return ("manual", new Scheme(1, "Office", Plans, Weekly: Office(), Holidays: holidays, Manual: new ManualOverride(8, "Anna")));
        yield return ("nothing weekly", new Scheme(1, "Holidays only", Plans, Weekly: default(ValueList<WeeklyEntry>), Holidays: Long(holidays)));
        yield return ("left out", new Scheme(1, "New", Plans, Holidays: holidays));
    }

    /// <summary>A schedule that a seed decides; one with an entry for the whole week when asked, else perhaps.</summary>
    public static Scheme Drawn(Prng prng, bool wholeWeek = false)
    {
        var weekly = Enumerable.Range(0, prng.Below(9)).Select(_ => Entry(prng)).DistinctBy(entry => (entry.From, entry.Length)).Where(entry => entry.Length > 0).ToList();
        if (wholeWeek || prng.Chance(0.5))
        {
            weekly.RemoveAll(entry => entry.Length == WeeklyEntry.MinutesOfWeek);
            weekly.Add(new WeeklyEntry(Weekday.Monday, ClockTime.At(0), ClockTime.At(24), 9, Weekday.Sunday));
        }

        var holidays = Enumerable.Range(0, prng.Below(12)).Select(which => Drawn(prng, which)).DistinctBy(holiday => (holiday.Start, holiday.End)).Where(holiday => holiday.End > holiday.Start);
        var scheme = new Scheme(1, "Drawn", Plans, Weekly: ValueList.From(weekly), Holidays: ValueList.From(holidays));
        if (prng.Chance(0.1))
        {
            return scheme with { Manual = new ManualOverride(1 + prng.Below(9)) };
        }

        var from = MinuteTable.From.AddMinutes(prng.Below(3 * 365 * 24 * 60)).AddSeconds(prng.Below(60));
        return prng.Chance(0.6) ? scheme with { Temporary = new TemporaryOverride(1 + prng.Below(9), from, prng.Chance(0.9) ? from.AddMinutes(1 + prng.Below(20_000)) : null) } : scheme;
    }

    /// <summary>The same items, in another order.</summary>
    public static ValueList<T> Shuffled<T>(ValueList<T> list, Prng prng) => ValueList.From(list.Select(item => (Item: item, Place: prng.Next())).OrderBy(pair => pair.Place).Select(pair => pair.Item));

    private static WeeklyEntry Entry(Prng prng)
    {
        var (day, start, end) = ((Weekday)prng.Below(7), Time(prng), Time(prng));
        Weekday? endDay = prng.Chance(0.4) ? (Weekday)prng.Below(7) : null;
        return new WeeklyEntry(day, start, end.Minutes == 0 ? ClockTime.EndOfDay : end, 1 + prng.Below(8), endDay);
    }

    private static Holiday Drawn(Prng prng, int which)
    {
        // Every other one lies near a change of the clocks.
        DateOnly[] nights = [new(2026, 3, 29), new(2026, 10, 25), new(2027, 3, 14), new(2027, 11, 7), new(2028, 4, 2), new(2028, 10, 1)];
        var start = prng.Chance(0.5) ? prng.Pick(nights).AddDays(prng.Below(3) - 1) : new DateOnly(2026, 1, 1).AddDays(prng.Below(3 * 365));
        var end = start.AddDays(prng.Chance(0.5) ? 0 : prng.Below(6));
        return new Holiday($"Holiday {which}", On(start), On(end), 1 + prng.Below(9), prng.Chance(0.5) ? default : Time(prng), prng.Chance(0.5) ? null : Time(prng));
    }

    // Half of them in the hours in which clocks are changed.
    private static ClockTime Time(Prng prng) => prng.Chance(0.5) ? ClockTime.At(prng.Below(4), prng.Below(60)) : ClockTime.At(prng.Below(24), prng.Pick(0, 15, 30, 45, 59));

    private static ValueList<WeeklyEntry> Office() =>
    [
        new(Weekday.Monday, ClockTime.At(0), ClockTime.At(24), 2, Weekday.Sunday),
        .. Days(ClockTime.At(9), ClockTime.At(17), 1),
        .. Days(ClockTime.At(12), ClockTime.At(13), 3),
        new(Weekday.Friday, ClockTime.At(16), ClockTime.At(9), 4, Weekday.Monday),
    ];

    // Boundaries in skipped and repeated hours, entries that lie wholly inside one, equal lengths, and some minutes without any.
    private static ValueList<WeeklyEntry> Nights() =>
    [
        new(Weekday.Sunday, ClockTime.At(2, 30), ClockTime.At(5), 1),
        new(Weekday.Sunday, ClockTime.At(1), ClockTime.At(2, 15), 2),
        new(Weekday.Saturday, ClockTime.At(22), ClockTime.At(6), 3, Weekday.Sunday),
        new(Weekday.Sunday, ClockTime.At(2, 5), ClockTime.At(2, 20), 4),
        new(Weekday.Sunday, ClockTime.At(1, 10), ClockTime.At(1, 50), 5),
        new(Weekday.Sunday, ClockTime.At(1, 30), ClockTime.At(2, 10), 6),
        new(Weekday.Wednesday, ClockTime.At(22), ClockTime.At(6), 7),
        new(Weekday.Saturday, ClockTime.At(23), ClockTime.At(7), 8),
    ];

    private static IEnumerable<WeeklyEntry> Days(ClockTime start, ClockTime end, int plan) =>
        Enumerable.Range(0, 5).Select(day => new WeeklyEntry((Weekday)day, start, end, plan));

    private static ValueList<Holiday> Public(string country) => ValueList.From(
        from year in Enumerable.Range(2026, 3) from holiday in PublicHolidays.Of(country, year) select new Holiday($"{holiday.Name} {year}", On(holiday.Date), On(holiday.Date), 5));

    // Closed over the turn of the year, with the single days inside it, and a half day.
    private static ValueList<Holiday> Long(ValueList<Holiday> days) => days.AddRange(
    [
        new Holiday("Turn of the year 2026", On(new(2026, 12, 24)), On(new(2027, 1, 3)), 6, ClockTime.At(12)),
        new Holiday("Turn of the year 2027", On(new(2027, 12, 23)), On(new(2028, 1, 2)), 6, ClockTime.At(16), ClockTime.At(8)),
        new Holiday("Half a day", On(new(2028, 12, 26)), On(new(2028, 12, 26)), 7, ClockTime.At(8), ClockTime.At(12)),
        new Holiday("A night of changed clocks", On(new(2027, 10, 31)), On(new(2027, 10, 31)), 8, ClockTime.At(2), ClockTime.At(2, 45)),
    ]);

    private static CalendarDate On(DateOnly date) => CalendarDate.Parse(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
