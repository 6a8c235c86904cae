using Pbx.Domain.Schedules;

namespace Pbx.Domain.Tests.Schedules;

public sealed class WhenEventsOfAScheduleMatch
{
    private const string Office = """{ "name": "Office", "action": "open", "days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "start": "09:00", "end": "17:00" }""";
    private const string Lunch = """{ "name": "Lunch", "action": "forward", "destination": "201", "repeat": "daily", "start": "12:00", "end": "13:00" }""";

    // Monday 16 November 2026; Amsterdam is an hour ahead of UTC
    [Theory]
    [InlineData("2026-11-16T07:59:59Z", 1)]
    [InlineData("2026-11-16T08:00:00Z", 0)]
    [InlineData("2026-11-16T15:59:59Z", 0)]
    [InlineData("2026-11-16T16:00:00Z", 1)]
    [InlineData("2026-11-21T10:00:00Z", 1)]
    [Trait("Rule", "NPL-156")]
    [Trait("Rule", "NPL-158")]
    [Trait("Rule", "NPL-163")]
    public void A_weekly_event_holds_from_its_start_to_just_before_its_end_on_its_days(string utc, int line) => Assert.Equal(line, Clock.LineAt(Clock.Of(Office), utc));

    [Fact]
    [Trait("Rule", "NPL-162")]
    public void The_first_event_that_matches_decides_whatever_matches_below_it()
    {
        const string noon = "2026-11-16T11:30:00Z";
        Assert.Equal(("Lunch", "Office"), (Name(Clock.Of(Lunch, Office), noon), Name(Clock.Of(Office, Lunch), noon)));
    }

    [Theory]
    [InlineData("2026-11-16T20:59:59Z", 1)]
    [InlineData("2026-11-16T21:00:00Z", 0)]
    [InlineData("2026-11-17T04:59:59Z", 0)]
    [InlineData("2026-11-17T05:00:00Z", 1)]
    [InlineData("2026-11-17T21:00:00Z", 1)]
    [Trait("Rule", "NPL-171")]
    public void An_event_that_ends_no_later_than_it_starts_runs_past_midnight_and_belongs_to_the_day_of_its_start(string utc, int line) =>
        Assert.Equal(line, Clock.LineAt(Clock.Of("""{ "name": "Night", "action": "open", "days": ["monday"], "start": "22:00", "end": "06:00" }"""), utc));

    [Theory]
    [InlineData("2026-11-16T07:59:59Z", 1)]
    [InlineData("2026-11-16T08:00:00Z", 0)]
    [InlineData("2026-11-17T07:59:59Z", 0)]
    [InlineData("2026-11-17T08:00:00Z", 1)]
    [Trait("Rule", "NPL-171")]
    public void An_event_that_ends_when_it_starts_lasts_a_day(string utc, int line) =>
        Assert.Equal(line, Clock.LineAt(Clock.Of("""{ "name": "Duty", "action": "open", "days": ["monday"], "start": "09:00", "end": "09:00" }"""), utc));

    [Theory]
    [InlineData("2026-12-23T22:59:59Z", 1)]
    [InlineData("2026-12-23T23:00:00Z", 0)]
    [InlineData("2026-12-26T22:59:59Z", 0)]
    [InlineData("2026-12-26T23:00:00Z", 1)]
    [InlineData("2027-12-25T12:00:00Z", 1)]
    [Trait("Rule", "NPL-157")]
    public void An_event_without_repeat_is_one_stretch_from_its_first_to_its_last_date(string utc, int line) =>
        Assert.Equal(line, Clock.LineAt(Clock.Of("""{ "name": "Christmas", "action": "closed", "repeat": "none", "startDate": "2026-12-24", "endDate": "2026-12-26" }"""), utc));

    [Theory]
    [InlineData("2025-12-31T20:00:00Z", 1)]
    [InlineData("2026-12-31T18:59:59Z", 1)]
    [InlineData("2026-12-31T19:00:00Z", 0)]
    [InlineData("2027-01-01T22:59:59Z", 0)]
    [InlineData("2027-01-01T23:00:00Z", 1)]
    [InlineData("2031-01-01T12:00:00Z", 0)]
    [Trait("Rule", "NPL-156")]
    public void A_yearly_event_comes_again_every_year_from_its_first_on_also_over_new_year(string utc, int line) =>
        Assert.Equal(line, Clock.LineAt(Clock.Of("""{ "name": "New Year", "action": "closed", "repeat": "yearly", "startDate": "2026-12-31", "endDate": "2027-01-01", "start": "20:00" }"""), utc));

    [Theory]
    [InlineData("2028-02-29T12:00:00Z", 0)]
    [InlineData("2029-02-28T12:00:00Z", 0)]
    [InlineData("2028-02-28T12:00:00Z", 1)]
    public void The_leap_day_is_the_28th_in_years_that_have_none(string utc, int line) =>
        Assert.Equal(line, Clock.LineAt(Clock.Of("""{ "name": "Leap day", "action": "closed", "repeat": "yearly", "startDate": "2028-02-29" }"""), utc));

    [Theory]
    [InlineData("2026-11-23T09:00:00Z", 1)]
    [InlineData("2026-11-30T09:00:00Z", 0)]
    [InlineData("2026-12-08T00:30:00Z", 0)]
    [InlineData("2026-12-14T09:00:00Z", 1)]
    [Trait("Rule", "NPL-157")]
    public void Dates_limit_on_which_days_a_weekly_event_starts(string utc, int line) =>
        Assert.Equal(line, Clock.LineAt(Clock.Of("""{ "name": "Season", "action": "open", "days": ["monday"], "startDate": "2026-11-24", "endDate": "2026-12-07", "start": "09:00", "end": "02:00" }"""), utc));

    // 29 March 2026: 02:00 is followed by 03:00; 25 October 2026: 03:00 is followed by 02:00
    [Theory]
    [InlineData("2026-03-29T00:59:59Z", 1)]
    [InlineData("2026-03-29T01:00:00Z", 0)]
    [InlineData("2026-03-29T02:59:59Z", 0)]
    [InlineData("2026-03-29T03:00:00Z", 1)]
    [InlineData("2026-10-25T00:29:59Z", 1)]
    [InlineData("2026-10-25T00:30:00Z", 0)]
    [InlineData("2026-10-25T01:29:59Z", 0)]
    [InlineData("2026-10-25T03:59:59Z", 0)]
    [InlineData("2026-10-25T04:00:00Z", 1)]
    [Trait("Rule", "NPL-145")]
    [Trait("Rule", "NPL-146")]
    [Trait("Rule", "NPL-147")]
    public void A_start_in_the_skipped_hour_is_after_the_gap_and_one_in_the_repeated_hour_its_first_occurrence(string utc, int line) =>
        Assert.Equal(line, Clock.LineAt(Clock.Of("""{ "name": "Early", "action": "open", "days": ["sunday"], "start": "02:30", "end": "05:00" }"""), utc));

    [Fact]
    [Trait("Rule", "NPL-164")]
    public void Without_lines_the_number_is_open() =>
        Assert.Equal((0, ScheduleAction.Open), ScheduleClock.InForce(new NumberSchedule(), Clock.Zone, Clock.Utc("2026-11-16T02:00:00Z")) is var line ? (line.Index, line.Line.Action) : default);

    [Theory]
    [InlineData("2026-11-16T02:00:00Z", "2026-11-16T08:00:00Z")]
    [InlineData("2026-11-16T08:00:00Z", "2026-11-16T16:00:00Z")]
    [InlineData("2026-11-20T16:00:00Z", "2026-11-23T08:00:00Z")]
    public void The_next_change_is_known(string utc, string next) => Assert.Equal(Clock.Utc(next), ScheduleClock.NextChange(Clock.Of(Office), Clock.Zone, Clock.Utc(utc)));

    [Theory]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "yearly", "startDate": "2026-06-01" }""", "2026-11-16T08:00:00Z", "2027-05-31T22:00:00Z")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "none", "startDate": "2027-06-01", "endDate": "2027-06-01" }""", "2026-11-16T08:00:00Z", "2027-05-31T22:00:00Z")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "daily", "startDate": "2027-06-01", "start": "10:00", "end": "11:00" }""", "2026-11-16T08:00:00Z", "2027-06-01T08:00:00Z")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "daily", "endDate": "2026-11-16", "start": "10:00", "end": "11:00" }""", "2026-11-16T10:00:00Z", null)]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "daily" }""", "2026-11-16T10:00:00Z", null)]
    public void The_next_change_is_found_also_when_it_is_far_away_or_never_comes(string one, string utc, string? next) =>
        Assert.Equal(next is null ? null : Clock.Utc(next), ScheduleClock.NextChange(Clock.Of(one), Clock.Zone, Clock.Utc(utc)));

    [Fact]
    [Trait("Rule", "NPL-161")]
    [Trait("Rule", "NPL-168")]
    [Trait("Rule", "NPL-169")]
    public void Those_who_wait_are_released_when_a_closed_event_begins_that_says_so_and_otherwise_stay()
    {
        const string staying = """{ "name": "Closed", "action": "closed", "repeat": "daily", "start": "17:00", "end": "09:00" }""";
        var releasing = Clock.Of(staying.Replace("\"start\"", "\"disconnectsWaiting\": true, \"start\"", StringComparison.Ordinal));
        var (before, end) = (Clock.Utc("2026-11-16T15:59:59Z"), Clock.Utc("2026-11-16T16:00:00Z"));

        Assert.Equal(end, ScheduleClock.NextDisconnecting(releasing, Clock.Zone, before));
        Assert.Null(ScheduleClock.Disconnecting(releasing, Clock.Zone, before));
        Assert.Equal("Closed", ScheduleClock.Disconnecting(releasing, Clock.Zone, end)?.Name);
        Assert.Null(ScheduleClock.NextDisconnecting(Clock.Of(staying), Clock.Zone, before));
        Assert.Null(ScheduleClock.Disconnecting(Clock.Of(staying), Clock.Zone, end));
    }

    [Theory]
    [InlineData("""{ "name": "A", "action": "open", "days": ["friday", "monday"], "start": "09:00", "end": "17:00" }""", "Mondays and Fridays 09:00–17:00")]
    [InlineData("""{ "name": "A", "action": "open", "days": ["monday"], "startDate": "2026-11-24", "endDate": "2026-12-07" }""", "Mondays 00:00–24:00, from 2026-11-24 to 2026-12-07")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "daily", "start": "22:00", "end": "06:00", "endDate": "2026-12-07" }""", "every day 22:00–06:00 of the next day, until 2026-12-07")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "daily" }""", "at any time")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "none", "startDate": "2026-12-24", "endDate": "2026-12-26", "start": "12:00" }""", "from 2026-12-24 12:00 to 2026-12-26 24:00")]
    [InlineData("""{ "name": "A", "action": "open", "repeat": "yearly", "startDate": "2026-12-24", "endDate": "2026-12-26" }""", "every year from 24 December 00:00 to 26 December 24:00")]
    [Trait("Rule", "NPL-170")]
    public void Its_times_are_told_in_words(string one, string words) => Assert.Equal(words, ScheduleWords.Of(Clock.Of(one).Events[0]));

    private static string Name(NumberSchedule schedule, string utc) => ScheduleClock.InForce(schedule, Clock.Zone, Clock.Utc(utc)).Line is ScheduleEvent one ? one.Name : "";
}
