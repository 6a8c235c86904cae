using System.Globalization;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;

namespace Pbx.Domain.Tests.NumberingPlans;

public sealed class WhenAPlanIsWatched
{
    private const string Zone = "Europe/Amsterdam";

    private static readonly Scheme Scheme = new(1, "Acme", [new Plan(1, "Day", []), new Plan(2, "Night", [])], Weekly:
    [
        WeeklyEntry.WholeWeek(2),
        new WeeklyEntry(Weekday.Friday, ClockTime.At(9), ClockTime.At(17), 1),
    ]);

    [Fact]
    [Trait("Rule", "NPL-101")]
    public void Until_is_the_end_of_the_reason_and_not_only_of_the_plan()
    {
        var holiday = Scheme with { Holidays = [new Holiday("Day off", CalendarDate.Parse("2026-11-18"), CalendarDate.Parse("2026-11-18"), 2)] };
        Assert.Equal(At("2026-11-17T23:00:00Z"), Watch.Until(holiday, Zone, At("2026-11-17T12:00:00Z")));
        Assert.Equal(At("2026-11-18T23:00:00Z"), Watch.Until(holiday, Zone, At("2026-11-18T12:00:00Z")));
        Assert.Equal(At("2026-11-20T08:00:00Z"), SchemeClock.NextChange(holiday, Zone, At("2026-11-17T12:00:00Z")));
    }

    [Fact]
    [Trait("Rule", "NPL-101")]
    public void What_is_set_by_hand_has_no_end_until_somebody_changes_it()
    {
        var manual = Overrides.Set(Scheme, 1, "anna");
        Assert.Null(Watch.Until(manual, Zone, At("2026-11-17T12:00:00Z")));
        Assert.Null(Watch.Next(manual, Zone, At("2026-11-17T12:00:00Z")));
        Assert.Null(Watch.Until(Scheme with { Weekly = [WeeklyEntry.WholeWeek(2)] }, Zone, At("2026-11-17T12:00:00Z")));
    }

    [Fact]
    [Trait("Rule", "NPL-098")]
    public void A_temporary_override_is_looked_at_when_it_ends_also_when_the_plan_stays_the_same()
    {
        var temporary = Overrides.SetTemporary(Scheme, Zone, 1, At("2026-11-17T12:00:00Z"), "anna");
        Assert.Equal(At("2026-11-20T08:00:00Z"), Watch.Next(temporary, Zone, At("2026-11-17T12:00:00Z")));
        Assert.Equal(At("2026-11-20T08:00:00Z"), Watch.Until(temporary, Zone, At("2026-11-17T12:00:00Z")));
        Assert.Equal(At("2026-11-20T16:00:00Z"), SchemeClock.NextChange(temporary, Zone, At("2026-11-17T12:00:00Z")));
        Assert.Equal(At("2026-11-20T16:00:00Z"), Watch.Next(temporary, Zone, At("2026-11-20T08:00:00Z")));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
