using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Pbx.Domain.Calls;
using Pbx.Domain.HuntGroups;
using Pbx.Domain.Machines;
using Pbx.Domain.Users;
using Pbx.Engine.Bots;
using Pbx.Engine.CallLimits;
using Pbx.Engine.Floors;
using Pbx.Engine.HuntGroups;
using Pbx.Engine.Lines;
using Pbx.Engine.Machines;
using Pbx.Engine.Notifications;
using Pbx.Engine.Recordings;
using Pbx.Engine.Secrets;
using Pbx.Engine.SystemExtensions;
using Pbx.Engine.Voicemail;

namespace Pbx.Engine.Calls;

/// <summary>Carries out the commands of calls: most are the network's, the record goes into the log, an alarm to the people who watch. A recording is remembered until its file is there.</summary>
public sealed class CallDispatcher(ICallControl network, ICallLog log, IRecordings recordings, SchemeDesk schemes, OfferDesk offers, CallLimitDesk limits, LineDesk lines, FloorDesk floor, PinDesk pins, BoxDesk boxes, NotificationDesk notifications, IBots bots, TimeProvider time, ILogger<CallDispatcher> logger) : ICommandDispatcher<Call, CallCommand, Outcome>
{
    /// <inheritdoc/>
    public async Task<Outcome> CarryOut(MachineKey key, Call state, OpId op, CallCommand command, IReadOnlyList<(OpId Op, Outcome Outcome)> soFar, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(soFar);
        switch (command)
        {
            case CallCommand.FileRecord file:
                await log.File(key.Account, file.Record with { Id = key.Id }, cancel);
                return new Outcome.Accepted();

            case CallCommand.RaiseAlarm alarm:
                Log.AlarmRaised(logger, key, alarm.Text);
                return new Outcome.Accepted();

            case CallCommand.CountMessages box:
                var (count, bytes) = await recordings.Count(key.Account, Shelf.Box(box.Box), cancel);
                return new Outcome.Messages(count, bytes);

            case CallCommand.FindBox find:
                return new Outcome.FoundBox(await boxes.Find(key.Account, find.Code, cancel));

            case CallCommand.LookIntoBox look:
                return new Outcome.Box(await boxes.Look(key.Account, look, cancel));

            case CallCommand.MarkHeard heard:
                await boxes.MarkHeard(key.Account, heard, cancel);
                return new Outcome.Accepted();

            case CallCommand.DeleteMessage delete:
                await boxes.Delete(key.Account, delete, cancel);
                return new Outcome.Accepted();

            case CallCommand.FetchGreeting fetch:
                return await boxes.Fetch(key.Account, state, fetch.Recording, cancel);

            case CallCommand.ChangeBox change:
                return new Outcome.BoxChanged(await boxes.Change(key, op, change, cancel));

            case CallCommand.LookForPinLock pin:
                return new Outcome.PinLock(await pins.IsLocked(key.Account, pin.Extension, state.Facts, cancel));

            case CallCommand.ShowSchemes show:
                return new Outcome.Schemes(await schemes.Show(key.Account, show.User, cancel));

            case CallCommand.SwitchScheme wish:
                return new Outcome.Switched(await schemes.Switch(key, op, wish, cancel));

            case CallCommand.ShowOffers show:
                return new Outcome.Offers(await offers.Show(key.Account, show.Group, cancel));

            case CallCommand.NoteOffer note:
                await offers.Note(key.Account, note.Group, new LastOffer(note.Member, note.At), cancel);
                return new Outcome.Accepted();

            case CallCommand.AskBot ask:
                return await Asked(key, ask, cancel);

            case CallCommand.TakePlace take:
                return await limits.Take(key, take.Limit, take.Most, cancel);

            case CallCommand.FreePlace free:
                await limits.Free(key, free.Limit, cancel);
                return new Outcome.Accepted();

            case CallCommand.HoldLine hold:
                await lines.Hold(key, hold.User, cancel);
                return new Outcome.Accepted();

            case CallCommand.FreeLines free:
                await lines.Free(key, free.Users, cancel);
                return new Outcome.Accepted();

            case CallCommand.TellFloor tell:
                return await floor.Hear(key, op, tell, cancel);

            case CallCommand.LookAtQueue look:
                return await floor.Look(key, look.Queue, cancel);

            case CallCommand.TellReceptionists tell:
                var whom = tell.Only is { } only ? [only] : await floor.LoggedIn(key.Account, tell.Camped.Group, cancel);
                await notifications.Tell(key, state, tell, whom, cancel);
                return new Outcome.Accepted();

            case CallCommand.ForgetNotifications forget:
                await notifications.Forget(key, forget.Since, cancel);
                return new Outcome.Accepted();

            case CallCommand.StartRecording start:
                var begun = await network.CarryOut(OnNetwork(key, state, command, soFar), op, command, cancel);
                await (begun is Outcome.Recording recording ? recordings.Begin(Begun(key, state, op, start, recording), cancel) : Task.CompletedTask);
                return begun;

            default:
                return await network.CarryOut(OnNetwork(key, state, command, soFar), op, command, cancel);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<OpId, Outcome>> Prepare(MachineKey key, IReadOnlyList<PendingCommand<CallCommand>> together, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(together);
        var wanted = together.Select(one => (one.Op, Line: (one.Command as CallCommand.RingPhone)?.Line ?? (one.Command as CallCommand.CallPhone)?.Line)).Where(one => one.Line is not null).ToList();
        if (wanted.Count == 0)
        {
            return ImmutableDictionary<OpId, Outcome>.Empty;
        }

        var busy = await lines.Take(key, wanted.Select(one => one.Line).OfType<UserLine>(), cancel);
        return wanted.Where(one => one.Line is { } line && busy.Contains(line.User)).ToDictionary(one => one.Op, Outcome (_) => new Outcome.Engaged());
    }

    /// <inheritdoc/>
    public bool GoTogether(CallCommand one, CallCommand next) => (one, next) is (CallCommand.HoldLine, not CallCommand.FreeLines) or (CallCommand.RingPhone, CallCommand.RingPhone) or (CallCommand.StopRinging, CallCommand.StopRinging);

    /// <inheritdoc/>
    public int Tries(CallCommand command) => command switch
    {
        CallCommand.Answer or CallCommand.HangUp => 10, // each may have been done, and only its answer lost: a caller whom nobody has is left in silence
        CallCommand.FileRecord => 100, // nobody waits for it, and there is no other
        _ => ICommandDispatcher<Call, CallCommand, Outcome>.UsualTries,
    };

    // no bot is asked again: the caller would wait in silence, and the fallback is at hand
    private async Task<Outcome> Asked(MachineKey key, CallCommand.AskBot ask, CancellationToken cancel)
    {
        try
        {
            return new Outcome.Bot(await bots.Ask(ask.Endpoint, key.Id, ask.Turn, cancel));
        }
        catch (BotTroubleException trouble)
        {
            Log.BotAway(logger, key, trouble.Message);
            return new Outcome.Refused(trouble.Message);
        }
    }

    // tried again after a crash, the network names the same recording, and the entry replaces itself
    private StartedRecording Begun(MachineKey key, Call state, OpId op, CallCommand.StartRecording start, Outcome.Recording recording) => new(
        recording.Id,
        key.Account,
        key.Id,
        op,
        start.Purpose,
        state.Facts.Caller,
        state.Facts.CallerName,
        state.Facts.Dialled,
        (state.Phase as Phase.Talking)?.Phone,
        time.GetUtcNow());

    // what the network named in this very turn is not in the state yet
    private static CallOnNetwork OnNetwork(MachineKey key, Call state, CallCommand command, IReadOnlyList<(OpId Op, Outcome Outcome)> soFar)
    {
        var connection = state.Facts.Connection;
        string? invitation = null;
        if (command is CallCommand.StopRinging stop)
        {
            invitation = state.Trail.Legs.FirstOrDefault(leg => leg.Op == stop.Ring)?.Invitation;
        }

        OpId? recorded = command switch
        {
            CallCommand.PauseRecording pause => pause.Recording,
            CallCommand.ResumeRecording resume => resume.Recording,
            CallCommand.StopRecording end => end.Recording,
            _ => null,
        };
        var recording = recorded is { } of ? state.Trail.Recordings.FirstOrDefault(one => one.Op == of)?.Network : null;
        foreach (var (op, outcome) in soFar)
        {
            connection = outcome is Outcome.Answering answering ? connection ?? answering.Connection : connection;
            invitation = outcome is Outcome.Ringing ringing && command is CallCommand.StopRinging { } again && again.Ring == op ? ringing.Invitation : invitation;
            recording = outcome is Outcome.Recording begun && recorded == op ? begun.Id : recording;
        }

        return new CallOnNetwork(key, connection, state.Facts.Caller, invitation, recording);
    }
}

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "{Call}: {Text}")]
    public static partial void AlarmRaised(ILogger logger, MachineKey call, string text);

    [LoggerMessage(2005, LogLevel.Warning, "{Call}: {Trouble}")]
    public static partial void BotAway(ILogger logger, MachineKey call, string trouble);

    [LoggerMessage(2002, LogLevel.Warning, "A call to {Number} was rejected: the number belongs to no account (NPL-110)")]
    public static partial void UnknownNumber(ILogger logger, string number);

    [LoggerMessage(2003, LogLevel.Warning, "{Call}: {Event} found others writing three times and was handed over")]
    public static partial void HandedOver(ILogger logger, MachineKey call, string @event);

    [LoggerMessage(2004, LogLevel.Warning, "{Call}: {Event} is for a call that does not exist")]
    public static partial void UnknownCall(ILogger logger, MachineKey call, string @event);
}
