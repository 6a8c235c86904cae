using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors;

/// <summary>What a call says to the floor of its account. The floor hears each message once, those of one call in their order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "message")]
[JsonDerivedType(typeof(Asks), "asks")]
[JsonDerivedType(typeof(Enters), "enters")]
[JsonDerivedType(typeof(Listens), "listens")]
[JsonDerivedType(typeof(OfferFailed), "offer-failed")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Leaves), "leaves")]
[JsonDerivedType(typeof(Hangs), "hangs")]
[JsonDerivedType(typeof(Logs), "logs")]
[JsonDerivedType(typeof(WantsCallback), "wants-callback")]
[JsonDerivedType(typeof(Dials), "dials")]
[JsonDerivedType(typeof(CallerMissed), "caller-missed")]
[JsonDerivedType(typeof(PicksUp), "picks-up")]
[JsonDerivedType(typeof(PickupFailed), "pickup-failed")]
public abstract record FloorMessage
{
    private FloorMessage()
    {
    }

    /// <summary>It wants to know whether it would be admitted (QUE-262). Answered by <see cref="Calls.CallEvent.QueueAdmits"/> or <see cref="Calls.CallEvent.QueueRefuses"/>.</summary>
    public sealed record Asks(ExtensionNumber Queue) : FloorMessage;

    /// <summary>It takes a position (QUE-001), if it is admitted. Answered likewise; said again by a call that has a position it changes nothing, and is answered again.</summary>
    /// <param name="At">The entry time T0.</param>
    /// <param name="Arrived">When the call came to the queue.</param>
    /// <param name="Introduction">Whether it listens to an introduction first, unless the answer says that it may be skipped (QUE-214): until it says otherwise it is not offered (QUE-007).</param>
    /// <param name="From">The queue whose agent talks to the caller and sends the call here: that conversation is over if the call is admitted, and goes on if not (QUE-363, QUE-372). None: nobody talks.</param>
    public sealed record Enters(
        ExtensionNumber Queue,
        DateTimeOffset At,
        DateTimeOffset Arrived,
        PhoneAddress Caller,
        string? CallerName,
        bool Introduction,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExtensionNumber? From = null) : FloorMessage;

    /// <summary>It begins to listen to something that is not interrupted, or has stopped: while it listens it is not offered (QUE-007, QUE-247).</summary>
    public sealed record Listens(bool IsListening) : FloorMessage;

    /// <summary>An agent whom an offer rang has not taken the call.</summary>
    public sealed record OfferFailed(int Offer, ExtensionNumber Agent, OfferEnd Why) : FloorMessage;

    /// <summary>An agent has the call; whoever else the offer rang was taken back. It holds even if the floor has taken the offer back meanwhile: they talk.</summary>
    /// <param name="At">When the agent answered.</param>
    /// <param name="IsPickup">Whether a user has picked it up, who need not be an agent (QUE-352).</param>
    public sealed record Answered(
        int Offer,
        ExtensionNumber Agent,
        DateTimeOffset At,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsPickup = false) : FloorMessage;

    /// <summary>It has left the queue without having been answered.</summary>
    /// <param name="At">When it did.</param>
    public sealed record Leaves(StayEnd Why, DateTimeOffset At) : FloorMessage;

    /// <summary>The conversation with the agent is over.</summary>
    /// <param name="At">When the agent's leg ended.</param>
    public sealed record Hangs(DateTimeOffset At) : FloorMessage;

    /// <summary>A user who calls wants to log in to queues or out of them (QUE-086, QUE-094). Answered by <see cref="Calls.CallEvent.QueuesLogged"/>.</summary>
    /// <param name="Of">The name of the command that says it, for the answer.</param>
    /// <param name="Queue">Which; none: all of which the user is a member (QUE-087).</param>
    /// <param name="IsIn">In or out.</param>
    /// <param name="ByFeatureCode">Whether a feature code was dialled (QUE-095).</param>
    public sealed record Logs(OpId Of, ExtensionNumber Agent, ExtensionNumber? Queue, bool IsIn, bool ByFeatureCode = false) : FloorMessage;

    /// <summary>The caller wants to be called back: the call ends, and its wish takes its position (QUE-315).</summary>
    /// <param name="At">When the key was pressed.</param>
    /// <param name="Entered">T0 of the call.</param>
    /// <param name="Caller">Who is called back (QUE-311).</param>
    /// <param name="Shown">The number of ours that was dialled (QUE-329).</param>
    public sealed record WantsCallback(ExtensionNumber Queue, DateTimeOffset At, DateTimeOffset Entered, DateTimeOffset Arrived, PhoneAddress Caller, string? CallerName, PhoneNumber? Shown) : FloorMessage;

    /// <summary>An agent has answered a callback, and who asked for it is rung now (QUE-318).</summary>
    public sealed record Dials(int Offer, ExtensionNumber Agent, DateTimeOffset At) : FloorMessage;

    /// <summary>Who asked for a callback could not be reached (QUE-321).</summary>
    public sealed record CallerMissed(int Offer, ExtensionNumber Agent, DateTimeOffset At) : FloorMessage;

    /// <summary>A user who calls wants the first call of a queue that rings at agents (QUE-345, QUE-348). Answered by <see cref="Calls.CallEvent.PickupEnded"/>, once all of it is over.</summary>
    /// <param name="Of">The name of the command that says it, for the answer.</param>
    /// <param name="Queue">Which; none: any that the user may pick up from, and of all the calls the one that rings longest (CFT-098).</param>
    /// <param name="Phone">The phone that the user calls from, and then talks on.</param>
    /// <param name="Connection">How the network names our leg of the user's call: the phone is moved out of it.</param>
    public sealed record PicksUp(OpId Of, ExtensionNumber User, ExtensionNumber? Queue, PhoneAddress Phone, string Connection) : FloorMessage;

    /// <summary>The phone of who picks it up has not come over: the offer is over, and the call waits on.</summary>
    public sealed record PickupFailed(int Offer) : FloorMessage;
}

/// <summary>Why an agent whom an offer rang has not taken the call.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OfferEnd>))]
public enum OfferEnd
{
    /// <summary>It rang for the whole ring timeout: a missed offer (QUE-163).</summary>
    [JsonStringEnumMemberName("missed")]
    Missed,

    /// <summary>The agent rejected it: a missed offer too.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>The agent could not be rung: busy, unreachable, no phone (QUE-054).</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The ringing was taken back, by the caller, by an answer elsewhere or by the floor.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>The agent answered.</summary>
    [JsonStringEnumMemberName("answered")]
    Answered,
}
