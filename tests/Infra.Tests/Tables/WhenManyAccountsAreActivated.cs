using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Prompts;
using Pbx.Domain.Time;
using Pbx.Engine.Configurations;
using Pbx.Engine.NumberingPlans;
using Pbx.Infra.Memory;
using Pbx.Infra.Tables;
using Pbx.Infra.Tests.Contracts;
using Pbx.Local.Tests.Azurite;
using Pbx.Simulator.Network.Time;

namespace Pbx.Infra.Tests.Tables;

/// <summary>The minute timer with 500 accounts in real tables: a minute in which nothing changes costs one read, one in which all change brings each to its new plan.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class WhenManyAccountsAreActivated(AzuriteFixture azurite) : IDisposable
{
    private const int Many = 500;

    // a year of its own: the tests of this collection share their tables
    private readonly Clock clock = new(Fresh.At("2024-03-04T07:30:00Z"));

    public void Dispose() => clock.Dispose();

    [Fact]
    [Trait("Rule", "NPL-100")]
    public async Task A_minute_without_a_change_costs_one_read_and_no_write()
    {
        var operations = new StorageOperations();
        var storage = TableAccount.Connect(azurite.ConnectionString, operations);
        var (configurations, activations) = (new TableConfigurations(storage), new TableActivations(storage));
        var accounts = Enumerable.Range(0, Many).Select(_ => Fresh.Account()).ToList();
        var read = new AccountConfigurations(configurations);
        var desk = new ActivationDesk(read, activations, clock, NullLogger<ActivationDesk>.Instance);
        var saving = new AccountSaving(configurations, new MemoryNumbers(), new MemoryAudio(), read, clock, desk);
        await Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (account, cancel) =>
            Assert.IsType<Saving.Saved>(await saving.Save(account, Document(), null, "test", "", cancel)));

        var upkeep = new ScheduleUpkeep(configurations, read, saving, activations, desk, clock, NullLogger<ScheduleUpkeep>.Instance);
        var before = operations.Total;
        Assert.Equal(0, await upkeep.Activate(default));
        Assert.Equal(before + 1, operations.Total);

        await clock.AdvanceTo(Fresh.At("2024-03-04T08:00:00Z")); // nine o'clock
        Assert.Equal(Many, await upkeep.Activate(default));
        foreach (var account in accounts)
        {
            Assert.Equal([new ActiveScheme(1, 1, ActiveBy.Weekly, null, clock.GetUtcNow())], (await activations.Read(account, default))!.Activation.Schemes);
        }

        before = operations.Total;
        Assert.Equal(0, await upkeep.Activate(default));
        Assert.Equal(before + 1, operations.Total);
    }

    private static AccountDocument Document() => new(
        new AccountSettings("Many", Country.Netherlands, Language.Dutch, "Europe/Amsterdam", 3),
        [
            new Scheme(1, "Many", [new Plan(1, "Day", []), new Plan(2, "Night", [])], Weekly:
            [
                WeeklyEntry.WholeWeek(2),
                new WeeklyEntry(Weekday.Monday, ClockTime.At(9), ClockTime.At(17), 1),
            ]),
        ],
        []);
}
