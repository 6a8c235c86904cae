using System.Globalization;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;
using Pbx.Simulation.World;
using Xunit.Abstractions;

namespace Pbx.Domain.Tests.NumberingPlans.Oracle;

/// <summary>
/// Two readings of the specification agree from 2026 to 2028: at every minute within two hours of an instant at which either changes, and in the nights in which clocks are changed.
/// With <c>PBX_NIGHTLY=1</c> every minute of the three years is compared. <c>PBX_SEED</c> repeats what was drawn.
/// </summary>
public sealed class WhenTheClockIsComparedWithTheOracle(ITestOutputHelper output)
{
    private static readonly bool EveryMinute = Environment.GetEnvironmentVariable("PBX_NIGHTLY") == "1";
    private static readonly TimeSpan Near = TimeSpan.FromHours(2);

    public static TheoryData<string, string> Places => new()
    {
        { "Europe/Amsterdam", "nl" },
        { "Europe/London", "gb" },
        { "Europe/Madrid", "es" },
        { "Europe/Copenhagen", "dk" },
        { "Europe/Helsinki", "fi" },
        { "Europe/Riga", "lv" },
        { "America/New_York", "de" },
        { "Australia/Lord_Howe", "gb" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    [Trait("Rule", "NPL-145")]
    [Trait("Rule", "NPL-099")]
    [Trait("Rule", "NPL-151")]
    public void Both_name_the_same_plan_for_the_same_reason(string zone, string country)
    {
        var compared = 0L;
        foreach (var (name, scheme) in Schedules.Made(country))
        {
            compared += Compare(scheme, OracleZone.Named(zone), name);
        }

        Tell($"{zone} with the holidays of {country}: {compared:N0} minutes compared, 0 differences");
    }

    [Fact]
    [Trait("Rule", "NPL-059")]
    [Trait("Rule", "NPL-060")]
    [Trait("Rule", "NPL-078")]
    public void Both_agree_on_schedules_that_nobody_thought_of()
    {
        var seed = Seed.First(output);
        var compared = 0L;
        for (var i = 0UL; i < (EveryMinute ? 24UL : 6UL); i++)
        {
            var prng = new Prng(seed + i);
            var zone = OracleZone.All[prng.Below(OracleZone.All.Count)];
            compared += Compare(Schedules.Drawn(prng), zone, $"PBX_SEED={seed + i} in {zone.Name}");
        }

        Tell($"Schedules drawn from seed {seed}: {compared:N0} minutes compared, 0 differences");
    }

    [Theory]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2027, "2027-03-28")]
    [InlineData(2028, "2028-04-16")]
    public void Easter_is_where_the_church_has_it(int year, string date) => Assert.Equal(date, PublicHolidays.Easter(year).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static long Compare(Scheme scheme, OracleZone zone, string name)
    {
        var oracle = new MinuteTable(scheme, zone);
        var compared = 0L;
        foreach (var instant in EveryMinute ? All() : NearChanges(scheme, zone, oracle))
        {
            var told = SchemeClock.Active(scheme, zone.Name, instant);
            var expected = oracle.Active(instant);
            compared++;
            if ((told.Plan?.Number, told.By) != (expected.Plan, expected.By) || !Equals(told.Holiday, expected.Holiday) || !Equals(told.Weekly, expected.Weekly))
            {
                Assert.Fail($"{name}, {zone.Name}, {instant:u}: the clock says {told.Plan?.Number} {told.By} {told.Holiday} {told.Weekly}, the oracle {expected}.");
            }
        }

        return compared;
    }

    private static IEnumerable<DateTimeOffset> All()
    {
        for (var instant = MinuteTable.From; instant < MinuteTable.To; instant = instant.AddMinutes(1))
        {
            yield return instant;
        }
    }

    private static IEnumerable<DateTimeOffset> NearChanges(Scheme scheme, OracleZone zone, MinuteTable oracle)
    {
        var clock = SchemeClock.Stretches(scheme, zone.Name, MinuteTable.From, MinuteTable.To).Select(stretch => stretch.From);
        var nights = zone.Changes(2026, 2028).SelectMany(change => new[] { change.AddHours(-4), change.AddHours(-2), change, change.AddHours(2), change.AddHours(4) });
        var from = MinuteTable.From;
        foreach (var change in oracle.Changes().Concat(clock).Concat(nights).Distinct().Order())
        {
            if (change - Near > from)
            {
                from = Whole(change - Near);
            }

            // One second around the change too: not every override begins at a whole minute.
            if (change > MinuteTable.From && change.AddSeconds(1) < MinuteTable.To)
            {
                yield return change.AddSeconds(-1);
                yield return change;
                yield return change.AddSeconds(1);
            }

            for (; from <= change + Near && from < MinuteTable.To; from = from.AddMinutes(1))
            {
                yield return from;
            }
        }
    }

    private static DateTimeOffset Whole(DateTimeOffset instant) => instant.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerMinute));

    private void Tell(string line)
    {
        output.WriteLine(line);
        if (EveryMinute)
        {
            Console.WriteLine(line);
        }
    }
}
