using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Engine.Calls;
using Pbx.Engine.Machines;

namespace Pbx.Simulation.World;

/// <summary>One call in the network: its caller, who else is in it, what plays, and what we are told of it.</summary>
internal sealed class NetworkCall(PhoneWorld world, int number, PhoneAddress caller, DialledNumber dialled)
{
    private static readonly TimeSpan RingsFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MostSilenceInStorm = TimeSpan.FromMinutes(8); // people who talked: until the network is asked; with fault upon fault
    private static readonly TimeSpan MostSilenceAfterStorm = TimeSpan.FromSeconds(60); // until the next alarm, and what it takes up then
    private readonly HashSet<PhoneAddress> present = [];
    private readonly Dictionary<OpId, Outcome> carriedOut = [];
    private readonly Dictionary<OpId, Invitation> invitations = [];
    private readonly Dictionary<string, Tape> tapes = [];
    private MachineKey key;
    private string? connection;
    private bool isOver;
    private bool isOurs;
    private readonly HashSet<OpId> secrets = [];
    private readonly HashSet<PhoneAddress> moved = [];
    private readonly HashSet<PhoneAddress> takenOver = [];
    private Media? playing;
    private OpId? keys;
    private int media;
    private int events;
    private int rosters;
    private TimeSpan? silentSince;
    private OpId latest;
    private OpId latestTogether;

    public string Connection => connection ?? throw new InvalidOperationException("The call has no leg of ours.");

    public string Context => $"context-{number}";

    private Universe Universe => world.Universe;

    public void Begin()
    {
        var prng = Universe.Prng;
        var eventTime = Universe.Time.GetUtcNow();
        Universe.Time.After(prng.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(50)), () => Announce(eventTime, attempt: 1));
        if (Universe.IsRepeated())
        {
            Universe.Time.After(prng.Between(TimeSpan.Zero, TimeSpan.FromSeconds(3)), () => Announce(eventTime, attempt: 2));
        }

        Universe.Time.After(RingsFor, () => { if (connection is null) { Over(); } });
        if (prng.Chance(0.6))
        {
            Universe.Time.After(prng.Between(TimeSpan.Zero, TimeSpan.FromSeconds(150)), CallerHangsUp);
        }

        for (var i = prng.Below(4); i > 0; i--)
        {
            var tone = prng.Pick("1", "2", "3", "4", "5", "5", "6", "7", "9", "*", "#");
            Universe.Time.After(prng.Between(TimeSpan.Zero, TimeSpan.FromSeconds(60)), () => Press(tone));
        }
    }

    public string? Answer(MachineKey machine, OpId op)
    {
        if (isOver)
        {
            return null;
        }

        Ordered(op);
        if (connection is null)
        {
            key = machine;
            connection = $"connection-{number}";
            present.Add(caller);
            Quiet();
            Tell(new CallEvent.CallerConnected(connection));
            TellRoster();
        }

        return connection;
    }

    /// <summary>A call that we make: its first phone rings, and whoever is there may answer.</summary>
    public string Call(MachineKey machine, OpId op)
    {
        var prng = Universe.Prng;
        (key, connection, isOurs) = (machine, $"connection-{number}", true);
        Ordered(op);
        var answers = prng.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(40));
        switch (prng.Below(5))
        {
            case 0:
                Universe.Time.After(answers, () => Unanswered(op, NotReached.Declined));
                break;
            case 1:
                Universe.Time.After(TimeSpan.FromMilliseconds(300), () => Unanswered(op, NotReached.Busy));
                break;
            case 2:
                Universe.Time.After(TimeSpan.FromSeconds(90), () => Unanswered(op, NotReached.NoAnswer)); // nobody is there
                break;
            default:
                Universe.Time.After(answers, Connect);
                break;
        }

        return connection;
    }

    private void Connect()
    {
        if (isOver)
        {
            return;
        }

        present.Add(caller);
        Quiet();
        Tell(new CallEvent.CallerConnected(connection!));
        TellRoster();
        if (Universe.Prng.Chance(0.3))
        {
            Universe.Time.After(Universe.Prng.Between(TimeSpan.Zero, TimeSpan.FromSeconds(60)), CallerHangsUp);
        }
    }

    private void Unanswered(OpId op, NotReached why)
    {
        if (!isOver && present.Count == 0)
        {
            isOver = true;
            Tell(new CallEvent.PhoneNotReached(op, why));
        }
    }

    /// <summary>Whether it is an agent's call back to somebody who is rung or talks.</summary>
    public bool CallsBack(PhoneAddress phone) => isOurs && !isOver && (present.Contains(phone) || invitations.Values.Any(invitation => invitation.Phone == phone && invitation.IsOpen));

    public void Reject() => Over();

    public Outcome CarryOut(OpId op, CallCommand command, string? invitation, string? recording)
    {
        if (isOver)
        {
            return new Outcome.CallGone();
        }

        if (command is CallCommand.RingPhone or CallCommand.StartRecording && carriedOut.TryGetValue(op, out var before))
        {
            return before; // recognised by its name
        }

        Ordered(op, command is CallCommand.RingPhone or CallCommand.StopRinging);
        var outcome = Do(op, command, invitation, recording);
        carriedOut[op] = outcome;
        return outcome;
    }

    public void CheckEnd()
    {
        foreach (var (id, _) in tapes.Where(tape => tape.Value.HasRun && Universe.Recordings.Begun(tape.Key, CancellationToken.None).Result is null))
        {
            Universe.Complain($"Call {number} to {dialled}: nobody waits for the file of {id}.");
        }

        if (connection is not null && !isOver)
        {
            Universe.Complain($"Call {number} to {dialled} never reached an end; in it: {string.Join(", ", present)}.");
        }
    }

    private Outcome Do(OpId op, CallCommand command, string? invitation, string? recording)
    {
        switch (command)
        {
            case CallCommand.Play play:
                Start(new Media(op, null, play.Loop ? null : TimeSpan.FromSeconds(play.Sounds.Count * 3)));
                return new Outcome.Accepted();
            case CallCommand.CollectDigits ask:
                _ = ask.IsSecret && secrets.Add(op);
                Start(new Media(op, ask.FirstWithin, TimeSpan.FromSeconds(ask.Prompt.Count * 3)));
                return new Outcome.Accepted();
            case CallCommand.HearOut hearOut:
                HearOut(op, hearOut);
                return new Outcome.Accepted();
            case CallCommand.StartRecording start:
                return Record(op, start);
            case CallCommand.PauseRecording:
                return Tell(recording, tape => tape.IsRunning = false);
            case CallCommand.ResumeRecording:
                return Tell(recording, tape => tape.HasRun = tape.IsRunning = true);
            case CallCommand.StopRecording:
                return Tell(recording, tape => tape.IsOver = true);
            case CallCommand.HearKeys:
                keys = op;
                return new Outcome.Accepted();
            case CallCommand.StopHearingKeys:
                keys = null;
                return new Outcome.Accepted();
            case CallCommand.StopSounds:
                Stop();
                return new Outcome.Accepted();
            case CallCommand.RingPhone ring:
                return Ring(op, ring);
            case CallCommand.StopRinging stop:
                Withdraw(stop.Ring, invitation);
                return new Outcome.Accepted();
            case CallCommand.DropPhone drop:
                if (Universe.Weather.IsCalm && moved.Contains(drop.Phone) && present.Contains(drop.Phone))
                {
                    Universe.Complain($"Call {number}: {drop.Phone} was taken over, and is taken out.");
                }

                Leave(drop.Phone, isDropped: true);
                return new Outcome.Accepted();
            case CallCommand.HangUp:
                Over();
                return new Outcome.Accepted();
            case CallCommand.LookWhoIsThere:
                return new Outcome.Roster([.. present]);
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "Not for the network.");
        }
    }

    private void HearOut(OpId op, CallCommand.HearOut hearOut)
    {
        var prng = Universe.Prng;
        if (prng.Chance(0.1))
        {
            Tell(new CallEvent.CollectingFailed(op)); // the network hears no speech today
            return;
        }

        var next = new Media(op, hearOut.FirstWithin, TimeSpan.Zero);
        Start(next);
        var turn = media;
        if (prng.Chance(0.6))
        {
            Universe.Time.After(prng.Between(TimeSpan.FromSeconds(1), hearOut.FirstWithin), () => Speak(next, turn, hearOut.QuietFor));
        }
    }

    private void Speak(Media listening, int turn, TimeSpan quiet)
    {
        if (media != turn || playing != listening)
        {
            return;
        }

        media++; // the first word came in time
        var speaks = media;
        Universe.Time.After(Universe.Prng.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20)) + quiet, () =>
        {
            if (!isOver && media == speaks && playing == listening)
            {
                End(listening);
                Tell(new CallEvent.SpeechEnded(listening.Op));
            }
        });
    }

    private Outcome Record(OpId op, CallCommand.StartRecording start)
    {
        if (Universe.Prng.Chance(0.05))
        {
            return new Outcome.Refused("it does not record today");
        }

        if (tapes.Values.Any(tape => !tape.IsOver))
        {
            Universe.Complain($"Call {number}: a second recording is started.");
        }

        var id = $"recording-{number}-{op}";
        tapes[id] = new Tape { IsRunning = !start.IsPaused };
        return new Outcome.Recording(id);
    }

    private Outcome Tell(string? recording, Action<Tape> what)
    {
        if (recording is null || !tapes.TryGetValue(recording, out var tape) || tape.IsOver)
        {
            return new Outcome.Refused("there is no such recording");
        }

        what(tape);
        return new Outcome.Accepted();
    }

    private Outcome Ring(OpId op, CallCommand.RingPhone ring)
    {
        if (present.Contains(ring.Phone) || invitations.Values.Any(other => other.Phone == ring.Phone && other.IsOpen))
        {
            return new Outcome.Refused("the phone is in the call or being rung already");
        }

        // what is told late or never, nobody can know; but whoever is rung has a place on the line, and those who had one before left room for it
        if (ring.Line is { } line && !takenOver.Contains(ring.Phone)) // what is given again after a crash finds the place that the call has by now
        {
            var places = Universe.Lines.Read(Accounts.Account, line.User, line.User, CancellationToken.None).Result;
            if (places.FirstOrDefault(place => place.Line.Call == key.Id) is not { } own || places.Count(place => place.Line.Since < own.Line.Since) >= line.Calls)
            {
                Universe.Complain($"Call {number}: {line.User} is rung at {ring.Phone}, and on the line are {string.Join(", ", places.Select(place => place.Line.Call))}.");
            }
        }

        if (isOurs && world.IsCalledBack(ring.Phone, except: this))
        {
            Universe.Complain($"Call {number}: {ring.Phone} is called back twice at once.");
        }

        var prng = Universe.Prng;
        var invitation = new Invitation(ring.Phone);
        invitations[op] = invitation;
        var answers = prng.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(40));
        switch (prng.Below(6))
        {
            case 0:
                Universe.Time.After(TimeSpan.FromMilliseconds(200), () => Miss(op, invitation, NotReached.Busy));
                break;
            case 1:
                Universe.Time.After(answers, () => Miss(op, invitation, NotReached.Declined));
                break;
            case 2 when ring.Phone.Number is not null && ring.CallerId != dialled.Number:
                Universe.Time.After(TimeSpan.FromMilliseconds(300), () => Miss(op, invitation, NotReached.CallerIdRefused));
                break;
            case 3:
                break; // nobody is there
            default:
                Universe.Time.After(answers, () => Join(op, invitation));
                break;
        }

        Universe.Time.After(ring.For, () => Miss(op, invitation, NotReached.NoAnswer));
        return new Outcome.Ringing($"invitation-{op}");
    }

    private void Join(OpId op, Invitation invitation)
    {
        if (isOver || !invitation.End())
        {
            return;
        }

        Joined(op, invitation.Phone);
    }

    private void Joined(OpId op, PhoneAddress joined)
    {
        if (!present.Add(joined))
        {
            Universe.Complain($"Call {number}: {joined} is in it twice.");
        }

        Tell(new CallEvent.PhoneAnswered(op, joined));
        TellRoster();
        Noise();
        Universe.Time.After(Universe.Prng.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(8)), () => Leave(joined, isDropped: false));
        Universe.Time.After(MostSilence, () => // two of a group who answer at once both hear the caller for a moment (docs/azure/notes.md, section 6)
        {
            if (!isOver && present.Count > 2 && Universe.Weather.IsCalm)
            {
                Universe.Complain($"Call {number}: two phones talk to one caller.");
            }
        });

        var others = present.Where(phone => phone != caller && phone != joined).ToList();
        Universe.Time.After(TimeSpan.FromMinutes(6), () => // when nothing told of it: until the network is asked
        {
            if (!isOver && present.Contains(joined) && others.Exists(present.Contains) && !Universe.FaultsOn)
            {
                Universe.Complain($"Call {number}: two phones have talked to one caller for six minutes.");
            }
        });
    }

    /// <summary>A phone is taken over from another call, which ends by that; or the network leaves it there, empty.</summary>
    public Outcome Move(OpId op, CallCommand.MovePhone move, NetworkCall? from)
    {
        if (isOver)
        {
            return new Outcome.CallGone();
        }

        if (carriedOut.TryGetValue(op, out var before))
        {
            return before; // recognised by its name
        }

        Ordered(op);
        takenOver.Add(move.Phone);
        if (Universe.Prng.Chance(0.05))
        {
            return carriedOut[op] = new Outcome.Refused("it moves nobody today");
        }

        Universe.Time.After(Universe.Prng.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(200)), () =>
        {
            if (isOver)
            {
                return;
            }

            if (present.Contains(move.Phone) || from?.Gives(move.Phone) is not true)
            {
                Tell(new CallEvent.PhoneNotReached(op, NotReached.Failed));
                return;
            }

            moved.Add(move.Phone);
            Joined(op, move.Phone);
            Universe.Time.After(MostSilence, () =>
            {
                if (present.Contains(caller) && present.Contains(move.Phone) && Universe.Weather.IsCalm && Universe.Lines.Read(Accounts.Account, move.Of, move.Of, CancellationToken.None).Result.All(place => place.Line.Call != key.Id))
                {
                    Universe.Complain($"Call {number}: {move.Phone} was taken over, and has no place on the line of {move.Of}.");
                }
            });
        });
        return carriedOut[op] = new Outcome.Accepted();
    }

    private bool Gives(PhoneAddress phone)
    {
        if (isOver || !present.Remove(phone))
        {
            return false;
        }

        if (Universe.Prng.Chance(0.2))
        {
            TellRoster(); // it stays, and nobody is in it
        }
        else
        {
            Over();
        }

        return true;
    }

    private void Miss(OpId op, Invitation invitation, NotReached why)
    {
        if (!isOver && invitation.End())
        {
            Tell(new CallEvent.PhoneNotReached(op, why));
        }
    }

    private void Withdraw(OpId ring, string? named)
    {
        if (named is not null && named != $"invitation-{ring}")
        {
            Universe.Complain($"Call {number}: {named} is not the invitation of {ring}.");
        }

        if (named is not null && invitations.TryGetValue(ring, out var invitation))
        {
            Miss(ring, invitation, NotReached.Withdrawn);
        }
    }

    private void Leave(PhoneAddress phone, bool isDropped)
    {
        if (isOver || !present.Remove(phone))
        {
            return;
        }

        TellRoster();
        Noise();
        if (present.Count == 0 && !isDropped)
        {
            Over();
        }
    }

    private void CallerHangsUp()
    {
        if (isOver)
        {
            return;
        }

        if (connection is null || present.Count <= 1)
        {
            Over();
        }
        else
        {
            Leave(caller, isDropped: false);
        }
    }

    private void Press(string tone)
    {
        if (!isOver && keys is { } hearing)
        {
            Tell(new CallEvent.KeyPressed(hearing, tone));
        }

        if (isOver || playing is not { Ask: not null } asking)
        {
            return; // nobody asks for keys
        }

        End(asking);
        Tell(secrets.Contains(asking.Op) ? new CallEvent.SecretCollected(asking.Op, tone) : new CallEvent.DigitsCollected(asking.Op, tone));
    }

    private void Start(Media next)
    {
        Stop();
        playing = next;
        var turn = ++media;
        Noise();
        if (next.Length is not { } length)
        {
            return;
        }

        Universe.Time.After(length + (next.Ask ?? TimeSpan.Zero), () =>
        {
            if (isOver || media != turn || playing != next)
            {
                return;
            }

            End(next);
            Tell(next.Ask is null ? new CallEvent.SoundEnded(next.Op) : new CallEvent.NoDigitsCollected(next.Op));
        });
    }

    private void End(Media ended)
    {
        if (playing == ended)
        {
            playing = null;
            Quiet();
        }
    }

    private void Stop()
    {
        playing = null;
        Quiet();
    }

    private void Noise()
    {
        if (playing is not null || present.Count > 1)
        {
            silentSince = null;
        }
        else
        {
            Quiet();
        }
    }

    // From now on the caller hears nothing, and nobody listens.
    private void Quiet()
    {
        if (isOver || !present.Contains(caller) || present.Count > 1 || playing is not null)
        {
            return;
        }

        var since = silentSince ??= Universe.Time.Elapsed;
        var most = Universe.Weather.IsCalm ? MostSilence : Universe.FaultsOn ? MostSilenceInStorm : MostSilenceAfterStorm;
        Universe.Time.After(most, () =>
        {
            if (!isOver && silentSince == since && present.Contains(caller))
            {
                Universe.Complain($"Call {number} to {dialled}: the caller has heard nothing for {most}.");
            }
        });
    }

    private void Over()
    {
        if (isOver)
        {
            return;
        }

        isOver = true;
        silentSince = null;
        present.Clear();
        if (connection is not null)
        {
            Tell(new CallEvent.CallEnded());
        }
    }

    private void TellRoster()
    {
        var sequence = ++rosters;
        if (present.Count < 2 && sequence > 1)
        {
            Tell(new CallEvent.RosterChanged(sequence, [.. present]));
        }
    }

    // the network tells at least once, in no order; a webhook that fails is repeated a few times
    private void Tell(CallEvent evt)
    {
        var id = $"event-{number}-{++events}";
        if (Universe.IsLost())
        {
            Universe.Tell(() => $"{id} {evt.GetType().Name} is lost");
            return;
        }

        for (var copies = Universe.IsRepeated() ? 1 + Universe.Prng.Below(10) : 1; copies > 0; copies--)
        {
            Universe.Time.After(Universe.Delay(), () => Deliver(id, evt, attempt: 1));
        }
    }

    private void Deliver(string id, CallEvent evt, int attempt)
    {
        void Again()
        {
            if (attempt < 3)
            {
                Universe.Time.After(TimeSpan.FromSeconds(attempt), () => Deliver(id, evt, attempt + 1));
            }
        }

        Universe.Tell(() => $"{id} {evt.GetType().Name} for {key.Id[^4..]}");
        Universe.Process().Give(desk => desk.Happened(key, id, evt, CancellationToken.None), failure =>
        {
            Unexpected(failure);
            if (failure is not null)
            {
                Again();
            }
        }, Again);
    }

    private void Announce(DateTimeOffset eventTime, int attempt)
    {
        void Again()
        {
            if (attempt < 2)
            {
                Universe.Time.After(TimeSpan.FromSeconds(10), () => Announce(eventTime, attempt + 1));
            }
            else
            {
                Universe.LaidAside(new MachineKey(Accounts.Account, CallKind.Name, CallIds.Of($"incoming-{number}", eventTime)));
            }
        }

        var id = $"incoming-{number}";
        Universe.Begun(new MachineKey(Accounts.Account, CallKind.Name, CallIds.Of(id, eventTime)));
        Universe.Tell(() => $"{id} attempt {attempt} for {CallIds.Of(id, eventTime)[^4..]}");
        var arrived = new CallEvent.CallArrived(caller, null, dialled, Context);
        Universe.Process().Give(desk => desk.Arrived(id, eventTime, arrived, CancellationToken.None), failure =>
        {
            Unexpected(failure);
            if (failure is not null)
            {
                Again();
            }
        }, Again);
    }

    private void Unexpected(Exception? failure)
    {
        if (failure is not null and not IOException)
        {
            Universe.Complain($"Call {number}: {failure}");
        }
    }

    // Commands of one call come in the order in which they were decided; in calm weather each comes once. Phones of a group are rung in any order, and so is their ringing taken back.
    private void Ordered(OpId op, bool isTogether = false)
    {
        if (Universe.Weather.IsCalm && ((op.Revision, op.Index).CompareTo((latest.Revision, latest.Index)) <= 0 || (!isTogether && (op.Revision, op.Index).CompareTo((latestTogether.Revision, latestTogether.Index)) <= 0)))
        {
            Universe.Complain($"Call {number}: command {op} came after {latest} or {latestTogether}.");
        }

        latest = isTogether ? latest : op;
        latestTogether = isTogether && (op.Revision, op.Index).CompareTo((latestTogether.Revision, latestTogether.Index)) > 0 ? op : latestTogether;
    }

    private sealed record Media(OpId Op, TimeSpan? Ask, TimeSpan? Length);

    private sealed class Tape
    {
        public bool IsRunning { get; set; }

        public bool HasRun { get; set; }

        public bool IsOver { get; set; }
    }

    private sealed class Invitation(PhoneAddress phone)
    {
        public PhoneAddress Phone => phone;

        public bool IsOpen { get; private set; } = true;

        public bool End()
        {
            var was = IsOpen;
            IsOpen = false;
            return was;
        }
    }
}
