using Pbx.Domain.NumberingPlans;
using Pbx.Engine.NumberingPlans;

namespace Pbx.Engine.Tests.NumberingPlans;

public sealed class WhenSomebodyWaitsForAChange : IDisposable
{
    private readonly TestSchedules world = new("2026-11-16T07:30:00Z");

    public void Dispose() => world.Dispose();

    [Fact]
    [Trait("Rule", "NPL-101")]
    [Trait("Rule", "NPL-103")]
    public async Task The_answer_says_how_the_plan_became_active_until_when_and_when_another_one_is()
    {
        await world.Save(scheme => Overrides.SetTemporary(scheme, "Europe/Amsterdam", 1, world.Now, "anna"));
        var one = Assert.Single((await Now()).Schemes);
        Assert.Equal((1, ActiveBy.Temporary, world.Now), (one.Active.Plan?.Number, one.Active.By, one.Since));

        // at nine the override is over, but the plan stays the same until noon
        Assert.Equal((TestSchedules.At("2026-11-16T08:00:00Z"), TestSchedules.At("2026-11-16T11:00:00Z")), (one.Until, one.NextChange));
    }

    [Fact]
    public async Task An_account_that_does_not_exist_has_no_answer() => Assert.Null(await world.NewProcess().Plans.After(TestSchedules.Account, "x", TimeSpan.FromSeconds(25), default));

    [Fact]
    public async Task Who_knows_something_else_is_answered_at_once()
    {
        await world.Save();
        Assert.True(world.NewProcess().Plans.After(TestSchedules.Account, "something else", TimeSpan.FromSeconds(25), default).IsCompletedSuccessfully);
    }

    [Fact]
    [Trait("Rule", "NPL-103")]
    public async Task A_change_by_hand_in_another_process_is_heard_of_within_five_seconds()
    {
        await world.Save();
        var process = world.NewProcess();
        var known = (await process.Plans.Now(TestSchedules.Account, default))!;
        var waiting = Enumerable.Range(0, 20).Select(_ => process.Plans.After(TestSchedules.Account, known.Token, TimeSpan.FromSeconds(55), default)).ToList();
        await world.Sleepers.Pass(10, waiting);
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        await world.Save(scheme => Overrides.Set(scheme, 6, "anna")); // in a process of its own
        await world.Sleepers.Pass(5, waiting);
        Assert.All(waiting, one => Assert.True(one.IsCompleted));
        foreach (var answer in await Task.WhenAll(waiting))
        {
            Assert.NotEqual(known.Token, answer!.Token);
            Assert.Equal((6, ActiveBy.Manual, null), (answer.Schemes[0].Active.Plan?.Number, answer.Schemes[0].Active.By, answer.Schemes[0].NextChange));
        }
    }

    [Fact]
    public async Task Many_who_wait_for_one_account_cost_as_much_as_one()
    {
        await world.Save();
        var process = world.NewProcess();
        var known = (await process.Plans.Now(TestSchedules.Account, default))!;
        using var enough = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 100).Select(_ => process.Plans.After(TestSchedules.Account, known.Token, TimeSpan.FromSeconds(55), enough.Token)).ToList();
        var reads = world.Activations.Reads;
        await world.Sleepers.Pass(20, waiting);
        Assert.InRange(world.Activations.Reads - reads, 1, 11);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    [Fact]
    public async Task When_nothing_changes_the_same_is_answered_after_the_wait()
    {
        await world.Save();
        var process = world.NewProcess();
        var known = (await process.Plans.Now(TestSchedules.Account, default))!;
        var waiting = process.Plans.After(TestSchedules.Account, known.Token, TimeSpan.FromSeconds(25), default);
        await world.Sleepers.Pass(24.5, [waiting]);
        await world.Save(settings: account => account with { DaysToKeepHolidays = 7 }); // nothing that is shown here
        Assert.False(waiting.IsCompleted);
        await world.Sleepers.Pass(0.5, [waiting]);
        Assert.True(waiting.IsCompleted);
        Assert.Equal(known.Token, (await waiting)!.Token);
    }

    private async Task<ActiveNow> Now() => (await world.NewProcess().Plans.Now(TestSchedules.Account, default))!;
}
