using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;

namespace Pbx.Domain.Voicemail;

/// <summary>
/// A shared mailbox: greeting, tone, message (EXT-022, EXT-183). The recording is started while the greeting plays and paused until the tone is over, so that the message
/// begins with the caller's first word and nothing of ours is in it.
/// </summary>
public sealed class Mailbox : IExtensionType<VoicemailConfig, VoicemailState>
{
    private const long Megabyte = 1024 * 1024;

    // ten seconds of silence end a message (VMR-052): the network notices half of it as the end of speech, and the rest as nothing more being said
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HalfSilence = Silence / 2;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeysAtMost = TimeSpan.FromSeconds(300); // the network listens for a first key no longer

    private Mailbox()
    {
    }

    /// <inheritdoc/>
    public static string Key => "voicemail";

    /// <inheritdoc/>
    public static bool Answers => true;

    /// <inheritdoc/>
    public static VoicemailConfig Sample { get; } = new("You have reached the sales department. Please leave a message after the tone.");

    /// <inheritdoc/>
    public static Move<VoicemailState> Enter(VoicemailConfig config, Arrival arrival, IDirectory directory, Moment at)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(arrival);
        var greeting = Announcement.Of(config.Greeting, config.GreetingPrompt, arrival, config.TakesMessages ? Prompt.LeaveAMessage : Prompt.NotAvailable);
        var until = at.At + SoundLength.AtMost(greeting);
        if (!config.TakesMessages)
        {
            return new Move<VoicemailState>.Stay(
                new VoicemailState.OnlyGreeting(at.Op(0), until),
                [new CallCommand.Play([greeting])],
                new Because("The greeting is played; this box takes no messages.", "VMR-050", "/takesMessages"));
        }

        return new Move<VoicemailState>.Stay(
            new VoicemailState.Greeting(at.Op(0), at.Op(1), null, Room.Unknown, IsOver: false, until),
            [new CallCommand.Play([greeting]), new CallCommand.CountMessages(Box(arrival))],
            new Because("The greeting is played, then a message is taken.", "EXT-183", config.GreetingPrompt is null ? "/greeting" : "/greetingPrompt"));
    }

    /// <inheritdoc/>
    public static Move<VoicemailState> Step(VoicemailState state, CallEvent evt, VoicemailConfig config, Arrival arrival, IDirectory directory, Moment at) => (state, evt) switch
    {
        (VoicemailState.OnlyGreeting only, CallEvent.SoundEnded ended) when ended.Of == only.Sound => Leave(config),
        (VoicemailState.OnlyGreeting only, CallEvent.SoundFailed failed) when failed.Of == only.Sound => Leave(config),
        (VoicemailState.OnlyGreeting only, CallEvent.TimeReached) when at.At >= only.Until => Leave(config),
        (VoicemailState.Greeting greeting, CallEvent.MessagesCounted counted) when counted.Of == greeting.Count => Counted(greeting, counted, config, arrival, at),
        (VoicemailState.Greeting { Recording: { } recording } greeting, CallEvent.RecordingStarted started) when started.Of == recording => GoOn(greeting with { Room = Room.Ready }, arrival, at),
        (VoicemailState.Greeting greeting, CallEvent.CommandRefused refused) when refused.Of == greeting.Count || refused.Of == greeting.Recording => GoOn(greeting with { Room = Room.Broken }, arrival, at),
        (VoicemailState.Greeting { IsOver: false } greeting, CallEvent.SoundEnded ended) when ended.Of == greeting.Sound => GreetingOver(greeting, arrival, at),
        (VoicemailState.Greeting { IsOver: false } greeting, CallEvent.SoundFailed failed) when failed.Of == greeting.Sound => GreetingOver(greeting, arrival, at),
        (VoicemailState.Greeting { IsOver: false } greeting, CallEvent.TimeReached) when at.At >= greeting.Until => GreetingOver(greeting, arrival, at),
        (VoicemailState.Greeting { IsOver: true } greeting, CallEvent.TimeReached) when at.At >= greeting.Until => Fail("Neither the box nor the recording was ready in time.", arrival),
        (VoicemailState.Beeping beeping, CallEvent.SoundEnded ended) when ended.Of == beeping.Sound => Record(beeping, config, arrival, at),
        (VoicemailState.Beeping beeping, CallEvent.SoundFailed failed) when failed.Of == beeping.Sound => Record(beeping, config, arrival, at),
        (VoicemailState.Beeping beeping, CallEvent.TimeReached) when at.At >= beeping.Until => Record(beeping, config, arrival, at),
        (VoicemailState.Listening listening, CallEvent.SpeechEnded ended) when ended.Of == listening.Ear => Listen(listening, HalfSilence, arrival, at),
        (VoicemailState.Listening listening, CallEvent.DigitsCollected digits) when digits.Of == listening.Ear => Pressed(listening, digits.Digits, arrival, at),
        (VoicemailState.Listening { IsDeaf: false } listening, CallEvent.NoDigitsCollected none) when none.Of == listening.Ear => FellSilent(listening),
        (VoicemailState.Listening { IsDeaf: false } listening, CallEvent.CollectingFailed failed) when failed.Of == listening.Ear => GoDeaf(listening, at),
        (VoicemailState.Listening listening, CallEvent.CommandRefused refused) when refused.Of == listening.Resume => Fail("The network does not record any more.", arrival),
        (VoicemailState.Listening listening, CallEvent.TimeReached) when at.At >= listening.Until => Confirm(listening, "The message has reached its limit.", arrival, at),
        (VoicemailState.Closing closing, CallEvent.SoundEnded ended) when ended.Of == closing.Sound => End(closing),
        (VoicemailState.Closing closing, CallEvent.SoundFailed failed) when failed.Of == closing.Sound => End(closing),
        (VoicemailState.Closing closing, CallEvent.TimeReached) when at.At >= closing.Until => End(closing),
        _ => new Move<VoicemailState>.Stay(state, []),
    };

    /// <inheritdoc/>
    public static DateTimeOffset? Due(VoicemailState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Until;
    }

    /// <inheritdoc/>
    public static IEnumerable<Way> Ways(VoicemailConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.AfterGreeting is { } after ? [new Way(after, "/afterGreeting", "no message can be left")] : [];
    }

    /// <inheritdoc/>
    public static IEnumerable<Problem> Check(VoicemailConfig config, IDialPlan plan) => VoicemailCheck.Check(config, plan);

    private static ExtensionNumber Box(Arrival arrival) => arrival.Number ?? throw new InvalidOperationException("A mailbox has a number.");

    private static Move<VoicemailState> Leave(VoicemailConfig config) => config.AfterGreeting is { } to
        ? new Move<VoicemailState>.GoTo(to, [], new Because($"The greeting is over: to {to}.", "VMR-051", "/afterGreeting"))
        : new Move<VoicemailState>.End(EndReason.Completed, [], new Because("The greeting is over, and this box takes no messages.", "VMR-051", "/afterGreeting"));

    private static Move<VoicemailState> Counted(VoicemailState.Greeting greeting, CallEvent.MessagesCounted box, VoicemailConfig config, Arrival arrival, Moment at)
    {
        if (greeting.Recording is not null || greeting.Room != Room.Unknown)
        {
            return new Move<VoicemailState>.Stay(greeting, []);
        }

        return box.Messages >= VoicemailConfig.MostMessages || box.Bytes >= config.Megabytes * Megabyte
            ? GoOn(greeting with { Room = Room.Full }, arrival, at)
            : new Move<VoicemailState>.Stay(
                greeting with { Recording = at.Op(0) },
                [new CallCommand.StartRecording(new RecordingPurpose.Message(Box(arrival)), IsPaused: true)]);
    }

    private static Move<VoicemailState> GreetingOver(VoicemailState.Greeting greeting, Arrival arrival, Moment at) =>
        GoOn(greeting with { IsOver = true, Until = at.At + ReadyWithin }, arrival, at);

    private static Move<VoicemailState> GoOn(VoicemailState.Greeting greeting, Arrival arrival, Moment at) => greeting switch
    {
        { IsOver: false } or { Room: Room.Unknown } => new Move<VoicemailState>.Stay(greeting, []),
        { Room: Room.Full } => Close(Prompt.MailboxFull, EndReason.MailboxFull, "The box is full.", "EXT-186", [], arrival, at),
        { Room: Room.Ready, Recording: { } recording } => new Move<VoicemailState>.Stay(
            new VoicemailState.Beeping(at.Op(0), recording, at.At + SoundLength.AtMost(new Sound.Signal(Tone.Beep))),
            [new CallCommand.Play([new Sound.Signal(Tone.Beep)])],
            new Because("The greeting is over: the tone is played.", "EXT-183")),
        _ => Fail("The box could not be read, or the network does not record.", arrival),
    };

    private static Move<VoicemailState>.Stay Record(VoicemailState.Beeping beeping, VoicemailConfig config, Arrival arrival, Moment at) => new(
        new VoicemailState.Listening(at.Op(1), beeping.Recording, at.Op(0), IsDeaf: false, at.At + (config.LongestMessage ?? VoicemailConfig.UsualLongestMessage)),
        [new CallCommand.ResumeRecording(beeping.Recording), new CallCommand.HearOut(arrival.Language, Silence, HalfSilence)],
        new Because("The message is recorded.", "VMR-052"));

    private static Move<VoicemailState>.Stay Listen(VoicemailState.Listening listening, TimeSpan first, Arrival arrival, Moment at) => listening.IsDeaf
        ? GoDeaf(listening, at)
        : new(listening with { Ear = at.Op(0) }, [new CallCommand.HearOut(arrival.Language, first, HalfSilence)]);

    private static Move<VoicemailState>.Stay GoDeaf(VoicemailState.Listening listening, Moment at)
    {
        var left = listening.Until - at.At;
        return new Move<VoicemailState>.Stay(
            listening with { Ear = at.Op(0), IsDeaf = true },
            [new CallCommand.CollectDigits([], Most: 1, left < KeysAtMost ? left : KeysAtMost, TimeSpan.FromSeconds(1))],
            listening.IsDeaf ? null : new Because("The network cannot hear speech now: silence will not end the message.", "VMR-052"));
    }

    // the network may or may not hand the stop key over
    private static Move<VoicemailState>.Stay Pressed(VoicemailState.Listening listening, string digits, Arrival arrival, Moment at) => digits is "#" or ""
        ? Confirm(listening, "The caller pressed #.", arrival, at)
        : Listen(listening, Silence, arrival, at);

    private static Move<VoicemailState>.End FellSilent(VoicemailState.Listening listening) => new(
        EndReason.Completed,
        [new CallCommand.StopRecording(listening.Recording)],
        new Because($"The caller said nothing for {Silence.TotalSeconds:0} s.", "VMR-052"));

    private static Move<VoicemailState>.Stay Confirm(VoicemailState.Listening listening, string why, Arrival arrival, Moment at) =>
        Close(Prompt.MessageSaved, EndReason.Completed, why, "VMR-052", [new CallCommand.StopRecording(listening.Recording)], arrival, at);

    private static Move<VoicemailState>.End Fail(string why, Arrival arrival) =>
        new(EndReason.CannotTakeMessage, [new CallCommand.RaiseAlarm($"Mailbox {arrival.Number}: {why}")], new Because(why, "VMR-055"));

    private static Move<VoicemailState>.Stay Close(Prompt prompt, EndReason reason, string why, string rule, ValueList<CallCommand> first, Arrival arrival, Moment at)
    {
        var sound = Catalogue.Say(prompt, arrival.Spoken);
        return new Move<VoicemailState>.Stay(
            new VoicemailState.Closing(at.Op(first.Count), reason, why, rule, at.At + SoundLength.AtMost(sound)),
            first.Add(new CallCommand.Play([sound])),
            new Because(why, rule));
    }

    private static Move<VoicemailState>.End End(VoicemailState.Closing closing) => new(closing.Reason, [], new Because(closing.Why, closing.Rule));
}
