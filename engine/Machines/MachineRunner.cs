using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Machines;
using Pbx.Engine.Configurations;
using Pbx.Engine.Messages;

namespace Pbx.Engine.Machines;

/// <summary>What became of an event that was given to a machine.</summary>
public enum Handling
{
    /// <summary>It is committed; its commands are carried out, or somebody is at it.</summary>
    Handled,

    /// <summary>It was handled before.</summary>
    Duplicate,

    /// <summary>There is no such machine.</summary>
    Unknown,

    /// <summary>Others wrote in between each time: hand it over to the queue.</summary>
    Contended,
}

/// <summary>
/// Runs machines of one kind (ARCHITECTURE 4): load, step, commit, dispatch. An event is handled once, however often and wherever it arrives; a command is carried out
/// by one holder of a lease at a time, in order, and again after a crash; one chain of alarms wakes a machine as long as it lives. Events that wait while a machine is written are written together.
/// </summary>
public sealed class MachineRunner<TState, TEvent, TCommand, TOutcome>(
    IMachine<TState, TEvent, TCommand, TOutcome> machine,
    IMachineStore store,
    IMessageBus bus,
    ICommandDispatcher<TState, TCommand, TOutcome> dispatcher,
    AccountConfigurations configurations,
    TimeProvider time,
    RunnerJson<TState, TEvent, TCommand> json,
    ILogger logger)
    where TState : class
    where TEvent : class
    where TCommand : class
    where TOutcome : class
{
    private const int CommitTries = 3;
    private const int MostRecent = 4096;
    private const int MostTogether = 50; // one group may ring 200 phones
    private const int MostTakenAlong = 31; // the state has to have room for the commands of all of them
    private const int BeginsWithin = 5; // alarms
    private const int ChainsApart = 10_000;
    private static readonly TimeSpan LookForBeginning = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LeaseFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeaseSpare = TimeSpan.FromSeconds(5);

    private readonly RecentMachines<Machine<TState, TCommand>> recent = new(MostRecent);
    private readonly Turns turns = new();
    private readonly WaitingEvents<TEvent> waiting = new();
    private int holders;

    /// <summary>The first event of a machine: makes it, unless a repeat of the event has made it already.</summary>
    /// <param name="key">Which.</param>
    /// <param name="eventId">The same each time that the same thing is told.</param>
    /// <param name="evt">What happened.</param>
    /// <param name="isToldAgain">Whether the machine is begun again with the event when nobody has answered it. Otherwise it is only handled then, so the alarm is sent before anything is written.</param>
    /// <param name="cancel">Ends the try.</param>
    public async Task<Handling> Begin(MachineKey key, string eventId, TEvent evt, bool isToldAgain, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var step = await Step(key, null, evt, now, cancel);
        var holder = NewHolder(key);
        var next = With(new Machine<TState, TCommand>(0, step.Next), step, 1, holder, now);

        // the alarm is sent no later than the commit: whatever happens then, somebody comes and looks
        var alarm = bus.Alarm(new Alarm(key, 0), Soonest(next, now), isToldAgain ? ChainId(key, 0) : $"{ChainId(key, 0)}-{Short(eventId)}", cancel);
        if (!isToldAgain)
        {
            await alarm;
        }

        var commit = store.Commit(key, null, Write(next), [Entry(eventId, evt, next.Revision, now, step.Version)], cancel);
        await Task.WhenAll(alarm, commit);
        switch (await commit)
        {
            case Commit.Written written:
                Log.Stepped(logger, key, next.Revision, evt.GetType().Name, step.Commands.Count);
                recent.Remember(key, next, written.Tag);
                await Dispatch(key, next, written.Tag, holder, cancel);
                return Handling.Handled;
            default:
                recent.Forget(key);
                await FinishWhatWasLeft(key, cancel);
                return Handling.Duplicate;
        }
    }

    /// <summary>An event of a machine that exists.</summary>
    public async Task<Handling> Handle(MachineKey key, string eventId, TEvent evt, CancellationToken cancel)
    {
        var holder = NewHolder(key);
        var (handling, written) = await CommitEvent(key, eventId, evt, holder, cancel);
        if (written is var (next, tag) && next.Lease?.Holder == holder)
        {
            await Dispatch(key, next, tag, holder, cancel);
        }

        if (handling == Handling.Duplicate)
        {
            await FinishWhatWasLeft(key, cancel);
        }

        return handling;
    }

    /// <summary>
    /// An alarm of a machine has come: it steps if it is due, finishes what a crash has left, and arms the next alarm of the chain before this one is done.
    /// </summary>
    public async Task Wake(Alarm alarm, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        var key = alarm.Key;
        if (await LookFresh(key, cancel) is not { } current)
        {
            await LookAgain(alarm, cancel);
            return;
        }

        if (IsOver(current))
        {
            return; // an alarm is never cancelled, only outlived
        }

        if (alarm.Number is { } number)
        {
            var now = time.GetUtcNow();
            await bus.Alarm(new Alarm(key, number + 1), Soonest(current, now), ChainId(key, number + 1), cancel);
        }

        if (machine.Due(current.State) is { } due && due <= time.GetUtcNow())
        {
            // a step that others win is not lost: the chain goes on
            await Handle(key, string.Create(CultureInfo.InvariantCulture, $"time-{current.Revision}"), machine.TimeReached, cancel);
        }
        else if (current.Pending.Count > 0)
        {
            await FinishWhatWasLeft(key, cancel);
        }
    }

    /// <summary>The state of a machine as it is stored now, or nothing.</summary>
    public async Task<TState?> Look(MachineKey key, CancellationToken cancel) => (await LookFresh(key, cancel))?.State;

    /// <summary>What changes with every writing of a machine, or nothing when there is none.</summary>
    public async Task<string?> Tag(MachineKey key, CancellationToken cancel) => (await store.Read(key, cancel))?.Tag;

    private async Task<Machine<TState, TCommand>?> LookFresh(MachineKey key, CancellationToken cancel)
    {
        using var turn = await turns.Of(key);
        return (await Load(key, isFresh: true, cancel))?.Machine;
    }

    private async Task<(Handling Handling, (Machine<TState, TCommand> Machine, string Tag)? Written)> CommitEvent(MachineKey key, string eventId, TEvent evt, string holder, CancellationToken cancel)
    {
        var mine = waiting.Add(key, eventId, evt);
        using var turn = await turns.Of(key);
        waiting.Remove(key, mine);
        return mine.IsWritten ? (Handling.Handled, null) : await InTurn(key, mine, holder, cancel);
    }

    private async Task<(Handling Handling, (Machine<TState, TCommand> Machine, string Tag)? Written)> InTurn(MachineKey key, WaitingEvent<TEvent> mine, string holder, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < CommitTries; attempt++)
        {
            if (await Load(key, isFresh: attempt > 0, cancel) is not var (current, tag))
            {
                return (Handling.Unknown, null);
            }

            var now = time.GetUtcNow();
            var step = await Step(key, current, mine.Event, now, cancel);
            var entries = new List<JournalEntry> { Entry(mine.Id, mine.Event, current.Revision + 1, now, step.Version) };
            var (next, along) = await TakeAlong(key, With(current, step, current.Revision + 1, holder, now), mine, entries, holder, now, cancel);
            await WakeInTime(key, current, next, now, cancel);
            switch (await store.Commit(key, tag, Write(next), entries, cancel))
            {
                case Commit.Written written:
                    Log.Stepped(logger, key, next.Revision, mine.Event.GetType().Name, step.Commands.Count);
                    recent.Remember(key, next, written.Tag);
                    along.ForEach(one => one.IsWritten = true);
                    return (Handling.Handled, (next, written.Tag));

                case Commit.Duplicate when along.Count > 0: // which of them is not said
                    recent.Forget(key);
                    along.ForEach(one => one.IsAlone = true);
                    mine.IsAlone = true;
                    break;

                case Commit.Duplicate:
                    recent.Forget(key);
                    return (Handling.Duplicate, null);

                default:
                    recent.Forget(key);
                    break;
            }
        }

        return (Handling.Contended, null);
    }

    // What waits for its turn is stepped and written with what has it: one write, and one round of commands, for all of them.
    private async Task<(Machine<TState, TCommand> Next, List<WaitingEvent<TEvent>> Along)> TakeAlong(
        MachineKey key,
        Machine<TState, TCommand> next,
        WaitingEvent<TEvent>? mine,
        List<JournalEntry> entries,
        string holder,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var along = new List<WaitingEvent<TEvent>>();
        foreach (var one in mine is { IsAlone: true } ? [] : waiting.Others(key, mine, MostTakenAlong))
        {
            try
            {
                var step = await Step(key, next, one.Event, now, cancel);
                next = With(next, step, next.Revision + 1, holder, now);
                entries.Add(Entry(one.Id, one.Event, next.Revision, now, step.Version));
                along.Add(one);
                Log.Stepped(logger, key, next.Revision, one.Event.GetType().Name, step.Commands.Count);
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                one.IsAlone = true; // whoever told it hears of what is wrong, and nobody else
            }
        }

        return (next, along);
    }

    // The first alarm is sent before the first commit. When that commit fails, the event comes again, for a minute at most; its alarm is a repeat then, so this one has to last.
    private async Task LookAgain(Alarm alarm, CancellationToken cancel)
    {
        if (alarm.Number is { } number and < BeginsWithin)
        {
            await bus.Alarm(new Alarm(alarm.Key, number + 1), time.GetUtcNow() + LookForBeginning, ChainId(alarm.Key, number + 1), cancel);
        }
    }

    // Commands that somebody decided and did not carry out: the holder of the lease is gone, or may be, and then somebody looks again when the lease has run out.
    private async Task FinishWhatWasLeft(MachineKey key, CancellationToken cancel)
    {
        var holder = NewHolder(key);
        if (await TakeOver(key, holder, cancel) is var (taken, tag))
        {
            Log.TookOver(logger, key, taken.Pending.Count);
            await Dispatch(key, taken, tag, holder, cancel);
        }
    }

    private async Task<(Machine<TState, TCommand> Machine, string Tag)?> TakeOver(MachineKey key, string holder, CancellationToken cancel)
    {
        using var turn = await turns.Of(key);
        for (var attempt = 0; attempt < CommitTries; attempt++)
        {
            var now = time.GetUtcNow();
            if (await Load(key, isFresh: true, cancel) is not var (current, tag) || current.Pending.Count == 0)
            {
                return null;
            }

            if (current.Lease is { } lease && lease.Until > now)
            {
                await bus.Alarm(new Alarm(key, null), lease.Until, string.Create(CultureInfo.InvariantCulture, $"{key}|left-{lease.Holder}-{lease.Until.UtcTicks}"), cancel);
                return null;
            }

            var taken = current with { Lease = new DispatchLease(holder, now + LeaseFor) };
            if (await store.Commit(key, tag, Write(taken), [], cancel) is Commit.Written written)
            {
                recent.Remember(key, taken, written.Tag);
                return (taken, written.Tag);
            }

            recent.Forget(key); // whoever has written in between may have died since
        }

        return null;
    }

    // Works through the pending commands in order and clears them.
    private async Task Dispatch(MachineKey key, Machine<TState, TCommand> current, string tag, string holder, CancellationToken cancel)
    {
        var done = new List<(OpId Op, TOutcome Outcome)>();
        while (current.Lease?.Holder == holder)
        {
            var failed = await CarryOut(key, current, done, cancel);
            if (done.Count == 0 && failed.Count == 0)
            {
                return;
            }

            if (await Clear(key, (current, tag), done, failed, holder, cancel) is not var (cleared, newTag))
            {
                return;
            }

            (current, tag) = (cleared, newTag);
        }
    }

    // Takes what was carried out off the machine as it is now: events that came meanwhile have changed it. What could not be cleared stays in the list for the next turn.
    private async Task<(Machine<TState, TCommand> Machine, string Tag)?> Clear(
        MachineKey key,
        (Machine<TState, TCommand> Machine, string Tag) held,
        List<(OpId Op, TOutcome Outcome)> done,
        IReadOnlyCollection<OpId> failed,
        string holder,
        CancellationToken cancel)
    {
        using var turn = await turns.Of(key);
        var (current, tag) = recent.Find(key) ?? held;
        if (current.Lease?.Holder != holder)
        {
            return (current, tag);
        }

        var now = time.GetUtcNow();
        var evt = machine.Done(ValueList.From(done));
        var step = done.Count == 0 ? new Stepped(current.State, [], null) : await Step(key, current, evt, now, cancel);
        var left = Left(current.Pending, done, failed);
        var isOn = failed.Count == 0 && (left.Count > 0 || step.Commands.Count > 0);
        var next = With(current with { Pending = left, Lease = null }, step, current.Revision + 1, holder, now) with
        {
            Lease = isOn ? new DispatchLease(holder, now + LeaseFor) : null,
        };
        List<JournalEntry> entries = done.Count == 0 ? [] : [Entry($"done-{done[0].Op}-{done.Count}-{next.Revision}", evt, next.Revision, now, step.Version)];
        var along = new List<WaitingEvent<TEvent>>();
        if (failed.Count == 0) // those that failed are tried again later, and the commands of whoever is taken along at once
        {
            (next, along) = await TakeAlong(key, next, null, entries, holder, now, cancel);
        }

        await WakeInTime(key, current, next, now, cancel);
        if (failed.Count > 0)
        {
            // the next look may be minutes away
            await bus.Alarm(new Alarm(key, null), now + TryAgainAfter, string.Create(CultureInfo.InvariantCulture, $"{key}|again-{next.Revision}"), cancel);
        }

        switch (await store.Commit(key, tag, Write(next), entries, cancel))
        {
            case Commit.Written written:
                recent.Remember(key, next, written.Tag);
                along.ForEach(one => one.IsWritten = true);
                done.Clear();
                return (next, written.Tag);

            case Commit.Duplicate:
                along.ForEach(one => one.IsAlone = true);
                break;
        }

        recent.Forget(key);
        return await Load(key, isFresh: true, cancel);
    }

    // Carries out commands in order, neighbours at once where that is allowed, until all are done, some fail, or the lease has to be renewed; answers those that failed.
    private async Task<IReadOnlyCollection<OpId>> CarryOut(MachineKey key, Machine<TState, TCommand> current, List<(OpId Op, TOutcome Outcome)> done, CancellationToken cancel)
    {
        var left = current.Pending.Where(command => !done.Exists(d => d.Op == command.Op)).ToList();
        for (var next = 0; next < left.Count;)
        {
            if (done.Count > 0 && current.Lease is { } lease && lease.Until - LeaseSpare <= time.GetUtcNow())
            {
                return [];
            }

            var together = 1;
            while (next + together < left.Count && together < MostTogether && left.GetRange(next, together).TrueForAll(one => dispatcher.GoTogether(one.Command, left[next + together].Command)))
            {
                together++;
            }

            var tried = await Try(key, current, left.GetRange(next, together), done, cancel);
            foreach (var (op, outcome) in tried)
            {
                if (outcome is not null)
                {
                    done.Add((op, outcome));
                }
            }

            if (Array.Exists(tried, one => one.Outcome is null))
            {
                return [.. tried.Where(one => one.Outcome is null).Select(one => one.Op)];
            }

            next += together;
        }

        return [];
    }

    private async Task<(OpId Op, TOutcome? Outcome)[]> Try(MachineKey key, Machine<TState, TCommand> current, List<PendingCommand<TCommand>> together, List<(OpId Op, TOutcome Outcome)> done, CancellationToken cancel)
    {
        IReadOnlyDictionary<OpId, TOutcome> known;
        try
        {
            known = await dispatcher.Prepare(key, together, cancel);
        }
        catch (Exception trouble) when (!cancel.IsCancellationRequested)
        {
            return [.. together.Select(pending => Failed(key, pending, trouble))];
        }

        return together.Count == 1 && known.Count == 0
            ? [await Try(key, current, together[0], done, cancel)]
            : await Task.WhenAll(together.Select(pending => known.TryGetValue(pending.Op, out var outcome) ? Task.FromResult<(OpId, TOutcome?)>((pending.Op, outcome)) : Try(key, current, pending, done, cancel)));
    }

    // No outcome: it failed, and is tried again.
    private async Task<(OpId Op, TOutcome? Outcome)> Try(MachineKey key, Machine<TState, TCommand> current, PendingCommand<TCommand> pending, List<(OpId Op, TOutcome Outcome)> done, CancellationToken cancel)
    {
        try
        {
            return (pending.Op, await dispatcher.CarryOut(key, current.State, pending.Op, pending.Command, done, cancel));
        }
        catch (Exception trouble) when (!cancel.IsCancellationRequested)
        {
            return Failed(key, pending, trouble);
        }
    }

    // whatever it is, the caller must not be left in silence: it is tried again soon, and counts as refused in the end
    private (OpId Op, TOutcome? Outcome) Failed(MachineKey key, PendingCommand<TCommand> pending, Exception trouble)
    {
        Log.CommandFailed(logger, trouble, key, pending.Op, pending.Command.GetType().Name, pending.Tries + 1);
        return (pending.Op, pending.Tries + 1 < dispatcher.Tries(pending.Command) ? null : machine.GaveUp(trouble.Message));
    }

    private static ValueList<PendingCommand<TCommand>> Left(ValueList<PendingCommand<TCommand>> pending, List<(OpId Op, TOutcome Outcome)> done, IReadOnlyCollection<OpId> failed)
    {
        var left = new List<PendingCommand<TCommand>>(pending.Count);
        foreach (var command in pending)
        {
            if (!done.Exists(d => d.Op == command.Op))
            {
                left.Add(failed.Contains(command.Op) ? command with { Tries = command.Tries + 1 } : command);
            }
        }

        return ValueList.From(left);
    }

    private static Machine<TState, TCommand> With(Machine<TState, TCommand> current, Stepped step, int revision, string holder, DateTimeOffset now)
    {
        var pending = current.Pending;
        for (var i = 0; i < step.Commands.Count; i++)
        {
            pending = pending.Add(new PendingCommand<TCommand>(new OpId(revision, i), step.Commands[i]));
        }

        var isHeld = current.Lease is { } lease && lease.Until > now;
        return new Machine<TState, TCommand>(
            revision,
            step.Next,
            pending,
            pending.Count == 0 ? null : isHeld ? current.Lease : new DispatchLease(holder, now + LeaseFor));
    }

    // The chain looks in now and then; what is due before that has an alarm of its own.
    private async Task WakeInTime(MachineKey key, Machine<TState, TCommand> current, Machine<TState, TCommand> next, DateTimeOffset now, CancellationToken cancel)
    {
        if (IsOver(current) && !IsOver(next))
        {
            // its chain may have ended, and now there is something to do again: a chain of its own, far from the numbers of the first
            var number = ChainsApart * next.Revision;
            await bus.Alarm(new Alarm(key, number), Soonest(next, now), ChainId(key, number), cancel);
        }

        if (IsOver(next) || machine.Due(next.State) is not { } due || due >= now + machine.LookWithin(current.State))
        {
            return;
        }

        // what was due already when the step was taken, and is still: its alarm has come and gone
        var isLate = due <= now && !next.State.Equals(current.State);
        if (isLate || due != machine.Due(current.State))
        {
            await bus.Alarm(new Alarm(key, null), due, string.Create(CultureInfo.InvariantCulture, $"{key}|due-{due.UtcTicks}{(isLate ? $"-{next.Revision}" : "")}"), cancel);
        }
    }

    private DateTimeOffset Soonest(Machine<TState, TCommand> current, DateTimeOffset now)
    {
        var look = now + machine.LookWithin(current.State);
        return machine.Due(current.State) is { } due && due > now && due < look ? due : look;
    }

    private bool IsOver(Machine<TState, TCommand>? current) => current is { Pending.Count: 0 } && machine.HasEnded(current.State);

    private async Task<(Machine<TState, TCommand> Machine, string Tag)?> Load(MachineKey key, bool isFresh, CancellationToken cancel)
    {
        if (!isFresh && recent.Find(key) is { } found)
        {
            return found;
        }

        if (await store.Read(key, cancel) is not { } stored)
        {
            return null;
        }

        if (recent.Find(key) is { } known && known.Tag == stored.Tag)
        {
            return known; // it need not be made of its text again
        }

        var read = JsonSerializer.Deserialize(StoredState.Unpack(stored.State).Span, json.Machine) ?? throw new JsonException($"The state of {key} is null.");
        recent.Remember(key, read, stored.Tag);
        return (read, stored.Tag);
    }

    // A pure step can be taken again: what it misses is fetched in between.
    private async Task<Stepped> Step(MachineKey key, Machine<TState, TCommand>? current, TEvent evt, DateTimeOffset now, CancellationToken cancel)
    {
        var moment = new Moment(now, (current?.Revision ?? 0) + 1);
        var hand = configurations.Of(key.Account);
        while (true)
        {
            try
            {
                var (next, commands) = machine.Step(current?.State, evt, hand, moment);
                return new Stepped(next, commands, hand.Version);
            }
            catch (Domain.Calls.NotAtHandException missing)
            {
                await hand.Fetch(missing, cancel);
            }
        }
    }

    private ReadOnlyMemory<byte> Write(Machine<TState, TCommand> next) => StoredState.Pack(JsonSerializer.SerializeToUtf8Bytes(next, json.Machine));

    private JournalEntry Entry(string eventId, TEvent evt, int revision, DateTimeOffset now, int? version) =>
        new(eventId, revision, JsonSerializer.SerializeToUtf8Bytes(new Journaled<TEvent>(evt, now, version), json.Journaled), now);

    private static string ChainId(MachineKey key, int number) => string.Create(CultureInfo.InvariantCulture, $"{key}|chain-{number}");

    // as long as the broker's ids may be, whatever the event is called
    private static string Short(string eventId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(eventId)).AsSpan(0, 8));

    // Told apart from every other holder of this machine: the process has a random name, and numbers its turns.
    private string NewHolder(MachineKey key) => string.Create(CultureInfo.InvariantCulture, $"{json.Process}-{Interlocked.Increment(ref holders)}");

    private sealed record Stepped(TState Next, ValueList<TCommand> Commands, int? Version);
}

/// <summary>How a kind of machine is written, and the name of this process among those that hold leases.</summary>
public sealed record RunnerJson<TState, TEvent, TCommand>(JsonTypeInfo<Machine<TState, TCommand>> Machine, JsonTypeInfo<Journaled<TEvent>> Journaled, string Process)
    where TState : class
    where TCommand : class;

/// <summary>A handled event with what is needed to replay it: when it was handled, and with which version of the configuration where one was read.</summary>
public sealed record Journaled<TEvent>(TEvent Event, DateTimeOffset At, int? Version);
