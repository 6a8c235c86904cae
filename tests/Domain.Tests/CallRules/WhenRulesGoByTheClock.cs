using System.Globalization;
using Pbx.Domain.CallRules;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.RuleBasedNumbers;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.CallRules;

/// <summary>Random rules at random instants, against an oracle that shares nothing with the program: it counts on the calendar and the time zones of the framework.</summary>
public sealed class WhenRulesGoByTheClock
{
    private const int Lists = 150;
    private const int InstantsOfAList = 60;
    private static readonly string[] Zones = ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo", "America/Santiago"];
    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    [Fact]
    [Trait("Rule", "EXT-400")]
    [Trait("Rule", "EXT-401")]
    public void The_rule_that_is_used_is_the_one_that_the_calendar_names()
    {
        var random = new Dice(20261121);
        var used = new int[8];
        for (var i = 0; i < Lists; i++)
        {
            var zone = Zones[random.Below(Zones.Length)];
            var rules = Enumerable.Range(0, 1 + random.Below(5)).Select(_ => Drawn.By(random)).ToList();
            var config = TestAccount.Read<RuleBasedNumberConfig>($$"""{ "rules": [{{string.Join(", ", rules.Select((rule, n) => rule.Json(n)))}}], "fallback": { "do": "busy" } }""");
            var account = TestAccount.With();
            account = new TestAccount(account.Document with { Account = account.Account with { TimeZone = zone } });
            foreach (var at in Instants(random, rules, TimeZoneInfo.FindSystemTimeZoneById(zone)))
            {
                var expected = rules.FindIndex(rule => rule.Holds(at, TimeZoneInfo.FindSystemTimeZoneById(zone)));
                var actual = Used(config, account, at);
                used[expected + 1]++;
                Assert.True(expected == actual, $"{zone} {at:O}: rule {expected} by the calendar, rule {actual} by the program: {string.Join(", ", rules.Select((rule, n) => rule.Json(n)))}");
            }
        }

        Assert.All(used[..4], count => Assert.True(count > 50)); // the fallback and the first rules were all used
    }

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", false)] // 01:59:59
    [InlineData("2026-03-29T01:00:00Z", true)] // 03:00, the first instant after the skipped hour
    [InlineData("2026-03-29T01:14:59Z", true)]
    [InlineData("2026-03-29T01:15:00Z", false)]
    [InlineData("2026-10-25T00:29:59Z", false)]
    [InlineData("2026-10-25T00:30:00Z", true)] // 02:30 for the first time
    [InlineData("2026-10-25T01:30:00Z", true)] // 02:30 for the second time
    [InlineData("2026-10-25T02:14:59Z", true)]
    [InlineData("2026-10-25T02:15:00Z", false)]
    [Trait("Rule", "EXT-401")]
    [Trait("Rule", "EXT-081")]
    public void Both_hours_at_which_the_clock_is_moved(string at, bool isMet)
    {
        var config = TestAccount.Read<RuleBasedNumberConfig>("""{ "rules": [{ "name": "Early", "when": { "time": { "periods": [{ "days": ["sunday"], "start": "02:30", "end": "03:15" }] } }, "then": { "do": "busy" } }] }""");
        Assert.Equal(isMet ? 0 : -1, Used(config, TestAccount.With(), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("2026-11-20T21:00:00Z", true)] // Friday 22:00
    [InlineData("2026-11-21T00:59:59Z", true)] // Saturday 01:59:59
    [InlineData("2026-11-21T01:00:00Z", false)]
    [InlineData("2026-11-21T21:00:00Z", false)] // Saturday 22:00
    [Trait("Rule", "EXT-401")]
    public void A_period_over_midnight_belongs_to_the_day_on_which_it_starts(string at, bool isMet)
    {
        var config = TestAccount.Read<RuleBasedNumberConfig>("""{ "rules": [{ "name": "Bar", "when": { "time": { "periods": [{ "days": ["friday"], "start": "22:00", "end": "02:00" }] } }, "then": { "do": "busy" } }] }""");
        Assert.Equal(isMet ? 0 : -1, Used(config, TestAccount.With(), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)));
    }

    private static int Used(RuleBasedNumberConfig config, TestAccount account, DateTimeOffset at)
    {
        var arrival = new Arrival(ExtensionNumber.Parse("500"), "Own", Language.Dutch, CallStory.Caller, null, DialledNumber.Parse(Extension500.Number), "", null);
        var setting = Assert.IsType<Move<RuleState>.End>(RuleBasedNumber.Enter(config, arrival, new AccountDirectory(account), new Moment(at, 1))).Because.Setting!;
        return setting == "/fallback" ? -1 : int.Parse(setting["/rules/".Length..], CultureInfo.InvariantCulture);
    }

    // anywhere in three years, on the days on which clocks are moved, and at the edges of what the rules name
    private static IEnumerable<DateTimeOffset> Instants(Dice random, List<Drawn> rules, TimeZoneInfo zone)
    {
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var moves = Enumerable.Range(0, 3 * 365 * 24).Select(hour => start.AddHours(hour)).Where(at => zone.GetUtcOffset(at) != zone.GetUtcOffset(at.AddHours(1))).ToList();
        for (var i = 0; i < InstantsOfAList; i++)
        {
            yield return i % 3 == 0 || (i % 3 == 1 && moves.Count == 0) ? start.AddMinutes(random.Below(3 * 365 * 24 * 60))
                : i % 3 == 1 ? moves[random.Below(moves.Count)].AddMinutes(random.Below(8 * 60) - (4 * 60)).AddSeconds(random.Below(60))
                : rules[random.Below(rules.Count)].Edge(random, zone, start.AddDays(random.Below(3 * 365)));
        }
    }

    /// <summary>A condition by weekday and time, by date, or both, and what the calendar says of it.</summary>
    private sealed record Drawn((int[] Days, int Start, int? End)[] Periods, bool NotTime, DateTime? From, DateTime? Until, bool NotDate)
    {
        public static Drawn By(Dice random)
        {
            var hasTime = random.Below(5) > 0;
            var hasDate = !hasTime || random.Below(3) == 0;
            var from = new DateTime(2025, 1, 1).AddDays(random.Below(900));
            var which = random.Below(3);
            return new Drawn(
                hasTime ? [.. Enumerable.Range(0, 1 + random.Below(3)).Select(_ => Period(random))] : [],
                random.Below(4) == 0,
                hasDate && which < 2 ? from : null,
                hasDate && which > 0 ? from.AddDays(random.Below(300)) : null,
                random.Below(4) == 0);
        }

        private static (int[], int, int?) Period(Dice random)
        {
            var start = random.Below(3) == 0 ? random.Below(4) * 60 : random.Below(24 * 60);
            int? end = random.Below(6) == 0 ? null : random.Below(3) == 0 ? 30 + (random.Below(8) * 30) : 1 + random.Below(24 * 60);
            return ([.. Enumerable.Range(0, 7).Where(_ => random.Below(2) == 0).DefaultIfEmpty(random.Below(7))], start, end == start ? end + 1 : end);
        }

        public string Json(int n)
        {
            var periods = Periods.Select(one => $$"""{ "days": [{{string.Join(", ", one.Days.Select(day => $"\"{Days[day]}\""))}}], "start": "{{Clock(one.Start)}}"{{(one.End is { } end ? $", \"end\": \"{Clock(end)}\"" : "")}} }""");
            var time = Periods.Length == 0 ? null : $$""" "time": { "periods": [{{string.Join(", ", periods)}}], "not": {{(NotTime ? "true" : "false")}} } """;
            var date = (From ?? Until) is null ? null
                : $$""" "date": { {{(From is { } from ? $"\"from\": \"{from:yyyy-MM-dd}\"," : "")}} {{(Until is { } until ? $"\"until\": \"{until:yyyy-MM-dd}\"," : "")}} "not": {{(NotDate ? "true" : "false")}} } """;
            return $$"""{ "name": "Rule {{n}}", "then": { "do": "unavailable" }, "when": { {{string.Join(", ", new[] { time, date }.OfType<string>())}} } }""";
        }

        public bool Holds(DateTimeOffset at, TimeZoneInfo zone)
        {
            var today = TimeZoneInfo.ConvertTime(at, zone).Date;
            var time = Periods.Length == 0 || Periods.Any(period => Covers(period, at, today, zone)) != NotTime;
            var date = (From ?? Until) is null || (today >= (From ?? DateTime.MinValue) && today <= (Until ?? DateTime.MaxValue)) != NotDate;
            return time && date;
        }

        public DateTimeOffset Edge(Dice random, TimeZoneInfo zone, DateTimeOffset near)
        {
            var seconds = random.Below(5) - 2;
            return Periods.Length > 0 && Periods[random.Below(Periods.Length)] is var period && (random.Below(2) == 0 ? period.Start : period.End ?? 1440) is var minute
                ? Instant(near.DateTime.Date.AddMinutes(minute), zone).AddSeconds(seconds)
                : Instant((random.Below(2) == 0 ? From ?? Until : Until?.AddDays(1) ?? From) ?? near.DateTime.Date, zone).AddSeconds(seconds);
        }

        private static bool Covers((int[] Days, int Start, int? End) period, DateTimeOffset at, DateTime today, TimeZoneInfo zone)
        {
            var end = period.End ?? 1440;
            for (var day = today.AddDays(-3); day <= today.AddDays(3); day = day.AddDays(1))
            {
                if (period.Days.Contains(((int)day.DayOfWeek + 6) % 7)
                    && Instant(day.AddMinutes(period.Start), zone) <= at && at < Instant(day.AddMinutes(end < period.Start ? end + 1440 : end), zone))
                {
                    return true;
                }
            }

            return false;
        }

        // when the clock first shows a time; one that it skips is the first instant behind
        private static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
        {
            while (zone.IsInvalidTime(local))
            {
                local = local.AddMinutes(1);
            }

            return new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
        }

        private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
    }

    /// <summary>The same numbers in every year to come.</summary>
    private sealed class Dice(uint seed)
    {
        private uint state = seed;

        public int Below(int limit)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (int)(state % (uint)limit);
        }
    }
}
