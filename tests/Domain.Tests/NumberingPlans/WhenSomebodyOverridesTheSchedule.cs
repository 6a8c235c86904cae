using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;
using static Pbx.Domain.Tests.NumberingPlans.Office;

namespace Pbx.Domain.Tests.NumberingPlans;

public sealed class WhenSomebodyOverridesTheSchedule
{
    [Fact]
    [Trait("Rule", "NPL-104")]
    [Trait("Rule", "NPL-076")]
    public void A_holiday_wins_over_the_week_from_its_start_to_its_end()
    {
        Assert.Equal(5, AtChristmas.PlanAt("2026-12-25 10:00"));
        Assert.Equal([2, 5, 5, 2], [AtChristmas.PlanAt("2026-12-24 23:59:59"), AtChristmas.PlanAt("2026-12-25 00:00"), AtChristmas.PlanAt("2026-12-26 23:59:59"), AtChristmas.PlanAt("2026-12-27 00:00")]);
    }

    [Fact]
    [Trait("Rule", "NPL-105")]
    [Trait("Rule", "NPL-085")]
    [Trait("Rule", "NPL-099")]
    public void A_manual_override_wins_over_everything_without_an_end()
    {
        var scheme = Overrides.Set(AtChristmas, 6, "Anna");
        Assert.Equal([6, 6, 6], [scheme.PlanAt("2026-12-25 10:00"), scheme.PlanAt("2027-01-04 12:00"), scheme.PlanAt("2031-01-01 00:00")]);
        Assert.Null(SchemeClock.NextChange(scheme, Zone, At("2026-12-25 10:00")));
    }

    [Fact]
    [Trait("Rule", "NPL-106")]
    [Trait("Rule", "NPL-087")]
    public void Switched_off_the_schedule_decides_at_once() =>
        Assert.Equal(5, Overrides.Lift(Overrides.Set(AtChristmas, 6, "Anna")).PlanAt("2026-12-25 10:00"));

    [Fact]
    [Trait("Rule", "NPL-107")]
    [Trait("Rule", "NPL-090")]
    public void On_Tuesday_a_temporary_override_holds_until_lunch()
    {
        var scheme = Overrides.SetTemporary(AtChristmas, Zone, 6, At("2026-11-17 10:00"), "Anna");
        Assert.Equal(At("2026-11-17 12:00"), scheme.Temporary?.Until);
        Assert.Equal([6, 6, 3], [scheme.PlanAt("2026-11-17 10:00"), scheme.PlanAt("2026-11-17 11:59:59"), scheme.PlanAt("2026-11-17 12:00")]);
    }

    [Fact]
    [Trait("Rule", "NPL-108")]
    public void On_Christmas_Eve_a_temporary_override_holds_until_the_holiday()
    {
        var scheme = Overrides.SetTemporary(AtChristmas, Zone, 6, At("2026-12-24 18:00"), "Anna");
        Assert.Equal(At("2026-12-25 00:00"), scheme.Temporary?.Until);
        Assert.Equal([6, 5], [scheme.PlanAt("2026-12-24 23:59:59"), scheme.PlanAt("2026-12-25 00:00")]);
    }

    [Fact]
    [Trait("Rule", "NPL-109")]
    [Trait("Rule", "NPL-091")]
    public void On_Saturday_a_temporary_override_holds_until_Monday_for_boundaries_that_leave_the_plan_the_same_do_not_count()
    {
        var week = AtChristmas with { Weekly = AtChristmas.Weekly!.Value.Add(Entry(Weekday.Sunday, "10:00", "12:00", 2)) };
        var scheme = Overrides.SetTemporary(week, Zone, 6, At("2026-11-21 15:00"), "Anna");
        Assert.Equal(At("2026-11-23 09:00"), scheme.Temporary?.Until);
        Assert.Equal([6, 1], [scheme.PlanAt("2026-11-23 08:59:59"), scheme.PlanAt("2026-11-23 09:00")]);
    }

    [Fact]
    [Trait("Rule", "NPL-093")]
    [Trait("Rule", "NPL-150")]
    public void Its_end_stays_when_the_schedule_or_the_zone_changes()
    {
        var scheme = Overrides.SetTemporary(ThreePlans, Zone, 6, At("2026-11-17 10:00"), "Anna") with { Weekly = [WeeklyEntry.WholeWeek(2)], TimeZone = "America/New_York" };
        scheme = Overrides.Settle(scheme, Zone, At("2026-11-17 10:30"));
        Assert.Equal([6, 2], [scheme.PlanAt("2026-11-17 11:59:59"), scheme.PlanAt("2026-11-17 12:00")]);
    }

    [Fact]
    [Trait("Rule", "NPL-094")]
    public void Where_nothing_is_to_change_it_has_no_end_until_an_edit_gives_it_one()
    {
        var at = At("2026-11-17 10:00");
        var scheme = Overrides.SetTemporary(Of(WeeklyEntry.WholeWeek(2)), Zone, 6, at, "Anna");
        Assert.Equal((null, 6, (DateTimeOffset?)null), (scheme.Temporary?.Until, scheme.PlanAt("2036-01-01 00:00"), SchemeClock.NextChange(scheme, Zone, at)));
        Assert.Equal(scheme, Overrides.Settle(scheme, Zone, At("2026-11-18 10:00")));

        var edited = Overrides.Settle(scheme with { Weekly = scheme.Weekly!.Value.Add(Entry(Weekday.Friday, "09:00", "17:00", 1)) }, Zone, At("2026-11-18 10:00"));
        Assert.Equal(At("2026-11-20 09:00"), edited.Temporary?.Until);

        // a change after more than 366 days is too far away
        var far = Of(WeeklyEntry.WholeWeek(2)) with { Holidays = [new Holiday("Far", Date("2027-11-18"), Date("2027-11-18"), 5)] };
        Assert.Equal(At("2027-11-18 00:00"), Overrides.SetTemporary(far, Zone, 6, At("2026-11-17 00:00"), "Anna").Temporary?.Until);
        Assert.Null(Overrides.SetTemporary(far, Zone, 6, At("2026-11-16 23:59"), "Anna").Temporary?.Until);
    }

    [Fact]
    [Trait("Rule", "NPL-095")]
    [Trait("Rule", "NPL-096")]
    public void There_is_never_more_than_one_override()
    {
        var manual = Overrides.Set(ThreePlans, 6, "Anna");
        var temporary = Overrides.SetTemporary(manual, Zone, 7, At("2026-11-17 10:00"), "Boris");
        Assert.Equal((null, 7), (temporary.Manual, temporary.PlanAt("2026-11-17 10:00")));
        var other = Overrides.SetTemporary(temporary, Zone, 8, At("2026-11-17 10:30"), "Anna");
        Assert.Equal((8, 8), (other.Temporary?.Plan, other.PlanAt("2026-11-17 11:00")));
        var again = Overrides.Set(other, 6, "Anna");
        Assert.Null(again.Temporary);
        Assert.Equal(ThreePlans, Overrides.Lift(again));
    }

    [Fact]
    [Trait("Rule", "NPL-097")]
    public void The_plan_that_is_scheduled_anyway_is_accepted_and_holds_until_the_next_change()
    {
        var scheme = Overrides.SetTemporary(ThreePlans, Zone, 1, At("2026-11-17 10:00"), "Anna");
        Assert.Equal((ActiveBy.Temporary, At("2026-11-17 12:00")), (SchemeClock.Active(scheme, Zone, At("2026-11-17 11:00")).By, scheme.Temporary?.Until));
        Assert.Equal(3, scheme.PlanAt("2026-11-17 12:00"));
    }

    [Fact]
    [Trait("Rule", "NPL-078")]
    public void Where_holidays_overlap_the_shorter_wins_and_then_the_later_start()
    {
        var scheme = ThreePlans with
        {
            Holidays =
            [
                new Holiday("Evening", Date("2026-12-25"), Date("2026-12-25"), 8, Clock("18:00"), Clock("20:00")),
                new Holiday("Year's end", Date("2026-12-20"), Date("2026-12-31"), 5),
                new Holiday("Late evening", Date("2026-12-25"), Date("2026-12-25"), 9, Clock("19:00"), Clock("21:00")),
            ],
        };
        Assert.Equal([5, 8, 9, 9, 5], [scheme.PlanAt("2026-12-25 17:59"), scheme.PlanAt("2026-12-25 18:00"), scheme.PlanAt("2026-12-25 19:00"), scheme.PlanAt("2026-12-25 20:59"), scheme.PlanAt("2026-12-25 21:00")]);
        Assert.Equal(7, Overrides.SetTemporary(scheme, Zone, 7, At("2026-12-25 19:30"), "Anna").PlanAt("2026-12-25 19:30"));
    }

    [Fact]
    [Trait("Rule", "NPL-077")]
    public void A_holiday_does_not_come_again_the_next_year() =>
        Assert.Equal([5, 2, 1], [AtChristmas.PlanAt("2026-12-25 10:00"), AtChristmas.PlanAt("2027-12-25 10:00"), AtChristmas.PlanAt("2028-12-26 10:00")]); // a Friday, then a Saturday, and a Tuesday

    [Fact]
    [Trait("Rule", "NPL-102")]
    public void A_plan_becomes_active_by_the_week_by_a_holiday_or_by_hand()
    {
        var at = At("2026-12-25 10:00");
        Scheme[] schemes = [ThreePlans, AtChristmas, Overrides.SetTemporary(AtChristmas, Zone, 6, at, "Anna"), Overrides.Set(AtChristmas, 7, "Anna")];
        Assert.Equal(
            [(1, ActiveBy.Weekly), (5, ActiveBy.Holiday), (6, ActiveBy.Temporary), (7, ActiveBy.Manual)],
            schemes.Select(scheme => SchemeClock.Active(scheme, Zone, at)).Select(active => (active.Plan?.Number ?? 0, active.By)));
    }

    [Fact]
    [Trait("Rule", "NPL-098")]
    public void What_is_over_has_no_effect_and_is_taken_away()
    {
        var scheme = Overrides.SetTemporary(ThreePlans, Zone, 6, At("2026-11-17 10:00"), "Anna");
        Assert.Equal(scheme, Overrides.Settle(scheme, Zone, At("2026-11-17 11:59:59")));
        Assert.Equal(ThreePlans, Overrides.Settle(scheme, Zone, At("2026-11-17 12:00")));
    }

    [Fact]
    [Trait("Rule", "NPL-101")]
    [Trait("Rule", "NPL-103")]
    public void It_is_told_how_a_plan_became_active_and_until_when()
    {
        var at = At("2026-12-25 10:00");
        Assert.Equal(("of the holiday “Christmas”", At("2026-12-27 00:00")), (SchemeClock.Active(AtChristmas, Zone, at).Because, SchemeClock.NextChange(AtChristmas, Zone, at)));
        Assert.Equal("of the time configuration: Tuesday 12:00–13:00", SchemeClock.Active(AtChristmas, Zone, At("2026-11-17 12:00")).Because);
        Assert.Equal(
            [ActiveBy.Holiday, ActiveBy.Weekly, ActiveBy.Weekly],
            SchemeClock.Candidates(AtChristmas, Zone, At("2026-12-25 10:00")).Select(candidate => candidate.By));
    }

    [Fact]
    public void A_temporary_override_whose_plan_is_scheduled_next_makes_the_change_after_that_the_next()
    {
        // plan 3 until lunch, when plan 3 is scheduled: what changes next is the end of lunch
        var scheme = Overrides.SetTemporary(ThreePlans, Zone, 3, At("2026-11-17 10:00"), "Anna");
        Assert.Equal((At("2026-11-17 12:00"), At("2026-11-17 13:00")), (scheme.Temporary?.Until, SchemeClock.NextChange(scheme, Zone, At("2026-11-17 10:30"))));
    }
}
