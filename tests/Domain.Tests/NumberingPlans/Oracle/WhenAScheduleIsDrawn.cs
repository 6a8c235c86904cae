using Pbx.Domain.NumberingPlans;
using Pbx.Simulation.World;
using Xunit.Abstractions;

namespace Pbx.Domain.Tests.NumberingPlans.Oracle;

/// <summary>What holds for every schedule, tried on some that seeds draw, in all eight zones; the oracle knows what is right.</summary>
public sealed class WhenAScheduleIsDrawn(ITestOutputHelper output)
{
    private const ulong Drawn = 16;

    [Fact]
    [Trait("Rule", "NPL-011")]
    [Trait("Rule", "NPL-058")]
    public void Some_plan_is_always_active_when_an_entry_covers_the_whole_week() => ForEach((prng, zone) =>
    {
        var scheme = Schedules.Drawn(prng, wholeWeek: true);
        Assert.All(SchemeClock.Stretches(scheme, zone.Name, MinuteTable.From, MinuteTable.To), stretch => Assert.NotNull(stretch.Active.Plan));
        Assert.All(Enumerable.Range(0, 300), _ => Assert.NotNull(SchemeClock.Active(scheme, zone.Name, Some(prng)).Plan));
    });

    [Fact]
    [Trait("Rule", "NPL-087")]
    [Trait("Rule", "NPL-137")]
    public void Setting_an_override_and_lifting_it_changes_nothing() => ForEach((prng, zone) =>
    {
        var scheme = Overrides.Lift(Schedules.Drawn(prng));
        var at = Some(prng);
        var (manual, temporary) = (Overrides.Set(scheme, 3, "Anna"), Overrides.SetTemporary(scheme, zone.Name, 3, at, "Anna"));
        Assert.Equal((3, 3), (SchemeClock.Active(manual, zone.Name, at).Plan?.Number, SchemeClock.Active(temporary, zone.Name, at).Plan?.Number));
        Assert.Equal(scheme, Overrides.Lift(manual));
        Assert.Equal(scheme, Overrides.Lift(temporary));
    });

    [Fact]
    [Trait("Rule", "NPL-061")]
    public void The_order_of_the_lists_never_matters() => ForEach((prng, zone) =>
    {
        var scheme = Schedules.Drawn(prng);
        var other = scheme with
        {
            Plans = Schedules.Shuffled(scheme.Plans, prng),
            Weekly = Schedules.Shuffled(scheme.Weekly!.Value, prng),
            Holidays = Schedules.Shuffled(scheme.Holidays, prng),
        };
        Assert.Equal(SchemeClock.Stretches(scheme, zone.Name, MinuteTable.From, MinuteTable.To), SchemeClock.Stretches(other, zone.Name, MinuteTable.From, MinuteTable.To));
    });

    [Fact]
    [Trait("Rule", "NPL-103")]
    [Trait("Rule", "NPL-091")]
    [Trait("Rule", "NPL-098")]
    public void The_next_change_is_the_first_instant_at_which_the_plan_differs() => ForEach((prng, zone) =>
    {
        var scheme = Schedules.Drawn(prng);
        var oracle = new MinuteTable(scheme, zone);
        for (var i = 0; i < 8; i++)
        {
            var at = Some(prng);
            if (scheme.Temporary is { } temporary && i < 4)
            {
                at = temporary.From.AddSeconds(prng.Below(7200) - 3600);
            }

            Same(oracle.NextChange(at), SchemeClock.NextChange(scheme, zone.Name, at), at);
            Same(oracle.NextScheduledChange(at), SchemeClock.NextScheduledChange(scheme, zone.Name, at, TimeSpan.FromDays(4000)), at);
        }
    });

    [Fact]
    [Trait("Rule", "NPL-090")]
    [Trait("Rule", "NPL-093")]
    [Trait("Rule", "NPL-094")]
    public void A_temporary_override_ends_where_the_oracle_sees_the_schedule_change() => ForEach((prng, zone) =>
    {
        var scheme = Overrides.Lift(Schedules.Drawn(prng));
        var oracle = new MinuteTable(scheme, zone);
        for (var i = 0; i < 6; i++)
        {
            var at = MinuteTable.From.AddSeconds(prng.Below(365 * 86_400));
            var expected = oracle.NextScheduledChange(at) is { } change && change <= at + Overrides.Horizon ? change : (DateTimeOffset?)null;
            Assert.Equal(expected, Overrides.SetTemporary(scheme, zone.Name, 2, at, "Anna").Temporary?.Until);
        }
    });

    [Fact]
    [Trait("Rule", "NPL-101")]
    public void Stretches_tile_the_time_and_each_says_what_the_oracle_says() => ForEach((prng, zone) =>
    {
        var scheme = Schedules.Drawn(prng);
        var oracle = new MinuteTable(scheme, zone);
        var from = Some(prng).AddDays(-60);
        from = from < MinuteTable.From ? MinuteTable.From : from;
        var stretches = SchemeClock.Stretches(scheme, zone.Name, from, from.AddDays(50));
        Assert.Equal((from, from.AddDays(50)), (stretches[0].From, stretches[^1].To));
        foreach (var (stretch, next) in stretches.Zip(stretches.Skip(1)))
        {
            Assert.Equal(stretch.To, next.From);
            Assert.NotEqual(stretch.Active, next.Active);
        }

        Assert.All(stretches, stretch =>
        {
            Assert.True(stretch.From < stretch.To);
            Assert.All([stretch.From, stretch.From + ((stretch.To - stretch.From) / 2), stretch.To.AddTicks(-1)], at =>
            {
                var expected = oracle.Active(at);
                Assert.Equal((expected.Plan, expected.By), (stretch.Active.Plan?.Number, stretch.Active.By));
            });
        });
    });

    // What lies behind the end of the table the oracle cannot see.
    private static void Same(DateTimeOffset? expected, DateTimeOffset? told, DateTimeOffset at)
    {
        var seen = told is { } change && change < MinuteTable.To ? change : (DateTimeOffset?)null;
        Assert.True(expected == seen, $"After {at:o} the oracle sees {expected:o}, the clock {told:o}.");
    }

    private static DateTimeOffset Some(Prng prng) => MinuteTable.From.AddSeconds(prng.Below(3 * 365 * 86_400));

    private void ForEach(Action<Prng, OracleZone> holds)
    {
        var first = Seed.First(output);
        for (var seed = first; seed < first + Drawn; seed++)
        {
            try
            {
                var prng = new Prng(seed);
                holds(prng, OracleZone.All[(int)(seed % (ulong)OracleZone.All.Count)]);
            }
            catch (Xunit.Sdk.XunitException)
            {
                output.WriteLine($"It does not hold for PBX_SEED={seed}.");
                throw;
            }
        }
    }
}
