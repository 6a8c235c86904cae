using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>
/// Recording a greeting (EXT-199, VMR-061). The network hands the file over some seconds after the end; until then the caller is asked for patience, and each time that this was said the file is
/// looked for again.
/// </summary>
internal static class NewGreeting
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FiledWithin = TimeSpan.FromSeconds(60);

    public static Move<VoicemailNumberState>.Stay Begin(Session session, Moment at)
    {
        ValueList<Sound> sounds = [Catalogue.Say(Prompt.SpeakGreeting, session.Language), new Sound.Signal(Tone.Beep)];
        return new(
            new VoicemailNumberState.Preparing(at.Op(1), at.Op(0), session, IsReady: false, IsSaid: false, at.At + SoundLength.AtMost(sounds[0]) + SoundLength.AtMost(sounds[1])),
            [new CallCommand.StartRecording(new RecordingPurpose.Greeting(session.Box), IsPaused: true), new CallCommand.Play(sounds)],
            new Because("The caller is asked to speak a greeting.", "EXT-199"));
    }

    public static Move<VoicemailNumberState> Step(VoicemailNumberState state, CallEvent evt, VoicemailNumberConfig config, Arrival arrival, Moment at) => (state, evt) switch
    {
        (VoicemailNumberState.Preparing preparing, CallEvent.RecordingStarted started) when started.Of == preparing.Recording => Listen(preparing with { IsReady = true }, at),
        (VoicemailNumberState.Preparing preparing, CallEvent.CommandRefused refused) when refused.Of == preparing.Recording => Fail(preparing.Session, "The network does not record.", [], config, arrival, at),
        (VoicemailNumberState.Preparing { IsSaid: false } preparing, CallEvent.SoundEnded ended) when ended.Of == preparing.Sound => Said(preparing, at),
        (VoicemailNumberState.Preparing { IsSaid: false } preparing, CallEvent.SoundFailed failed) when failed.Of == preparing.Sound => Said(preparing, at),
        (VoicemailNumberState.Preparing { IsSaid: false } preparing, CallEvent.TimeReached) when at.At >= preparing.Until => Said(preparing, at),
        (VoicemailNumberState.Preparing preparing, CallEvent.TimeReached) when at.At >= preparing.Until => Fail(preparing.Session, "The recording was not ready in time.", Stop(preparing.Recording), config, arrival, at),
        (VoicemailNumberState.Speaking speaking, CallEvent.DigitsCollected { Digits: Dialogue.Back } digits) when digits.Of == speaking.Ear => Cancel(speaking, config, arrival, at),
        (VoicemailNumberState.Speaking speaking, CallEvent.DigitsCollected { Digits: not ("#" or "") } digits) when digits.Of == speaking.Ear => Listen(speaking, at),
        (VoicemailNumberState.Speaking speaking, CallEvent.DigitsCollected digits) when digits.Of == speaking.Ear => Fetch(speaking, at),
        (VoicemailNumberState.Speaking speaking, CallEvent.NoDigitsCollected none) when none.Of == speaking.Ear => Fetch(speaking, at),
        (VoicemailNumberState.Speaking speaking, CallEvent.CollectingFailed failed) when failed.Of == speaking.Ear => Fail(speaking.Session, "The network could not listen for the end of the greeting.", Stop(speaking.Recording), config, arrival, at),
        (VoicemailNumberState.Speaking speaking, CallEvent.TimeReached) when at.At >= speaking.Until => Fetch(speaking, at),
        (VoicemailNumberState.Fetching fetching, CallEvent.GreetingFetched fetched) when fetched.Of == fetching.Fetch => Fetched(fetching, fetched, config, arrival, at),
        (VoicemailNumberState.Fetching fetching, CallEvent.CommandRefused refused) when refused.Of == fetching.Fetch => Fail(fetching.Session, "The file of the greeting could not be fetched.", [], config, arrival, at),
        (VoicemailNumberState.Fetching { IsSaid: false } fetching, CallEvent.SoundEnded ended) when ended.Of == fetching.Sound => Waited(fetching, config, arrival, at),
        (VoicemailNumberState.Fetching { IsSaid: false } fetching, CallEvent.SoundFailed failed) when failed.Of == fetching.Sound => Waited(fetching, config, arrival, at),
        (VoicemailNumberState.Fetching fetching, CallEvent.TimeReached) when at.At >= fetching.Until => FetchAgain(fetching, config, arrival, at),
        _ => new Move<VoicemailNumberState>.Stay(state, []),
    };

    private static Move<VoicemailNumberState>.Stay Said(VoicemailNumberState.Preparing preparing, Moment at) => Listen(preparing with { IsSaid = true, Until = at.At + ReadyWithin }, at);

    private static Move<VoicemailNumberState>.Stay Listen(VoicemailNumberState.Preparing preparing, Moment at) => preparing is { IsReady: true, IsSaid: true }
        ? new(
            new VoicemailNumberState.Speaking(at.Op(1), preparing.Recording, preparing.Session, at.At + Longest),
            [new CallCommand.ResumeRecording(preparing.Recording), Ear(Longest)],
            new Because("The greeting is recorded.", "EXT-199"))
        : new(preparing, []);

    private static Move<VoicemailNumberState>.Stay Listen(VoicemailNumberState.Speaking speaking, Moment at) => new(speaking with { Ear = at.Op(0) }, [Ear(speaking.Until - at.At)]);

    private static Move<VoicemailNumberState>.Stay Fetch(VoicemailNumberState.Speaking speaking, Moment at)
    {
        var wait = Catalogue.Say(Prompt.OneMoment, speaking.Session.Language);
        return new(
            new VoicemailNumberState.Fetching(at.Op(1), at.Op(2), speaking.Recording, speaking.Session, IsSaid: false, at.At + FiledWithin, at.At + SoundLength.AtMost(wait)),
            [.. Stop(speaking.Recording), new CallCommand.Play([wait]), new CallCommand.FetchGreeting(speaking.Recording)],
            new Because("The greeting is over.", "EXT-199"));
    }

    private static Move<VoicemailNumberState> Fetched(VoicemailNumberState.Fetching fetching, CallEvent.GreetingFetched fetched, VoicemailNumberConfig config, Arrival arrival, Moment at) => fetched switch
    {
        { File: { } file } => Dialogue.Ask(new Question.Greeting(file), fetching.Session, config, arrival, at, new Because("The greeting is played back.", "VMR-061")),
        { IsLost: true } => Fail(fetching.Session, "Nothing usable was recorded.", [], config, arrival, at),
        _ when fetching.IsSaid => FetchAgain(fetching, config, arrival, at),
        _ => new Move<VoicemailNumberState>.Stay(fetching with { Fetch = null }, []),
    };

    private static Move<VoicemailNumberState> Waited(VoicemailNumberState.Fetching fetching, VoicemailNumberConfig config, Arrival arrival, Moment at) =>
        fetching.Fetch is null ? FetchAgain(fetching, config, arrival, at) : new Move<VoicemailNumberState>.Stay(fetching with { IsSaid = true }, []);

    private static Move<VoicemailNumberState> FetchAgain(VoicemailNumberState.Fetching fetching, VoicemailNumberConfig config, Arrival arrival, Moment at)
    {
        if (at.At >= fetching.GiveUpAt)
        {
            return Fail(fetching.Session, "The file of the greeting did not come in time.", [], config, arrival, at);
        }

        var wait = Catalogue.Say(Prompt.OneMoment, fetching.Session.Language);
        return new Move<VoicemailNumberState>.Stay(
            fetching with { Sound = at.Op(0), Fetch = at.Op(1), IsSaid = false, Until = at.At + SoundLength.AtMost(wait) }, [new CallCommand.Play([wait]), new CallCommand.FetchGreeting(fetching.Recording)]);
    }

    private static Move<VoicemailNumberState>.Stay Cancel(VoicemailNumberState.Speaking speaking, VoicemailNumberConfig config, Arrival arrival, Moment at) =>
        Dialogue.Ask(new Question.Options(), speaking.Session, config, arrival, at, new Because("The caller cancels the greeting.", "VMR-061"), before: Stop(speaking.Recording));

    private static Move<VoicemailNumberState>.Stay Fail(Session session, string why, ValueList<CallCommand> before, VoicemailNumberConfig config, Arrival arrival, Moment at) =>
        Dialogue.Ask(new Question.Options(), session, config, arrival, at, new Because(why, "EXT-199"), [Catalogue.Say(Prompt.ChangeFailed, session.Language)], before: before);

    // the network listens for a first key at least 1 s and at most 5 min
    private static CallCommand.CollectDigits Ear(TimeSpan within) => new([], Most: 1, within, TimeSpan.FromSeconds(1));

    private static ValueList<CallCommand> Stop(OpId recording) => [new CallCommand.StopRecording(recording)];
}
