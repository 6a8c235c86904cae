using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.GroupMailboxes;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Explanations;

/// <summary>
/// The telephone network and the people at its phones, as they are assumed: carries out the commands of one call, and tells what happens then, in the order and at the instants in which the real
/// network would. Nothing goes wrong here that is not assumed. What the network does by itself (how long it lets a phone ring, what it refuses) is from docs/azure/notes.md.
/// </summary>
public sealed class AssumedNetwork(PhoneAddress caller, Assumptions assume, DocumentConfiguration account, IReadOnlyDictionary<AudioFile, TimeSpan> files)
{
    /// <summary>How long people take to press a key, after the question and after another key.</summary>
    public static readonly TimeSpan KeyAfter = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan WaitAfter = TimeSpan.FromSeconds(10); // where keys are heard at any time

    private const int RingsAtMost = 85; // seconds; the network gives up then
    private const int NumberRingsAtMost = 115;
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> due = new();
    private readonly Queue<CallEvent> told = new();
    private readonly Dictionary<OpId, CallCommand> asked = [];
    private readonly Dictionary<OpId, PhoneAddress> ringing = [];
    private readonly List<PhoneAddress> present = [];
    private AccountDocument document = account.Document;
    private AssumedFloor? floor;
    private OpId? earsFor;
    private DateTimeOffset now;
    private Media? media;
    private OpId? recording;
    private bool hasSpoken;
    private bool isOver;
    private int keysPressed;
    private int rosters;
    private int order;

    /// <summary>When something happens next, if nothing is told before.</summary>
    public DateTimeOffset? Due => due.TryPeek(out _, out var next) ? next.At : null;

    /// <summary>What is told next of what has happened already, or nothing.</summary>
    public CallEvent? Next => told.TryDequeue(out var evt) ? evt : null;

    /// <summary>The command that an event answers, or nothing.</summary>
    public CallCommand? Asked(OpId op) => asked.GetValueOrDefault(op);

    /// <summary>Lets happen what is due next.</summary>
    public void Happen()
    {
        if (due.TryDequeue(out var act, out var at))
        {
            now = at.At;
            act();
        }
    }

    /// <summary>Carries out the commands of a step, in their order.</summary>
    /// <param name="call">The call after the step.</param>
    public ValueList<CommandDone> CarryOut(Call call, ValueList<CallCommand> commands, Moment at)
    {
        now = at.At;
        var done = new CommandDone[commands.Count];
        for (var i = 0; i < done.Length; i++)
        {
            var op = at.Op(i);
            asked[op] = commands[i];
            done[i] = new CommandDone(op, CarryOut(call, op, commands[i]));
        }

        return ValueList.From(done);
    }

    private Outcome CarryOut(Call call, OpId op, CallCommand command) => command switch
    {
        CallCommand.FileRecord or CallCommand.RaiseAlarm => new Outcome.Accepted(),
        CallCommand.ShowSchemes show => new Outcome.Schemes(SchemeSwitch.Show(account.Find(show.User)?.Extension, document.Account, document.Schemes)),
        CallCommand.SwitchScheme wish => Switch(wish),
        CallCommand.ShowOffers => new Outcome.Offers([]),
        CallCommand.NoteOffer or CallCommand.FreePlace or CallCommand.HoldLine or CallCommand.FreeLines => new Outcome.Accepted(),
        CallCommand.TellFloor tell => Done(() => Floor.Hear(tell.Message)),
        CallCommand.LookAtQueue look => Floor.Look(look.Queue),
        CallCommand.TellReceptionists or CallCommand.ForgetNotifications => new Outcome.Accepted(),
        CallCommand.CallPhone => new Outcome.Refused("no call begins in an explanation"),
        CallCommand.MovePhone => new Outcome.Refused("nobody picks up in an explanation"),
        CallCommand.AskBot => new Outcome.Refused("no bot is asked for an explanation"),
        CallCommand.TakePlace take => Place(take),
        CallCommand.LookForPinLock => new Outcome.PinLock(IsLocked: false),
        CallCommand.CountMessages box => new Outcome.Messages(assume.FullMailboxes.Contains(box.Box) ? VoicemailConfig.MostMessages : 0, 0),
        CallCommand.FindBox find => new Outcome.FoundBox(document.Extensions.FirstOrDefault(extension => extension.Config is GroupMailboxConfig config && config.Code == find.Code)?.Number),
        CallCommand.LookIntoBox look => new Outcome.Box(Look(look.Box)),
        CallCommand.MarkHeard or CallCommand.DeleteMessage => new Outcome.Accepted(),
        CallCommand.FetchGreeting => new Outcome.Greeting(null), // nobody speaks here, and no file comes
        CallCommand.ChangeBox change => new Outcome.BoxChanged(Change(change)),
        CallCommand.PauseRecording pause => OfRecording(pause.Recording), // a recording ends with its call
        CallCommand.ResumeRecording resume => OfRecording(resume.Recording),
        CallCommand.StopRecording stop => StopRecording(stop.Recording),
        _ when isOver => new Outcome.CallGone(),
        CallCommand.Answer => Answer(),
        CallCommand.Play play => Play(op, play),
        CallCommand.CollectDigits collect => Collect(op, collect, call),
        CallCommand.HearOut hearOut => HearOut(op, hearOut),
        CallCommand.HearKeys => HearKeys(op),
        CallCommand.StopHearingKeys => Done(() => earsFor = null),
        CallCommand.StopSounds => Silence(),
        CallCommand.RingPhone ring => Ring(op, ring, ring.Of ?? (call.Phase as Phase.InExtension)?.Arrival.Number),
        CallCommand.StopRinging stop => Done(() => Miss(stop.Ring, NotReached.Withdrawn)),
        CallCommand.DropPhone drop => Done(() => Leave(drop.Phone)),
        CallCommand.HangUp => Done(End),
        CallCommand.LookWhoIsThere => new Outcome.Roster(ValueList.From(present)),
        CallCommand.StartRecording => Record(op),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Not a command of a call."),
    };

    private AssumedFloor Floor => floor ??= new AssumedFloor(assume, account, told.Enqueue, () => now, After, () => Leave(caller));

    private Outcome.Accepted HearKeys(OpId op)
    {
        earsFor = op;
        After(KeyAfter, () => Tell(op));
        return new Outcome.Accepted();
    }

    // keys are told one by one, until nobody hears them any more
    private void Tell(OpId op)
    {
        if (earsFor != op || assume.Keys?.Value is not { } keys || keysPressed >= keys.Length)
        {
            return;
        }

        var key = keys[keysPressed++];
        if (key != 'w')
        {
            told.Enqueue(new CallEvent.KeyPressed(op, key.ToString()));
        }

        After(key == 'w' ? WaitAfter : KeyAfter, () => Tell(op));
    }

    // what else is in use is assumed; the explained call itself is one more
    private Outcome.Place Place(CallCommand.TakePlace take)
    {
        var used = assume.Limits.FirstOrDefault(limit => limit.Extension == take.Limit)?.InUse ?? 0;
        return new Outcome.Place(used < take.Most, used < take.Most ? used + 1 : used);
    }

    private static Outcome.Accepted Done(Action act)
    {
        act();
        return new Outcome.Accepted();
    }

    private void After(TimeSpan wait, Action act) => due.Enqueue(act, (now + wait, ++order));

    private Outcome.Answering Answer()
    {
        present.Add(caller);
        rosters++;
        told.Enqueue(new CallEvent.CallerConnected(Connection));
        if (assume.HangsUpAfter is { } patience)
        {
            After(patience, () => Leave(caller));
        }

        return new Outcome.Answering(Connection);
    }

    private Outcome.Accepted Play(OpId op, CallCommand.Play play)
    {
        var playing = Start(op, isQuestion: false);
        if (!play.Loop)
        {
            After(Length(play.Sounds), () => Finish(playing, new CallEvent.SoundEnded(op)));
        }

        return new Outcome.Accepted();
    }

    // nobody learns a PIN by an explanation: whoever has one is taken to know it
    private Outcome.Accepted Collect(OpId op, CallCommand.CollectDigits collect, Call call)
    {
        var asking = media = new Media(op, IsQuestion: true, Stop: collect.Stop, Verdict: collect.IsSecret ? Verdict(call) : null, Pin: ListedPin(call));
        var prompt = Length(collect.Prompt);
        After(prompt + KeyAfter, () => Press(asking, collect.Most, Seconds(collect.NextWithin, 60)));
        After(prompt + Seconds(collect.FirstWithin, 300), () => Finish(asking, new CallEvent.NoDigitsCollected(op)));
        return new Outcome.Accepted();
    }

    private Outcome.Accepted HearOut(OpId op, CallCommand.HearOut hearOut)
    {
        var hearing = Start(op, isQuestion: true);
        var speech = hasSpoken ? TimeSpan.Zero : assume.SpeaksFor ?? Assumptions.UsualSpeech;
        hasSpoken = true;
        After(speech + KeyAfter, () => Press(hearing, 1, hearOut.QuietFor));
        After(
            speech > TimeSpan.Zero ? speech + hearOut.QuietFor : Seconds(hearOut.FirstWithin, 20),
            () => Finish(hearing, speech > TimeSpan.Zero ? new CallEvent.SpeechEnded(op) : new CallEvent.NoDigitsCollected(op)));
        return new Outcome.Accepted();
    }

    // the next key, unless the caller waits or has pressed them all
    private void Press(Media asking, int most, TimeSpan nextWithin)
    {
        if (media != asking || assume.Keys?.Value is not { } keys || keysPressed >= keys.Length)
        {
            return;
        }

        var key = keys[keysPressed++];
        if (key == 'w')
        {
            return;
        }

        if (asking.Stop.Contains(key, StringComparison.Ordinal))
        {
            Finish(asking, Pressed(asking));
            return;
        }

        var more = asking with { Keys = asking.Keys + key };
        media = more;
        if (more.Keys.Length >= most)
        {
            Finish(more, Pressed(more));
            return;
        }

        After(KeyAfter, () => Press(more, most, nextWithin));
        After(nextWithin, () => Finish(more, Pressed(more)));
    }

    private static CallEvent Pressed(Media pressed) => pressed switch
    {
        { Keys: "" } => new CallEvent.NoDigitsCollected(pressed.Op),
        { Verdict: { } verdict, Keys: not "*" } => new CallEvent.PinJudged(pressed.Op, verdict, verdict == PinVerdict.Right ? pressed.Pin : null),
        _ => new CallEvent.DigitsCollected(pressed.Op, pressed.Keys),
    };

    private PinVerdict Verdict(Call call) =>
        ListedPin(call) is not null ? PinVerdict.Right
        : (call.Phase as Phase.InExtension)?.State.State is IAsksForNewPin { NewPinQuestion: not null } ? PinVerdict.Right
        : (call.Phase as Phase.InExtension)?.State.State is IAsksForPin { PinOwner: { } owner } asks && HasPin(account.Find(owner)?.Extension, asks.OfMailbox) ? PinVerdict.Right : PinVerdict.Wrong;

    // in a draft a PIN need not be hashed yet
    private static bool HasPin(Extension? extension, bool ofMailbox) =>
        (ofMailbox && extension?.Config is IHasMailboxPin own ? own.MailboxPin : (extension?.Config as IHasPin)?.Pin) is not (null or Pin.Removed) && (!ofMailbox || Box.Of(extension, default) is not null);

    // of a list the first one
    private string? ListedPin(Call call) => call.Phase is Phase.InExtension { State.State: IAsksForListedPin, Arrival.Number: { } number } && account.Find(number)?.Extension.Config is IHasListedPins own
        ? own.Pins.FirstOrDefault(pin => pin is not null)?.Name
        : null;

    // within the explained call what was switched counts as saved
    private Outcome.Switched Switch(CallCommand.SwitchScheme wish)
    {
        (document, var result) = SchemeSwitch.Apply(document, wish);
        return new Outcome.Switched(result);
    }

    private Outcome.Accepted Silence()
    {
        media = null;
        return new Outcome.Accepted();
    }

    // what is in a mailbox is nobody's business here: it is empty
    private BoxView? Look(ExtensionNumber box) =>
        Box.Of(document.Extensions.FirstOrDefault(extension => extension.Number == box), document.Account.Language) is { } found ? new BoxView(found.Kind, found.Language, 0, 0) : null;

    private bool Change(CallCommand.ChangeBox change)
    {
        var isKept = change.Change is BoxChange.NewPin;
        var next = isKept ? document : BoxEdits.Apply(document, change.Box, change.Change, null);
        document = next ?? document;
        return next is not null;
    }

    // whatever played or listened is cut short
    private Media Start(OpId op, bool isQuestion) => media = new Media(op, isQuestion);

    private void Finish(Media finished, CallEvent evt)
    {
        if (media == finished)
        {
            media = null;
            told.Enqueue(evt);
        }
    }

    private Outcome Ring(OpId op, CallCommand.RingPhone ring, ExtensionNumber? of)
    {
        var isNumber = ring.Phone.Number is not null;
        if (present.Contains(ring.Phone) || ringing.ContainsValue(ring.Phone))
        {
            return new Outcome.Refused("the phone is in the call or being rung already");
        }

        if (ring.Phone == PhoneAddress.Anonymous || ring.Phone.Value.StartsWith("raw:", StringComparison.Ordinal) || (isNumber && ring.CallerId is null))
        {
            return new Outcome.Refused("the network cannot ring it");
        }

        ringing[op] = ring.Phone;
        if (isNumber && ring.CallerId is { } shown && !account.Owns(shown))
        {
            Miss(op, NotReached.CallerIdRefused); // a carrier shows only numbers of ours (EXT-065)
            return new Outcome.Ringing(op.ToString());
        }

        Ring(op, ring.Phone, Assumed(ring.Phone, of), Seconds(ring.For, isNumber ? NumberRingsAtMost : RingsAtMost));
        return new Outcome.Ringing(op.ToString());
    }

    private void Ring(OpId op, PhoneAddress phone, PhoneAssumption assumed, TimeSpan ringsFor)
    {
        var after = assumed.After ?? PhoneAssumption.Usual;
        switch (assumed.Behaviour)
        {
            case PhoneBehaviour.Busy:
                Miss(op, NotReached.Busy);
                break;
            case PhoneBehaviour.Unreachable:
                Miss(op, phone.Number is null ? NotReached.Unreachable : NotReached.NoAnswer);
                break;
            case PhoneBehaviour.Decline when after < ringsFor:
                After(after, () => Miss(op, NotReached.Declined));
                break;
            case PhoneBehaviour.Answer when after < ringsFor:
                After(after, () => Join(op));
                break;
            default:
                After(ringsFor, () => Miss(op, NotReached.NoAnswer));
                break;
        }
    }

    private PhoneAssumption Assumed(PhoneAddress phone, ExtensionNumber? of)
    {
        PhoneAssumption? byExtension = null;
        foreach (var one in assume.Phones.AsSpan())
        {
            if (one.Phone.Address == phone)
            {
                return one;
            }

            byExtension = of is not null && one.Phone.Extension == of ? one : byExtension;
        }

        return byExtension ?? new PhoneAssumption(PhoneName.Of(phone), PhoneBehaviour.NoAnswer);
    }

    private void Join(OpId op)
    {
        if (ringing.Remove(op, out var phone))
        {
            present.Add(phone);
            rosters++;
            told.Enqueue(new CallEvent.PhoneAnswered(op, phone));
            After(assume.TalksFor ?? Assumptions.UsualTalk, () => Leave(phone));
        }
    }

    private void Miss(OpId op, NotReached why)
    {
        if (ringing.Remove(op))
        {
            told.Enqueue(new CallEvent.PhoneNotReached(op, why));
        }
    }

    private void Leave(PhoneAddress phone)
    {
        if (isOver || !present.Remove(phone))
        {
            return;
        }

        if (present.Count == 0)
        {
            End();
            return;
        }

        if (phone == caller && media is { IsQuestion: true } question)
        {
            Finish(question, new CallEvent.CollectingFailed(question.Op));
        }

        rosters++;
        if (present.Count == 1) // of a fuller call nothing is told that a step needs
        {
            told.Enqueue(new CallEvent.RosterChanged(rosters, ValueList.From(present)));
        }
    }

    // what plays fails with the call, what rings is withdrawn, and then the call is over
    private void End()
    {
        (isOver, recording) = (true, null);
        present.Clear();
        if (media is { } last)
        {
            Finish(last, last.IsQuestion ? new CallEvent.CollectingFailed(last.Op) : new CallEvent.SoundFailed(last.Op));
        }

        foreach (var op in ringing.Keys.ToArray())
        {
            Miss(op, NotReached.Withdrawn);
        }

        told.Enqueue(new CallEvent.CallEnded());
    }

    private Outcome Record(OpId op)
    {
        if (recording is not null)
        {
            return new Outcome.Refused("the call is being recorded already");
        }

        (recording, hasSpoken) = (op, false);
        return new Outcome.Recording(op.ToString());
    }

    private Outcome OfRecording(OpId which) => recording == which ? new Outcome.Accepted() : new Outcome.Refused("there is no such recording");

    private Outcome StopRecording(OpId which)
    {
        var outcome = OfRecording(which);
        recording = recording == which ? null : recording;
        return outcome;
    }

    private TimeSpan Length(ValueList<Sound> sounds)
    {
        var length = TimeSpan.Zero;
        foreach (var sound in sounds.AsSpan())
        {
            length += SoundLength.About(sound, files);
        }

        return length;
    }

    // the network counts whole seconds
    private static TimeSpan Seconds(TimeSpan wanted, int most) => TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(wanted.TotalSeconds), 1, most));

    private const string Connection = "assumed";

    private sealed record Media(OpId Op, bool IsQuestion, string Keys = "", string Stop = "", PinVerdict? Verdict = null, string? Pin = null);
}
