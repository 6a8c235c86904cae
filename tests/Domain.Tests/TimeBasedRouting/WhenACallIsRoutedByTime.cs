using System.Globalization;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Time;
using Pbx.Domain.TimeBasedRouting;

namespace Pbx.Domain.Tests.TimeBasedRouting;

// 2026-11-16 is a Monday; Amsterdam is one hour ahead of UTC then
public sealed class WhenACallIsRoutedByTime
{
    private const string WorkingWeek =
        """{ "startDay": "monday", "start": "09:00", "endDay": "friday", "end": "17:00", "destination": "201", "description": "Working week" }""";

    private const string Weekend = """{ "startDay": "friday", "start": "17:00", "endDay": "monday", "end": "08:00", "destination": "300" }""";

    [Theory]
    [InlineData("2026-11-16 07:59:59", "202")]
    [InlineData("2026-11-16 08:00:00", "201")] // the first second
    [InlineData("2026-11-18 23:00:00", "201")] // one unbroken stretch, nights included
    [InlineData("2026-11-20 15:59:59", "201")]
    [InlineData("2026-11-20 16:00:00", "202")] // the end is no part of it
    [Trait("Rule", "EXT-345")]
    [Trait("Rule", "EXT-346")]
    [Trait("Rule", "EXT-340")]
    public void Within_a_period_its_destination_is_used_and_else_the_failover(string utc, string to) => Assert.Equal(to, RoutedAt(utc, Router("202", WorkingWeek)));

    [Theory]
    [InlineData("2026-11-20 15:59:59", "202")]
    [InlineData("2026-11-20 16:00:00", "300")]
    [InlineData("2026-11-22 23:00:00", "300")] // Monday 00:00
    [InlineData("2026-11-23 06:59:59", "300")]
    [InlineData("2026-11-23 07:00:00", "202")]
    [Trait("Rule", "EXT-346")]
    public void A_period_may_pass_the_end_of_the_week(string utc, string to) => Assert.Equal(to, RoutedAt(utc, Router("202", Weekend)));

    [Theory]
    [InlineData("2026-11-16 22:59:59", "201")]
    [InlineData("2026-11-16 23:00:00", "202")]
    [Trait("Rule", "EXT-341")]
    public void Twenty_four_hours_is_the_end_of_the_day(string utc, string to) =>
        Assert.Equal(to, RoutedAt(utc, Router("202", """{ "startDay": "monday", "start": "00:00", "endDay": "monday", "end": "24:00", "destination": "201" }""")));

    [Fact]
    [Trait("Rule", "EXT-347")]
    public void The_shorter_of_two_periods_wins_and_of_equally_long_ones_the_one_that_began_later()
    {
        const string Lunch = """{ "startDay": "tuesday", "start": "12:00", "endDay": "tuesday", "end": "13:00", "destination": "300" }""";
        const string Later = """{ "startDay": "tuesday", "start": "12:30", "endDay": "tuesday", "end": "13:30", "destination": "400" }""";
        foreach (var router in (TestAccount[])[Router("202", WorkingWeek, Lunch, Later), Router("202", Later, Lunch, WorkingWeek)])
        {
            Assert.Equal(
                ["201", "300", "400", "400", "201"],
                new[] { "10:59", "11:00", "11:30", "12:00", "12:30" }.Select(time => RoutedAt($"2026-11-17 {time}:00", router)));
        }
    }

    [Fact]
    [Trait("Rule", "EXT-347")]
    public void At_random_it_chooses_as_a_scheme_with_the_same_entries_does()
    {
        var random = new Random(347);
        for (var round = 0; round < 40; round++)
        {
            var entries = Enumerable.Range(1, 6).Select(plan => new WeeklyEntry(Day(), Clock(), Clock(), plan, Day())).Where(entry => entry.Length > 0).DistinctBy(entry => (entry.From, entry.Length)).ToList();
            var scheme = new Scheme(1, "Oracle", [.. Enumerable.Range(1, 6).Select(plan => new Plan(plan, $"{plan}", []))]) { Weekly = [.. entries] };
            var router = new TimeBasedRouterConfig(Destination.Parse("99"), [.. entries.Select(entry => new RoutingPeriod(entry.Day, entry.Start, entry.EndDay!.Value, entry.End, Destination.Parse($"1{entry.Plan}")))]);
            for (var i = 0; i < 100; i++)
            {
                var at = CallStory.Start.AddMinutes(random.Next(0, 400 * 24 * 60));
                var plan = SchemeClock.Active(scheme, "Europe/Amsterdam", at).Plan?.Number;
                Assert.Equal(plan is null ? "99" : $"1{plan}", Route(router, at).To.ToString());
            }
        }

        Weekday Day() => (Weekday)random.Next(7);
        ClockTime Clock() => ClockTime.At(random.Next(24), random.Next(4) * 15);
    }

    [Theory]
    [InlineData("2027-03-28 00:59:59", "202")]
    [InlineData("2027-03-28 01:00:00", "201")] // 02:00 to 03:00 is skipped, so 02:30 is 03:00
    [InlineData("2027-10-31 00:29:59", "202")]
    [InlineData("2027-10-31 00:30:00", "201")] // the first 02:30
    [InlineData("2027-10-31 01:30:00", "201")] // the second 02:30
    [InlineData("2027-10-31 03:00:00", "202")]
    [Trait("Rule", "EXT-081")]
    public void Periods_are_on_the_wall_clock_of_the_accounts_zone(string utc, string to) =>
        Assert.Equal(to, RoutedAt(utc, Router("202", """{ "startDay": "sunday", "start": "02:30", "endDay": "sunday", "end": "04:00", "destination": "201" }""")));

    [Fact]
    [Trait("Rule", "EXT-350")]
    public void A_call_that_was_routed_is_not_moved_when_the_period_ends()
    {
        var story = Router("202", WorkingWeek).Called(at: At("2026-11-20 15:59:58"));
        Assert.Equal("201", story.Place());
        Assert.Equal("201", (story.After(TimeSpan.FromSeconds(10)).When(new CallEvent.TimeReached())).Place());
    }

    [Fact]
    [Trait("Rule", "EXT-344")]
    [Trait("Rule", "EXT-348")]
    public void One_number_has_times_of_its_own_within_a_plan_that_a_holiday_and_a_hand_have_set()
    {
        var account = Router("202", WorkingWeek);
        var scheme = account.Document.Schemes[0];
        var set = scheme with
        {
            Plans = [scheme.Plans[0] with { Links = [] }, scheme.Plans[0] with { Number = 2, Name = "Holiday" }],
            Holidays = [TestAccount.Read<Holiday>("""{ "description": "Holiday", "startDate": "2026-11-17", "endDate": "2026-11-18", "plan": 2 }""")],
            Manual = new ManualOverride(2),
        };
        var changed = new TestAccount(account.Document with { Schemes = [set] });
        Assert.Equal("201", RoutedAt("2026-11-17 10:00:00", changed));
        Assert.Equal("202", RoutedAt("2026-11-21 10:00:00", changed));
        Assert.Equal("300", CallStory.Of(changed).After(At("2026-11-17 10:00:00") - CallStory.Start).Dial("+31205550102").Place()); // other numbers know nothing of it
    }

    [Fact]
    [Trait("Rule", "EXT-063")]
    public void A_destination_that_is_gone_leads_to_the_failover() =>
        Assert.Equal("202", RoutedAt("2026-11-17 10:00:00", Router("202", WorkingWeek.Replace("201", "299", StringComparison.Ordinal))));

    [Fact]
    [Trait("Rule", "EXT-339")]
    [Trait("Rule", "EXT-342")]
    [Trait("Rule", "EXT-349")]
    public void Without_a_failover_or_the_destination_of_a_period_it_is_refused()
    {
        Assert.Equal(["/failover"], Extension500.Refused(TimeBasedRouter.Key, $$"""{ "periods": [{{WorkingWeek}}] }"""));
        Assert.Equal(["/periods/0/destination"], Extension500.Refused(TimeBasedRouter.Key, """{ "failover": "202", "periods": [{ "startDay": "monday", "start": "09:00", "endDay": "friday", "end": "17:00" }] }"""));
        Assert.Equal(
            ["/failover", "/periods/0/destination"],
            Extension500.Refused(TimeBasedRouter.Key, """{ "failover": "298", "periods": [{ "startDay": "monday", "start": "09:00", "endDay": "friday", "end": "17:00", "destination": "299" }] }"""));
    }

    [Fact]
    [Trait("Rule", "EXT-338")]
    [Trait("Rule", "EXT-343")]
    [Trait("Rule", "EXT-341")]
    public void Fields_that_cannot_be_are_named_each()
    {
        Assert.Equal(
            ["/periods/0/end", "/periods/1/start", "/periods/3"],
            Extension500.Refused(
                TimeBasedRouter.Key,
                """
                { "failover": "202", "periods": [
                  { "startDay": "monday", "start": "09:00", "endDay": "monday", "end": "09:00", "destination": "201" },
                  { "startDay": "monday", "start": "24:00", "endDay": "tuesday", "end": "09:00", "destination": "201" },
                  { "startDay": "friday", "start": "09:00", "endDay": "friday", "end": "10:00", "destination": "201", "description": "An hour" },
                  { "startDay": "friday", "start": "09:00", "endDay": "friday", "end": "10:00", "destination": "300" } ] }
                """));
        Assert.Equal(["/periods/0/end"], Extension500.Refused(TimeBasedRouter.Key, """{ "failover": "202", "periods": [{ "startDay": "monday", "start": "09:00", "endDay": "friday", "end": "24:30", "destination": "201" }] }"""));
    }

    [Fact]
    [Trait("Rule", "EXT-347")]
    public void Periods_that_cross_are_warned_of_with_who_wins_when()
    {
        const string Crossing =
            """
            { "failover": "202", "periods": [
              { "startDay": "monday", "start": "09:00", "endDay": "monday", "end": "12:00", "destination": "201" },
              { "startDay": "monday", "start": "11:00", "endDay": "monday", "end": "13:00", "destination": "300" } ] }
            """;
        var problem = Assert.Single(Extension500.Problems(TimeBasedRouter.Key, Crossing));
        Assert.Equal(new Problem("/periods/1", "It overlaps with Monday 09:00–12:00, and neither lies inside the other: Mondays 11:00–12:00 calls go to 300.", IsWarning: true), problem);
    }

    [Fact]
    public void Its_ways_tell_when_each_is_taken()
    {
        var config = TestAccount.Read<TimeBasedRouterConfig>(
            """
            { "failover": "202", "periods": [
              { "startDay": "monday", "start": "00:00", "endDay": "sunday", "end": "24:00", "destination": "201" },
              { "startDay": "monday", "start": "09:00", "endDay": "monday", "end": "12:00", "destination": "300" },
              { "startDay": "monday", "start": "09:00", "endDay": "monday", "end": "09:00", "destination": "400" } ] }
            """);
        Assert.Equal(
            [
                new Way(Destination.Parse("201"), "/periods/0/destination", "Mondays 12:00–Mondays 09:00", ByTime: true),
                new Way(Destination.Parse("300"), "/periods/1/destination", "Mondays 09:00–12:00", ByTime: true),
                new Way(Destination.Parse("400"), "/periods/2/destination", "never", ByTime: true),
                new Way(Destination.Parse("202"), "/failover", "outside every period", ByTime: true),
            ],
            TimeBasedRouter.Ways(config));
        Assert.Equal([new Way(Destination.Parse("202"), "/failover", "at any time")], TimeBasedRouter.Ways(new TimeBasedRouterConfig(Destination.Parse("202"))));
    }

    private static TestAccount Router(string failover, params string[] periods) =>
        Extension500.With(TimeBasedRouter.Key, $$"""{ "failover": "{{failover}}", "periods": [{{string.Join(',', periods)}}] }""");

    private static string? RoutedAt(string utc, TestAccount account) => account.Called(at: At(utc)).Place();

    private static Move<TimeBasedRouterState>.GoTo Route(TimeBasedRouterConfig config, DateTimeOffset at)
    {
        var account = TestAccount.With();
        var arrival = new Arrival(ExtensionNumber.Parse("500"), "Own", Language.English, CallStory.Caller, null, PhoneNumber.Parse(Extension500.Number), "", null);
        return Assert.IsType<Move<TimeBasedRouterState>.GoTo>(TimeBasedRouter.Enter(config, arrival, new AccountDirectory(account), new Moment(at, 1)));
    }

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
