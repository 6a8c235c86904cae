using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;

namespace Pbx.Domain.Calls;

/// <summary>
/// The recording of a conversation: begun by the setting of the user who answered, or on demand; paused, resumed and stopped while they talk (VMR-106 to VMR-114).
/// It ends with the call, which the network sees to by itself.
/// </summary>
public static class ConversationRecording
{
    /// <summary>A conversation begins whose every word is to be recorded: both hear the notice first, where the account wants one.</summary>
    internal static Decision Begin(Call call, Phase.Talking talking, RecordingRights rights, ValueList<CallCommand> given, Moment at)
    {
        if (!rights.WithNotice)
        {
            return Start(call with { Phase = talking }, rights.User, isAutomatic: true, "The user's setting asks for it.", "VMR-106", given, at);
        }

        var notice = Catalogue.Say(Prompt.BeingRecorded, call.Heard());
        call = call with { Phase = talking with { Notice = at.Op(given.Count), LookAt = at.At + SoundLength.AtMost(notice) } };
        return new Decision(
            call.Logged(at, "Both parties hear that the conversation is recorded.", new Because("The account's setting asks for it.", "VMR-114")),
            given.Add(new CallCommand.Play([notice], ToAll: true)));
    }

    /// <summary>The notice was played, or should have been long ago. Somebody may have left while it was heard, and the word of that may be lost: the network is asked.</summary>
    internal static Decision NoticePlayed(Call call, Phase.Talking talking, RecordingRights rights, DateTimeOffset lookAt, Moment at)
    {
        var decision = Start(call with { Phase = talking with { Notice = null, LookAt = lookAt } }, rights.User, isAutomatic: true, "The notice was played.", "VMR-114", [], at);
        return decision with { Commands = decision.Commands.Add(new CallCommand.LookWhoIsThere()) };
    }

    /// <summary>Nobody may be recorded who was not told (VMR-113).</summary>
    internal static Decision NoticeFailed(Call call, Phase.Talking talking, DateTimeOffset lookAt, Moment at)
    {
        call = call with { Phase = talking with { Notice = null, LookAt = lookAt } };
        return new Decision(
            call.Logged(at, "The conversation is not recorded.", new Because("The notice could not be played, and nobody is recorded without being told.", "VMR-113")),
            [new CallCommand.RaiseAlarm($"A conversation on {call.Facts.Dialled} is not recorded: the notice could not be played."), new CallCommand.LookWhoIsThere()]);
    }

    /// <summary>Somebody wants something of the recording. What is not possible now changes nothing.</summary>
    internal static Decision Asked(Call call, Phase.Talking talking, CallEvent.RecordingAsked asked, Moment at)
    {
        if (talking.Rights is not { } rights || talking.Notice is not null)
        {
            return new Decision(call, []);
        }

        var current = Current(call);
        return (asked.Wish, current) switch
        {
            (RecordingWish.Start, null) => Start(
                call, rights.User, isAutomatic: false, $"{asked.By} asked for it.", "VMR-109", [new CallCommand.Play([new Sound.Signal(Tone.Beep)], ToAll: true)], at),
            (RecordingWish.Pause, { State: RecordingState.Running }) => Change(call, new CallCommand.PauseRecording(current.Op), "The recording is paused.", asked.By, at),
            (RecordingWish.Resume, { State: RecordingState.Paused }) => Change(call, new CallCommand.ResumeRecording(current.Op), "The recording goes on.", asked.By, at),
            (RecordingWish.Stop, { Purpose: RecordingPurpose.Conversation { Automatic: false } }) => Change(call, new CallCommand.StopRecording(current.Op), "The recording is ended.", asked.By, at),
            _ => new Decision(call, []),
        };
    }

    /// <summary>The network does not record.</summary>
    internal static Decision Refused(Call call, CallRecording recording, string why, Moment at) => new(
        call.WithRecording(recording with { State = RecordingState.Refused }).Logged(at, "The conversation is not recorded.", new Because($"The network refused: {why}")),
        [new CallCommand.RaiseAlarm($"A conversation on {call.Facts.Dialled} is not recorded: {why}")]);

    /// <summary>The recording of the conversation that runs or is paused, or nothing.</summary>
    public static CallRecording? Current(Call call)
    {
        CallRecording? current = null;
        foreach (var recording in call.Trail.Recordings.AsSpan())
        {
            current = recording is { Purpose: RecordingPurpose.Conversation, State: RecordingState.Running or RecordingState.Paused } ? recording : current;
        }

        return current;
    }

    private static Decision Start(Call call, ExtensionNumber user, bool isAutomatic, string why, string rule, ValueList<CallCommand> given, Moment at)
    {
        var start = new CallCommand.StartRecording(new RecordingPurpose.Conversation(user, isAutomatic), IsPaused: false);
        call = call.Logged(at, "The conversation is recorded.", new Because(why, rule));
        return new Decision(call.Noting([start], null, at.After(given.Count)), given.Add(start));
    }

    private static Decision Change(Call call, CallCommand command, string what, string by, Moment at) =>
        new(call.Noting([command], null, at).Logged(at, what, new Because($"{by} asked for it.", "VMR-109")), [command]);
}
