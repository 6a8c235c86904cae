using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;
using Pbx.Domain.Users;
using Pbx.Engine.Audio;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Engine.Recordings;
using Pbx.Infra.CallAutomation;
using Pbx.Infra.Memory;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Recordings;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Network.Tones;
using Outcome = Pbx.Domain.Calls.Outcome;
using Recording = Pbx.Engine.Recordings.Recording;

namespace Pbx.Simulation.Explanations;

/// <summary>
/// One real call: the engine's desk over memory stores, the simulator's phone network on a clock that stands, phones that behave as it is assumed, and a caller who does what is assumed. It speaks to the network
/// as the adapter of Call Automation does, and understands it as the webhooks do.
/// </summary>
internal sealed class RealCall : ICallControl, IMessageBus, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    private static readonly TimeSpan KeyAfter = TimeSpan.FromMilliseconds(500);
    private readonly Lock gate = new();
    private readonly Queue<Func<CallDesk, Task>> work = new();
    private readonly Question question;
    private readonly AccountDocument document;
    private readonly Clock clock;
    private readonly PhoneNetwork network;
    private readonly MemoryCallLog log = new();
    private readonly CallDesk desk;
    private readonly AccountId account;
    private readonly List<ITimer> timers = [];
    private Conversation? conversation;
    private MachineKey? key;
    private Exception? failure;
    private bool isWorking;
    private object? listening;
    private bool hasSpoken;
    private readonly HashSet<OpId> secrets = [];
    private int keysPressed;
    private int events;

    private RealCall(AccountId account, AccountDocument document, Question question, MemoryNumbers numbers, AccountConfigurations configurations, AccountSaving saving)
    {
        (this.account, this.document, this.question) = (account, document, question);
        clock = new Clock(question.At);
        network = new PhoneNetwork(clock, new NetworkSettings
        {
            Trunks = [.. document.Account.Numbers.Select(number => number.Value)],
            Fetch = (uri, _, _, _) => Task.FromResult<FetchedAudio>(new FetchedAudio.Playable(LengthOfFile(uri), Voice.Of(Address.Anonymous))),
        })
        {
            Told = (notice, _) => Told(notice),
            CallComesIn = (ring, _) => Rings(ring),
            Changed = Work,
        };
        desk = CallDesk.Open(new MemoryMachines(), this, this, log, Boxes(), new MemoryRecordingFiles(), new AudioIntake(new MemoryAudio(), clock), new MemoryLines(), numbers, configurations, saving, clock, NullLoggerFactory.Instance, "p1");
        foreach (var phone in question.Assume.Phones.OrderBy(phone => phone.Phone.Extension is null)) // an address wins
        {
            if ((phone.Phone.Address ?? DeviceOf(phone)) is { } address)
            {
                network.People.Behave(At(address), Behaviour(phone));
            }
        }
    }

    /// <summary>Makes the call and answers what stands in the log afterwards.</summary>
    public static async Task<CallRecord> Make(AccountId account, AccountDocument document, Question question, MemoryNumbers numbers, AccountConfigurations configurations, AccountSaving saving)
    {
        using var call = new RealCall(account, document, question, numbers, configurations, saving);
        return await call.Make();
    }

    public Task<Outcome> CarryOut(CallOnNetwork call, OpId op, CallCommand command, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult(CarryOut(call, call.Connection ?? "", op, command));
        }
        catch (CallRefusedException refused)
        {
            return Task.FromResult<Outcome>(refused.Reason == Refusal.NotThere && refused.Message.StartsWith("Call not found", StringComparison.Ordinal) ? new Outcome.CallGone() : new Outcome.Refused(refused.Message));
        }
    }

    public Task Reject(string context, CancellationToken cancel) => throw new InvalidOperationException("Every number that is dialled here belongs to the account.");

    public Task Alarm(Alarm alarm, DateTimeOffset at, string messageId, CancellationToken cancel)
    {
        After(at - clock.GetUtcNow(), () => Give(desk => desk.Woken(alarm, CancellationToken.None)));
        return Task.CompletedTask;
    }

    public Task Notice(NoticeDue notice, DateTimeOffset at, string messageId, CancellationToken cancel) => throw new InvalidOperationException("No file is put in its place here.");

    public Task Event(HandedOver evt, string messageId, CancellationToken cancel) => throw new InvalidOperationException("Nobody else writes here.");

    public void Dispose()
    {
        foreach (var timer in timers)
        {
            timer.Dispose();
        }

        network.Dispose();
        clock.Dispose();
    }

    private async Task<CallRecord> Make()
    {
        conversation = network.People.Call(At(question.From), At(PhoneAddress.Of(question.To)), null);
        for (var until = question.At; until < question.At + Longest; until += TimeSpan.FromMinutes(2))
        {
            await clock.AdvanceTo(until);
            if (failure is not null)
            {
                throw new InvalidOperationException("The call could not be made.", failure);
            }

            if (key is { } known && await log.Find(account, known.Id, CancellationToken.None) is { } record)
            {
                return record;
            }
        }

        throw new InvalidOperationException("The call never ended.");
    }

    private Outcome CarryOut(CallOnNetwork call, string leg, OpId op, CallCommand command)
    {
        var caller = At(call.Caller);
        var app = network.Application;
        switch (command)
        {
            case CallCommand.Answer answer:
                return new Outcome.Answering(app.Answer(answer.Context, new AppLegRequest("callback", op.ToString(), CanSpeak: true)).Id);
            case CallCommand.Play play:
                listening = null;
                return Done(() => app.Play(leg, new PlayRequest(Sources(play.Sounds)) { To = play.ToAll ? [] : [caller], Loop = play.Loop, Interrupts = true, OperationContext = op.ToString() }));
            case CallCommand.CollectDigits ask:
                _ = ask.IsSecret && secrets.Add(op);
                var asked = Done(() => app.Recognize(leg, Asked(caller, op, RecognizeInput.Keys, Seconds(ask.FirstWithin, 300), ask.Most) with
                {
                    Prompts = Sources(ask.Prompt), InterTone = Seconds(ask.NextWithin, 60), StopTones = ask.Stop.Select(key => Keypad.TryParseKey(key, out var tone) ? tone : throw new FormatException($"{key} is no key.")).ToHashSet(),
                }));
                Listens(op, Sources(ask.Prompt).Aggregate(TimeSpan.Zero, (sum, source) => sum + LengthOf(source)), ask.Most);
                return asked;
            case CallCommand.HearOut hearOut:
                var heard = Done(() => app.Recognize(leg, Asked(caller, op, RecognizeInput.SpeechOrKeys, Seconds(hearOut.FirstWithin, 20), 1) with { EndSilence = hearOut.QuietFor }));
                var speech = hasSpoken ? TimeSpan.Zero : question.Assume.SpeaksFor ?? TimeSpan.FromSeconds(10);
                hasSpoken = true;
                if (speech > TimeSpan.Zero)
                {
                    network.People.Speak(Conversation, speech);
                }

                Listens(op, speech, 1);
                return heard;
            case CallCommand.StopSounds:
                listening = null;
                return Done(() => app.CancelMedia(leg));
            case CallCommand.RingPhone ring:
                return Ring(leg, op, ring);
            case CallCommand.StopRinging stop:
                return Done(() => app.CancelAdd(leg, call.Invitation ?? "", op.ToString(), null));
            case CallCommand.DropPhone drop:
                return Done(() => app.Remove(leg, At(drop.Phone), op.ToString(), null));
            case CallCommand.HangUp:
                return Done(() => app.Terminate(leg));
            case CallCommand.LookWhoIsThere:
                return new Outcome.Roster(ValueList.From(app.Participants(leg).Select(one => AcsAddress.Read(one.Address.RawId))));
            case CallCommand.StartRecording start:
                hasSpoken = false;
                return new Outcome.Recording(app.Recorder.Start(leg, null, new RecordingRequest { PauseOnStart = start.IsPaused }).Id);
            case CallCommand.PauseRecording:
                return Done(() => app.Recorder.Pause(call.Recording ?? ""));
            case CallCommand.ResumeRecording:
                return Done(() => app.Recorder.Resume(call.Recording ?? ""));
            case CallCommand.StopRecording:
                return Done(() => app.Recorder.Stop(call.Recording ?? ""));
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "Not for the network.");
        }
    }

    private Outcome Ring(string leg, OpId op, CallCommand.RingPhone ring)
    {
        if (ring.Phone.Number is not null && ring.CallerId is null)
        {
            return new Outcome.Refused("a public number cannot be rung without showing a number");
        }

        var request = new InvitationRequest(At(ring.Phone)) { CallerId = ring.Phone.Number is null ? null : ring.CallerId?.Value, DisplayName = ring.Display, Timeout = Seconds(ring.For, 180), OperationContext = op.ToString() };
        return new Outcome.Ringing(network.Application.Add(leg, request));
    }

    private static RecognizeRequest Asked(Address caller, OpId op, RecognizeInput input, TimeSpan first, int most) => new(caller)
    {
        Input = input, InterruptsPrompt = true, Interrupts = true, InitialSilence = first, MaxTones = most, OperationContext = op.ToString(),
    };

    private static Outcome.Accepted Done(Action act)
    {
        act();
        return new Outcome.Accepted();
    }

    // ---- what the people do

    // the caller presses the next key shortly after the question, or after what he has to say
    private void Listens(OpId op, TimeSpan prompt, int most)
    {
        var to = listening = op;
        After(prompt + KeyAfter, () => Press(to, most));
    }

    private void Press(object to, int left)
    {
        var keys = question.Assume.Keys?.Value ?? "";
        if (!ReferenceEquals(listening, to) || left == 0 || keysPressed >= keys.Length)
        {
            return;
        }

        var pressed = keys[keysPressed++];
        if (pressed == 'w' || !Keypad.TryParseKey(pressed, out var tone))
        {
            return;
        }

        After(KeyAfter, () => Press(to, left - 1));
        network.People.Press(Conversation, [tone]);
    }

    private static void HangUp(Action hangUp)
    {
        try
        {
            hangUp();
        }
        catch (CallRefusedException)
        {
            // the call is over already: nobody is there who could hang up
        }
    }

    private static Behaviour Behaviour(PhoneAssumption phone) => phone.Behaviour switch
    {
        PhoneBehaviour.Answer => new Behaviour.Answer(phone.After ?? TimeSpan.FromSeconds(5)),
        PhoneBehaviour.Busy => new Behaviour.Busy(),
        PhoneBehaviour.Decline => new Behaviour.Decline(phone.After ?? TimeSpan.FromSeconds(5)),
        PhoneBehaviour.Unreachable => new Behaviour.Offline(),
        _ => new Behaviour.NoAnswer(),
    };

    private PhoneAddress? DeviceOf(PhoneAssumption phone) =>
        (document.Extensions.FirstOrDefault(extension => extension.Number == phone.Phone.Extension)?.Config as UserConfig)?.Device;

    private MemoryRecordings Boxes()
    {
        var recordings = new MemoryRecordings();
        foreach (var box in question.Assume.FullMailboxes)
        {
            var purpose = new RecordingPurpose.Message(box);
            var started = new StartedRecording("old", account, "old", new OpId(1, 0), purpose, question.From, null, question.To, null, question.At);
            recordings.File(
                started,
                [.. Enumerable.Range(0, 100).Select(i => new Recording(i.ToString("000", CultureInfo.InvariantCulture), account, purpose, "old", question.From, null, question.To, null, question.At, "old.wav", TimeSpan.FromSeconds(1), 1))],
                CancellationToken.None).GetAwaiter().GetResult();
        }

        return recordings;
    }

    // ---- what the network tells

    private void Rings(IncomingCallNotice ring)
    {
        if (ring.To.Number is null || key is not null)
        {
            return; // a phone of the account that we ring ourselves
        }

        Enqueue(async desk => key = await desk.Arrived("event-0", question.At, new CallEvent.CallArrived(question.From, null, question.To, ring.Context), CancellationToken.None));
    }

    private void Told(Notice notice)
    {
        if (Meaning(notice) is not { } evt)
        {
            return;
        }

        var id = $"event-{++events}";
        switch (evt)
        {
            case CallEvent.CallerConnected when question.Assume.HangsUpAfter is { } patience:
                After(patience, () => HangUp(() => network.People.HangUp(Conversation)));
                break;
            case CallEvent.PhoneAnswered answered:
                After(question.Assume.TalksFor ?? TimeSpan.FromMinutes(1), () => HangUp(() => network.People.HangUp(At(answered.Phone))));
                break;
        }

        Enqueue(desk => desk.Happened(key ?? throw new InvalidOperationException("The call has not arrived."), id, evt, CancellationToken.None));
    }

    private CallEvent? Meaning(Notice notice) => notice.Type switch
    {
        NoticeType.CallConnected => new CallEvent.CallerConnected(notice.Leg.Id),
        NoticeType.CallDisconnected => new CallEvent.CallEnded(),
        NoticeType.AnswerFailed => new CallEvent.AnswerFailed(),
        NoticeType.ParticipantsUpdated => notice.Roster is { Count: <= 1 } roster && (notice.SequenceNumber > 1 || roster.Count == 0)
            ? new CallEvent.RosterChanged(notice.SequenceNumber, ValueList.From(roster.Select(one => AcsAddress.Read(one.Address.RawId))))
            : null,
        _ => OpId.TryParse(notice.OperationContext, out var of) ? Meaning(notice, of) : null,
    };

    private CallEvent? Meaning(Notice notice, OpId of)
    {
        if (notice.Type is NoticeType.RecognizeCompleted or NoticeType.RecognizeFailed && listening is OpId op && op == of)
        {
            listening = null;
        }

        return notice.Type switch
        {
            NoticeType.PlayCompleted => new CallEvent.SoundEnded(of),
            NoticeType.PlayFailed => new CallEvent.SoundFailed(of),
            NoticeType.RecognizeCompleted => notice.Speech is not null ? new CallEvent.SpeechEnded(of) : Keys(notice, of),
            NoticeType.RecognizeFailed => notice.Outcome.SubCode == ResultCode.NoFirstKey ? new CallEvent.NoDigitsCollected(of) : new CallEvent.CollectingFailed(of),
            NoticeType.AddParticipantSucceeded => new CallEvent.PhoneAnswered(of, AcsAddress.Read(notice.Participant?.RawId ?? "")),
            NoticeType.AddParticipantFailed => ResultCode.WhyNotReached(notice.Outcome.Code, notice.Outcome.SubCode, notice.Participant?.Number is not null) is { } why ? new CallEvent.PhoneNotReached(of, why) : null,
            _ => null,
        };
    }

    private CallEvent Keys(Notice notice, OpId of)
    {
        var keys = string.Concat((notice.Tones ?? []).Select(tone => tone.Key()));
        return keys.Length == 0 ? new CallEvent.NoDigitsCollected(of) : secrets.Contains(of) ? new CallEvent.SecretCollected(of, keys) : new CallEvent.DigitsCollected(of, keys);
    }

    private Conversation Conversation => conversation ?? throw new InvalidOperationException("Nobody has dialled.");

    private static List<PlaySource> Sources(ValueList<Domain.Prompts.Sound> sounds) => [.. sounds.Select(sound => (PlaySource)(sound switch
    {
        Domain.Prompts.Sound.Speech speech => new PlaySource.Text(speech.Text, null),
        Domain.Prompts.Sound.Signal signal => new PlaySource.File($"tone:{signal.Tone}", null),
        Domain.Prompts.Sound.Recorded recorded => new PlaySource.File($"file:{recorded.File}", null),
        _ => throw new ArgumentOutOfRangeException(nameof(sounds), sound, "Its file has to be known."),
    }))];

    private static TimeSpan LengthOf(PlaySource source) => source switch
    {
        PlaySource.Text text => PlaySource.SpeakingLength(text.Words),
        PlaySource.File file => LengthOfFile(file.Uri),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Nothing else is played."),
    };

    // as long as the tones that functions/Sounds makes
    private static TimeSpan LengthOfFile(string uri) => uri switch
    {
        "tone:Ringback" => TimeSpan.FromSeconds(5),
        "tone:Busy" => TimeSpan.FromSeconds(10),
        "tone:Beep" => TimeSpan.FromSeconds(0.4),
        _ => Drawn.Files[Domain.Prompts.AudioFile.Parse(uri["file:".Length..])],
    };

    private static TimeSpan Seconds(TimeSpan wanted, int most) => TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(wanted.TotalSeconds), 1, most));

    private static Address At(PhoneAddress address) => new(AcsAddress.Write(address).RawId);

    // ---- what the desk does, on one thread and in order

    private void After(TimeSpan wait, Action act) => timers.Add(clock.CreateTimer(_ => act(), null, wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan));

    private void Give(Func<CallDesk, Task> what)
    {
        Enqueue(what);
        Work();
    }

    private void Enqueue(Func<CallDesk, Task> what)
    {
        lock (gate)
        {
            work.Enqueue(what);
        }
    }

    private void Work()
    {
        while (true)
        {
            Func<CallDesk, Task>? next;
            lock (gate)
            {
                if (isWorking || !work.TryDequeue(out next))
                {
                    return;
                }

                isWorking = true;
            }

            try
            {
                next(desk).GetAwaiter().GetResult();
            }
            catch (Exception wrong)
            {
                failure ??= wrong;
            }

            lock (gate)
            {
                isWorking = false;
            }
        }
    }
}
