using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;
using static Pbx.Domain.Tests.NumberingPlans.Office;

namespace Pbx.Domain.Tests.NumberingPlans;

public sealed class WhenTheClockIsMoved
{
    [Fact]
    [Trait("Rule", "NPL-152")]
    [Trait("Rule", "NPL-146")]
    public void A_start_in_the_skipped_hour_is_the_first_instant_after_it() =>
        Walk(Of(Entry(Weekday.Sunday, "02:30", "05:00", 1)), "2026-03-29 01:00", "2026-03-29 03:00");

    [Fact]
    [Trait("Rule", "NPL-153")]
    [Trait("Rule", "NPL-147")]
    public void An_end_in_the_repeated_hour_is_its_first_occurrence_and_does_not_start_again()
    {
        var scheme = Of(Entry(Weekday.Sunday, "01:00", "02:15", 1));
        Walk(scheme, "2026-10-24 23:00", "2026-10-25 00:15");
        Assert.Null(scheme.PlanAt(Utc("2026-10-25 01:05"))); // the second 02:05
    }

    [Fact]
    [Trait("Rule", "NPL-154")]
    [Trait("Rule", "NPL-148")]
    public void A_night_is_shorter_or_longer_and_counts_as_eight_hours()
    {
        var night = Entry(Weekday.Saturday, "22:00", "06:00", 1, Weekday.Sunday);
        Assert.Equal(8 * 60, night.Length);
        Walk(Of(night), "2026-03-28 21:00", "2026-03-29 04:00");
        Walk(Of(night), "2026-10-24 20:00", "2026-10-25 05:00");

        // 8 h 30 min of another entry lose against it both times, though 9 hours elapse in autumn
        var both = Of(night, Entry(Weekday.Saturday, "21:30", "06:00", 2, Weekday.Sunday));
        Assert.Equal([1, 1], [both.PlanAt(Utc("2026-03-29 02:00")), both.PlanAt(Utc("2026-10-25 04:00"))]);
    }

    [Fact]
    [Trait("Rule", "NPL-149")]
    public void An_entry_inside_the_skipped_hour_has_no_effect_on_that_day()
    {
        var scheme = Of(WeeklyEntry.WholeWeek(2), Entry(Weekday.Sunday, "02:00", "03:00", 1));
        for (var at = Utc("2026-03-29 00:00"); at < Utc("2026-03-29 03:00"); at += TimeSpan.FromMinutes(1))
        {
            Assert.Equal(2, scheme.PlanAt(at));
        }

        Assert.Equal(1, scheme.PlanAt(Utc("2026-04-05 00:30")));
    }

    [Fact]
    [Trait("Rule", "NPL-147")]
    public void Adjoining_entries_neither_overlap_nor_leave_a_gap_in_the_repeated_hour()
    {
        var scheme = Of(Entry(Weekday.Sunday, "00:00", "02:30", 1), Entry(Weekday.Sunday, "02:30", "06:00", 2));
        Walk(scheme, "2026-10-24 22:00", "2026-10-25 00:30");
        Walk(scheme, "2026-10-25 00:30", "2026-10-25 05:00", 2);
    }

    [Fact]
    [Trait("Rule", "NPL-145")]
    [Trait("Rule", "NPL-015")]
    public void Times_are_those_of_the_scheme_s_own_zone_or_else_the_account_s()
    {
        var scheme = Of(Entry(Weekday.Monday, "09:00", "17:00", 1));
        Walk(scheme, "2026-07-06 07:00", "2026-07-06 15:00");
        Walk(scheme, "2026-11-16 08:00", "2026-11-16 16:00");
        Walk(scheme with { TimeZone = "America/New_York" }, "2026-11-16 14:00", "2026-11-16 22:00");
        Walk(scheme with { TimeZone = "Australia/Lord_Howe" }, "2026-11-15 22:00", "2026-11-16 06:00");
    }

    [Fact]
    [Trait("Rule", "NPL-150")]
    public void Another_zone_gives_all_stored_times_another_meaning()
    {
        var holiday = Of() with { Holidays = [new Holiday("New year", Date("2027-01-01"), Date("2027-01-01"), 1)] };
        Walk(holiday, "2026-12-31 23:00", "2027-01-01 23:00");
        Walk(holiday with { TimeZone = "Europe/London" }, "2027-01-01 00:00", "2027-01-02 00:00");
    }

    // one second before, at, and after both ends, in UTC
    private static void Walk(Scheme scheme, string from, string to, int plan = 1)
    {
        var (start, end, second) = (Utc(from), Utc(to), TimeSpan.FromSeconds(1));
        Assert.NotEqual(plan, scheme.PlanAt(start - second));
        Assert.Equal([plan, plan, plan], [scheme.PlanAt(start), scheme.PlanAt(start + second), scheme.PlanAt(end - second)]);
        Assert.NotEqual(plan, scheme.PlanAt(end));
        Assert.Equal(end, SchemeClock.NextChange(scheme, Zone, start));
    }
}
