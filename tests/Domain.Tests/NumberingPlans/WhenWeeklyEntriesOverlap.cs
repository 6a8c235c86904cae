using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;
using static Pbx.Domain.Tests.NumberingPlans.Office;

namespace Pbx.Domain.Tests.NumberingPlans;

// 2026-11-16 is a Monday
public sealed class WhenWeeklyEntriesOverlap
{
    [Fact]
    [Trait("Rule", "NPL-064")]
    [Trait("Rule", "NPL-052")]
    public void On_Monday_at_08_59_the_stretch_from_Friday_still_runs() => Assert.Equal(4, WithWeekend.PlanAt("2026-11-16 08:59"));

    [Fact]
    [Trait("Rule", "NPL-065")]
    [Trait("Rule", "NPL-048")]
    public void On_Monday_at_09_00_it_has_ended_and_the_day_has_begun() => Assert.Equal(1, WithWeekend.PlanAt("2026-11-16 09:00"));

    [Fact]
    [Trait("Rule", "NPL-066")]
    public void On_Tuesday_at_08_59_only_the_whole_week_is_there() => Assert.Equal(2, WithWeekend.PlanAt("2026-11-17 08:59:59"));

    [Fact]
    [Trait("Rule", "NPL-067")]
    public void On_Tuesday_at_09_00_the_start_is_included() => Assert.Equal(1, WithWeekend.PlanAt("2026-11-17 09:00"));

    [Fact]
    [Trait("Rule", "NPL-068")]
    [Trait("Rule", "NPL-059")]
    public void At_lunch_one_hour_wins_over_eight() => Assert.Equal(3, WithWeekend.PlanAt("2026-11-17 12:30"));

    [Fact]
    [Trait("Rule", "NPL-069")]
    public void On_Tuesday_at_17_00_the_end_is_excluded()
    {
        Assert.Equal(1, WithWeekend.PlanAt("2026-11-17 16:59:59"));
        Assert.Equal(2, WithWeekend.PlanAt("2026-11-17 17:00"));
    }

    [Fact]
    [Trait("Rule", "NPL-070")]
    public void On_Friday_at_16_30_eight_hours_win_over_sixty_five() => Assert.Equal(1, WithWeekend.PlanAt("2026-11-20 16:30"));

    [Fact]
    [Trait("Rule", "NPL-071")]
    [Trait("Rule", "NPL-054")]
    public void On_Saturday_the_period_runs_on_without_a_break() => Assert.Equal(4, WithWeekend.PlanAt("2026-11-21 12:30"));

    [Fact]
    [Trait("Rule", "NPL-060")]
    public void At_equal_length_the_one_that_began_later_wins()
    {
        var scheme = Of(Entry(Weekday.Monday, "09:00", "11:00", 1), Entry(Weekday.Monday, "10:00", "12:00", 2));
        Assert.Equal([1, 2, 2], [scheme.PlanAt("2026-11-16 09:59"), scheme.PlanAt("2026-11-16 10:00"), scheme.PlanAt("2026-11-16 11:59")]);

        // over Sunday midnight the one of Monday began later, though it stands earlier in the week
        var night = Of(Entry(Weekday.Sunday, "23:00", "03:00", 1), Entry(Weekday.Monday, "00:00", "04:00", 2));
        Assert.Equal([1, 2], [night.PlanAt("2026-11-22 23:30"), night.PlanAt("2026-11-23 00:30")]);
    }

    [Fact]
    [Trait("Rule", "NPL-042")]
    public void Per_day_the_end_is_a_time_of_that_day_or_the_next_and_per_period_a_time_of_the_end_day()
    {
        var (day, period) = (Of(Entry(Weekday.Monday, "09:00", "08:00", 1)), Of(Entry(Weekday.Monday, "09:00", "08:00", 1, Weekday.Thursday)));
        Assert.Equal([1, null, 1, 1], [day.PlanAt("2026-11-17 07:59"), day.PlanAt("2026-11-17 08:00"), period.PlanAt("2026-11-17 08:00"), period.PlanAt("2026-11-19 07:59")]);
        Assert.Null(period.PlanAt("2026-11-19 08:00"));
    }

    [Fact]
    [Trait("Rule", "NPL-061")]
    public void The_order_of_the_list_does_not_matter()
    {
        var turned = WithWeekend with { Weekly = ValueList.From(WithWeekend.Weekly!.Value.Reverse()), Plans = ValueList.From(WithWeekend.Plans.Reverse()) };
        for (var at = At("2026-11-16 00:00"); at < At("2026-11-23 00:00"); at += TimeSpan.FromMinutes(7))
        {
            Assert.Equal(WithWeekend.PlanAt(at), turned.PlanAt(at));
        }
    }

    [Fact]
    [Trait("Rule", "NPL-050")]
    public void An_entry_that_ends_earlier_than_it_starts_runs_past_midnight()
    {
        var scheme = Of(Entry(Weekday.Sunday, "22:00", "06:00", 1));
        Assert.Equal([null, 1, 1, null], [scheme.PlanAt("2026-11-15 21:59"), scheme.PlanAt("2026-11-15 22:00"), scheme.PlanAt("2026-11-16 05:59"), scheme.PlanAt("2026-11-16 06:00")]);
        Assert.Equal(8 * 60, scheme.Weekly!.Value[0].Length);
    }

    [Fact]
    [Trait("Rule", "NPL-044")]
    public void A_day_ends_at_24_00()
    {
        var scheme = Of(Entry(Weekday.Sunday, "00:00", "24:00", 1));
        Assert.Equal([1, null], [scheme.PlanAt("2026-11-15 23:59:59"), scheme.PlanAt("2026-11-16 00:00")]);
        Assert.Equal([true, false, false, false, false], new[] { "24:00", "24:30", "9:00", "09:60", "09-00" }.Select(text => ClockTime.TryParse(text, out _)));
    }

    [Fact]
    [Trait("Rule", "NPL-063")]
    public void Where_no_entry_covers_the_instant_no_plan_is_scheduled()
    {
        var active = SchemeClock.Active(Of(Entry(Weekday.Monday, "09:00", "17:00", 1)), Zone, At("2026-11-17 12:00"));
        Assert.Equal((null, ActiveBy.Nothing), (active.Plan, active.By));
    }

    [Fact]
    [Trait("Rule", "NPL-011")]
    public void Without_a_time_configuration_the_first_plan_always_has_its_turn()
    {
        var scheme = ThreePlans with { Weekly = null, Plans = ValueList.From(ThreePlans.Plans.Reverse()) };
        var active = SchemeClock.Active(scheme, Zone, At("2026-11-17 12:00"));
        Assert.Equal((1, ActiveBy.Weekly), (active.Plan?.Number, active.By));
        Assert.Equal(WeeklyEntry.MinutesOfWeek, active.Weekly?.Length);
        Assert.Null(SchemeClock.NextChange(scheme, Zone, At("2026-11-17 12:00")));
    }
}
