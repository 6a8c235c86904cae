using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using static Pbx.Domain.Tests.NumberingPlans.Editing.Draft;

namespace Pbx.Domain.Tests.NumberingPlans.Editing;

public sealed class WhenHolidaysAreEdited
{
    private const string Christmas = """{ "description": "Christmas", "startDate": "2026-12-25", "endDate": "2026-12-26", "plan": 2 }""";

    [Fact]
    [Trait("Rule", "NPL-073")]
    [Trait("Rule", "NPL-074")]
    [Trait("Rule", "NPL-080")]
    public void One_is_added_changed_and_deleted_and_lasts_whole_days_if_nothing_else_is_said()
    {
        var added = Saved(HolidayEdits.Add(Account, 1, Now, Wish<Holiday>(Christmas)));
        Assert.Equal("20261225-0000-20261226-2400", added.Made);
        var changed = Saved(HolidayEdits.Change(added.Document, 1, added.Made!, Wish<Holiday>("""{ "description": "Christmas Eve", "startDate": "2026-12-24", "startTime": "15:00", "endDate": "2026-12-24", "plan": 2 }""")));
        Assert.Equal("20261224-1500-20261224-2400", changed.Made);
        Assert.Equal("Christmas Eve", Assert.Single(changed.MainScheme().Holidays).Description);
        var deleted = Saved(HolidayEdits.Remove(changed.Document, 1, changed.Made!));
        Assert.Empty(deleted.MainScheme().Holidays);
        Assert.IsType<Edit.Missing>(HolidayEdits.Remove(deleted.Document, 1, changed.Made!));
        Assert.IsType<Edit.Missing>(HolidayEdits.Change(deleted.Document, 1, changed.Made!, changed.MainScheme().Holidays[0]));
    }

    [Fact]
    [Trait("Rule", "NPL-080")]
    public void Deleting_the_one_in_force_changes_the_active_plan_at_once()
    {
        var today = Saved(HolidayEdits.Add(Account, 1, Now, Wish<Holiday>("""{ "description": "Today", "startDate": "2026-11-21", "endDate": "2026-11-21", "plan": 1 }""")));
        Assert.Equal(1, today.MainScheme().PlanAt(Now));
        Assert.Equal(2, Saved(HolidayEdits.Remove(today.Document, 1, "20261121-0000-20261121-2400")).MainScheme().PlanAt(Now));
    }

    [Fact]
    [Trait("Rule", "NPL-079")]
    public void One_that_is_over_is_refused_to_the_minute_in_the_zone_of_the_scheme()
    {
        const string Ends = """{ "description": "Over", "startDate": "2026-11-20", "endDate": "2026-11-21", "endTime": "11:00", "plan": 2 }"""; // 10:00 UTC
        Assert.Equal("/endDate", Assert.Single(Refused(HolidayEdits.Add(Account, 1, Now, Wish<Holiday>(Ends)))).Pointer);
        Saved(HolidayEdits.Add(Account, 1, Now.AddTicks(-1), Wish<Holiday>(Ends)));
        Saved(HolidayEdits.Add(Edited(scheme => scheme with { TimeZone = "Europe/London" }), 1, Now, Wish<Holiday>(Ends)));
    }

    [Theory]
    [InlineData("""{ "description": "x", "startDate": "2026-12-25", "endDate": "2026-12-24", "plan": 2 }""", "/endDate")]
    [InlineData("""{ "description": "x", "startDate": "2026-12-25", "startTime": "10:00", "endDate": "2026-12-25", "endTime": "10:00", "plan": 2 }""", "/endTime")]
    [InlineData("""{ "description": "x", "startDate": "2026-12-25", "endDate": "2026-12-25", "plan": 7 }""", "/plan")]
    [InlineData("""{ "description": " ", "startDate": "2026-12-25", "endDate": "2026-12-25", "plan": 2 }""", "/description")]
    [Trait("Rule", "NPL-072")]
    [Trait("Rule", "NPL-074")]
    [Trait("Rule", "NPL-075")]
    public void What_cannot_be_a_holiday_is_refused_with_its_place(string wish, string pointer) =>
        Assert.Equal([pointer], Refused(HolidayEdits.Add(Account, 1, Now, Wish<Holiday>(wish))).Select(problem => problem.Pointer));

    [Fact]
    public void Dates_and_times_that_there_are_not_are_named_at_once() => Assert.Equal(
        ["/endDate", "/endTime", "/plan", "/startDate", "/startTime"],
        Misshapen<Holiday>("""{ "description": "x", "startDate": "9999-01-01", "startTime": "24:30", "endDate": "2026-02-30", "endTime": "noon", "plan": 100 }""").Select(problem => problem.Pointer).Order(StringComparer.Ordinal));

    [Fact]
    [Trait("Rule", "NPL-082")]
    public void All_that_are_over_are_deleted_and_current_and_future_ones_stay()
    {
        var some = Edited(scheme => scheme with
        {
            Holidays =
            [
                new Holiday("Over", Office.Date("2026-11-01"), Office.Date("2026-11-20"), 2),
                new Holiday("Just over", Office.Date("2026-11-21"), Office.Date("2026-11-21"), 2, EndTime: Office.Clock("11:00")),
                new Holiday("Current", Office.Date("2026-11-21"), Office.Date("2026-11-21"), 2, EndTime: Office.Clock("11:01")),
                new Holiday("Future", Office.Date("2026-12-25"), Office.Date("2026-12-25"), 2),
            ],
        });
        var cleaned = Saved(HolidayEdits.RemoveExpired(some, 1, Now));
        Assert.Equal(["Current", "Future"], cleaned.MainScheme().Holidays.Select(holiday => holiday.Description));
        Assert.Equal("Scheme 1 (Test): 2 holidays that are over are deleted.", cleaned.What);
        Assert.Equal(cleaned.Document, Saved(HolidayEdits.RemoveExpired(cleaned.Document, 1, Now)).Document);
    }

    [Fact]
    [Trait("Rule", "NPL-081")]
    public void The_temporary_override_is_deleted_among_them_and_nothing_else_by_that_name()
    {
        var over = Edited(scheme => Overrides.SetTemporary(scheme, Office.Zone, 1, Now, "anna"));
        Assert.Null(Saved(HolidayEdits.Remove(over, 1, HolidayEdits.Temporary)).MainScheme().Temporary);
        Assert.IsType<Edit.Missing>(HolidayEdits.Remove(Account, 1, HolidayEdits.Temporary));
    }
}
