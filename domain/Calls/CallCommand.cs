using System.Text.Json.Serialization;
using Pbx.Domain.Bots;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Users;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Calls;

/// <summary>What the shell shall do for a call. A command's name is its place among the commands of its step (<see cref="OpId"/>).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(Play), "play")]
[JsonDerivedType(typeof(CollectDigits), "collect-digits")]
[JsonDerivedType(typeof(HearOut), "hear-out")]
[JsonDerivedType(typeof(HearKeys), "hear-keys")]
[JsonDerivedType(typeof(StopHearingKeys), "stop-hearing-keys")]
[JsonDerivedType(typeof(StopSounds), "stop-sounds")]
[JsonDerivedType(typeof(RingPhone), "ring-phone")]
[JsonDerivedType(typeof(CallPhone), "call-phone")]
[JsonDerivedType(typeof(MovePhone), "move-phone")]
[JsonDerivedType(typeof(StopRinging), "stop-ringing")]
[JsonDerivedType(typeof(DropPhone), "drop-phone")]
[JsonDerivedType(typeof(HangUp), "hang-up")]
[JsonDerivedType(typeof(LookWhoIsThere), "look-who-is-there")]
[JsonDerivedType(typeof(CountMessages), "count-messages")]
[JsonDerivedType(typeof(FindBox), "find-box")]
[JsonDerivedType(typeof(LookIntoBox), "look-into-box")]
[JsonDerivedType(typeof(MarkHeard), "mark-heard")]
[JsonDerivedType(typeof(DeleteMessage), "delete-message")]
[JsonDerivedType(typeof(FetchGreeting), "fetch-greeting")]
[JsonDerivedType(typeof(ChangeBox), "change-box")]
[JsonDerivedType(typeof(LookForPinLock), "look-for-pin-lock")]
[JsonDerivedType(typeof(ShowSchemes), "show-schemes")]
[JsonDerivedType(typeof(SwitchScheme), "switch-scheme")]
[JsonDerivedType(typeof(ShowOffers), "show-offers")]
[JsonDerivedType(typeof(NoteOffer), "note-offer")]
[JsonDerivedType(typeof(TakePlace), "take-place")]
[JsonDerivedType(typeof(FreePlace), "free-place")]
[JsonDerivedType(typeof(HoldLine), "hold-line")]
[JsonDerivedType(typeof(FreeLines), "free-lines")]
[JsonDerivedType(typeof(TellFloor), "tell-floor")]
[JsonDerivedType(typeof(LookAtQueue), "look-at-queue")]
[JsonDerivedType(typeof(TellReceptionists), "tell-receptionists")]
[JsonDerivedType(typeof(ForgetNotifications), "forget-notifications")]
[JsonDerivedType(typeof(AskBot), "ask-bot")]
[JsonDerivedType(typeof(StartRecording), "start-recording")]
[JsonDerivedType(typeof(PauseRecording), "pause-recording")]
[JsonDerivedType(typeof(ResumeRecording), "resume-recording")]
[JsonDerivedType(typeof(StopRecording), "stop-recording")]
[JsonDerivedType(typeof(FileRecord), "file-record")]
[JsonDerivedType(typeof(RaiseAlarm), "raise-alarm")]
public abstract record CallCommand
{
    private CallCommand()
    {
    }

    /// <summary>Answer the ringing call.</summary>
    public sealed record Answer(string Context) : CallCommand;

    /// <summary>Let the caller, or everybody, hear sounds, one after the other, in place of whatever plays; in a loop until something else is played or it is stopped.</summary>
    public sealed record Play(ValueList<Sound> Sounds, bool Loop = false, bool ToAll = false) : CallCommand;

    /// <summary>Let the caller hear a question and listen for keys; a key cuts the question short and counts (EXT-080).</summary>
    /// <param name="Prompt">The question.</param>
    /// <param name="Most">How many keys end it.</param>
    /// <param name="FirstWithin">How long after the prompt the first key is waited for.</param>
    /// <param name="NextWithin">How long each further key is waited for.</param>
    /// <param name="Stop">Keys that end it and are not among those collected, such as <c>#</c>.</param>
    /// <param name="IsSecret">Whether a PIN is asked for: what is pressed comes as <see cref="CallEvent.SecretCollected"/>.</param>
    public sealed record CollectDigits(ValueList<Sound> Prompt, int Most, TimeSpan FirstWithin, TimeSpan NextWithin, string Stop = "", bool IsSecret = false) : CallCommand;

    /// <summary>Let the caller speak, until a key is pressed or nothing is said any more.</summary>
    /// <param name="Language">In which the caller is likely to speak.</param>
    /// <param name="FirstWithin">How long the first word is waited for; at most 20 s.</param>
    /// <param name="QuietFor">How long a silence has to be to end it.</param>
    public sealed record HearOut(Language Language, TimeSpan FirstWithin, TimeSpan QuietFor) : CallCommand;

    /// <summary>Tell each key that the caller presses, beside whatever plays, until that is stopped.</summary>
    public sealed record HearKeys : CallCommand;

    /// <summary>Tell keys one by one no longer.</summary>
    public sealed record StopHearingKeys : CallCommand;

    /// <summary>Stop whatever plays.</summary>
    public sealed record StopSounds : CallCommand;

    /// <summary>Ring a phone into the call.</summary>
    /// <param name="Phone">Which.</param>
    /// <param name="For">How long; at most 180 s.</param>
    /// <param name="CallerId">The number it shows; needed when the phone is a public number.</param>
    /// <param name="Display">The text it shows, where it can.</param>
    /// <param name="Of">Whose phone it is, where that is not the extension that the call is in.</param>
    /// <param name="Line">The line that has to have room for the call, and is kept as long as it rings and is talked on; none: nobody counts.</param>
    public sealed record RingPhone(PhoneAddress Phone, TimeSpan For, PhoneNumber? CallerId, string Display, ExtensionNumber? Of = null, UserLine? Line = null) : CallCommand;

    /// <summary>Call a phone, which is the first in the call. It rings until the call is hung up.</summary>
    /// <param name="CallerId">The number of ours that it shows; needed when the phone is a public number.</param>
    /// <param name="Display">The text it shows, where it can.</param>
    /// <param name="Line">The line that has to have room for the call; none: nobody counts.</param>
    public sealed record CallPhone(PhoneAddress Phone, PhoneNumber? CallerId, string Display, UserLine? Line = null) : CallCommand;

    /// <summary>Take a phone over from another call of ours. Answered by <see cref="CallEvent.PhoneAnswered"/> or <see cref="CallEvent.PhoneNotReached"/>; the other call ends with its last phone.</summary>
    /// <param name="Connection">How the network names our leg of the other call.</param>
    /// <param name="Of">The user whose phone it is, whose line the call keeps from now on.</param>
    public sealed record MovePhone(PhoneAddress Phone, string Connection, ExtensionNumber Of) : CallCommand;

    /// <summary>Take back the ringing that an earlier command started.</summary>
    /// <param name="IsElsewhere">Whether somebody else takes the call, so that nobody has missed it (EXT-136).</param>
    public sealed record StopRinging(OpId Ring, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsElsewhere = false) : CallCommand;

    /// <summary>Take a phone out of the call.</summary>
    public sealed record DropPhone(PhoneAddress Phone) : CallCommand;

    /// <summary>End the call for everybody.</summary>
    public sealed record HangUp : CallCommand;

    /// <summary>Ask the network who is in the call.</summary>
    public sealed record LookWhoIsThere : CallCommand;

    /// <summary>Look how full a mailbox is.</summary>
    public sealed record CountMessages(ExtensionNumber Box) : CallCommand;

    /// <summary>Look up the mailbox of user groups that has a code.</summary>
    public sealed record FindBox(string Code) : CallCommand;

    /// <summary>Look into a mailbox: how many messages it has, and the first one of a part, the oldest first.</summary>
    /// <param name="After">The message after which the next one is wanted; nothing: the first one.</param>
    public sealed record LookIntoBox(ExtensionNumber Box, BoxPart Part, string? After) : CallCommand;

    /// <summary>A message was heard, at an instant. Given twice, or of a message that was heard already, nothing more happens.</summary>
    public sealed record MarkHeard(ExtensionNumber Box, string Message, DateTimeOffset At) : CallCommand;

    /// <summary>Delete a message, at an instant; for a day it can be had back. Given twice it is deleted once.</summary>
    public sealed record DeleteMessage(ExtensionNumber Box, string Message, DateTimeOffset At) : CallCommand;

    /// <summary>Look whether the file of a greeting that was recorded is there, and keep a copy of it with the account's audio.</summary>
    public sealed record FetchGreeting(OpId Recording) : CallCommand;

    /// <summary>Change a mailbox in the account's configuration. Given twice under one name it is saved once.</summary>
    public sealed record ChangeBox(ExtensionNumber Box, BoxChange Change, DateTimeOffset At) : CallCommand;

    /// <summary>Look whether too many PINs from the caller's number were wrong at an extension (EXT-220).</summary>
    public sealed record LookForPinLock(ExtensionNumber Extension) : CallCommand;

    /// <summary>Look which schemes a user may switch by telephone.</summary>
    public sealed record ShowSchemes(ExtensionNumber User) : CallCommand;

    /// <summary>Switch a scheme in the name of a user, if the user still may (NPL-144). Given twice under one name it switches once.</summary>
    /// <param name="User">Who asks for it.</param>
    /// <param name="Scheme">The number of the scheme.</param>
    /// <param name="Mode">Until when.</param>
    /// <param name="Plan">The plan that shall run; none for <see cref="SwitchMode.Automatic"/>.</param>
    /// <param name="At">From when.</param>
    public sealed record SwitchScheme(ExtensionNumber User, int Scheme, SwitchMode Mode, int? Plan, DateTimeOffset At) : CallCommand;

    /// <summary>Look when the members of a hunt group were last offered a call (EXT-161, EXT-162).</summary>
    public sealed record ShowOffers(ExtensionNumber Group) : CallCommand;

    /// <summary>Remember that a member of a hunt group is offered a call. Given twice it is remembered once.</summary>
    public sealed record NoteOffer(ExtensionNumber Group, ExtensionNumber Member, DateTimeOffset At) : CallCommand;

    /// <summary>Take one of the places of a call limit, unless all are taken (EXT-358). A call has one place at most, however often it asks.</summary>
    public sealed record TakePlace(ExtensionNumber Limit, int Most) : CallCommand;

    /// <summary>Give back the place that the call has (EXT-359); without one nothing happens.</summary>
    public sealed record FreePlace(ExtensionNumber Limit) : CallCommand;

    /// <summary>Keep the line of a user who calls; that is not refused, because the user calls already (EXT-114).</summary>
    public sealed record HoldLine(ExtensionNumber User) : CallCommand;

    /// <summary>Let go of what the call keeps of users' lines; where it keeps none nothing happens.</summary>
    public sealed record FreeLines(ValueList<ExtensionNumber> Users) : CallCommand;

    /// <summary>Tell the floor of the account. Given twice under one name it is heard once.</summary>
    /// <param name="For">The wish to be called back that the call is made for; none: it speaks for itself.</param>
    public sealed record TellFloor(FloorMessage Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? For = null) : CallCommand;

    /// <summary>Look where the call stands in a queue; the floor does not hear of it.</summary>
    public sealed record LookAtQueue(ExtensionNumber Queue) : CallCommand;

    /// <summary>Notify a receptionist that a call which was camped on a user still waits (QUE-365). Given twice each is notified once.</summary>
    /// <param name="Only">Who; none: all who are logged in to the group now (QUE-366, QUE-367).</param>
    public sealed record TellReceptionists(CampedOn Camped, ExtensionNumber? Only) : CallCommand;

    /// <summary>Take back every notification of a wait of the call that began at an instant (QUE-368); where there is none nothing happens.</summary>
    public sealed record ForgetNotifications(DateTimeOffset Since) : CallCommand;

    /// <summary>Tell a bot of a turn of the conversation, and ask what it says (EXT-378).</summary>
    public sealed record AskBot(string Endpoint, BotTurn Turn) : CallCommand;

    /// <summary>Record what is said in the call, into a file of ours. It ends with the call at the latest.</summary>
    /// <param name="Purpose">What the file is for.</param>
    /// <param name="IsPaused">Whether it waits for <see cref="ResumeRecording"/>.</param>
    public sealed record StartRecording(RecordingPurpose Purpose, bool IsPaused) : CallCommand;

    /// <summary>Leave out what is said from now on, in the recording that an earlier command started.</summary>
    public sealed record PauseRecording(OpId Recording) : CallCommand;

    /// <summary>Record on.</summary>
    public sealed record ResumeRecording(OpId Recording) : CallCommand;

    /// <summary>End a recording.</summary>
    public sealed record StopRecording(OpId Recording) : CallCommand;

    /// <summary>Put the call into the log; done again it replaces itself.</summary>
    public sealed record FileRecord(CallRecord Record) : CallCommand;

    /// <summary>Tell the people who watch over the platform.</summary>
    public sealed record RaiseAlarm(string Text) : CallCommand;
}
