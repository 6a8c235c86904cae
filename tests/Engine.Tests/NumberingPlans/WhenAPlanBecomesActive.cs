using Pbx.Domain.NumberingPlans;
using Pbx.Engine.NumberingPlans;

namespace Pbx.Engine.Tests.NumberingPlans;

public sealed class WhenAPlanBecomesActive : IDisposable
{
    // a Monday, half past eight in Amsterdam
    private readonly TestSchedules world = new("2026-11-16T07:30:00Z");

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_new_account_is_put_down_with_the_instant_of_its_next_change()
    {
        await world.Save();
        var activation = await world.Activation();
        Assert.Equal([new ActiveScheme(1, 2, ActiveBy.Weekly, null, world.Now)], activation.Schemes);
        Assert.Equal(TestSchedules.At("2026-11-16T08:00:00Z"), activation.Due);
        Assert.Equal([activation.Entry!], await world.Due());
    }

    [Fact]
    [Trait("Rule", "NPL-100")]
    public async Task A_minute_in_which_nothing_changes_writes_nothing()
    {
        await world.Save();
        var writes = world.Activations.Writes;
        var reads = world.Activations.Reads;
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-16T07:59:59.9999999Z"));
        Assert.Equal(0, await world.NewProcess().Upkeep.Activate(default));
        Assert.Equal((writes, reads), (world.Activations.Writes, world.Activations.Reads));
    }

    [Fact]
    [Trait("Rule", "NPL-101")]
    [Trait("Rule", "NPL-103")]
    public async Task At_the_boundary_it_is_put_down_with_the_reason_and_the_instant_of_the_next_change()
    {
        await world.Save();
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-16T08:00:00Z"));
        Assert.Equal(1, await world.NewProcess().Upkeep.Activate(default));
        var activation = await world.Activation();
        Assert.Equal([new ActiveScheme(1, 1, ActiveBy.Weekly, null, TestSchedules.At("2026-11-16T08:00:00Z"))], activation.Schemes);
        Assert.Equal(TestSchedules.At("2026-11-16T11:00:00Z"), activation.Due);
        Assert.Equal([activation.Entry!], await world.Due());
    }

    [Fact]
    public async Task Late_and_twice_it_is_the_same_and_each_change_that_was_missed_is_told_once_in_order()
    {
        await world.Save();
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-16T12:20:00Z"));
        var process = world.NewProcess();
        var told = await process.Desk.Refresh(TestSchedules.Account, default);
        Assert.Equal(
            ["2 -> 1 at 08:00", "1 -> 3 at 11:00", "3 -> 1 at 12:00"],
            told.Select(change => $"{change.Was?.Plan} -> {change.Now.Plan} at {change.Now.Since:HH:mm}"));
        var written = await world.Activation();
        Assert.Empty(await process.Desk.Refresh(TestSchedules.Account, default));
        await process.Upkeep.Activate(default);
        Assert.Equal(written, await world.Activation());
        Assert.Equal([written.Entry!], await world.Due());
    }

    [Fact]
    public async Task Of_two_processes_that_look_at_once_one_tells()
    {
        await world.Save();
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-16T08:00:00Z"));
        var (both, here) = (new TaskCompletionSource(), 0);
        world.Activations.BeforeWrite = () =>
        {
            if (Interlocked.Increment(ref here) == 2)
            {
                both.SetResult(); // the first waits until the second is as far
            }

            return both.Task;
        };
        var told = await Task.WhenAll(world.NewProcess().Desk.Refresh(TestSchedules.Account, default), world.NewProcess().Desk.Refresh(TestSchedules.Account, default));
        Assert.Single(told.SelectMany(changes => changes));
        var activation = await world.Activation();
        Assert.Equal(2, activation.Revision);
        Assert.Equal([activation.Entry!], await world.Due());
    }

    [Fact]
    public async Task A_process_that_dies_anywhere_leaves_what_the_next_one_finishes()
    {
        for (var dieAt = 1; dieAt <= 4; dieAt++)
        {
            foreach (var before in new[] { true, false })
            {
                using var own = new TestSchedules("2026-11-16T07:30:00Z");
                await own.Save();
                await own.Clock.AdvanceTo(TestSchedules.At("2026-11-16T08:00:00Z"));
                await Silently(() => own.NewProcess(new DyingActivations(own.Activations, dieAt, before)).Upkeep.Activate(default));
                await own.NewProcess().Upkeep.Activate(default);
                var activation = await own.Activation();
                Assert.Equal(1, activation.Schemes[0].Plan);
                Assert.Contains(activation.Entry!, await own.Due());

                // what is left over is harmless, and gone when its time has come
                await own.Clock.AdvanceTo(TestSchedules.At("2026-11-16T11:00:00Z"));
                await own.NewProcess().Upkeep.Activate(default);
                activation = await own.Activation();
                Assert.Equal(3, activation.Schemes[0].Plan);
                Assert.Equal([activation.Entry!], await own.Due());
            }
        }
    }

    [Fact]
    public async Task A_save_shows_at_once_with_since_when()
    {
        await world.Save();
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-16T07:40:00Z"));
        await world.Save(scheme => Overrides.Set(scheme, 6, "anna"));
        Assert.Equal([new ActiveScheme(1, 6, ActiveBy.Manual, null, world.Now)], (await world.Activation()).Schemes);
        Assert.Null((await world.Activation()).Due);
        Assert.Empty(await world.Due());
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-16T09:10:00Z"));
        await world.Save(Overrides.Lift);
        Assert.Equal([new ActiveScheme(1, 1, ActiveBy.Weekly, null, world.Now)], (await world.Activation()).Schemes);
        Assert.Equal((await world.Activation()).Entry, Assert.Single(await world.Due()));
    }

    [Fact]
    public async Task A_save_of_which_nobody_heard_is_found_within_the_hour()
    {
        await world.Save();
        await world.Save(scheme => Overrides.Set(scheme, 6, "anna"), hookIsLost: true);
        Assert.Equal(2, (await world.Activation()).Schemes[0].Plan);
        Assert.Equal(1, await world.NewProcess().Upkeep.Repair(default));
        Assert.Equal(6, (await world.Activation()).Schemes[0].Plan);
        Assert.Equal(0, await world.NewProcess().Upkeep.Repair(default));
    }

    [Fact]
    public async Task An_entry_of_the_index_that_was_lost_is_found_within_the_hour()
    {
        await world.Save();
        await world.Activations.Settle((await world.Activation()).Entry!, default);
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-16T08:30:00Z"));
        Assert.Equal(0, await world.NewProcess().Upkeep.Activate(default));
        Assert.Equal(1, await world.NewProcess().Upkeep.Repair(default));
        Assert.Equal(1, (await world.Activation()).Schemes[0].Plan);
        Assert.Equal((await world.Activation()).Entry, Assert.Single(await world.Due()));
    }

    private static async Task Silently(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (IOException)
        {
            // the process is dead
        }
    }
}
