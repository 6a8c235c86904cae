using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;
using Pbx.Engine.Configurations;
using Pbx.Engine.NumberingPlans;

namespace Pbx.Engine.Tests.NumberingPlans;

public sealed class WhenAnOverrideIsOver : IDisposable
{
    private readonly TestSchedules world = new("2026-11-17T09:00:00Z"); // a Tuesday, ten o'clock

    public void Dispose() => world.Dispose();

    [Fact]
    [Trait("Rule", "NPL-098")]
    [Trait("Rule", "NPL-107")]
    [Trait("Rule", "NPL-092")]
    public async Task It_is_removed_by_the_minute_timer_and_the_history_says_by_which_way()
    {
        await world.Save(Temporary);
        Assert.Equal([new ActiveScheme(1, 6, ActiveBy.Temporary, null, world.Now)], (await world.Activation()).Schemes);
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-17T10:59:59Z"));
        await world.NewProcess().Upkeep.Activate(default);
        Assert.NotNull((await world.Stored()).Temporary);

        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-17T11:00:00Z"));
        await world.NewProcess().Upkeep.Activate(default);
        Assert.Null((await world.Stored()).Temporary);
        Assert.Equal([new ActiveScheme(1, 3, ActiveBy.Weekly, null, world.Now)], (await world.Activation()).Schemes);
        var newest = (await world.History())[0];
        Assert.Equal((2, ScheduleUpkeep.By, Channel.Schedule), (newest.Number, newest.By, newest.Channel));
        Assert.Equal((await world.Activation()).Entry, Assert.Single(await world.Due()));

        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-17T11:01:00Z"));
        await world.NewProcess().Upkeep.Activate(default);
        Assert.Equal(2, (await world.History()).Count);
    }

    [Fact]
    [Trait("Rule", "NPL-098")]
    public async Task Its_end_is_told_for_when_it_was_also_by_a_timer_that_is_late()
    {
        await world.Save(Temporary);
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-17T11:30:00Z"));
        await world.NewProcess().Upkeep.Activate(default);
        Assert.Equal([new ActiveScheme(1, 3, ActiveBy.Weekly, null, TestSchedules.At("2026-11-17T11:00:00Z"))], (await world.Activation()).Schemes);
    }

    [Fact]
    public async Task Two_processes_at_once_save_one_version()
    {
        await world.Save(Temporary);
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-17T11:00:00Z"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.NewProcess().Upkeep.Activate(default))));
        Assert.Null((await world.Stored()).Temporary);
        Assert.Equal(2, (await world.History()).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_process_that_is_overtaken_between_two_reads_saves_no_version_of_its_own(int read)
    {
        await world.Save(Temporary);
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-17T11:00:00Z"));
        var reads = 0;
        var overtaken = new OvertakenStore(world.Configurations, () => ++reads == read ? world.NewProcess().Upkeep.Purge(default) : Task.CompletedTask);
        await world.NewProcess(store: overtaken).Upkeep.Activate(default);
        Assert.Null((await world.Stored()).Temporary);
        Assert.Equal(2, (await world.History()).Count);
    }

    [Fact]
    [Trait("Rule", "NPL-094")]
    public async Task One_without_an_end_gets_it_when_the_schedule_has_a_change()
    {
        await world.Save(scheme => scheme with { Weekly = [WeeklyEntry.WholeWeek(2)], Holidays = [] });
        await world.Save(Temporary);
        Assert.Null((await world.Stored()).Temporary!.Until);
        Assert.Empty(await world.Due());
        await world.Save(scheme => scheme with { Weekly = TestSchedules.Scheme().Weekly });
        await world.Clock.AdvanceTo(world.Now.AddMinutes(1));
        await world.NewProcess().Upkeep.Activate(default);
        Assert.Equal(TestSchedules.At("2026-11-17T11:00:00Z"), (await world.Stored()).Temporary?.Until);
    }

    [Fact]
    public async Task An_account_that_cannot_be_saved_holds_nobody_up_and_is_tried_again_within_five_minutes()
    {
        var broken = AccountId.Parse("broken");
        await world.Save(Temporary, account: broken);
        await world.Save(Temporary);
        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-17T11:00:00Z"));
        var refusing = new RefusingStore(world.Configurations, broken);
        await world.NewProcess(store: refusing).Upkeep.Activate(default);
        Assert.Null((await world.Stored()).Temporary);
        Assert.NotNull((await world.Stored(broken)).Temporary);

        await world.Clock.AdvanceTo(TestSchedules.At("2026-11-17T11:04:00Z"));
        await world.NewProcess().Upkeep.Activate(default);
        Assert.Null((await world.Stored(broken)).Temporary);
    }

    private Scheme Temporary(Scheme scheme) => Overrides.SetTemporary(scheme, "Europe/Amsterdam", 6, world.Now, "anna");

    /// <summary>Passes everything on to another store.</summary>
    private abstract class StoreBefore(IConfigurationStore store) : IConfigurationStore
    {
        public virtual Task<ConfigurationPointer?> ReadPointer(AccountId account, CancellationToken cancel) => store.ReadPointer(account, cancel);

        public Task<ReadOnlyMemory<byte>?> ReadSection(AccountId account, string name, CancellationToken cancel) => store.ReadSection(account, name, cancel);

        public virtual Task WriteSections(AccountId account, IReadOnlyCollection<ConfigurationSection> sections, CancellationToken cancel) => store.WriteSections(account, sections, cancel);

        public Task<ConfigurationPointer?> Flip(AccountId account, string? tag, ConfigurationVersion version, CancellationToken cancel) => store.Flip(account, tag, version, cancel);

        public IAsyncEnumerable<ConfigurationVersion> History(AccountId account, int? before, CancellationToken cancel) => store.History(account, before, cancel);

        public IAsyncEnumerable<(AccountId Account, ConfigurationPointer Pointer)> Accounts(AccountId? after, CancellationToken cancel) => store.Accounts(after, cancel);

        public Task<ConfigurationVersion?> ReadVersion(AccountId account, int number, CancellationToken cancel) => store.ReadVersion(account, number, cancel);
    }

    /// <summary>Does not take the versions of one account.</summary>
    private sealed class RefusingStore(IConfigurationStore store, AccountId refused) : StoreBefore(store)
    {
        public override Task WriteSections(AccountId account, IReadOnlyCollection<ConfigurationSection> sections, CancellationToken cancel) =>
            account == refused ? throw new IOException("The store is away.") : base.WriteSections(account, sections, cancel);
    }

    /// <summary>Lets others be faster, just before it reads the pointer.</summary>
    private sealed class OvertakenStore(IConfigurationStore store, Func<Task> others) : StoreBefore(store)
    {
        public override async Task<ConfigurationPointer?> ReadPointer(AccountId account, CancellationToken cancel)
        {
            await others();
            return await base.ReadPointer(account, cancel);
        }
    }
}
