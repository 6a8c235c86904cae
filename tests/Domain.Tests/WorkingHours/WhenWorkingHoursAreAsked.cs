using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Schedules;
using Pbx.Domain.Users;
using Pbx.Domain.WorkingHours;

namespace Pbx.Domain.Tests.WorkingHours;

public sealed class WhenWorkingHoursAreAsked
{
    private static readonly WorkingTimes Office = Times("""
        { "days": [{ "day": "monday", "start": "07:00", "end": "18:00" }, { "day": "friday", "start": "07:00", "end": "24:00" }],
          "exceptions": [{ "date": "2026-11-23" }, { "date": "2026-11-27", "start": "10:00", "end": "12:00" }],
          "additional": [{ "date": "2026-11-23", "start": "14:00", "end": "15:00" }, { "date": "2026-11-28", "start": "09:00", "end": "12:00" }] }
        """);

    // Monday 16 November 2026; Amsterdam is an hour ahead of UTC
    [Theory]
    [InlineData("2026-11-16T05:59:59Z", WorkingBy.WeekdayOff)]
    [InlineData("2026-11-16T06:00:00Z", WorkingBy.Weekday)]
    [InlineData("2026-11-16T16:59:59Z", WorkingBy.Weekday)]
    [InlineData("2026-11-16T17:00:00Z", WorkingBy.WeekdayOff)]
    [InlineData("2026-11-17T10:00:00Z", WorkingBy.WeekdayOff)]
    [InlineData("2026-11-20T22:59:59Z", WorkingBy.Weekday)]
    [InlineData("2026-11-20T23:00:00Z", WorkingBy.WeekdayOff)]
    [Trait("Rule", "NPL-172")]
    [Trait("Rule", "RCH-437")]
    public void A_weekday_is_worked_from_its_start_to_just_before_its_end(string utc, WorkingBy by) => Assert.Equal(by, By(utc));

    [Theory]
    [InlineData("2026-11-22T22:59:59Z", WorkingBy.WeekdayOff)]
    [InlineData("2026-11-23T08:00:00Z", WorkingBy.ExceptionOff)]
    [InlineData("2026-11-23T12:59:59Z", WorkingBy.ExceptionOff)]
    [InlineData("2026-11-23T13:00:00Z", WorkingBy.Additional)]
    [InlineData("2026-11-23T14:00:00Z", WorkingBy.ExceptionOff)]
    [InlineData("2026-11-27T08:59:59Z", WorkingBy.ExceptionOff)]
    [InlineData("2026-11-27T09:00:00Z", WorkingBy.Exception)]
    [InlineData("2026-11-27T11:00:00Z", WorkingBy.ExceptionOff)]
    [InlineData("2026-11-28T07:59:59Z", WorkingBy.WeekdayOff)]
    [InlineData("2026-11-28T08:00:00Z", WorkingBy.Additional)]
    [Trait("Rule", "NPL-174")]
    [Trait("Rule", "RCH-438")]
    [Trait("Rule", "RCH-440")]
    public void An_exception_replaces_the_hours_of_its_date_and_an_additional_time_adds_to_them(string utc, WorkingBy by) => Assert.Equal(by, By(utc));

    // 29 March 2026: 02:00 is followed by 03:00; 25 October 2026: 03:00 is followed by 02:00
    [Theory]
    [InlineData("2026-03-29T00:59:59Z", false)]
    [InlineData("2026-03-29T01:00:00Z", true)]
    [InlineData("2026-10-25T00:29:59Z", false)]
    [InlineData("2026-10-25T00:30:00Z", true)]
    [InlineData("2026-10-25T01:15:00Z", true)]
    [InlineData("2026-10-25T02:00:00Z", false)]
    [Trait("Rule", "NPL-145")]
    public void The_clock_may_be_moved(string utc, bool works) =>
        Assert.Equal(works, WorkingClock.At([new WorkingLevel("x", Times("""{ "days": [{ "day": "sunday", "start": "02:30", "end": "03:00" }] , "additional": [{ "date": "2026-03-29", "start": "03:00", "end": "04:00" }] }"""))], null, Clock.Zone, Clock.Utc(utc)).IsWorking);

    [Fact]
    [Trait("Rule", "NPL-173")]
    public void The_first_level_that_has_any_hours_decides_alone()
    {
        WorkingLevel[] levels = [new("the user", null), new("group B", Times("{}")), new("group A", Times("""{ "days": [{ "day": "tuesday", "start": "09:00", "end": "10:00" }] }""")), new("the account", Office)];
        Assert.Equal(("group A", false), State(levels, "2026-11-16T10:00:00Z"));
        Assert.Equal(("the account", true), State([levels[0], levels[1], levels[3]], "2026-11-16T10:00:00Z"));
    }

    [Fact]
    [Trait("Rule", "NPL-175")]
    [Trait("Rule", "RCH-441")]
    public void Night_mode_of_a_user_is_active_outside_working_hours_and_never_without_any()
    {
        var user = new UserConfig(WorkingHours: Office);
        Assert.True(UserHours.IsNight(user, Account(null), Clock.Utc("2026-11-16T17:00:00Z")));
        Assert.False(UserHours.IsNight(user, Account(null), Clock.Utc("2026-11-16T16:59:59Z")));
        Assert.True(UserHours.IsNight(new UserConfig(), Account(Office), Clock.Utc("2026-11-16T17:00:00Z")));
        Assert.False(UserHours.IsNight(new UserConfig(), Account(null), Clock.Utc("2026-11-16T17:00:00Z")));
        Assert.False(UserHours.IsNight(new UserConfig(WorkingHours: Times("{}")), Account(null), Clock.Utc("2026-11-16T17:00:00Z")));
    }

    [Fact]
    [Trait("Rule", "NPL-176")]
    [Trait("Rule", "RCH-442")]
    public void A_user_who_switched_night_mode_off_has_none() =>
        Assert.False(UserHours.IsNight(new UserConfig(WorkingHours: Office, OverridesNightMode: true), Account(null), Clock.Utc("2026-11-16T17:00:00Z")));

    [Fact]
    [Trait("Rule", "NPL-143")]
    [Trait("Rule", "RCH-445")]
    public void A_user_makes_the_working_time_longer_until_an_end_and_it_lapses_there()
    {
        var (now, until) = (Clock.Utc("2026-11-16T16:30:00Z"), Clock.Utc("2026-11-16T19:00:00Z"));
        var account = TestAccount.With().Document;
        var (document, refusal) = UserHours.Lengthen(account with { Account = account.Account with { WorkingHours = Office } }, ExtensionNumber.Parse("201"), until, now);

        Assert.Null(refusal);
        var extension = document!.Extensions.First(extension => extension.Number.Value == "201");
        var user = (UserConfig)extension.Config;
        Assert.Equal("the working hours were made longer", UserHours.At(user, document.Account, Clock.Utc("2026-11-16T17:00:00Z")).Because);
        Assert.True(UserHours.At(user, document.Account, until.AddSeconds(-1)).IsWorking);
        Assert.False(UserHours.At(user, document.Account, until).IsWorking);
        Assert.Equal(until, UserHours.NextChange(user, document.Account, now));
        Assert.Equal(extension, UserHours.Settle(extension, until.AddSeconds(-1)));
        Assert.Null(((UserConfig)UserHours.Settle(extension, until).Config).LongerHours); // the next save does not keep what is over
    }

    [Theory]
    [InlineData("2026-11-16T16:30:00Z", false)]
    [InlineData("2026-11-16T16:30:01Z", true)]
    [InlineData("2026-11-17T16:30:00Z", true)]
    [InlineData("2026-11-17T16:30:01Z", false)]
    [Trait("Rule", "NPL-143")]
    public void The_new_end_lies_ahead_and_at_most_24_hours(string until, bool isTaken) =>
        Assert.Equal(isTaken, UserHours.Lengthen(TestAccount.With().Document, ExtensionNumber.Parse("201"), Clock.Utc(until), Clock.Utc("2026-11-16T16:30:00Z")).Refusal is null);

    [Theory]
    [InlineData("2026-11-16T05:00:00Z", "2026-11-16T06:00:00Z")]
    [InlineData("2026-11-16T06:00:00Z", "2026-11-16T17:00:00Z")]
    [InlineData("2026-11-21T00:00:00Z", "2026-11-23T13:00:00Z")]
    [InlineData("2026-11-23T13:00:00Z", "2026-11-23T14:00:00Z")]
    [InlineData("2026-11-23T14:00:00Z", "2026-11-27T09:00:00Z")]
    public void The_next_change_is_known(string utc, string next) => Assert.Equal(Clock.Utc(next), WorkingClock.NextChange([new WorkingLevel("x", Office)], null, Clock.Zone, Clock.Utc(utc)));

    [Fact]
    [Trait("Rule", "RCH-446")]
    [Trait("Rule", "RCH-447")]
    [Trait("Rule", "RCH-448")]
    public void What_is_wrong_with_working_hours_is_named_with_its_place()
    {
        var hours = Times("""
            { "days": [{ "day": "monday", "start": "09:00", "end": "09:00" }, { "day": "monday", "start": "09:00", "end": "10:00" }],
              "exceptions": [{ "date": "2026-11-23", "start": "09:00" }, { "date": "2026-11-23", "start": "09:00", "end": "08:00" }],
              "additional": [{ "date": "2026-11-23", "start": "24:00", "end": "24:00" }] }
            """);
        var document = TestAccount.With("""{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "longerHours": { "from": "2026-11-15T16:00:00Z", "until": "2026-11-16T16:00:01Z" } } }""").Document;
        Assert.Equal(
            ["/account/workingHours/days/0/end", "/account/workingHours/days/1/day", "/account/workingHours/exceptions/0/end", "/account/workingHours/exceptions/1/date", "/account/workingHours/exceptions/1/end", "/account/workingHours/additional/0/end", "/extensions/4/config/longerHours/until"],
            AccountCheck.Check(document with { Account = document.Account with { WorkingHours = hours } }).Where(problem => !problem.IsWarning && problem.Pointer.Contains("Hours/", StringComparison.Ordinal)).Select(problem => problem.Pointer));
        Assert.Contains(
            AccountCheck.Check(document with { Account = document.Account with { WorkingHours = Times("""{ "exceptions": [{ "date": "2026-11-23" }] }""") } }),
            problem => problem is { IsWarning: true, Pointer: "/account/workingHours/days" });
    }

    private static WorkingBy By(string utc) => WorkingClock.At([new WorkingLevel("x", Office)], null, Clock.Zone, Clock.Utc(utc)).By;

    private static (string?, bool) State(IReadOnlyList<WorkingLevel> levels, string utc) => WorkingClock.At(levels, null, Clock.Zone, Clock.Utc(utc)) is var state ? (state.Level, state.IsWorking) : default;

    private static AccountSettings Account(WorkingTimes? hours) => TestAccount.With().Account with { WorkingHours = hours };

    private static WorkingTimes Times(string json) => TestAccount.Read<WorkingTimes>(json);
}
