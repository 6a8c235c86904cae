namespace Pbx.Domain.Tests.NumberingPlans.Oracle;

/// <summary>
/// The clocks of eight places from 2025 to 2029, from the laws as they stand and not from any zone database, so that a mistake in reading one shows. All times are UTC and to the minute.
/// </summary>
internal sealed record OracleZone(string Name, int StandardMinutes, int SavingMinutes, Func<int, DateTimeOffset> SavingBegins, Func<int, DateTimeOffset> SavingEnds)
{
    public static IReadOnlyList<OracleZone> All { get; } =
    [
        European("Europe/Amsterdam", 1),
        European("Europe/London", 0),
        European("Europe/Madrid", 1),
        European("Europe/Copenhagen", 1),
        European("Europe/Helsinki", 2),
        European("Europe/Riga", 2),

        // At 02:00 on the clock, both ways: 07:00 UTC in spring, 06:00 UTC in autumn.
        new("America/New_York", -300, 60, year => Sunday(year, 3, 2).AddHours(7), year => Sunday(year, 11, 1).AddHours(6)),

        // Half an hour only, at 02:00 on the clock: 10.5 hours ahead in winter, 11 in summer, which is the other way round there.
        new("Australia/Lord_Howe", 630, 30, year => Sunday(year, 10, 1).AddMinutes(120 - 630), year => Sunday(year, 4, 1).AddMinutes(120 - 660)),
    ];

    public static OracleZone Named(string name) => All.Single(zone => zone.Name == name);

    /// <summary>What is to be added to UTC.</summary>
    public int OffsetMinutes(DateTimeOffset utc)
    {
        var (begins, ends) = (SavingBegins(utc.Year), SavingEnds(utc.Year));
        var saving = begins < ends ? utc >= begins && utc < ends : utc >= begins || utc < ends;
        return StandardMinutes + (saving ? SavingMinutes : 0);
    }

    /// <summary>The instants at which the clocks are changed.</summary>
    public IEnumerable<DateTimeOffset> Changes(int fromYear, int toYear) =>
        from year in Enumerable.Range(fromYear, toYear - fromYear + 1) from change in new[] { SavingBegins(year), SavingEnds(year) } orderby change select change;

    // Directive 2000/84/EC: the last Sundays of March and October, at 01:00 UTC everywhere.
    private static OracleZone European(string name, int hours) => new(name, hours * 60, 60, year => LastSunday(year, 3).AddHours(1), year => LastSunday(year, 10).AddHours(1));

    private static DateTimeOffset Sunday(int year, int month, int which)
    {
        var first = new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero);
        return first.AddDays(((7 - (int)first.DayOfWeek) % 7) + (7 * (which - 1)));
    }

    private static DateTimeOffset LastSunday(int year, int month)
    {
        var last = new DateTimeOffset(year, month, 31, 0, 0, 0, TimeSpan.Zero);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
