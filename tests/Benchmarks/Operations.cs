using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Engine.Audio;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Lines;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Engine.Numbers;
using Pbx.Infra.CallAutomation;
using Pbx.Infra.Memory;

namespace Pbx.Benchmarks;

/// <summary>
/// P3: what a call asks of storage and of the bus, counted at the ports, where each question is one operation of the adapters behind them. The same numbers over real HTTP
/// are a gate of tests/EndToEnd.
/// </summary>
internal static class Operations
{
    /// <summary>Counts for a process that has just started and for one that knows the account already.</summary>
    public static async Task<IEnumerable<Ratio>> Measure() => [.. await Of("auto-answer", 12, AutoAnswer), .. await Of("menu → user", 30, MenuToUser)];

    private static async Task<IEnumerable<Ratio>> Of(string what, int limit, Func<World, Task> call)
    {
        var world = await World.Open();
        await call(world);
        var (first, firstBus) = (world.Count.Storage, world.Count.Bus);
        var cold = world.Count.Configuration;
        var words = string.Join(", ", world.Count.Kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value} {kind.Key}"));
        world.Count.Clear();
        await call(world);
        Console.Error.WriteLine($"P3 {what}: {words}");
        return
        [
            new Ratio("P3", $"{what}: storage operations ({world.Count.Bus} Service Bus operations)", [world.Count.Storage], Most: limit),
            new Ratio("info", $"{what}: storage operations of the first call after a start, which reads the account ({firstBus} Service Bus operations)", [first]),
            new Ratio("info", $"{what}: reads of the configuration's pointer, first call", [cold.Pointers]),
            new Ratio("info", $"{what}: reads of its sections, first call", [cold.Sections]),
            new Ratio("info", $"{what}: reads of the configuration's pointer, later calls", [world.Count.Configuration.Pointers]),
            new Ratio("info", $"{what}: reads of its sections, later calls", [world.Count.Configuration.Sections]),
        ];
    }

    private static async Task AutoAnswer(World world)
    {
        var key = await world.Arrive(SampleAccount.Message);
        await world.Happens(key, new CallEvent.CallerConnected(Webhooks.Connection));
        await world.Happens(key, new CallEvent.SoundEnded(world.Network.Last(typeof(CallCommand.Play))));
        await world.Ends(key);
    }

    private static async Task MenuToUser(World world)
    {
        var key = await world.Arrive(SampleAccount.Main);
        await world.Happens(key, new CallEvent.CallerConnected(Webhooks.Connection));
        await world.Happens(key, new CallEvent.DigitsCollected(world.Network.Last(typeof(CallCommand.CollectDigits)), "1"));
        var ring = world.Network.Last(typeof(CallCommand.RingPhone));
        await world.Happens(key, new CallEvent.PhoneAnswered(ring, PhoneAddress.Parse("web:user50")));
        await world.Ends(key);
    }

    /// <summary>The engine with ports that count.</summary>
    private sealed class World
    {
        private readonly CallDesk desk;
        private int events;

        private World(Counting count)
        {
            Count = count;
            var configurations = new AccountConfigurations(count);
            var saving = new AccountSaving(count, count, new MemoryAudio(), configurations, TimeProvider.System);
            desk = CallDesk.Open(
                count, count, Network, count, new MemoryRecordings(), new MemoryRecordingFiles(), new AudioIntake(new MemoryAudio(), TimeProvider.System), count, count, configurations, saving, TimeProvider.System, NullLoggerFactory.Instance, "bench");
        }

        public Counting Count { get; }

        public Network Network { get; } = new();

        public static async Task<World> Open()
        {
            var count = new Counting();
            await SampleAccount.Save(new AccountSaving(count, count, new MemoryAudio(), new AccountConfigurations(count), TimeProvider.System), 100);
            count.Clear();
            return new World(count);
        }

        public async Task<MachineKey> Arrive(string number) =>
            await desk.Arrived(Next(), DateTimeOffset.UtcNow, new CallEvent.CallArrived(SampleAccount.Caller, null, PhoneNumber.Parse(number), "context"), CancellationToken.None)
            ?? throw new InvalidOperationException("The number is not known.");

        public Task Happens(MachineKey key, CallEvent evt) => desk.Happened(key, Next(), evt, CancellationToken.None);

        public async Task Ends(MachineKey key)
        {
            await Happens(key, new CallEvent.CallEnded());
            var writes = Count.Storage;
            if ((await desk.Look(key, CancellationToken.None))?.Phase is not Phase.Ended)
            {
                throw new InvalidOperationException("The call has not ended.");
            }

            Count.Forget(Count.Storage - writes); // the look was ours
        }

        private string Next() => string.Create(CultureInfo.InvariantCulture, $"event-{++events}");
    }

    /// <summary>Takes every command and remembers its name.</summary>
    private sealed class Network : ICallControl
    {
        private readonly List<(OpId Op, Type Command)> given = [];

        public OpId Last(Type command) => given.FindLast(one => one.Command == command).Op;

        public Task<Outcome> CarryOut(CallOnNetwork call, OpId op, CallCommand command, CancellationToken cancel)
        {
            given.Add((op, command.GetType()));
            return Task.FromResult<Outcome>(command switch
            {
                CallCommand.Answer => new Outcome.Answering(Webhooks.Connection),
                CallCommand.RingPhone => new Outcome.Ringing("invitation"),
                _ => new Outcome.Accepted(),
            });
        }

        public Task Reject(string context, CancellationToken cancel) => Task.CompletedTask;
    }

    /// <summary>Memory behind all ports, with a count of what is asked of each. Sections are written one by one, as tables write them.</summary>
    private sealed class Counting : IMachineStore, IMessageBus, ICallLog, ILines, INumberDirectory, IConfigurationStore
    {
        private readonly MemoryMachines machines = new();
        private readonly MemoryCallLog log = new();
        private readonly MemoryLines lines = new();
        private readonly MemoryNumbers numbers = new();
        private readonly MemoryConfigurations configurations = new();

        public Dictionary<string, int> Kinds { get; } = [];

        public int Storage { get; private set; }

        public (int Pointers, int Sections) Configuration => (Kinds.GetValueOrDefault("pointer reads"), Kinds.GetValueOrDefault("section reads"));

        public int Bus { get; private set; }

        public void Clear() => (Storage, Bus) = (0, Forget());

        public void Forget(int operations) => Storage -= operations;

        public Task<IReadOnlyList<StoredLine>?> Write(AccountId account, IReadOnlyList<LineWrite> writes, CancellationToken cancel) => Stored("line writes", lines.Write(account, writes, cancel));

        public Task<IReadOnlyList<StoredLine>> Read(AccountId account, ExtensionNumber first, ExtensionNumber last, CancellationToken cancel) => Stored("line reads", lines.Read(account, first, last, cancel));

        public Task<StoredMachine?> Read(MachineKey key, CancellationToken cancel) => Stored("machine reads", machines.Read(key, cancel));

        public Task<Commit> Commit(MachineKey key, string? tag, ReadOnlyMemory<byte> state, IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
            Stored("machine commits", machines.Commit(key, tag, state, entries, cancel));

        public IAsyncEnumerable<JournalEntry> Journal(MachineKey key, CancellationToken cancel) => machines.Journal(key, cancel);

        public Task Alarm(Alarm alarm, DateTimeOffset at, string messageId, CancellationToken cancel) => Sent();

        public Task Notice(NoticeDue notice, DateTimeOffset at, string messageId, CancellationToken cancel) => Sent();

        public Task Event(HandedOver evt, string messageId, CancellationToken cancel) => Sent();

        public async Task File(AccountId account, CallRecord record, CancellationToken cancel)
        {
            Storage++;
            Kinds["log writes"] = Kinds.GetValueOrDefault("log writes") + 1;
            await log.File(account, record, cancel);
        }

        public Task<CallRecord?> Find(AccountId account, string id, CancellationToken cancel) => log.Find(account, id, cancel);

        public Task<CallPage> List(AccountId account, int most, string? after, CancellationToken cancel) => log.List(account, most, after, cancel);

        public Task<NumberClaim?> Find(PhoneAddress address, CancellationToken cancel) => Stored("number reads", numbers.Find(address, cancel));

        public Task<NumberClaim?> Claim(PhoneAddress address, AccountId account, DateTimeOffset at, CancellationToken cancel) => numbers.Claim(address, account, at, cancel);

        public Task<NumberClaim?> Take(PhoneAddress address, NumberClaim from, AccountId account, DateTimeOffset at, CancellationToken cancel) => numbers.Take(address, from, account, at, cancel);

        public Task Release(PhoneAddress address, NumberClaim claim, CancellationToken cancel) => numbers.Release(address, claim, cancel);

        public Task<ConfigurationPointer?> ReadPointer(AccountId account, CancellationToken cancel) => Stored("pointer reads", configurations.ReadPointer(account, cancel));

        public Task<ReadOnlyMemory<byte>?> ReadSection(AccountId account, string name, CancellationToken cancel) => Stored("section reads", configurations.ReadSection(account, name, cancel));

        public Task WriteSections(AccountId account, IReadOnlyCollection<ConfigurationSection> sections, CancellationToken cancel) => configurations.WriteSections(account, sections, cancel);

        public Task<ConfigurationPointer?> Flip(AccountId account, string? tag, ConfigurationVersion version, CancellationToken cancel) => configurations.Flip(account, tag, version, cancel);

        public IAsyncEnumerable<ConfigurationVersion> History(AccountId account, int? before, CancellationToken cancel) => configurations.History(account, before, cancel);

        public IAsyncEnumerable<(AccountId Account, ConfigurationPointer Pointer)> Accounts(AccountId? after, CancellationToken cancel) => configurations.Accounts(after, cancel);

        public Task<ConfigurationVersion?> ReadVersion(AccountId account, int number, CancellationToken cancel) => configurations.ReadVersion(account, number, cancel);

        private int Forget()
        {
            Kinds.Clear();
            return 0;
        }

        private Task<T> Stored<T>(string kind, Task<T> answer)
        {
            Storage++;
            Kinds[kind] = Kinds.GetValueOrDefault(kind) + 1;
            return answer;
        }

        private Task Sent()
        {
            Bus++;
            return Task.CompletedTask;
        }
    }
}
