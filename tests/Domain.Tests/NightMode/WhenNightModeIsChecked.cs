using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Schedules;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.NightMode;

public sealed class WhenNightModeIsChecked
{
    [Theory]
    [InlineData("""{ "mode": "on" }""", "/account/nightMode/forward")]
    [InlineData("""{ "mode": "on", "forward": "777" }""", "/account/nightMode/forward")]
    [InlineData("""{ "mode": "automatic", "forward": "999" }""", "/account/nightMode/workingHours")]
    [InlineData("""{ "mode": "off", "workingHours": "Gone" }""", "/account/nightMode/workingHours")]
    [InlineData("""{ "mode": "off", "holidays": "Gone" }""", "/account/nightMode/holidays")]
    [Trait("Rule", "NPL-178")]
    [Trait("Rule", "NPL-179")]
    [Trait("Rule", "NPL-180")]
    public void What_the_companys_lacks_is_named_with_its_place(string nightMode, string pointer) => Assert.Equal([pointer], Errors(NightAccount.With(nightMode).Document, "/account/nightMode"));

    [Fact]
    [Trait("Rule", "NPL-196")]
    [Trait("Rule", "NPL-195")]
    public void Deleting_schedules_in_use_is_refused_with_every_place_that_uses_them()
    {
        var document = NightAccount.With(NightAccount.Automatic).Document;
        Assert.Empty(Errors(document, "/account/nightMode"));
        var without = document with { Account = document.Account with { TimeSchedules = [], HolidaySchedules = [] } };
        Assert.Equal(["/account/nightMode/workingHours", "/account/nightMode/holidays"], Errors(without, "/account/nightMode"));
    }

    [Fact]
    [Trait("Rule", "NPL-193")]
    public void The_schedule_of_every_day_can_be_used_and_not_be_written_anew()
    {
        var document = NightAccount.With($$"""{ "mode": "automatic", "forward": "999", "workingHours": "{{TimeSchedule.Always}}" }""").Document;
        Assert.Empty(Errors(document, "/account"));
        var own = TestAccount.Read<TimeSchedule>("""{ "name": "every day, ALL day", "periods": [{ "name": "A", "days": ["monday"], "wholeDay": true }] }""");
        Assert.Equal(["/account/timeSchedules/1/name"], Errors(document with { Account = document.Account with { TimeSchedules = document.Account.TimeSchedules.Add(own) } }, "/account"));
    }

    [Fact]
    [Trait("Rule", "NPL-191")]
    [Trait("Rule", "NPL-192")]
    public void What_is_wrong_with_a_schedule_is_named_with_its_place()
    {
        var times = TestAccount.Read<TimeSchedule>("""
            { "name": "Office", "periods": [
              { "name": "A", "days": ["monday", "monday"], "wholeDay": true },
              { "name": "a", "days": ["monday"], "start": "09:00", "end": "09:00" },
              { "name": "C", "days": ["monday"], "wholeDay": true, "end": "10:00" },
              { "name": "D", "days": ["monday"] },
              { "name": "E", "days": ["monday"], "start": "24:00", "end": "01:00" } ] }
            """);
        var holidays = TestAccount.Read<HolidaySchedule>("""
            { "name": "Holidays", "periods": [
              { "name": "A", "startDate": "2026-12-26", "endDate": "2026-12-25", "wholeDay": true },
              { "name": "B", "startDate": "2026-12-26", "endDate": "2026-12-26", "start": "12:00", "end": "11:00" } ] }
            """);
        var document = NightAccount.With("{}").Document;
        Assert.Equal(
            [
                "/account/timeSchedules/0/periods/0/days/1", "/account/timeSchedules/0/periods/1/name", "/account/timeSchedules/0/periods/1/end", "/account/timeSchedules/0/periods/2/end",
                "/account/timeSchedules/0/periods/3/start", "/account/timeSchedules/0/periods/3/end", "/account/timeSchedules/0/periods/4/start", "/account/timeSchedules/1/name",
                "/account/holidaySchedules/0/periods/0/endDate", "/account/holidaySchedules/0/periods/1/end",
            ],
            Errors(document with { Account = document.Account with { TimeSchedules = [times, times with { Periods = [] }], HolidaySchedules = [holidays] } }, "/account"));
    }

    [Fact]
    [Trait("Rule", "NPL-183")]
    [Trait("Rule", "NPL-184")]
    public void What_is_wrong_with_the_night_mode_of_an_element_is_named_with_its_place()
    {
        string[] extensions =
        [
            """{ "number": "100", "name": "Menu", "type": "menu", "config": { "nightMode": { "mode": "on" }, "options": [{ "key": "1", "destination": "300" }] } }""",
            """{ "number": "110", "name": "Menu", "type": "menu", "config": { "nightMode": { "destination": "777" }, "options": [{ "key": "1", "destination": "300" }] } }""",
            """{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "nightMode": { "destination": "300" } } }""",
        ];
        Assert.Equal(["/extensions/4/config/nightMode/mode", "/extensions/5/config/nightMode/destination", "/extensions/6/config/nightMode/destination"], Errors(NightAccount.With("{}", extensions).Document, "/extensions").Where(pointer => pointer.Contains("nightMode", StringComparison.Ordinal)));
        Assert.DoesNotContain("/extensions/4/config/nightMode/mode", Errors(NightAccount.With("""{ "forward": "999" }""", extensions).Document, "/extensions"));
    }

    [Fact]
    [Trait("Rule", "NPL-188")]
    public void A_number_that_a_plan_and_night_mode_both_switch_by_time_deserves_a_second_look()
    {
        var document = NightAccount.With(NightAccount.Automatic).Document;
        Assert.Empty(Advice(document));
        var scheme = document.Schemes[0];
        var switching = document with
        {
            Schemes = [scheme with { Plans = [.. scheme.Plans, new Plan(2, "Closed", [])], Weekly = [WeeklyEntry.WholeWeek(2), TestAccount.Read<WeeklyEntry>("""{ "day": "monday", "start": "09:00", "end": "17:00", "plan": 1 }""")] }],
        };
        var first = Advice(switching)[0];
        Assert.Equal("100", switching.Extensions[int.Parse(first.Pointer.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture)].Number.Value);
        Assert.Contains("+31205550100", first.Message, StringComparison.Ordinal);
        Assert.Empty(Advice(switching with { Account = NightAccount.Settings(switching.Account, NightAccount.On) }));
    }

    private static List<Domain.Documents.Problem> Advice(AccountDocument document) =>
        [.. AccountCheck.Check(document).Where(problem => problem.IsWarning && problem.Message.Contains("use one of the two", StringComparison.Ordinal))];

    private static IEnumerable<string> Errors(AccountDocument document, string under) =>
        AccountCheck.Check(document).Where(problem => !problem.IsWarning && problem.Pointer.StartsWith(under, StringComparison.Ordinal)).Select(problem => problem.Pointer);
}
