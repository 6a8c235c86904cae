using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Pbx.Domain.Calls;
using Pbx.Domain.Numbers;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Infra.Tables;
using Pbx.Infra.Tests.Contracts;
using Pbx.Local.Tests.Azurite;

namespace Pbx.Infra.Tests.Tables;

/// <summary>What each write and read costs, to the request (ARCHITECTURE 8, P3).</summary>
[Collection(AzuriteCollection.Name)]
public sealed class WhenOperationsAreCounted
{
    private readonly StorageOperations operations = new();
    private readonly TableAccount storage;
    private readonly TableMachines machines;
    private readonly MachineKey key = Fresh.Call(Fresh.Account());

    public WhenOperationsAreCounted(AzuriteFixture azurite)
    {
        storage = TableAccount.Connect(azurite.ConnectionString, operations);
        machines = new TableMachines(storage);
    }

    [Fact]
    public async Task A_commit_is_one_transaction_whatever_its_outcome()
    {
        await machines.Commit(Fresh.Call(key.Account), null, Fresh.Text("{}"), [], default); // the table is there
        var tag = "";
        await Costs("Transaction", async () => tag = ((Commit.Written)await machines.Commit(key, null, Fresh.Bytes(200_000), [Entry("e1")], default)).Tag);
        await Costs("Transaction", () => machines.Commit(key, tag, Fresh.Text("2"), [Entry("e1")], default)); // duplicate
        await Costs("Transaction", () => machines.Commit(key, tag, Fresh.Text("2"), [Entry("e2")], default));
        await Costs("Transaction", () => machines.Commit(key, tag, Fresh.Text("3"), [Entry("e3")], default)); // stale
        await Costs("Transaction", () => machines.Commit(key, tag, Fresh.Text("3"), [], default)); // stale
        await Costs("Transaction", () => machines.Commit(key, null, Fresh.Text("3"), [], default)); // there already
        await Costs("Read Transaction", () => machines.Commit(key, null, Fresh.Text("3"), [Entry("e3")], default)); // there already: by this event?
    }

    [Fact]
    public async Task The_first_write_of_a_week_makes_its_table()
    {
        var first = Fresh.Call(key.Account, "203001");
        await Costs("Read", () => machines.Read(first, default));
        await Costs("Table Transaction Transaction", () => machines.Commit(first, null, Fresh.Text("{}"), [Entry("e1")], default));
        await Costs("Transaction", () => machines.Commit(Fresh.Call(key.Account, "203001"), null, Fresh.Text("{}"), [Entry("e1")], default));
        await Costs("Read", () => machines.Read(first, default));
        await Costs("Query", () => Fresh.All(machines.Journal(first, default)));
    }

    [Fact]
    public async Task Sections_go_by_the_hundred_and_a_save_flips_with_one_transaction()
    {
        var configurations = new TableConfigurations(storage);
        await configurations.WriteSections(key.Account, [new ConfigurationSection("first", Fresh.Text("{}"))], default); // the table is there
        await Costs("Transaction Transaction Transaction", () => configurations.WriteSections(key.Account, Sections(201, 300), default));
        await Costs("Transaction Transaction", () => configurations.WriteSections(key.Account, Sections(60, 60 * 1024), default));
        await Costs("", () => configurations.WriteSections(key.Account, [], default));
        await Costs("Transaction", () => configurations.Flip(key.Account, null, new ConfigurationVersion(1, "m", "a", Fresh.At("2026-11-20T10:00:00Z"), "w"), default));
        await Costs("Read", () => configurations.ReadPointer(key.Account, default));
        await Costs("Read", () => configurations.ReadSection(key.Account, "first", default));
        await Costs("Query", () => Fresh.All(configurations.History(key.Account, null, default)));
    }

    [Fact]
    public async Task A_number_is_claimed_with_one_insert_and_found_with_one_read()
    {
        var (numbers, number) = (new TableNumbers(storage), PhoneAddress.Of(Fresh.Number()));
        await numbers.Claim(PhoneAddress.Of(Fresh.Number()), key.Account, DateTimeOffset.UnixEpoch, default); // the table is there
        await Costs("Insert", () => numbers.Claim(number, key.Account, DateTimeOffset.UnixEpoch, default));
        await Costs("Read", () => numbers.Find(number, default));
        var claim = await numbers.Find(number, default);
        await Costs("Update", async () => claim = await numbers.Take(number, claim!, key.Account, DateTimeOffset.UnixEpoch, default));
        await Costs("Delete", () => numbers.Release(number, claim!, default));
    }

    [Fact]
    public async Task A_call_is_filed_with_one_upsert_and_found_with_one_read()
    {
        var log = new TableCallLog(storage);
        var at = Fresh.At("2026-11-20T10:00:00Z");
        var call = new CallRecord(key.Id, PhoneAddress.Anonymous, null, Fresh.Number(), at, null, at, EndReason.Completed, [], []);
        await log.File(Fresh.Account(), call, default); // the table is there
        await Costs("Upsert", () => log.File(key.Account, call, default));
        await Costs("Read", () => log.Find(key.Account, call.Id, default));
        await Costs("Query", () => log.List(key.Account, 50, null, default));
    }

    [Fact]
    public async Task The_counts_are_a_metric_too()
    {
        var measured = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == StorageOperations.MeterName && instrument.Name == "pbx.storage.operations")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => measured.AddOrUpdate((string)tags[0].Value!, value, (_, sum) => sum + value));
        listener.Start();
        await machines.Read(key, default);
        Assert.Equal(1, measured["Read"]);
        Assert.Equal(1, operations.Total);
    }

    private static JournalEntry Entry(string id) => new(id, 1, Fresh.Text("{}"));

    private static List<ConfigurationSection> Sections(int count, int length) =>
        [.. Enumerable.Range(0, count).Select(i => new ConfigurationSection($"s{length}-{i}", Fresh.Bytes(length, i)))];

    private async Task Costs(string kinds, Func<Task> act)
    {
        var before = Enum.GetValues<StorageOperation>().Select(operations.Of).ToArray();
        await act();
        var spent = Enum.GetValues<StorageOperation>().SelectMany((kind, i) => Enumerable.Repeat(kind.ToString(), (int)(operations.Of(kind) - before[i])));
        Assert.Equal(kinds, string.Join(' ', spent.Order(StringComparer.Ordinal)));
    }
}
