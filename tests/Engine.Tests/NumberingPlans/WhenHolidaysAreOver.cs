using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Engine.Configurations;

namespace Pbx.Engine.Tests.NumberingPlans;

public sealed class WhenHolidaysAreOver : IDisposable
{
    private readonly TestSchedules world = new("2026-12-20T02:45:00Z");

    public void Dispose() => world.Dispose();

    [Fact]
    [Trait("Rule", "NPL-083")]
    public async Task They_are_removed_30_days_after_their_end_and_stay_in_the_history()
    {
        await world.Save();
        await world.Clock.AdvanceTo(TestSchedules.At("2027-01-25T22:59:59Z")); // 30 days after 26 December, midnight in Amsterdam
        Assert.Equal(0, await world.NewProcess().Upkeep.Purge(default));
        Assert.Single((await world.Stored()).Holidays);
        await world.Clock.AdvanceTo(TestSchedules.At("2027-01-25T23:00:00Z"));
        Assert.Equal(1, await world.NewProcess().Upkeep.Purge(default));
        Assert.Empty((await world.Stored()).Holidays);
        Assert.Equal([Channel.Schedule, null], (await world.History()).Select(version => version.Channel));
        var first = await new AccountHistory(world.Configurations, new AccountConfigurations(world.Configurations)).Find(TestSchedules.Account, 1, default);
        Assert.Single(first!.Value.Document.Schemes[0].Holidays);
        Assert.Equal(0, await world.NewProcess().Upkeep.Purge(default));
        Assert.Equal(2, (await world.History()).Count);
    }

    [Theory]
    [InlineData(1, "2026-12-27T22:59:59Z", false)]
    [InlineData(1, "2026-12-27T23:00:00Z", true)]
    [InlineData(400, "2028-01-30T22:59:59Z", false)]
    [InlineData(400, "2028-01-30T23:00:00Z", true)]
    [InlineData(0, "2099-01-01T00:00:00Z", false)]
    [Trait("Rule", "NPL-083")]
    public async Task The_account_says_how_long_they_are_kept(int days, string at, bool isGone)
    {
        await world.Save(settings: account => account with { DaysToKeepHolidays = days });
        await world.Clock.AdvanceTo(TestSchedules.At(at));
        Assert.Equal(isGone ? 1 : 0, await world.NewProcess().Upkeep.Purge(default));
        Assert.Equal(isGone ? 0 : 1, (await world.Stored()).Holidays.Count);
    }

    [Fact]
    [Trait("Rule", "NPL-083")]
    public async Task A_temporary_override_that_is_over_is_removed_at_once()
    {
        await world.Save(scheme => scheme with { Temporary = new TemporaryOverride(6, world.Now.AddDays(-1), world.Now.AddTicks(1)) }, hookIsLost: true);
        Assert.Equal(0, await world.NewProcess().Upkeep.Purge(default));
        await world.Clock.AdvanceTo(world.Now.AddTicks(1));
        Assert.Equal(1, await world.NewProcess().Upkeep.Purge(default));
        Assert.Null((await world.Stored()).Temporary);
        Assert.Single((await world.Stored()).Holidays);
    }

    [Fact]
    public async Task An_account_that_is_broken_does_not_stop_the_others()
    {
        AccountId[] accounts = [AccountId.Parse("aa"), AccountId.Parse("broken"), AccountId.Parse("zz")];
        foreach (var account in accounts)
        {
            await world.Save(account: account);
        }

        var pointer = (await world.Configurations.ReadPointer(accounts[1], default))!;
        await world.Configurations.Flip(accounts[1], pointer.Tag, pointer.Version with { Number = 2, Manifest = "missing" }, default);
        await world.Clock.AdvanceTo(TestSchedules.At("2027-02-01T02:45:00Z"));
        Assert.Equal(2, await world.NewProcess().Upkeep.Purge(default));
        Assert.Empty((await world.Stored(accounts[0])).Holidays);
        Assert.Empty((await world.Stored(accounts[2])).Holidays);
    }
}
