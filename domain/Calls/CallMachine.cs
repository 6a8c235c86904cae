using Pbx.Domain.Extensions;
using Pbx.Domain.Forwards;
using Pbx.Domain.Machines;
using Pbx.Domain.NightMode;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.Recordings;
using Pbx.Domain.Schedules;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Users;

namespace Pbx.Domain.Calls;

/// <summary>What the call machine decided: what it remembers from now on, and what the shell shall do.</summary>
public sealed record Decision(Call Next, ValueList<CallCommand> Commands);

/// <summary>
/// One conversation from ringing to record. It owns what all calls have in common (the caller leaves, the limit of hops, legs, the log) and
/// leaves the rest to the extension that the call is in. Pure and total: every event is answered in every phase.
/// </summary>
public static partial class CallMachine
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5); // a conversation is a lease, renewed by asking the network
    private static readonly TimeSpan LookSoon = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HangUpWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RingsAtMost = TimeSpan.FromSeconds(60); // an incoming call rings 30 s (docs/azure/notes.md)
    private const int HangUpTries = 6;

    /// <summary>One step.</summary>
    /// <param name="call">The call so far; none before it has arrived.</param>
    public static Decision Step(Call? call, CallEvent evt, IConfiguration config, Moment at)
    {
        ArgumentNullException.ThrowIfNull(evt);
        if (call is null)
        {
            return evt switch
            {
                CallEvent.CallArrived arrived => Arrive(arrived, at),
                CallEvent.CallbackDue due => QueueVisits.Settle(CallBack(due, config, at), at),
                _ => throw new InvalidOperationException($"No call begins by {evt.GetType().Name}."),
            };
        }

        return SettleCampOn(QueueVisits.Settle(HeldLines.Settle(OwnSounds.Settle(Next(QueueVisits.Refused(call, evt), evt, config, at), config)), at), at);
    }

    /// <summary>When the call wants to be woken if nothing happens; never, once it has ended.</summary>
    public static DateTimeOffset? Due(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var due = call.Phase switch
        {
            Phase.Answering answering => answering.Until,
            Phase.Calling calling => calling.Until,
            Phase.InExtension inside => inside.State.Type.Due(inside.State.State),
            Phase.Announcing announcing => announcing.Until,
            Phase.Talking talking => talking.LookAt,
            Phase.Ending ending => ending.Until,
            Phase.HangingUp hangingUp => hangingUp.Until,
            _ => (DateTimeOffset?)null,
        };
        return call.Trail.CampOn?.Due is { } tell && !(due < tell) ? tell : due;
    }

    private static Decision Next(Call call, CallEvent evt, IConfiguration config, Moment at) => evt switch
    {
        CallEvent.CommandsDone done => Done(call, done, config, at),
        CallEvent.RosterChanged roster when roster.Sequence <= call.Trail.Roster => Nothing(call),
        CallEvent.RosterChanged roster => Changed(call with { Trail = call.Trail with { Roster = roster.Sequence } }, roster.Present, at),
        _ => On(call, evt, config, at),
    };

    private static Decision On(Call call, CallEvent evt, IConfiguration config, Moment at) => (call.Phase, evt) switch
    {
        (Phase.Ended, CallEvent.CallerConnected connected) => HangUpAfterEnd(call, connected.Connection),
        (Phase.Ended, _) => Nothing(call),
        (_, CallEvent.CallArrived or CallEvent.CallbackDue) => Nothing(call),
        (Phase.Answering, CallEvent.CallerConnected connected) => Connected(call, connected.Connection, config, at),
        (Phase.Answering, CallEvent.AnswerFailed or CallEvent.CallEnded) => End(call, EndReason.CallerGaveUp, "The caller hung up before the call was answered.", at),
        (Phase.Answering answering, CallEvent.TimeReached) when at.At >= answering.Until => LookWhetherConnected(call, answering, at),
        (Phase.Calling calling, CallEvent.CallerConnected connected) => Reached(call, calling, connected.Connection, config, at),
        (Phase.Calling calling, CallEvent.PhoneNotReached missed) when missed.Of == calling.Ring => Unreached(call, missed.Why, at),
        (Phase.Calling, CallEvent.AgentsTakenBack back) when call.Trail.Queue?.Callback?.Offer == back.Offer => TakenBack(call, at),
        (Phase.Calling calling, CallEvent.TimeReached) when at.At >= calling.Until => Overdue(call, calling, at),
        (_, CallEvent.CallEnded) => End(call, Farewells.LeftFrom(call.Phase), "The call has ended: the caller hung up, or we did.", at),
        (Phase.Talking { Notice: { } notice, Rights: { } rights } talking, CallEvent.SoundEnded ended) when ended.Of == notice => ConversationRecording.NoticePlayed(call, talking, rights, at.At + LookAfter(call), at),
        (Phase.Talking { Notice: { } notice } talking, CallEvent.SoundFailed failed) when failed.Of == notice => ConversationRecording.NoticeFailed(call, talking, at.At + LookAfter(call), at),
        (Phase.Talking { Notice: not null, Rights: { } rights } talking, CallEvent.TimeReached) when at.At >= talking.LookAt => ConversationRecording.NoticePlayed(call, talking, rights, at.At + LookAfter(call), at),
        (Phase.Talking talking, CallEvent.RecordingAsked asked) => ConversationRecording.Asked(call, talking, asked, at),
        (Phase.Talking talking, CallEvent.CampOnAsked asked) => CampOnAsked(call, talking, asked, config, at),
        (Phase.Talking { CampOn: { } wish } talking, CallEvent.QueueAdmits { HasEntered: true } admits) when admits.Queue == wish.User => CampedOn(call, talking, wish, admits, config, at),
        (Phase.Talking { CampOn: { } wish } talking, CallEvent.QueueRefuses refuses) when refuses.Queue == wish.User => CampOnRefused(call, talking, wish, refuses.Why, at),
        (Phase.Talking talking, CallEvent.TimeReached) when at.At >= talking.LookAt => Look(call, talking, at),
        (Phase.Announcing announcing, CallEvent.SoundEnded ended) when ended.Of == announcing.Sound => Announced(call, announcing, config, at),
        (Phase.Announcing announcing, CallEvent.SoundFailed failed) when failed.Of == announcing.Sound => Announced(call, announcing, config, at),
        (Phase.Announcing announcing, CallEvent.TimeReached) when at.At >= announcing.Until => Announced(call, announcing, config, at),
        (Phase.Ending ending, CallEvent.SoundEnded ended) when ended.Of == ending.Sound => HangUp(call, ending.Reason, at),
        (Phase.Ending ending, CallEvent.SoundFailed failed) when failed.Of == ending.Sound => HangUp(call, ending.Reason, at),
        (Phase.Ending ending, CallEvent.TimeReached) when at.At >= ending.Until => HangUp(call, ending.Reason, at),
        (Phase.HangingUp hangingUp, CallEvent.TimeReached) when at.At >= hangingUp.Until => HangUpAgain(call, hangingUp, at),
        (Phase.InExtension inside, CallEvent.PhoneAnswered answered) => TakeOrUndo(call, inside, answered, config, at),
        (_, CallEvent.PhoneAnswered answered) => Undo(call, answered, at),
        (Phase.InExtension inside, _) => Inside(call, inside, evt, config, at),
        (_, CallEvent.PhoneNotReached missed) => Missed(call, missed, at),
        _ => Nothing(call),
    };

    // A step that changes nothing.
    private static Decision Nothing(Call call) => new(call, []);

    private static Decision Arrive(CallEvent.CallArrived arrived, Moment at)
    {
        var facts = new CallFacts(arrived.Caller, arrived.CallerName, arrived.Dialled, at.At);
        var trail = new Trail(
            [new Leg(null, arrived.Caller, LegDirection.Incoming, null, at.At)],
            [new LoggedStep(at.At, "The call is answered by the platform.", "Every call to a number of the account is answered at once.", "EXT-069")]);
        return new Decision(new Call(facts, new Phase.Answering(at.Op(0), at.At + ConnectWithin), trail), [new CallCommand.Answer(arrived.Context)]);
    }

    private static Decision Connected(Call call, string connection, IConfiguration config, Moment at)
    {
        var version = config.Latest;
        call = Known(call with { Facts = call.Facts with { Connection = connection, Language = version.Account.Language } }, version);
        ValueList<CallCommand> given = [];
        if (call.Facts.CallerExtension is { } user)
        {
            call = call.WithLine(new HeldLine(null, user));
            given = [new CallCommand.HoldLine(user)];
        }

        if (call.Facts.Dialled.Number is not { } number)
        {
            return Keyed(call, version, config, at, given);
        }

        var found = Dialling.Find(number, version, call.Facts.Arrived);
        call = call.Logged(at, found.What, found.Because);
        return found.To is { } to
            ? Enter(call.WithPrefix(found.Prefix), to, config, at, given)
            : Farewell(call, EndReason.Unassigned, given, at);
    }

    // Whoever calls from a user's device is that user (NPL-118, EXT-082), and is spoken to in that user's language (EXT-079).
    private static Call Known(Call call, IAccountVersion version) =>
        version.UserAt(call.Facts.Caller) is { } user && version.Find(user) is var (extension, _)
            ? call with { Facts = call.Facts with { CallerExtension = user, CallerName = extension.Name, Language = extension.Language ?? call.Facts.Language } }
            : call;

    // What was dialled at a phone of the account and is no public number.
    private static Decision Keyed(Call call, IAccountVersion version, IConfiguration config, Moment at, ValueList<CallCommand> given)
    {
        var dialled = call.Facts.Dialled;
        if (call.Facts.CallerExtension is null)
        {
            return Farewell(call.Logged(at, $"{dialled} leads nowhere.", new Because("The phone is no user's of this account any more.", "EXT-011")), EndReason.Unassigned, given, at);
        }

        if (StarCodes.Find(dialled) is { } star)
        {
            call = call.Logged(at, $"{dialled} is “{star.Name}”.", new Because("It is a star code.", star.Rule));
            return Open(call, SystemNumbers.Of(version.Account.Country).First(system => system.Function == star.Function), star.Argument, config, at, given);
        }

        switch (SystemNumbers.Find(version.Account.Country, dialled))
        {
            case { } system when SystemDialogues.Of(system.Function) is not null:
                return Open(call.Logged(at, $"{dialled} is “{system.Name}”.", new Because("It is a system extension of the country.", system.Rule)), system, dialled.Value[system.Code.Length..] is { Length: > 0 } behind ? behind : null, config, at, given);

            case { } system:
                return Farewell(call.Logged(at, $"{dialled} is not in service.", new Because($"The system extension “{system.Name}” is not in service yet.", system.Rule)), EndReason.Unassigned, given, at);

            default:
                return ExtensionNumber.TryParse(dialled.Value, out var extension) && extension.Value.Length == version.Account.ExtensionLength
                    ? Enter(call.Logged(at, $"{dialled} is an extension.", new Because("A number of as many digits as extensions have is one of the account.", "CFT-001")), new Destination.ToExtension(extension), config, at, given)
                    : Farewell(call.Logged(at, $"{dialled} is not in service.", new Because("It is neither a public number nor a system extension nor an extension of the account.", "CFT-004")), EndReason.Unassigned, given, at);
        }
    }

    // The dialogue behind a system extension; what a star code has named, or what was dialled behind it, counts as keyed ahead.
    private static Decision Open(Call call, SystemExtension system, string? keys, IConfiguration config, Moment at, ValueList<CallCommand> given)
    {
        var (type, own) = SystemDialogues.Of(system.Function) ?? throw new InvalidOperationException($"Behind {system.Code} is no dialogue.");
        call = call with { Trail = call.Trail with { Answered = call.Trail.Answered ?? at.At } };
        var number = ExtensionNumber.Parse(system.Code);
        var arrival = call.ArrivalAt(number, system.Name, call.Facts.Language, config.Latest) with { Keys = keys, Connection = system.Function == SystemFunction.Pickup ? call.Facts.Connection : null };
        return Follow(call, arrival, new Destination.ToExtension(number), null, type, own, config, at, given);
    }

    // The word that the caller is connected may have been lost: whoever is in the call tells.
    private static Decision LookWhetherConnected(Call call, Phase.Answering answering, Moment at)
    {
        var isAnswered = call.Facts.Connection is not null;
        if (at.At >= call.Facts.Arrived + RingsAtMost)
        {
            return isAnswered ? HangUp(call, EndReason.CallerGaveUp, at) : End(call, EndReason.CallerGaveUp, "The call was never connected.", at);
        }

        var waiting = call with { Phase = answering with { Until = at.At + ConnectWithin } };
        return isAnswered ? new Decision(waiting, [new CallCommand.LookWhoIsThere()]) : Nothing(waiting);
    }

    // The answer took effect after we had given the call up: it must not be left standing.
    private static Decision HangUpAfterEnd(Call call, string connection) =>
        new(call with { Facts = call.Facts with { Connection = connection } }, [new CallCommand.HangUp()]);

    private static TimeSpan LookAfter(Call call) => call.Trail.SeenAlone ? LookSoon : LookEvery;

    private static Decision Look(Call call, Phase.Talking talking, Moment at) =>
        new(call with { Phase = talking with { LookAt = at.At + LookEvery } }, [new CallCommand.LookWhoIsThere()]);

    private static Decision Enter(Call call, Destination to, IConfiguration config, Moment at, ValueList<CallCommand> given, bool isNightDestination = false, Destination? otherwise = null, string? keys = null, ShownNumber? shown = null, bool waits = false)
    {
        var trail = call.Trail with { Hops = call.Trail.Hops + 1, HopsSinceInput = call.Trail.HopsSinceInput + 1 };
        call = call with { Trail = trail };
        if (trail.Hops > HopLimit.InAll || trail.HopsSinceInput > HopLimit.WithoutInput)
        {
            call = call.Logged(at, "The call is ended.", new Because("It went round in circles.", "EXT-068"));
            return Farewell(call, EndReason.Loop, given.Add(new CallCommand.RaiseAlarm($"A call to {call.Facts.Dialled} went round in circles at {to}.")), at);
        }

        var version = config.Latest;
        if (to is Destination.ToNumber outside)
        {
            var forward = new ForwardConfig(outside.Number, shown?.By ?? ForwardCallerId.Called, shown?.Chosen);
            var stand = call.ArrivalAt(null, outside.Number.Value, call.Heard(), version);
            return Follow(call.Logged(at, $"The call goes to {outside.Number}.", new Because("A public number stands as destination.", "EXT-058")), stand, to, null, ForwardType, forward, config, at, given, forward);
        }

        var number = ((Destination.ToExtension)to).Extension;
        var (extension, section) = version.Find(number) ?? default;
        if (extension is null || !extension.IsInService(version.Account.TimeZone, at.At))
        {
            var why = extension?.Why(version.Account.TimeZone, at.At) ?? new Because($"There is no extension {number}.", otherwise is null ? "NPL-117" : "EXT-063");
            if (otherwise is not null)
            {
                return Enter(call.Logged(at, $"The call goes to {otherwise} instead.", why), otherwise, config, at, given);
            }

            call = call.Logged(at, "The call leads nowhere.", why);
            return Farewell(call, EndReason.Unassigned, given, at);
        }

        // Night mode first, then the extension's own schedule. Where night mode itself has sent the call it is not looked at again (NPL-186).
        if (!isNightDestination && NightDiversion.Of(extension, version.Account, call.Facts.CallerExtension, at.At) is { } night)
        {
            return Enter(call.Logged(at, $"Extension {number} is passed over: the call goes to {night.To}.", night.Because, extension), night.To, config, at, given, isNightDestination: true);
        }

        var arrival = call.ArrivalAt(number, extension.Name, extension.Language ?? call.Trail.Language ?? version.Account.Language, version) with { Keys = keys };
        if (waits && extension.Config is UserConfig)
        {
            call = call with { Trail = call.Trail with { Answered = call.Trail.Answered ?? at.At } };
            return Follow(call, arrival, to, section, PersonalQueueType, extension.Config, config, at, given);
        }

        return extension.Schedule is { } schedule
            ? ByTime(call, arrival, extension, section, Opening.Of(schedule, version.Account.TimeZone, arrival, at.At), config, at, given)
            : Admit(call, arrival, extension, section, config, at, given);
    }

    // What the schedule of a functional number makes of a call that enters it (NPL-165 to NPL-167).
    private static Decision ByTime(Call call, Arrival arrival, Extension extension, string section, Opening opening, IConfiguration config, Moment at, ValueList<CallCommand> given)
    {
        call = call.Logged(at, $"Extension {extension.Number} {opening.What}.", opening.Because, extension);
        return opening switch
        {
            Opening.Closed closed => Farewell(call, EndReason.Closed, given, at, closed.Message),
            { Message: { } message } => new Decision(
                call with { Phase = new Phase.Announcing(arrival, section, at.Op(given.Count), at.At + SoundLength.AtMost(message), (opening as Opening.Forwarded)?.To) },
                given.Add(new CallCommand.Play([message]))),
            Opening.Forwarded forwarded => Enter(call, forwarded.To, config, at, given),
            _ => Admit(call, arrival, extension, section, config, at, given),
        };
    }

    private static Decision Announced(Call call, Phase.Announcing announcing, IConfiguration config, Moment at) => announcing.To is { } to
        ? Enter(call, to, config, at, [])
        : Admit(call, announcing.Arrival, config.Extension(announcing.Section), announcing.Section, config, at, []);

    private static Decision Admit(Call call, Arrival arrival, Extension extension, string section, IConfiguration config, Moment at, ValueList<CallCommand> given)
    {
        if (extension.Type.Answers(extension.Config))
        {
            call = call with { Trail = call.Trail with { Answered = call.Trail.Answered ?? at.At } };
        }

        call = call.Informed(extension.Config).Shaped(extension.Config);
        return Follow(call, extension.Config is IShapesCall ? call.Renewed(arrival, extension) : arrival, new Destination.ToExtension(extension.Number), section, extension.Type, extension.Config, config, at, given);
    }

    private static Decision Follow(Call call, Arrival arrival, Destination to, string? section, ExtensionType type, object config, IConfiguration all, Moment at, ValueList<CallCommand> given, ForwardConfig? outside = null)
    {
        var move = type.Enter(config, arrival, new AccountDirectory(all, at.At), at.After(given.Count));
        return Take(call, new Phase.InExtension(arrival, to, section, new ExtensionState(type, NotEntered), outside, at.At), move, all, at, given, isEntering: true);
    }

    private static Decision Inside(Call call, Phase.InExtension inside, CallEvent evt, IConfiguration config, Moment at)
    {
        object own = (inside.At, inside.Section) switch
        {
            (Destination.ToNumber outside, _) => inside.Outside ?? new ForwardConfig(outside.Number, ForwardCallerId.Called),
            (_, { } section) => config.Extension(section).Config,
            _ => SystemDialogues.At(inside.At), // a system extension is no account's own, so it has no section
        };
        var move = inside.State.Type.Step(inside.State.State, evt, own, inside.Arrival, new AccountDirectory(config, at.At), at);
        call = evt is CallEvent.PhoneNotReached missed ? Missed(call, missed, at).Next : call;
        return Take(call, inside, move, config, at, [], isEntering: false);
    }

    private static Decision Take(Call call, Phase.InExtension inside, Move<object> move, IConfiguration config, Moment at, ValueList<CallCommand> given, bool isEntering)
    {
        switch (move)
        {
            case Move<object>.Stay stay:
                call = stay.Because is { } because ? call.Logged(at, $"Extension {inside.At} ({inside.State.Type}) {(isEntering ? "takes the call" : "goes on")}.", because, inside) : call;
                call = call.Noting(stay.Commands, inside.Arrival.Number, at.After(given.Count));
                return new Decision(call with { Phase = inside with { State = inside.State with { State = stay.State } } }, given.AddRange(stay.Commands));

            case Move<object>.GoTo go:
                call = call.Logged(at, $"Extension {inside.At} sends the call to {go.To}.", go.Because, inside, leaves: true);
                call = call.Noting(go.Commands, inside.Arrival.Number, at.After(given.Count));
                call = go.Chosen ? call with { Trail = call.Trail with { HopsSinceInput = 0 } } : call;
                return Enter(call.WithPrefix(go.Prefix), go.To, config, at, given.AddRange(go.Commands), otherwise: go.Otherwise, keys: go.Keys, shown: go.Shown, waits: go.Waits);

            case Move<object>.Connect connect:
                call = call.Logged(at, "Caller and phone are connected.", connect.Because, inside, leaves: true);
                call = call.Noting(connect.Commands, inside.Arrival.Number, at.After(given.Count));
                return Talk(call, connect, given.AddRange(connect.Commands), at);

            case Move<object>.End end:
                call = call.Logged(at, $"Extension {inside.At} ends the call: {Farewells.Words(end.Reason)}.", end.Because, inside, leaves: true);
                call = call.Noting(end.Commands, inside.Arrival.Number, at.After(given.Count));
                return end.IsSaid ? HangUp(call, end.Reason, at, given.AddRange(end.Commands)) : Farewell(call, end.Reason, given.AddRange(end.Commands), at);

            default:
                throw new ArgumentOutOfRangeException(nameof(move), move, "There are four moves.");
        }
    }

    private static Decision Talk(Call call, Move<object>.Connect connect, ValueList<CallCommand> commands, Moment at)
    {
        var ring = connect.Ring;
        var legs = call.Trail.Legs.Change(leg => leg.Op == ring ? leg with { Answered = at.At }
            : leg is { Op: not null, Answered: null } && (leg.Ended is null || (leg.Failed == NotReached.NoAnswer && leg.Ended == at.At)) ? leg with { Ended = at.At, Failed = NotReached.AnsweredElsewhere } // nobody missed it (EXT-136)
            : leg);
        var phone = legs.First(leg => leg.Op == ring).Phone;
        var trail = call.Trail with { Legs = legs, Answered = call.Trail.Answered ?? at.At };
        var talking = new Phase.Talking(ring, phone, at.At + LookAfter(call), connect.Rights);
        call = call with { Phase = talking, Trail = trail };
        return connect.Rights is { Automatic: true } rights ? ConversationRecording.Begin(call, talking, rights, commands, at) : new Decision(call, commands);
    }

    // What the caller hears at the end (EXT-072), and then the end.
    private static Decision Farewell(Call call, EndReason reason, ValueList<CallCommand> given, Moment at, Sound? own = null)
    {
        var sound = own ?? Farewells.Sound(reason, call.Heard());
        return sound is null
            ? HangUp(call, reason, at, given)
            : new Decision(
                call with { Phase = new Phase.Ending(reason, at.Op(given.Count), at.At + SoundLength.AtMost(sound)) },
                given.Add(new CallCommand.Play([sound])));
    }

    private static Decision HangUp(Call call, EndReason reason, Moment at, ValueList<CallCommand> given = default) =>
        new(call with { Phase = new Phase.HangingUp(reason, at.At + HangUpWithin) }, given.Add(new CallCommand.HangUp()));

    private static Decision HangUpAgain(Call call, Phase.HangingUp hangingUp, Moment at)
    {
        if (hangingUp.Tries < HangUpTries)
        {
            return new Decision(call with { Phase = hangingUp with { Until = at.At + HangUpWithin, Tries = hangingUp.Tries + 1 } }, [new CallCommand.HangUp()]);
        }

        var ended = End(call, hangingUp.Reason, "The network never told that the call had ended.", at);
        return ended with { Commands = ended.Commands.Add(new CallCommand.RaiseAlarm($"A call to {call.Facts.Dialled} could not be hung up.")) };
    }

    private static Decision End(Call call, EndReason reason, string why, Moment at)
    {
        var legs = call.Trail.Legs.Change(leg => leg.Ended is null ? leg with { Ended = at.At } : leg);
        call = call.Logged(at, $"The call is over: {Farewells.Words(reason)}.", new Because(why), call.Phase as Phase.InExtension, leaves: true);
        call = call with { Phase = new Phase.Ended(reason, at.At), Trail = call.Trail with { Legs = legs } };
        var facts = call.Facts;
        var record = new CallRecord(
            "", facts.Caller, facts.CallerName, facts.Dialled, facts.Arrived, call.Trail.Answered, at.At, reason, call.Trail.Legs, call.Trail.Steps, call.Trail.Recordings, facts.CallerExtension);
        return new Decision(call, [.. call.Trail.Places.Select(limit => new CallCommand.FreePlace(limit)), new CallCommand.FileRecord(record)]);
    }

    // Rosters come late and swapped: before a conversation is taken for over, the network is asked.
    private static Decision Changed(Call call, ValueList<PhoneAddress> present, Moment at) => call.Phase is Phase.Talking talking
        ? present.Contains(call.Facts.Caller) && present.Contains(talking.Phone) ? Uninvited(call, talking, present, at) : new Decision(call with { Phase = talking with { LookAt = at.At + LookSoon } }, [new CallCommand.LookWhoIsThere()])
        : Present(present.Count < 2 && call.Trail.Legs.Any(leg => leg is { Op: not null, Ended: null }) ? call with { Trail = call.Trail with { SeenAlone = true } } : call, present, at);

    // Who left decides: without the caller there is no call, and without the other one no conversation.
    private static Decision Present(Call call, ValueList<PhoneAddress> present, Moment at) => call.Phase switch
    {
        Phase.Talking talking when !present.Contains(call.Facts.Caller) || !present.Contains(talking.Phone) => Left(call, talking, present, at),
        Phase.Talking talking => Uninvited(call with { Phase = talking with { LookAt = at.At + LookEvery }, Trail = call.Trail with { SeenAlone = false } }, talking, present, at),
        Phase.InExtension or Phase.Announcing or Phase.Ending when present.Count > 0 && !present.Contains(call.Facts.Caller) => CallerLeft(call, at),
        _ => Nothing(call),
    };

    // A phone that we rang is with the caller, and nothing told that it had answered.
    private static CallEvent.PhoneAnswered? Unheard(Call call, ValueList<PhoneAddress> present) => present.Contains(call.Facts.Caller)
        ? call.Trail.Legs.Where(leg => leg.Answered is null && leg.Phone != call.Facts.Caller && present.Contains(leg.Phone)).Select(leg => leg.Op is { } op ? new CallEvent.PhoneAnswered(op, leg.Phone) : null).LastOrDefault()
        : null;

    // Somebody else whom we rang is in the call: the word that he had answered was lost.
    private static Decision Uninvited(Call call, Phase.Talking talking, ValueList<PhoneAddress> present, Moment at)
    {
        var others = call.Trail.Legs.Where(leg => leg.Op is not null && leg.Phone != talking.Phone && leg.Phone != call.Facts.Caller && present.Contains(leg.Phone)).Select(leg => leg.Phone).Distinct().ToList();
        foreach (var phone in others)
        {
            call = call.Logged(at, $"{phone} is taken out of the call.", new Because("It answered after somebody else had."));
        }

        return new Decision(call, ValueList.From<CallCommand>(others.Select(phone => new CallCommand.DropPhone(phone))));
    }

    private static Decision Left(Call call, Phase.Talking talking, ValueList<PhoneAddress> present, Moment at)
    {
        var callerLeft = !present.Contains(call.Facts.Caller);
        var legs = call.Trail.Legs.Change(leg => leg.Ended is null && leg.Answered is not null && leg.Op == talking.Ring && !callerLeft ? leg with { Ended = at.At } : leg);
        call = (call with { Trail = call.Trail with { Legs = legs } }).Logged(at, "The call is hung up.", new Because(callerLeft ? "The caller hung up." : "The other party hung up."));
        return HangUp(call, EndReason.Completed, at);
    }

    private static Decision CallerLeft(Call call, Moment at)
    {
        var reason = Farewells.LeftFrom(call.Phase);
        return HangUp(call.Logged(at, "The call is hung up.", new Because("The caller is no longer in the call.", "EXT-070"), call.Phase as Phase.InExtension, leaves: true), reason, at);
    }

    private static Decision TakeOrUndo(Call call, Phase.InExtension inside, CallEvent.PhoneAnswered answered, IConfiguration config, Moment at)
    {
        var decision = Inside(call, inside, answered, config, at);
        return decision.Next.Phase == inside ? Undo(call, answered, at) : decision;
    }

    // A phone joined that nobody waits for any more: real, but not wanted.
    private static Decision Undo(Call call, CallEvent.PhoneAnswered answered, Moment at)
    {
        var isTaken = call.Phase is Phase.Talking talking && talking.Ring == answered.Of;
        var legs = call.Trail.Legs.Change(leg => leg.Op == answered.Of && leg.Answered is null ? leg with { Answered = at.At, Ended = at.At } : leg);
        return isTaken || call.Phase is Phase.Answering
            ? Nothing(call)
            : new Decision(
                (call with { Trail = call.Trail with { Legs = legs } }).Logged(at, $"{answered.Phone} is taken out of the call.", new Because("It answered after its ringing was over.")),
                [new CallCommand.DropPhone(answered.Phone)]);
    }

    private static Decision Missed(Call call, CallEvent.PhoneNotReached missed, Moment at)
    {
        var legs = call.Trail.Legs.Change(leg => leg.Op == missed.Of && leg.Ended is null ? leg with { Ended = at.At, Failed = missed.Why } : leg);
        return Nothing(call with { Trail = call.Trail with { Legs = legs } });
    }

    // To the extension it is as if the phone had said so.
    private static Decision Engaged(Call call, OpId op, IConfiguration config, Moment at)
    {
        var busy = new CallEvent.PhoneNotReached(op, NotReached.Busy);
        var what = $"Extension {call.Trail.Legs.FirstOrDefault(leg => leg.Op == op)?.Extension} is not rung.";
        call = call.WithoutLine(op);
        call = call.Trail.Steps.Any(step => step.What == what) ? call : call.Logged(at, what, new Because("The user handles as many calls as the line takes.", "EXT-114", "/offersSecondCall"));
        return call.Phase switch
        {
            Phase.InExtension inside => Inside(call, inside, busy, config, at),
            Phase.Calling => Unreached(call, NotReached.Busy, at),
            _ => Missed(call, busy, at),
        };
    }

    // What came of commands: what the network named is kept, what it refused is as if it had failed later.
    private static Decision Done(Call call, CallEvent.CommandsDone done, IConfiguration config, Moment at)
    {
        var decision = Nothing(call);
        var isGone = IsGone(done);
        foreach (var (op, outcome) in done.Commands.AsSpan())
        {
            if (isGone && outcome is Outcome.Refused)
            {
                continue; // refused because there is no call any more, which another command tells
            }

            var next = Done(decision.Next, op, outcome, config, at.After(decision.Commands.Count));
            decision = next with { Commands = decision.Commands.AddRange(next.Commands) };
        }

        return !isGone && decision.Next.Phase is Phase.InExtension && HasRefusedRing(call, done) ? decision with { Commands = decision.Commands.Add(new CallCommand.LookWhoIsThere()) } : decision;
    }

    // A phone that is in the call cannot be rung: perhaps the word that it had answered was lost.
    private static bool HasRefusedRing(Call call, CallEvent.CommandsDone done)
    {
        foreach (var (op, outcome) in done.Commands.AsSpan())
        {
            if (outcome is Outcome.Refused && call.Trail.Legs.Any(leg => leg.Op == op))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGone(CallEvent.CommandsDone done)
    {
        foreach (var one in done.Commands.AsSpan())
        {
            if (one.Outcome is Outcome.CallGone)
            {
                return true;
            }
        }

        return false;
    }

    private static Decision Done(Call call, OpId op, Outcome outcome, IConfiguration config, Moment at) => (call.Phase, outcome) switch
    {
        (Phase.Ended, Outcome.Answering answering) => HangUpAfterEnd(call, answering.Connection),
        (Phase.Ended, _) => Nothing(call),
        (_, Outcome.Answering answering) => Nothing(call with { Facts = call.Facts with { Connection = call.Facts.Connection ?? answering.Connection } }),
        (_, Outcome.Recording recording) => Recorded(call, op, recording, config, at),
        (Phase.InExtension inside, Outcome.Messages box) => Inside(call, inside, new CallEvent.MessagesCounted(op, box.Count, box.Bytes), config, at),
        (Phase.InExtension inside, Outcome.FoundBox found) => Inside(call, inside, new CallEvent.BoxFound(op, found.Number), config, at),
        (Phase.InExtension inside, Outcome.Box box) => Inside(call, inside, new CallEvent.BoxSeen(op, box.View), config, at),
        (Phase.InExtension inside, Outcome.Greeting greeting) => Inside(call, inside, new CallEvent.GreetingFetched(op, greeting.File, greeting.IsLost), config, at),
        (Phase.InExtension inside, Outcome.BoxChanged changed) => Inside(call, inside, new CallEvent.BoxChanged(op, changed.IsDone), config, at),
        (Phase.InExtension inside, Outcome.PinLock pins) => Inside(call, inside, new CallEvent.PinLockSeen(op, pins.IsLocked), config, at),
        (Phase.InExtension inside, Outcome.Schemes schemes) => Inside(call, inside, new CallEvent.SchemesShown(op, schemes.Switchable), config, at),
        (Phase.InExtension inside, Outcome.Switched switched) => Inside(call, inside, new CallEvent.SchemeSwitched(op, switched.Result), config, at),
        (Phase.InExtension inside, Outcome.Offers offers) => Inside(call, inside, new CallEvent.OffersShown(op, offers.Last), config, at),
        (Phase.InExtension inside, Outcome.Bot bot) => Inside(call, inside, new CallEvent.BotReplied(op, bot.Reply), config, at),
        (Phase.InExtension inside, Outcome.Place place) => Inside(place.IsTaken ? call : call.WithoutPlace(inside.Arrival.Number), inside, new CallEvent.PlaceTaken(op, place.IsTaken, place.InUse), config, at),
        (Phase.InExtension inside, Outcome.Queue queue) => Inside(call, inside, new CallEvent.QueueSeen(op, queue.Position, queue.AverageWait), config, at),
        (_, Outcome.Engaged) => Engaged(call, op, config, at),
        (_, Outcome.Ringing ringing) => Nothing(call.WithInvitation(op, ringing.Invitation)),
        (Phase.Answering, Outcome.CallGone) => End(call, EndReason.CallerGaveUp, "The caller hung up before the call was answered.", at),
        (_, Outcome.CallGone) => End(call, Farewells.LeftFrom(call.Phase), "The network has no such call any more.", at),
        (Phase.Answering, Outcome.Roster roster) when roster.Present.Contains(call.Facts.Caller) => Connected(call, call.Facts.Connection ?? "", config, at),
        (Phase.Calling calling, Outcome.Roster roster) when roster.Present.Contains(call.Facts.Caller) => Reached(call, calling, call.Facts.Connection ?? "", config, at),
        (Phase.Calling { IsOverdue: true }, Outcome.Roster) => Unreached(call, NotReached.NoAnswer, at, isThere: true),
        (Phase.Calling calling, Outcome.Refused) when calling.Ring == op => Unreached(call, NotReached.Failed, at),
        (Phase.InExtension inside, Outcome.Roster roster) when Unheard(call, roster.Present) is { } answered => TakeOrUndo(call, inside, answered, config, at),
        (_, Outcome.Roster roster) => Present(call, roster.Present, at),
        (Phase.Answering, Outcome.Refused refused) => End(call, EndReason.Failed, $"The network refused the answer: {refused.Why}", at),
        (Phase.Talking { Notice: { } notice } talking, Outcome.Refused) when notice == op => ConversationRecording.NoticeFailed(call, talking, at.At + LookAfter(call), at),
        (Phase.Talking, Outcome.Refused refused) when call.RecordingOf(op) is { } recording => ConversationRecording.Refused(call, recording, refused.Why, at),
        (Phase.InExtension inside, Outcome.Refused) => Refused(call, inside, op, config, at),
        (Phase.Announcing announcing, Outcome.Refused) when announcing.Sound == op => Announced(call, announcing, config, at),
        (Phase.Ending ending, Outcome.Refused) when ending.Sound == op => HangUp(call, ending.Reason, at),
        _ => Nothing(call),
    };

    private static Decision Recorded(Call call, OpId op, Outcome.Recording recording, IConfiguration config, Moment at)
    {
        call = call.RecordingOf(op) is { } known ? call.WithRecording(known with { Network = recording.Id }) : call;
        return call.Phase is Phase.InExtension inside ? Inside(call, inside, new CallEvent.RecordingStarted(op), config, at) : Nothing(call);
    }

    private static Decision Refused(Call call, Phase.InExtension inside, OpId op, IConfiguration config, Moment at)
    {
        var decision = Inside(call, inside, new CallEvent.PhoneNotReached(op, NotReached.Failed), config, at);
        foreach (CallEvent evt in (ReadOnlySpan<CallEvent>)[new CallEvent.SoundFailed(op), new CallEvent.CollectingFailed(op), new CallEvent.CommandRefused(op)])
        {
            if (decision.Commands.Count == 0 && decision.Next.Phase is Phase.InExtension still && still == inside)
            {
                decision = Inside(decision.Next, still, evt, config, at);
            }
        }

        return decision;
    }

    private static ExtensionType ForwardType { get; } = ExtensionTypes.Find(Forward.Key) ?? throw new InvalidOperationException("Forward is a type.");

    private static readonly object NotEntered = new();
}
