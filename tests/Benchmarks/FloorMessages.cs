using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Engine.Audio;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Infra.Memory;
using Pbx.Infra.Tables;
using Pbx.Local.Host.Azurite;

namespace Pbx.Benchmarks;

/// <summary>
/// How many words of calls the floor of one account hears in a second: callers enter a queue in which nobody is logged in, and leave it. Each word is a commit of the floor and one after its commands were
/// carried out, on Azurite or in memory; from one caller after the other, from many at once, and from many in several processes, which meet at the floor's row.
/// </summary>
internal static class FloorMessages
{
    private const int Rounds = 5;
    private const int Words = 96;
    private static readonly AccountId Account = AccountId.Parse("bench");
    private static readonly ExtensionNumber Queue = ExtensionNumber.Parse("500");

    public static async Task<IEnumerable<Ratio>> Measure()
    {
        await using var azurite = await AzuriteProcess.Start(dataFolder: null);
        var storage = TableAccount.Connect(azurite.ConnectionString, new StorageOperations());
        var ratios = new List<Ratio>();
        foreach (var (where, store) in new (string Where, IMachineStore Store)[] { ("Azurite", new TableMachines(storage)), ("memory", new MemoryMachines()) })
        {
            List<double> one = [], many = [], several = [];
            for (var round = 0; round < Rounds; round++)
            {
                one.Add(await PerSecond(store, processes: 1, callers: 1));
                many.Add(await PerSecond(store, processes: 1, callers: 16));
                several.Add(await PerSecond(store, processes: 4, callers: 16));
            }

            ratios.Add(new Ratio("info", $"words a second, {where}, one caller after the other", one));
            ratios.Add(new Ratio("info", $"words a second, {where}, sixteen callers at once", many));
            ratios.Add(new Ratio("info", $"words a second, {where}, sixteen callers at once in four processes", several));
        }

        return ratios;
    }

    private static async Task<double> PerSecond(IMachineStore store, int processes, int callers)
    {
        var configurations = new MemoryConfigurations();
        var numbers = new MemoryNumbers();
        var saved = await new AccountSaving(configurations, numbers, new MemoryAudio(), new AccountConfigurations(configurations), TimeProvider.System).Save(Account, Document(), null, new VersionNote("bench", "to measure"), CancellationToken.None);
        if (saved is not Saving.Saved)
        {
            throw new InvalidOperationException($"The account was not saved: {(saved is Saving.Refused refused ? string.Join(' ', refused.Problems) : saved)}");
        }

        using var bus = new MemoryMessages(TimeProvider.System);
        var desks = Enumerable.Range(0, processes).Select(process => Open(process)).ToArray();
        var (said, from) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Add(ref said, 2) <= Words)
            {
                var (call, floors) = (CallIds.Of(Guid.NewGuid().ToString(), DateTimeOffset.UtcNow), desks[caller % processes].Floors);
                await floors.Happened(Account, $"{call}-1", new FloorEvent.CallSaid(call, new FloorMessage.Enters(Queue, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, PhoneAddress.Anonymous, null, Introduction: false)), CancellationToken.None);
                await floors.Happened(Account, $"{call}-2", new FloorEvent.CallSaid(call, new FloorMessage.Leaves(StayEnd.Abandoned, DateTimeOffset.UtcNow)), CancellationToken.None);
            }
        })));
        var time = Stopwatch.GetElapsedTime(from);
        return await desks[0].Floors.Look(Account, CancellationToken.None) is { HasCalls: false } ? Words / time.TotalSeconds : throw new InvalidOperationException("Somebody is still on the floor.");

        CallDesk Open(int process)
        {
            var own = new AccountConfigurations(configurations);
            return CallDesk.Open(
                store, bus, new NobodyThere(), new MemoryCallLog(), new MemoryRecordings(), new MemoryRecordingFiles(), new AudioIntake(new MemoryAudio(), TimeProvider.System), new MemoryLines(), numbers, own,
                new AccountSaving(configurations, numbers, new MemoryAudio(), own, TimeProvider.System), TimeProvider.System, NullLoggerFactory.Instance, string.Create(CultureInfo.InvariantCulture, $"bench-{process}"));
        }
    }

    private static AccountDocument Document() => JsonSerializer.Deserialize(
        """
        {
          "account": { "name": "Bench", "country": "nl", "language": "en", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "numbers": [] },
          "schemes": [{ "number": 1, "name": "Bench", "plans": [{ "number": 1, "name": "Day", "links": [] }] }],
          "extensions": [{ "number": "500", "name": "Queue", "type": "queue", "config": { "callLimit": 500 } }]
        }
        """,
        Json.Of<AccountDocument>(Json.Documents)) ?? throw new InvalidOperationException("The document is not null.");

    // no call is made here: the floor alone is measured
    private sealed class NobodyThere : ICallControl
    {
        public Task<Outcome> CarryOut(CallOnNetwork call, Domain.Machines.OpId op, CallCommand command, CancellationToken cancel) => Task.FromResult<Outcome>(new Outcome.CallGone());

        public Task Reject(string context, CancellationToken cancel) => Task.CompletedTask;
    }
}
