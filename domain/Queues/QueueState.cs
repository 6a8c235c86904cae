using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Queues;

/// <summary>Where a call in a queue is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "at")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(RingingBack), "ringing-back")]
[JsonDerivedType(typeof(Entering), "entering")]
[JsonDerivedType(typeof(Waiting), "waiting")]
[JsonDerivedType(typeof(PickedUp), "picked-up")]
[JsonDerivedType(typeof(Forwarding), "forwarding")]
[JsonDerivedType(typeof(Saying), "saying")]
[JsonDerivedType(typeof(Prompting), "prompting")]
[JsonDerivedType(typeof(Dialling), "dialling")]
[JsonDerivedType(typeof(Regretting), "regretting")]
[JsonDerivedType(typeof(TakingBack), "taking-back")]
public abstract record QueueState
{
    private QueueState()
    {
    }

    /// <summary>It asks whether it would be admitted, before ring-back is heard (QUE-262).</summary>
    /// <param name="Arrived">When the call came to the queue.</param>
    /// <param name="SayAt">When it asks again, should no answer come.</param>
    /// <param name="GiveUpAt">When it waits for the answer no longer.</param>
    public sealed record Asking(DateTimeOffset Arrived, DateTimeOffset SayAt, DateTimeOffset GiveUpAt) : QueueState;

    /// <summary>Ring-back is heard once; the call holds no position yet (QUE-211, QUE-212).</summary>
    public sealed record RingingBack(DateTimeOffset Arrived, OpId Sound, DateTimeOffset Until) : QueueState;

    /// <summary>It has asked for a position, and the answer is awaited.</summary>
    /// <param name="Entered">T0 (QUE-001).</param>
    public sealed record Entering(DateTimeOffset Arrived, DateTimeOffset Entered, DateTimeOffset SayAt, DateTimeOffset GiveUpAt) : QueueState;

    /// <summary>It has a position.</summary>
    /// <param name="Entered">T0 (QUE-001).</param>
    /// <param name="Base">TB (QUE-002); none: the introduction is not over yet.</param>
    /// <param name="Heard">What the caller hears.</param>
    /// <param name="Track">Which file of the music plays, or begins again after an interruption (QUE-239).</param>
    /// <param name="Announced">How many of the instants at which announcements are due have been dealt with (QUE-206).</param>
    /// <param name="Informed">How many files of the infotainment were begun (QUE-245).</param>
    /// <param name="Look">The question where the call stands, as long as it is open.</param>
    /// <param name="Phones">Those of agents that ring.</param>
    /// <param name="Rung">The agents who are rung.</param>
    /// <param name="Attempts">Offers that were made and are over (QUE-005).</param>
    /// <param name="LastAttempt">The offer that was counted last.</param>
    /// <param name="Keys">The command that listens for keys; none: nothing listens.</param>
    /// <param name="Key">What the caller has pressed and is carried out as soon as that may be (QUE-249).</param>
    /// <param name="Sent">Why the call is to leave, as soon as that may be (QUE-250).</param>
    /// <param name="ClosesAt">When those who wait are released (QUE-277); none: they are not.</param>
    /// <param name="LookAt">When the network is asked whether the caller is still there.</param>
    /// <param name="WakeAt">When something is due.</param>
    /// <param name="WasEngaged">Whether the last whom it was offered to could not be rung.</param>
    public sealed record Waiting(
        DateTimeOffset Arrived,
        DateTimeOffset Entered,
        DateTimeOffset? Base,
        Heard Heard,
        RingingPhones Phones,
        DateTimeOffset LookAt,
        DateTimeOffset WakeAt,
        int Track = 0,
        int Announced = 0,
        int Informed = 0,
        PositionLook? Look = null,
        ValueList<RungAgent> Rung = default,
        int Attempts = 0,
        int LastAttempt = 0,
        OpId? Keys = null,
        string? Key = null,
        StayEnd? Sent = null,
        DateTimeOffset? ClosesAt = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool WasEngaged = false) : QueueState
    {
        /// <summary>Whether something plays that is not interrupted: nobody is rung meanwhile (QUE-007), and whatever is due waits (QUE-250).</summary>
        [JsonIgnore]
        public bool IsListening => Heard.What is HeardItem.Introduction or HeardItem.Infotainment;
    }

    /// <summary>A user picks it up: the user's phone is taken over from another call, while the caller hears on what was heard (QUE-345).</summary>
    /// <param name="Before">As the call waits on should the phone not come over.</param>
    /// <param name="Move">The command that takes the phone over.</param>
    /// <param name="Until">When the network should long have told.</param>
    /// <param name="IsOverdue">Whether the network was asked who is there, because it has told nothing.</param>
    public sealed record PickedUp(Waiting Before, int Offer, ExtensionNumber User, PhoneAddress Phone, OpId Move, DateTimeOffset Until, bool IsOverdue = false) : QueueState;

    /// <summary>The call has left the queue, and several destinations ring at once (QUE-280), or one for as long as the caller stays (QUE-295).</summary>
    /// <param name="RedialAt">When those are rung again whose ringing the network has ended (QUE-297).</param>
    /// <param name="Until">When it ends; none: when the caller hangs up.</param>
    /// <param name="LookAt">When the network is asked whether the caller is still there.</param>
    public sealed record Forwarding(RingingPhones Phones, DateTimeOffset LookAt, DateTimeOffset? RedialAt = null, DateTimeOffset? Until = null) : QueueState;

    /// <summary>The caller hears why the call ends.</summary>
    public sealed record Saying(OpId Sound, DateTimeOffset Until, EndReason Reason) : QueueState;

    /// <summary>An agent who has answered a callback hears what it is about (QUE-318).</summary>
    public sealed record Prompting(CallbackVisit For, OpId Sound, DateTimeOffset Until) : QueueState;

    /// <summary>Who wanted to be called back is rung, and the agent hears that.</summary>
    public sealed record Dialling(CallbackVisit For, RingingPhone Phone) : QueueState;

    /// <summary>The agent hears that nobody was reached (QUE-321).</summary>
    public sealed record Regretting(CallbackVisit For, OpId Sound, DateTimeOffset Until) : QueueState;

    /// <summary>A receptionist whose phone rings takes the call back out of a personal queue (QUE-369).</summary>
    /// <param name="Place">What the call goes back to if the receptionist does not answer.</param>
    public sealed record TakingBack(Waiting Place, ExtensionNumber By, RingingPhones Phones) : QueueState;
}

/// <summary>What a waiting caller hears.</summary>
/// <param name="Sound">The command that plays it.</param>
/// <param name="Until">By when the network should long have told that it has ended; none: it goes on until something else is played.</param>
public sealed record Heard(HeardItem What, OpId Sound = default, DateTimeOffset? Until = null)
{
    /// <summary>Nothing plays, and something should.</summary>
    public static Heard Nothing { get; } = new(HeardItem.Nothing);
}

/// <summary>The items that a waiting caller hears (QUE-198 to QUE-202).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HeardItem>))]
public enum HeardItem
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("nothing")]
    Nothing,

    /// <summary>How to be called back (QUE-309).</summary>
    [JsonStringEnumMemberName("callback-offer")]
    CallbackOffer,

    /// <summary>The welcome of a personal queue, and how to be called back (RCH-472, RCH-464).</summary>
    [JsonStringEnumMemberName("welcome")]
    Welcome,

    /// <summary>The introduction.</summary>
    [JsonStringEnumMemberName("introduction")]
    Introduction,

    /// <summary>Music.</summary>
    [JsonStringEnumMemberName("music")]
    Music,

    /// <summary>Ring-back, in place of music.</summary>
    [JsonStringEnumMemberName("ringback")]
    Ringback,

    /// <summary>Ring-back, because what should be heard could not be played (QUE-491).</summary>
    [JsonStringEnumMemberName("stopgap")]
    Stopgap,

    /// <summary>Silence, because not even ring-back could be played.</summary>
    [JsonStringEnumMemberName("silence")]
    Silence,

    /// <summary>Status message, position, estimated wait.</summary>
    [JsonStringEnumMemberName("announcement")]
    Announcement,

    /// <summary>A file of the infotainment.</summary>
    [JsonStringEnumMemberName("infotainment")]
    Infotainment,
}

/// <summary>The question where the call stands.</summary>
/// <param name="Question">The command that asks.</param>
/// <param name="Until">When the answer is waited for no longer.</param>
/// <param name="Announcement">Which announcement follows, counted from 1; 0: none.</param>
public sealed record PositionLook(OpId Question, DateTimeOffset Until, int Announcement);

/// <summary>An agent who is rung for the call.</summary>
/// <param name="Until">When the ring timeout is over (QUE-159).</param>
public sealed record RungAgent(int Offer, ExtensionNumber Agent, DateTimeOffset Until);

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(QueueConfig))]
[JsonSerializable(typeof(QueueState))]
[JsonSerializable(typeof(QueueMember))]
[JsonSerializable(typeof(SkilledAgent))]
[JsonSerializable(typeof(Destination))]
[JsonSerializable(typeof(RungPhone))]
[JsonSerializable(typeof(RungAgent))]
[JsonSerializable(typeof(string))]
public sealed partial class QueueJson : JsonSerializerContext;
