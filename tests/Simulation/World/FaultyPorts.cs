using Pbx.Domain.Accounts;
using Pbx.Domain.Bots;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Engine.Bots;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Floors;
using Pbx.Engine.Lines;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Engine.Numbers;
using Pbx.Engine.Recordings;
using System.Runtime.CompilerServices;

namespace Pbx.Simulation.World;

/// <summary>The ports of one process: the shared stores and the network, reached over a way on which anything can go wrong, before or after it took effect.</summary>
internal sealed class FaultyPorts(Universe universe, Process process) : IMachineStore, IMessageBus, ICallControl, ICallLog, IRecordings, ILines, INumberDirectory, IConfigurationStore, IBots, IQueueLog
{
    public Task<StoredMachine?> Read(MachineKey key, CancellationToken cancel) => Way(() => universe.Machines.Read(key, cancel), what: Short(key));

    public async Task<Commit> Commit(MachineKey key, string? tag, ReadOnlyMemory<byte> state, IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        if (universe.FaultsOn && tag is not null && universe.Prng.Chance(universe.Weather.Conflict))
        {
            await process.Point();
            universe.Tell(() => $"Commit {Short(key)} {string.Join(' ', entries.Select(entry => entry.EventId))}: a conflict");
            return new Commit.Conflict();
        }

        return await Way(
            async () =>
            {
                var commit = await universe.Machines.Commit(key, tag, state, entries, cancel);
                if (commit is Commit.Written && key.Kind == CallKind.Name)
                {
                    universe.Begun(key);
                }

                return commit;
            },
            what: $"{Short(key)} {string.Join(' ', entries.Select(entry => entry.EventId))}");
    }

    public IAsyncEnumerable<JournalEntry> Journal(MachineKey key, CancellationToken cancel) => universe.Machines.Journal(key, cancel);

    public Task Alarm(Alarm alarm, DateTimeOffset at, string messageId, CancellationToken cancel) => Way(() => universe.Bus.Send(messageId, at, desk => desk.Woken(alarm, CancellationToken.None)), what: messageId[^Math.Min(20, messageId.Length)..]);

    public Task Notice(NoticeDue notice, DateTimeOffset at, string messageId, CancellationToken cancel) => throw new NotSupportedException("No file is put in its place here.");

    public Task Event(HandedOver evt, string messageId, CancellationToken cancel) => Way(() => universe.Bus.Send(messageId, universe.Time.GetUtcNow(), desk => desk.Happened(evt, CancellationToken.None)));

    public Task<Outcome> CarryOut(CallOnNetwork call, OpId op, CallCommand command, CancellationToken cancel) => Way(() => Task.FromResult(universe.Network.CarryOut(call, op, command)), what: $"{Short(call.Key)} {op} {command.GetType().Name}");

    public Task Reject(string context, CancellationToken cancel) => Way(() =>
    {
        universe.Network.Reject(context);
        return Task.FromResult(true);
    });

    public Task File(AccountId account, CallRecord record, CancellationToken cancel) => Way(() =>
    {
        universe.Filed(record);
        return Task.FromResult(true);
    });

    public Task<CallRecord?> Find(AccountId account, string id, CancellationToken cancel) => throw new NotSupportedException("No process reads the log here.");

    public Task<CallPage> List(AccountId account, int most, string? after, CancellationToken cancel) => throw new NotSupportedException("No process reads the log here.");

    public Task Begin(StartedRecording started, CancellationToken cancel) => Way(async () =>
    {
        await universe.Recordings.Begin(started, cancel);
        return true;
    });

    public Task<(int Count, long Bytes)> Count(AccountId account, Shelf shelf, CancellationToken cancel) => Way(() => universe.Recordings.Count(account, shelf, cancel));

    public Task<StartedRecording?> Begun(string network, CancellationToken cancel) => throw new NotSupportedException("No file is put in its place here.");

    public IAsyncEnumerable<StartedRecording> Waiting(CancellationToken cancel) => throw new NotSupportedException("No file is put in its place here.");

    public Task File(StartedRecording started, IReadOnlyCollection<Recording> recordings, CancellationToken cancel) => throw new NotSupportedException("No file is put in its place here.");

    public Task<Recording?> Find(AccountId account, Shelf shelf, string id, CancellationToken cancel) => throw new NotSupportedException("No process reads recordings here.");

    public IAsyncEnumerable<Recording> List(AccountId account, Shelf shelf, CancellationToken cancel) => throw new NotSupportedException("No process reads recordings here.");

    public Task<Recording?> Change(AccountId account, Shelf shelf, string id, Func<Recording, Recording> change, CancellationToken cancel) => throw new NotSupportedException("No process changes recordings here.");

    public Task Remove(Recording recording, CancellationToken cancel) => throw new NotSupportedException("No process removes recordings here.");

    public IAsyncEnumerable<Recording> Over(DateTimeOffset at, CancellationToken cancel) => throw new NotSupportedException("No process removes recordings here.");

    public Task<IReadOnlyList<StoredLine>?> Write(AccountId account, IReadOnlyList<LineWrite> writes, CancellationToken cancel) => Way(() => universe.Lines.Write(account, writes, cancel), what: string.Join(' ', writes));

    public Task<IReadOnlyList<StoredLine>> Read(AccountId account, ExtensionNumber first, ExtensionNumber last, CancellationToken cancel) => Way(() => universe.Lines.Read(account, first, last, cancel));

    public Task<NumberClaim?> Find(PhoneAddress address, CancellationToken cancel) => Way(() => universe.Numbers.Find(address, cancel));

    public Task<NumberClaim?> Claim(PhoneAddress address, AccountId account, DateTimeOffset at, CancellationToken cancel) => throw new NotSupportedException("No number is claimed here.");

    public Task<NumberClaim?> Take(PhoneAddress address, NumberClaim from, AccountId account, DateTimeOffset at, CancellationToken cancel) => throw new NotSupportedException("No number is claimed here.");

    public Task Release(PhoneAddress address, NumberClaim claim, CancellationToken cancel) => throw new NotSupportedException("No number is released here.");

    public Task<ConfigurationPointer?> ReadPointer(AccountId account, CancellationToken cancel) => Way(() => universe.Configurations.ReadPointer(account, cancel));

    public Task<ReadOnlyMemory<byte>?> ReadSection(AccountId account, string name, CancellationToken cancel) => Way(() => universe.Configurations.ReadSection(account, name, cancel));

    public Task WriteSections(AccountId account, IReadOnlyCollection<ConfigurationSection> sections, CancellationToken cancel) => throw new NotSupportedException("No account is saved here.");

    public Task<ConfigurationPointer?> Flip(AccountId account, string? tag, ConfigurationVersion version, CancellationToken cancel) => throw new NotSupportedException("No account is saved here.");

    public IAsyncEnumerable<ConfigurationVersion> History(AccountId account, int? before, CancellationToken cancel) => universe.Configurations.History(account, before, cancel);

    public IAsyncEnumerable<(AccountId Account, ConfigurationPointer Pointer)> Accounts(AccountId? after, CancellationToken cancel) => universe.Configurations.Accounts(after, cancel);

    public Task<ConfigurationVersion?> ReadVersion(AccountId account, int number, CancellationToken cancel) => Way(() => universe.Configurations.ReadVersion(account, number, cancel));

    public Task File(AccountId account, QueueStay stay, CancellationToken cancel) => Way(() =>
    {
        universe.Filed(stay);
        return Task.FromResult(true);
    });

    public Task FileLogin(AccountId account, LoginChange change, CancellationToken cancel) => Way(() => Task.FromResult(true));

    public Task FileRest(AccountId account, AgentRest rest, CancellationToken cancel) => Way(() => Task.FromResult(true));

    // a bot that talks as it likes, and is away at times
    public Task<BotReply> Ask(string endpoint, string conversation, BotTurn turn, CancellationToken cancel) => Way(() => universe.Prng.Below(6) switch
    {
        0 => throw new BotTroubleException("The bot is away."),
        1 => Task.FromResult(new BotReply()),
        2 => Task.FromResult(new BotReply("One moment.", Then: BotAction.Transfer, To: Destination.Read("520"))),
        3 => Task.FromResult(new BotReply("Goodbye.", Then: BotAction.End)),
        4 => Task.FromResult(new BotReply("And another thing.")),
        _ => Task.FromResult(new BotReply("Press a key.", Keys: 1)),
    });

    private async Task<T> Way<T>(Func<Task<T>> there, [CallerMemberName] string port = "", string what = "")
    {
        await process.Point();
        if (Fails())
        {
            universe.Tell(() => $"{port} {what}: the request is lost");
            throw new IOException("The request was lost on its way.");
        }

        var answer = await there();
        universe.Tell(() => $"{port} {what}: {answer}");
        await process.Point();
        if (Fails())
        {
            universe.Tell(() => $"{port} {what}: the answer is lost");
            throw new IOException("The answer was lost on its way.");
        }

        return answer;
    }

    private static string Short(MachineKey key) => key.Id.Length > 4 ? key.Id[^4..] : key.Id;

    private bool Fails() => universe.FaultsOn && universe.Prng.Chance(universe.Weather.Fail / 2);
}
