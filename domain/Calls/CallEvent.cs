using System.Text.Json.Serialization;
using Pbx.Domain.Bots;
using Pbx.Domain.Extensions;
using Pbx.Domain.HuntGroups;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Queues;
using Pbx.Domain.Recordings;
using Pbx.Domain.Secrets;
using Pbx.Domain.SystemExtensions;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.Calls;

/// <summary>What happened to a call, in the words of the phone desk. <c>Of</c> names the command that it answers.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(CallArrived), "call-arrived")]
[JsonDerivedType(typeof(CallerConnected), "caller-connected")]
[JsonDerivedType(typeof(AnswerFailed), "answer-failed")]
[JsonDerivedType(typeof(CallEnded), "call-ended")]
[JsonDerivedType(typeof(SoundEnded), "sound-ended")]
[JsonDerivedType(typeof(SoundFailed), "sound-failed")]
[JsonDerivedType(typeof(DigitsCollected), "digits-collected")]
[JsonDerivedType(typeof(NoDigitsCollected), "no-digits-collected")]
[JsonDerivedType(typeof(CollectingFailed), "collecting-failed")]
[JsonDerivedType(typeof(SpeechEnded), "speech-ended")]
[JsonDerivedType(typeof(KeyPressed), "key-pressed")]
[JsonDerivedType(typeof(CallbackDue), "callback-due")]
[JsonDerivedType(typeof(MessagesCounted), "messages-counted")]
[JsonDerivedType(typeof(BoxFound), "box-found")]
[JsonDerivedType(typeof(BoxSeen), "box-seen")]
[JsonDerivedType(typeof(GreetingFetched), "greeting-fetched")]
[JsonDerivedType(typeof(BoxChanged), "box-changed")]
[JsonDerivedType(typeof(PinJudged), "pin-judged")]
[JsonDerivedType(typeof(PinLockSeen), "pin-lock-seen")]
[JsonDerivedType(typeof(SchemesShown), "schemes-shown")]
[JsonDerivedType(typeof(SchemeSwitched), "scheme-switched")]
[JsonDerivedType(typeof(OffersShown), "offers-shown")]
[JsonDerivedType(typeof(PlaceTaken), "place-taken")]
[JsonDerivedType(typeof(QueuesLogged), "queues-logged")]
[JsonDerivedType(typeof(QueueAdmits), "queue-admits")]
[JsonDerivedType(typeof(QueueRefuses), "queue-refuses")]
[JsonDerivedType(typeof(AgentsOffered), "agents-offered")]
[JsonDerivedType(typeof(AgentsTakenBack), "agents-taken-back")]
[JsonDerivedType(typeof(QueueSends), "queue-sends")]
[JsonDerivedType(typeof(PickedUp), "picked-up")]
[JsonDerivedType(typeof(PickupEnded), "pickup-ended")]
[JsonDerivedType(typeof(QueueSeen), "queue-seen")]
[JsonDerivedType(typeof(BotReplied), "bot-replied")]
[JsonDerivedType(typeof(RecordingStarted), "recording-started")]
[JsonDerivedType(typeof(RecordingAsked), "recording-asked")]
[JsonDerivedType(typeof(CampOnAsked), "camp-on-asked")]
[JsonDerivedType(typeof(TakeBackAsked), "take-back-asked")]
[JsonDerivedType(typeof(CommandRefused), "command-refused")]
[JsonDerivedType(typeof(PhoneAnswered), "phone-answered")]
[JsonDerivedType(typeof(PhoneNotReached), "phone-not-reached")]
[JsonDerivedType(typeof(RosterChanged), "roster-changed")]
[JsonDerivedType(typeof(TimeReached), "time-reached")]
[JsonDerivedType(typeof(CommandsDone), "commands-done")]
public abstract record CallEvent
{
    private CallEvent()
    {
    }

    /// <summary>A call to one of our numbers, or from a phone of an account, is ringing. The context is what the network wants back to answer it.</summary>
    public sealed record CallArrived(PhoneAddress Caller, string? CallerName, DialledNumber Dialled, string Context) : CallEvent;

    /// <summary>An agent of a queue is to be rung, and then who wanted to be called back (QUE-317): a call of ours begins.</summary>
    /// <param name="Wish">The call that it comes from.</param>
    /// <param name="Offer">The offer that the agent is rung for.</param>
    /// <param name="Number">Who is called back.</param>
    /// <param name="Shown">The number of ours that the caller had dialled (QUE-329); none: the main number is shown.</param>
    public sealed record CallbackDue(ExtensionNumber Queue, string Wish, int Offer, OfferedAgent Agent, PhoneAddress Number, string? Name, PhoneNumber? Shown) : CallEvent;

    /// <summary>The caller hears us, or whom we have called. The connection is how the network names our leg.</summary>
    public sealed record CallerConnected(string Connection) : CallEvent;

    /// <summary>The answer was taken, but the caller never was connected.</summary>
    public sealed record AnswerFailed : CallEvent;

    /// <summary>Our leg is gone, and with it the call: nothing more can be done.</summary>
    public sealed record CallEnded : CallEvent;

    /// <summary>A sound was played to its end.</summary>
    public sealed record SoundEnded(OpId Of) : CallEvent;

    /// <summary>A sound could not be played.</summary>
    public sealed record SoundFailed(OpId Of) : CallEvent;

    /// <summary>The caller pressed keys: as many as were asked for, or fewer and then nothing.</summary>
    public sealed record DigitsCollected(OpId Of, string Digits) : CallEvent;

    /// <summary>The caller pressed nothing in the time given after the prompt.</summary>
    public sealed record NoDigitsCollected(OpId Of) : CallEvent;

    /// <summary>The question could not be asked, or listening failed.</summary>
    public sealed record CollectingFailed(OpId Of) : CallEvent;

    /// <summary>The caller has spoken, and then was silent for as long as was asked for.</summary>
    public sealed record SpeechEnded(OpId Of) : CallEvent;

    /// <summary>The caller pressed a key while keys are told one by one.</summary>
    public sealed record KeyPressed(OpId Of, string Key) : CallEvent;

    /// <summary>How many messages a mailbox holds, and how much audio.</summary>
    public sealed record MessagesCounted(OpId Of, int Messages, long Bytes) : CallEvent;

    /// <summary>The mailbox that has a code; nothing: none has it.</summary>
    public sealed record BoxFound(OpId Of, ExtensionNumber? Box) : CallEvent;

    /// <summary>What is in a mailbox; nothing: there is no such mailbox.</summary>
    public sealed record BoxSeen(OpId Of, BoxView? View) : CallEvent;

    /// <summary>Whether the file of a greeting is there.</summary>
    /// <param name="File">The copy that was kept; nothing: it is not there yet.</param>
    /// <param name="IsLost">Whether none will ever be: nothing that can be played was recorded.</param>
    public sealed record GreetingFetched(OpId Of, AudioFile? File, bool IsLost = false) : CallEvent;

    /// <summary>Whether a mailbox was changed.</summary>
    public sealed record BoxChanged(OpId Of, bool IsDone) : CallEvent;

    /// <summary>
    /// The caller pressed the keys of a secret. It is no event of a machine: the engine puts <see cref="PinJudged"/> in its place, and it has no written form on purpose.
    /// </summary>
    public sealed record SecretCollected(OpId Of, string Digits) : CallEvent
    {
        /// <inheritdoc/>
        public override string ToString() => $"{nameof(SecretCollected)} of {Of}";
    }

    /// <summary>The caller entered a PIN.</summary>
    /// <param name="Pin">Of a list of PINs: which one it was, as it is shown; nothing for a wrong one.</param>
    public sealed record PinJudged(OpId Of, PinVerdict Verdict, string? Pin = null) : CallEvent;

    /// <summary>Whether too many PINs from the caller's number were wrong.</summary>
    public sealed record PinLockSeen(OpId Of, bool IsLocked) : CallEvent;

    /// <summary>Which schemes a user may switch.</summary>
    public sealed record SchemesShown(OpId Of, SwitchableSchemes Schemes) : CallEvent;

    /// <summary>What became of the wish to switch a scheme.</summary>
    public sealed record SchemeSwitched(OpId Of, SwitchResult Result) : CallEvent;

    /// <summary>When the members of a hunt group were last offered a call; whoever never was is not named.</summary>
    public sealed record OffersShown(OpId Of, ValueList<LastOffer> Offers) : CallEvent;

    /// <summary>Whether the call has a place of a call limit.</summary>
    /// <param name="InUse">How many are taken now.</param>
    public sealed record PlaceTaken(OpId Of, bool HasPlace, int InUse) : CallEvent;

    /// <summary>What a bot says.</summary>
    public sealed record BotReplied(OpId Of, BotReply Reply) : CallEvent;

    /// <summary>The network records.</summary>
    public sealed record RecordingStarted(OpId Of) : CallEvent;

    /// <summary>Somebody wants something of the recording of the conversation.</summary>
    public sealed record RecordingAsked(RecordingWish Wish, string By) : CallEvent;

    /// <summary>A receptionist, or somebody for one, wants the call to wait in the personal queue of a user (QUE-363).</summary>
    /// <param name="By">Who asked for it, in words.</param>
    public sealed record CampOnAsked(ExtensionNumber User, string By) : CallEvent;

    /// <summary>A receptionist wants a call back that waits for a user (QUE-369).</summary>
    public sealed record TakeBackAsked(ExtensionNumber By) : CallEvent;

    /// <summary>A command was refused for which there is no event of its own that says so.</summary>
    public sealed record CommandRefused(OpId Of) : CallEvent;

    /// <summary>A phone that we rang was answered and is in the call, or one that we moved has come over.</summary>
    public sealed record PhoneAnswered(OpId Of, PhoneAddress Phone) : CallEvent;

    /// <summary>A phone that we rang was not answered, or one that we moved has not come over.</summary>
    public sealed record PhoneNotReached(OpId Of, NotReached Why) : CallEvent;

    /// <summary>Who is in the call now, besides us. Rising sequence; a lower one than seen before is late.</summary>
    public sealed record RosterChanged(int Sequence, ValueList<PhoneAddress> Present) : CallEvent;

    /// <summary>The floor has logged the caller in to queues or out of them, or not.</summary>
    /// <param name="Queues">What came of it in each; none: the caller is a member of no queue.</param>
    public sealed record QueuesLogged(OpId Of, ValueList<QueueLogged> Queues) : CallEvent;

    /// <summary>The floor admits the call to the queue that it asked for or entered.</summary>
    /// <param name="HasEntered">Whether it has a position now.</param>
    /// <param name="IsFree">Whether there are more free agents than callers before it, so that it need not listen to an introduction (QUE-215).</param>
    public sealed record QueueAdmits(ExtensionNumber Queue, bool HasEntered, bool IsFree) : CallEvent;

    /// <summary>The floor does not admit the call (QUE-261).</summary>
    /// <param name="Why">One of the refusals.</param>
    public sealed record QueueRefuses(ExtensionNumber Queue, StayEnd Why) : CallEvent;

    /// <summary>The floor offers the call to agents: they are to be rung. With an offer that rings already they are further agents of it (QUE-140).</summary>
    public sealed record AgentsOffered(int Offer, ValueList<OfferedAgent> Agents) : CallEvent;

    /// <summary>The floor takes agents out of an offer: their ringing is to be taken back (QUE-077).</summary>
    public sealed record AgentsTakenBack(int Offer, ValueList<ExtensionNumber> Agents) : CallEvent;

    /// <summary>The call is to leave the queue: nobody is logged in any more (QUE-273).</summary>
    public sealed record QueueSends(StayEnd Why) : CallEvent;

    /// <summary>A user picks the call up that rings at agents: the phone is to be taken over from the call in which the user has dialled for that (QUE-345).</summary>
    /// <param name="Phone">The user's phone.</param>
    /// <param name="Connection">How the network names our leg of the user's call.</param>
    public sealed record PickedUp(int Offer, ExtensionNumber User, PhoneAddress Phone, string Connection) : CallEvent;

    /// <summary>What came of the wish to pick up a call.</summary>
    public sealed record PickupEnded(OpId Of, PickupEnd End) : CallEvent;

    /// <summary>Where the call stands in its queue.</summary>
    /// <param name="Position">From 1; 0: it has none.</param>
    /// <param name="AverageWait">Of the calls answered in the last 30 minutes; none: there were none (QUE-224, QUE-226).</param>
    public sealed record QueueSeen(OpId Of, int Position, TimeSpan? AverageWait) : CallEvent;

    /// <summary>The machine asked to be woken, and it is time.</summary>
    public sealed record TimeReached : CallEvent;

    /// <summary>What came of commands that were carried out.</summary>
    public sealed record CommandsDone(ValueList<CommandDone> Commands) : CallEvent;
}

/// <summary>Why a phone was not reached.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotReached>))]
public enum NotReached
{
    /// <summary>It is engaged.</summary>
    [JsonStringEnumMemberName("busy")]
    Busy,

    /// <summary>It rang, and nobody answered.</summary>
    [JsonStringEnumMemberName("no-answer")]
    NoAnswer,

    /// <summary>Its user rejected the call; treated as busy (RCH-195).</summary>
    [JsonStringEnumMemberName("declined")]
    Declined,

    /// <summary>No device of the user is there, or the network has no way to it.</summary>
    [JsonStringEnumMemberName("unreachable")]
    Unreachable,

    /// <summary>The number does not exist.</summary>
    [JsonStringEnumMemberName("unassigned")]
    Unassigned,

    /// <summary>The carrier does not let us show this caller (EXT-065).</summary>
    [JsonStringEnumMemberName("caller-id-refused")]
    CallerIdRefused,

    /// <summary>We took the offer back.</summary>
    [JsonStringEnumMemberName("withdrawn")]
    Withdrawn,

    /// <summary>Somebody else answered (EXT-136).</summary>
    [JsonStringEnumMemberName("answered-elsewhere")]
    AnsweredElsewhere,

    /// <summary>The network failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
