using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Ringing;
using Pbx.Domain.Schedules;
using Pbx.Domain.Users;

namespace Pbx.Domain.Queues;

/// <summary>One step of a call that waits: what the event changes, and then all that follows from it at this instant.</summary>
internal sealed record WaitingTurn(QueueConfig Config, Arrival Arrival, IDirectory Directory, Moment At)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(45); // a caller whose leaving nobody told of is noticed within a minute (QUE-490)
    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5); // what ends sooner did not ring, and for less nobody is rung again

    /// <summary>The call is admitted.</summary>
    /// <param name="isFree">Whether an agent is free for it, so that it need not be entertained first (QUE-215, QUE-314).</param>
    public Move<QueueState> Begin(QueueState.Entering entering, bool isFree)
    {
        var waiting = Fresh(entering);
        var why = new Because("The call has a position.", "QUE-031", "/callLimit");
        if (Config.IsPersonal)
        {
            return Welcome(waiting with { Base = entering.Entered });
        }

        if (CanBeCalledBack && !isFree)
        {
            var offer = Catalogue.Say(Prompt.CallbackOffer, Arrival.Language);
            waiting = waiting with { Base = Config.Introduction is null ? entering.Entered : null, Heard = new Heard(HeardItem.CallbackOffer, At.Op(0), At.At + SoundLength.AtMost(offer)) };
            return Follow(waiting, [new CallCommand.Play([offer])], why with { Why = $"{why.Why} The caller hears that a key leads to being called back." });
        }

        if (Config.Introduction is not { } introduction)
        {
            return Follow(waiting with { Base = entering.Entered }, [], why);
        }

        if (Config.SkipsIntroduction && isFree)
        {
            return Follow(waiting with { Base = entering.Entered }, [Listens(false)], new Because("The call has a position. The introduction is skipped: an agent is free.", "QUE-214", "/skipsIntroduction"));
        }

        return Introduce(waiting, introduction, []);
    }

    // the user is rung meanwhile, if free (RCH-463)
    private Move<QueueState> Welcome(QueueState.Waiting waiting)
    {
        var sounds = new List<Sound>();
        if (Config.Welcome is { } welcome)
        {
            sounds.Add(Own(welcome));
        }

        if (CanBeCalledBack)
        {
            sounds.Add(Catalogue.Say(Prompt.CallbackOffer, Arrival.Language));
        }

        var until = sounds.Aggregate(At.At, (until, sound) => until + SoundLength.AtMost(sound));
        return sounds.Count == 0
            ? Follow(waiting, [], new Because("The call waits in the personal queue.", "RCH-460", "/personalQueue"))
            : Follow(waiting with { Heard = new Heard(HeardItem.Welcome, At.Op(0), until) }, [new CallCommand.Play(ValueList.From(sounds))], new Because("The call waits in the personal queue, and the caller is welcomed.", "RCH-472", "/personalQueue"));
    }

    private Move<QueueState> Introduce(QueueState.Waiting waiting, string introduction, ValueList<CallCommand> given) => Follow(
        Playing(waiting, HeardItem.Introduction, introduction, given.Count),
        given.Add(new CallCommand.Play([Own(introduction)])),
        new Because("The introduction is played.", "QUE-213", "/introduction"));

    /// <summary>Agents are offered before the word has come that the call is admitted.</summary>
    public Move<QueueState> BeginOffered(QueueState.Entering entering, CallEvent.AgentsOffered offered) => Offer(Fresh(entering) with { Base = entering.Entered }, offered);

    /// <summary>Something happened.</summary>
    public Move<QueueState> Step(QueueState.Waiting waiting, CallEvent evt) => evt switch
    {
        CallEvent.TimeReached when At.At >= waiting.WakeAt => Woken(waiting),
        CallEvent.SoundEnded ended when Plays(waiting, ended.Of) => Ended(waiting, isBroken: false),
        CallEvent.SoundFailed failed when Plays(waiting, failed.Of) => Ended(waiting, isBroken: true),
        CallEvent.KeyPressed pressed when pressed.Of == waiting.Keys && Counts(pressed.Key) && waiting.Heard.What != HeardItem.Introduction => Follow(waiting with { Key = pressed.Key }, [], null),
        CallEvent.QueueSeen seen when seen.Of == waiting.Look?.Question => Seen(waiting, waiting.Look.Announcement, seen.Position, seen.AverageWait, isKnown: true),
        CallEvent.CommandRefused refused when refused.Of == waiting.Look?.Question => Seen(waiting, waiting.Look.Announcement, 0, null, isKnown: false),
        CallEvent.CommandRefused refused when refused.Of == waiting.Keys => new Move<QueueState>.Stay(waiting with { Keys = null }, []),
        CallEvent.AgentsOffered offered => Offer(waiting, offered),
        CallEvent.AgentsTakenBack back => TakeBack(waiting, back),
        CallEvent.QueueSends sends when Config.NoAgent.Count > 0 => Follow(waiting with { Sent = sends.Why }, [], null),
        CallEvent.QueueRefuses refuses when refuses.Queue == Arrival.Number => Leaving.Refused(refuses.Why, Quiet(waiting)),
        CallEvent.PhoneAnswered or CallEvent.PhoneNotReached => Rung(waiting, evt),
        _ => new Move<QueueState>.Stay(waiting, []),
    };

    /// <summary>Somebody wanted to pick the call up or take it back, and has not: nobody rings for it any more, and it waits on.</summary>
    public Move<QueueState> GoOn(QueueState.Waiting waiting, ValueList<CallCommand> given, Because because)
    {
        foreach (var rung in waiting.Rung)
        {
            waiting = Without(waiting, rung, OfferEnd.Cancelled);
        }

        return Follow(waiting with { Look = null }, given, because);
    }

    /// <summary>Agents are offered whom the call does not ring now.</summary>
    public static ValueList<CallCommand> Refuse(CallEvent.AgentsOffered offered) =>
        ValueList.From<CallCommand>(offered.Agents.Select(one => Failed(offered.Offer, one.Agent, OfferEnd.Cancelled)));

    private Leaving Leaving => new(Config, Arrival, Directory, At);

    private QueueState.Waiting Fresh(QueueState.Entering entering) => new(
        entering.Arrived, entering.Entered, null, Heard.Nothing, new RingingPhones([], default, ToneFailed: true), At.At + LookEvery, At.At, ClosesAt: ClosesAt());

    // A saved schedule counts from the next look on.
    private DateTimeOffset? ClosesAt()
    {
        var schedule = Arrival.Number is { } number ? Directory.Find(number)?.Schedule : null;
        return schedule is null ? null
            : ScheduleClock.Disconnecting(schedule, Directory.Account.TimeZone, At.At) is not null ? At.At
            : ScheduleClock.NextDisconnecting(schedule, Directory.Account.TimeZone, At.At);
    }

    private bool Counts(string key) => (key == "1" && Config.Breakout is not null) || (key == "5" && CanBeCalledBack); // others are ignored (QUE-304)

    // only on the number that the call shows, and nobody of the account itself (QUE-311, QUE-312)
    private bool CanBeCalledBack => Config.Callback is not null && Arrival is { Caller.Number: not null, CallerExtension: null };

    private static bool Plays(QueueState.Waiting waiting, OpId op) => waiting.Heard is { What: not (HeardItem.Nothing or HeardItem.Silence) } heard && heard.Sound == op;

    private Sound.Named Own(string prompt) => new(prompt, Arrival.Language, Prompt.PleaseHold);

    private static CallCommand.TellFloor Listens(bool isListening) => new(new FloorMessage.Listens(isListening));

    private QueueState.Waiting Playing(QueueState.Waiting waiting, HeardItem what, string prompt, int given) =>
        waiting with { Heard = new Heard(what, At.Op(given), At.At + SoundLength.AtMost(Own(prompt))), Look = null };

    // What follows from where the call is and what time it is: it leaves, or something is played. From time to time the floor is asked whether it knows of the call.
    private Move<QueueState> Follow(QueueState.Waiting waiting, ValueList<CallCommand> given, Because? because, bool looks = false)
    {
        if (Leave(waiting, given) is { } left)
        {
            return left;
        }

        var (next, commands) = Play(Listen(waiting, given));
        if (looks && next.Look is null)
        {
            next = next with { Look = new PositionLook(At.Op(commands.Count), At.At + SeenWithin, 0) };
            commands = commands.Add(new CallCommand.LookAtQueue(Queue.Own(Arrival)));
        }

        return new Move<QueueState>.Stay(next with { WakeAt = WakeAt(next) }, commands, because);
    }

    // Whatever is due while something plays that is not interrupted takes effect when that has ended (QUE-249, QUE-250).
    private Move<QueueState>? Leave(QueueState.Waiting waiting, ValueList<CallCommand> given) => waiting switch
    {
        { IsListening: true } => null,
        { Key: "1" } when Config.Breakout is { } to => Leaving.BreakOut(to, Quiet(waiting, given, StayEnd.BrokenOut)),
        { Key: "5" } when CanBeCalledBack => CallBack(waiting, given),
        { Sent: { } sent } when Config.NoAgent.Count > 0 => Leaving.WithoutAgents(Quiet(waiting, given, sent)),
        { Rung.Count: 0 } when At.At >= waiting.ClosesAt && Closing() is { } message => Leaving.Close(message, Quiet(waiting, given, StayEnd.DisconnectedAtClosing), new Because("The queue closes, and those who wait are released.", "QUE-277", "../schedule")),
        _ when Config.TimerLeads && At.At >= waiting.Entered + Config.ForwardsAfter =>
            Leaving.TooLong(Quiet(waiting, given, StayEnd.ForwardedTimer), new Because($"The call has waited for {Config.ForwardsAfter.TotalSeconds:0} s.", Config.IsPersonal ? "RCH-466" : "QUE-263", "/forwardAfter")),
        { Rung.Count: 0 } when Config.TimerLeads && waiting.Attempts >= Config.MostAttempts =>
            Leaving.TooLong(Quiet(waiting, given, StayEnd.ForwardedAttempts), new Because($"The call was offered {waiting.Attempts} times.", "QUE-269", "/mostAttempts")),
        _ => null,
    };

    // the wish takes the call's place; the caller hears so, and is released (QUE-315)
    private Move<QueueState> CallBack(QueueState.Waiting waiting, ValueList<CallCommand> given) => Leaving.Close(
        Catalogue.Say(Prompt.CallbackNoted, Arrival.Language),
        Quiet(waiting, given).Add(new CallCommand.TellFloor(new FloorMessage.WantsCallback(Queue.Own(Arrival), At.At, waiting.Entered, waiting.Arrived, Arrival.Caller, Arrival.CallerName, Arrival.Own))),
        new Because("The caller pressed 5 to be called back.", "QUE-315", "/callback"),
        EndReason.Completed);

    // the closed message, while closed is what the schedule says
    private Sound? Closing() => Arrival.Number is { } number && Directory.Find(number)?.Schedule is { } schedule && ScheduleClock.Disconnecting(schedule, Directory.Account.TimeZone, At.At) is { } closing
        ? Announcement.Of(closing.Message, closing.MessagePrompt, Arrival, Prompt.Closed)
        : null;

    // before the call goes elsewhere nobody rings for it any more, and its keys are left to what comes
    private ValueList<CallCommand> Quiet(QueueState.Waiting waiting, ValueList<CallCommand> given = default, StayEnd? why = null)
    {
        var commands = given.AddRange(waiting.Phones.Stop());
        commands = waiting.Keys is null ? commands : commands.Add(new CallCommand.StopHearingKeys());
        return why is { } reason ? commands.Add(Leaving.Leaves(reason)) : commands;
    }

    private (QueueState.Waiting Next, ValueList<CallCommand> Commands) Listen(QueueState.Waiting waiting, ValueList<CallCommand> given) =>
        waiting.Keys is null && waiting.Heard.What != HeardItem.Introduction && (Config.Breakout is not null || CanBeCalledBack)
            ? (waiting with { Keys = At.Op(given.Count) }, given.Add(new CallCommand.HearKeys()))
            : (waiting, given);

    private (QueueState.Waiting Next, ValueList<CallCommand> Commands) Play((QueueState.Waiting Next, ValueList<CallCommand> Commands) sofar)
    {
        var (waiting, given) = sofar;
        if (waiting.Rung.Count > 0 && Config.RingsWhenOffered)
        {
            return waiting.Heard.What is HeardItem.Ringback or HeardItem.Silence ? sofar : RingBack(waiting with { Look = null }, HeardItem.Ringback, given);
        }

        if (waiting.Base is not { } playbackBase || waiting.Heard.What is HeardItem.Introduction or HeardItem.Infotainment or HeardItem.Announcement or HeardItem.CallbackOffer or HeardItem.Welcome)
        {
            return sofar;
        }

        var isLooking = waiting.Look is { Announcement: > 0 };
        if (waiting.Rung.Count == 0 && !isLooking && Announcements.NextInfotainment(waiting.Informed, playbackBase, Config) <= At.At)
        {
            var file = Config.Infotainment[waiting.Informed];
            var playing = Playing(waiting, HeardItem.Infotainment, file, given.Count);
            return (playing with { Informed = waiting.Informed + 1 }, given.Add(new CallCommand.Play([Own(file)])).Add(Listens(true)));
        }

        var due = Announcements.DueBy(At.At, playbackBase, Config);
        return due > waiting.Announced && !isLooking ? Announce(waiting, due, given) : Background(waiting, given);
    }

    // one is played, however many have become due (QUE-205)
    private (QueueState.Waiting Next, ValueList<CallCommand> Commands) Announce(QueueState.Waiting waiting, int due, ValueList<CallCommand> given)
    {
        var number = waiting.Announced + 1;
        waiting = waiting with { Announced = due };
        if (Announcements.HasPosition(number, Config))
        {
            var look = new PositionLook(At.Op(given.Count), At.At + SeenWithin, number);
            return (waiting with { Look = look }, given.Add(new CallCommand.LookAtQueue(Queue.Own(Arrival))));
        }

        return Announce(waiting, Announcements.Sounds(number, Config, Arrival.Language, 0, null), given);
    }

    private (QueueState.Waiting Next, ValueList<CallCommand> Commands) Announce(QueueState.Waiting waiting, ValueList<Sound> sounds, ValueList<CallCommand> given)
    {
        if (sounds.Count == 0)
        {
            return Background(waiting, given);
        }

        var until = At.At;
        foreach (var sound in sounds.AsSpan())
        {
            until += SoundLength.AtMost(sound);
        }

        return (waiting with { Heard = new Heard(HeardItem.Announcement, At.Op(given.Count), until) }, given.Add(new CallCommand.Play(sounds)));
    }

    // Music, or ring-back where there is none (QUE-236). Between a question and what it leads to nothing is begun.
    private (QueueState.Waiting Next, ValueList<CallCommand> Commands) Background(QueueState.Waiting waiting, ValueList<CallCommand> given)
    {
        var what = waiting.Heard.What;
        var isFine = what is HeardItem.Stopgap or HeardItem.Silence || (what == HeardItem.Music && Config.PlaysMusic) || (what == HeardItem.Ringback && !Config.PlaysMusic);
        if (isFine || (what == HeardItem.Nothing && waiting.Look is { Announcement: > 0 }))
        {
            return (waiting, given);
        }

        if (!Config.PlaysMusic)
        {
            return RingBack(waiting, HeardItem.Ringback, given);
        }

        if (Config.Music.Count == 0)
        {
            return (waiting with { Heard = new Heard(HeardItem.Music, At.Op(given.Count)) }, given.Add(new CallCommand.Play([new Sound.Signal(Prompts.Tone.Music)], Loop: true)));
        }

        var track = waiting.Track % Config.Music.Count;
        var playing = Playing(waiting, HeardItem.Music, Config.Music[track], given.Count) with { Track = track, Look = waiting.Look };
        return Config.Music.Count == 1
            ? (playing with { Heard = playing.Heard with { Until = null } }, given.Add(new CallCommand.Play([Own(Config.Music[track])], Loop: true)))
            : (playing, given.Add(new CallCommand.Play([Own(Config.Music[track])])));
    }

    private (QueueState.Waiting Next, ValueList<CallCommand> Commands) RingBack(QueueState.Waiting waiting, HeardItem what, ValueList<CallCommand> given) =>
        (waiting with { Heard = new Heard(what, At.Op(given.Count)) }, given.Add(new CallCommand.Play([new Sound.Signal(Prompts.Tone.Ringback)], Loop: true)));

    private Move<QueueState> Ended(QueueState.Waiting waiting, bool isBroken)
    {
        var silent = waiting with { Heard = Heard.Nothing };
        var why = isBroken ? new Because("What the caller should hear could not be played.", "QUE-491") : null;
        switch (waiting.Heard.What)
        {
            case HeardItem.CallbackOffer when waiting.Base is null && Config.Introduction is { } introduction:
                return Introduce(silent, introduction, []);
            case HeardItem.CallbackOffer when waiting.Base is null:
                return Follow(silent with { Base = At.At }, [Listens(false)], why);
            case HeardItem.Introduction:
                return Follow(silent with { Base = At.At }, [Listens(false)], why ?? new Because("The introduction is over.", "QUE-216", "/introduction"));
            case HeardItem.Infotainment:
                return Follow(silent, [Listens(false)], why);
            case HeardItem.Music when isBroken:
                var (next, commands) = RingBack(waiting with { Track = waiting.Track + 1 }, HeardItem.Stopgap, []);
                return Follow(next, commands, why);
            case HeardItem.Music:
                return Follow(silent with { Track = waiting.Track + 1 }, [], null);
            case HeardItem.Ringback or HeardItem.Stopgap:
                return Follow(waiting with { Heard = new Heard(HeardItem.Silence) }, [], why); // tried again at the next look
            default:
                return Follow(silent, [], why);
        }
    }

    private Move<QueueState> Woken(QueueState.Waiting waiting)
    {
        ValueList<CallCommand> commands = [];
        if (waiting.Rung.Any(one => one.Until <= At.At) || waiting.Phones.Due <= At.At)
        {
            (waiting, commands) = Overdue(waiting);
        }

        if (At.At >= waiting.Heard.Until)
        {
            // the network never told that it has ended
            if (waiting is { Heard.What: HeardItem.CallbackOffer, Base: null } && Config.Introduction is { } introduction)
            {
                return Introduce(waiting with { Heard = Heard.Nothing }, introduction, commands);
            }

            commands = waiting.IsListening || waiting.Base is null ? commands.Add(Listens(false)) : commands;
            waiting = waiting with
            {
                Heard = Heard.Nothing,
                Track = waiting.Heard.What == HeardItem.Music ? waiting.Track + 1 : waiting.Track,
                Base = waiting.Base ?? At.At,
            };
        }

        if (waiting.Look is { } look && At.At >= look.Until)
        {
            return Seen(waiting, look.Announcement, 0, null, isKnown: false, commands);
        }

        if (At.At >= waiting.LookAt)
        {
            var heard = waiting.Heard.What is HeardItem.Stopgap or HeardItem.Silence ? Heard.Nothing : waiting.Heard;
            waiting = waiting with { Heard = heard, LookAt = At.At + LookEvery, ClosesAt = ClosesAt() };
            return Follow(waiting, commands.Add(new CallCommand.LookWhoIsThere()), null, looks: true);
        }

        return Follow(waiting, commands, null);
    }

    // A call that waits and has no position was forgotten: it says that it is there, and keeps its place by its entry time.
    private Move<QueueState> Seen(QueueState.Waiting waiting, int announcement, int position, TimeSpan? average, bool isKnown, ValueList<CallCommand> given = default)
    {
        var commands = isKnown && position == 0 ? given.Add(Queue.Enters(waiting.Entered, waiting.Arrived, Arrival, waiting.IsListening)) : given;
        var seen = waiting with { Look = null };
        if (announcement == 0 || waiting.Base is null || waiting.Heard.What is HeardItem.Infotainment or HeardItem.Announcement || (waiting.Rung.Count > 0 && Config.RingsWhenOffered))
        {
            return Follow(seen, commands, null);
        }

        var estimate = isKnown ? EstimatedWait.Of(average, At.At - waiting.Entered) : (TimeSpan?)null;
        var (next, played) = Announce(seen, Announcements.Sounds(announcement, Config, Arrival.Language, position, estimate), commands);
        return Follow(next, played, null);
    }

    private Move<QueueState> Offer(QueueState.Waiting waiting, CallEvent.AgentsOffered offered)
    {
        ValueList<CallCommand> commands = [];
        if (waiting.IsListening)
        {
            // the offer has crossed with the word that the call listens
            return new Move<QueueState>.Stay(waiting, Refuse(offered));
        }

        var extensions = Directory.FindAll([.. offered.Agents.Select(one => one.Agent)]).ToDictionary(one => one.Number);
        foreach (var one in offered.Agents)
        {
            if (waiting.Rung.Any(rung => rung.Agent == one.Agent))
            {
                commands = waiting.Rung.Any(rung => rung.Agent == one.Agent && rung.Offer == offered.Offer) ? commands : commands.Add(Failed(offered.Offer, one.Agent, OfferEnd.Failed));
            }
            else if (extensions.TryGetValue(one.Agent, out var extension) && Target(extension, one.IsSecond) is { } target && !waiting.Phones.Phones.Any(phone => phone.Target.Phone == target.Phone))
            {
                var (phones, ring) = waiting.Phones.Ring([target], At.At + one.RingFor, Config.DisplayFor(Arrival), At.After(commands.Count));
                commands = commands.AddRange(ring);
                waiting = waiting with { Phones = phones, Rung = waiting.Rung.Add(new RungAgent(offered.Offer, one.Agent, At.At + one.RingFor)) };
            }
            else
            {
                commands = commands.Add(Failed(offered.Offer, one.Agent, OfferEnd.Failed));
            }
        }

        var rings = string.Join(", ", waiting.Rung.Where(one => one.Offer == offered.Offer).Select(one => one.Agent));
        var isAgain = Config.IsPersonal && waiting.WasEngaged; // somebody who talks is tried every few seconds, and the log has it once
        return Follow(waiting, commands, rings.Length > 0 && !isAgain ? new Because($"The call is offered to {rings}.", "QUE-115", "/strategy") : null);
    }

    // the number that agents behind a public number are shown in place of the caller's (QUE-335)
    private RingTarget? Target(Extension extension, bool isSecond) =>
        RingTarget.Of(extension, Arrival) is { } target ? (target with { Extension = extension.Number, Line = Line(target.Line, isSecond), CallerId = Config.ForcesDivertingNumber && target.CallerId is not null ? Arrival.Own : target.CallerId }) : null;

    // whoever is waited for in the personal queue has to be free, also where a second call is offered
    private UserLine? Line(UserLine? line, bool isSecond) => line is null ? null : isSecond ? line with { Calls = 2 } : Config.IsPersonal ? line with { Calls = 1 } : line;

    private static CallCommand.TellFloor Failed(int offer, ExtensionNumber agent, OfferEnd why) => new(new FloorMessage.OfferFailed(offer, agent, why));

    private Move<QueueState> TakeBack(QueueState.Waiting waiting, CallEvent.AgentsTakenBack back)
    {
        var taken = waiting.Rung.Where(one => one.Offer == back.Offer && back.Agents.Contains(one.Agent)).ToList();
        if (taken.Count == 0)
        {
            return new Move<QueueState>.Stay(waiting, []);
        }

        ValueList<CallCommand> commands = [];
        foreach (var one in taken)
        {
            commands = Ringing(waiting, one.Agent) is { } phone ? commands.Add(new CallCommand.StopRinging(phone.Ring)) : commands;
            waiting = Without(waiting, one, OfferEnd.Cancelled);
        }

        return Follow(waiting, commands, new Because($"The ringing of {string.Join(", ", taken.Select(one => one.Agent))} is taken back.", "QUE-077"));
    }

    private Move<QueueState> Rung(QueueState.Waiting waiting, CallEvent evt)
    {
        switch (waiting.Phones.Step(evt, Arrival, Config.DisplayFor(Arrival), At))
        {
            case RingingPhonesMove.Answered answered when waiting.Rung.FirstOrDefault(one => one.Agent == answered.Who.Extension) is { } agent:
                var commands = waiting.Keys is null ? answered.Commands : answered.Commands.Add(new CallCommand.StopHearingKeys());
                return new Move<QueueState>.Connect(
                    answered.Ring,
                    commands.Add(new CallCommand.TellFloor(new FloorMessage.Answered(agent.Offer, agent.Agent, At.At))),
                    new Because($"{agent.Agent} answered.", "QUE-008"),
                    answered.Who.Rights);
            case RingingPhonesMove.Goes goes when goes.State != waiting.Phones:
                var (next, told) = Settle(waiting with { Phones = goes.State }, goes.Commands);
                return Follow(next, told, goes.Because);
            default:
                return new Move<QueueState>.Stay(waiting, []);
        }
    }

    // The ring timeout is over, or the network is overdue to tell what has become of a phone.
    private (QueueState.Waiting Next, ValueList<CallCommand> Commands) Overdue(QueueState.Waiting waiting)
    {
        ValueList<CallCommand> commands = [];
        foreach (var late in waiting.Rung.Where(one => one.Until <= At.At).ToList())
        {
            commands = Ringing(waiting, late.Agent) is { } phone ? commands.Add(new CallCommand.StopRinging(phone.Ring)) : commands;
            commands = commands.Add(Failed(late.Offer, late.Agent, OfferEnd.Missed));
            waiting = Without(waiting, late, OfferEnd.Missed);
        }

        return waiting.Phones.Due <= At.At && waiting.Phones.Step(new CallEvent.TimeReached(), Arrival, "", At) is RingingPhonesMove.Goes goes
            ? Settle(waiting with { Phones = goes.State }, commands.AddRange(goes.Commands))
            : (waiting, commands);
    }

    // Whoever does not ring any more is told of; where the network lets a phone ring for a shorter time than is set, it is rung again.
    private (QueueState.Waiting Next, ValueList<CallCommand> Commands) Settle(QueueState.Waiting waiting, ValueList<CallCommand> given)
    {
        var commands = given;
        foreach (var one in waiting.Rung.ToList())
        {
            var phone = waiting.Phones.Phones.FirstOrDefault(phone => phone.Target.Extension == one.Agent);
            if (phone?.State == RungState.Ringing)
            {
                continue;
            }

            if (phone is { State: RungState.NoAnswer } && one.Until - At.At >= Shortest && At.At - phone.Since >= Shortest)
            {
                var (phones, ring) = waiting.Phones.Ring([phone.Target], one.Until, Config.DisplayFor(Arrival), At.After(commands.Count));
                (waiting, commands) = (waiting with { Phones = phones }, commands.AddRange(ring));
                continue;
            }

            var why = phone?.State switch
            {
                RungState.Declined => OfferEnd.Rejected,
                RungState.NoAnswer => OfferEnd.Missed,
                _ => OfferEnd.Failed,
            };
            commands = commands.Add(Failed(one.Offer, one.Agent, why));
            waiting = Without(waiting, one, why);
        }

        return (waiting, commands);
    }

    // An offer counts once, whoever it rang; one that failed without ringing does not (QUE-005, QUE-054).
    private QueueState.Waiting Without(QueueState.Waiting waiting, RungAgent agent, OfferEnd why)
    {
        var counts = why != OfferEnd.Failed && agent.Offer != waiting.LastAttempt;
        var next = waiting with
        {
            Rung = ValueList.From(waiting.Rung.Where(one => one != agent)),
            Phones = waiting.Phones with { Phones = ValueList.From(waiting.Phones.Phones.Where(phone => phone.Target.Extension != agent.Agent)) },
            Attempts = counts ? waiting.Attempts + 1 : waiting.Attempts,
            LastAttempt = counts ? agent.Offer : waiting.LastAttempt,
            WasEngaged = why == OfferEnd.Failed,
        };

        // what was due while ring-back took the place of everything else is over (QUE-243)
        return next.Rung.Count > 0 || !Config.RingsWhenOffered ? next
            : next with { Heard = Heard.Nothing, Announced = next.Base is { } playbackBase ? Announcements.DueBy(At.At, playbackBase, Config) : next.Announced };
    }

    private static RungPhone? Ringing(QueueState.Waiting waiting, ExtensionNumber agent) =>
        waiting.Phones.Phones.FirstOrDefault(phone => phone.Target.Extension == agent && phone.State == RungState.Ringing);

    private DateTimeOffset WakeAt(QueueState.Waiting waiting)
    {
        var wake = Instants.Earlier(waiting.LookAt, waiting.Heard.Until);
        if (waiting.IsListening)
        {
            return wake;
        }

        foreach (var one in waiting.Rung.AsSpan())
        {
            wake = Instants.Earlier(wake, one.Until);
        }

        wake = Instants.Earlier(Instants.Earlier(wake, waiting.Phones.Due), waiting.Look?.Until);
        wake = Config.TimerLeads ? Instants.Earlier(wake, waiting.Entered + Config.ForwardsAfter) : wake;
        wake = waiting.Rung.Count == 0 && waiting.ClosesAt > At.At ? Instants.Earlier(wake, waiting.ClosesAt) : wake;
        if (waiting.Base is not { } playbackBase || waiting.Heard.What is HeardItem.Announcement or HeardItem.CallbackOffer or HeardItem.Welcome || (waiting.Rung.Count > 0 && Config.RingsWhenOffered))
        {
            return wake;
        }

        if (waiting.Look is { Announcement: > 0 })
        {
            return wake;
        }

        wake = waiting.Rung.Count == 0 ? Instants.Earlier(wake, Announcements.NextInfotainment(waiting.Informed, playbackBase, Config)) : wake;
        return Instants.Earlier(wake, Announcements.Next(waiting.Announced, playbackBase, Config));
    }
}
