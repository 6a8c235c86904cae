using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Queues;

/// <summary>One call's time in a queue, filed when it is over (QUE-467): what statistics are made of.</summary>
/// <param name="Call">The id of the call.</param>
/// <param name="Sequence">Tells several stays of one call apart.</param>
/// <param name="Arrived">When the call came to the queue.</param>
/// <param name="Entered">T0 (QUE-001); none: it was refused.</param>
/// <param name="WaitEnded">When it was answered, or else left (QUE-003).</param>
/// <param name="Agent">Who answered.</param>
/// <param name="AgentName">How the agent was called then (QUE-483).</param>
/// <param name="TalkEnded">When the agent's leg ended; none: it was not answered.</param>
/// <param name="Offers">In the order in which they were made.</param>
public sealed record QueueStay(
    ExtensionNumber Queue,
    string Call,
    int Sequence,
    PhoneAddress Caller,
    DateTimeOffset Arrived,
    DateTimeOffset? Entered,
    DateTimeOffset WaitEnded,
    StayEnd Outcome,
    ExtensionNumber? Agent = null,
    string? AgentName = null,
    DateTimeOffset? TalkEnded = null,
    ValueList<StayOffer> Offers = default);

/// <summary>One agent who was rung for a call.</summary>
public sealed record StayOffer(ExtensionNumber Agent, DateTimeOffset Began, DateTimeOffset Ended, Floors.OfferEnd Result);

/// <summary>How a call's time in a queue ended (QUE-468).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StayEnd>))]
public enum StayEnd
{
    /// <summary>An agent answered.</summary>
    [JsonStringEnumMemberName("answered")]
    Answered,

    /// <summary>Somebody picked it up (QUE-352).</summary>
    [JsonStringEnumMemberName("picked-up")]
    PickedUp,

    /// <summary>The caller hung up.</summary>
    [JsonStringEnumMemberName("abandoned")]
    Abandoned,

    /// <summary>It was forwarded because it had waited too long (QUE-263).</summary>
    [JsonStringEnumMemberName("forwarded-timer")]
    ForwardedTimer,

    /// <summary>It was forwarded because it had been offered too often (QUE-269).</summary>
    [JsonStringEnumMemberName("forwarded-attempts")]
    ForwardedAttempts,

    /// <summary>It was forwarded because no agent was logged in any more (QUE-273).</summary>
    [JsonStringEnumMemberName("forwarded-no-agent")]
    ForwardedNoAgent,

    /// <summary>A forward of an agent took it (QUE-293).</summary>
    [JsonStringEnumMemberName("forwarded-by-agent")]
    ForwardedByAgent,

    /// <summary>The caller broke out (QUE-300).</summary>
    [JsonStringEnumMemberName("broken-out")]
    BrokenOut,

    /// <summary>The caller was called back and reached (QUE-324).</summary>
    [JsonStringEnumMemberName("callback-completed")]
    CallbackCompleted,

    /// <summary>The caller was called back in vain (QUE-320).</summary>
    [JsonStringEnumMemberName("callback-failed")]
    CallbackFailed,

    /// <summary>The wish to be called back was too old (QUE-323).</summary>
    [JsonStringEnumMemberName("callback-expired")]
    CallbackExpired,

    /// <summary>The caller had asked to be called back before; the wish of that time stands (QUE-327).</summary>
    [JsonStringEnumMemberName("callback-merged")]
    CallbackMerged,

    /// <summary>The caller, who was to be called back, has called again and was answered (QUE-328).</summary>
    [JsonStringEnumMemberName("callback-handled")]
    CallbackHandled,

    /// <summary>Somebody deleted the wish to be called back (QUE-330).</summary>
    [JsonStringEnumMemberName("callback-deleted")]
    CallbackDeleted,

    /// <summary>It was released at closing time (QUE-277).</summary>
    [JsonStringEnumMemberName("disconnected-at-closing")]
    DisconnectedAtClosing,

    /// <summary>It was not admitted: all positions were taken (QUE-254).</summary>
    [JsonStringEnumMemberName("refused-full")]
    RefusedFull,

    /// <summary>It was not admitted: somebody had waited too long (QUE-256).</summary>
    [JsonStringEnumMemberName("refused-longest-wait")]
    RefusedLongestWait,

    /// <summary>It was not admitted: the queue was closed (QUE-276).</summary>
    [JsonStringEnumMemberName("refused-closed")]
    RefusedClosed,

    /// <summary>It was not admitted: no agent was logged in (QUE-271).</summary>
    [JsonStringEnumMemberName("refused-no-agent")]
    RefusedNoAgent,
}

/// <summary>A login or logout of an agent (QUE-097).</summary>
/// <param name="By">Who did it, in words: an extension or the name of an administrator; none: the system.</param>
public sealed record LoginChange(ExtensionNumber Queue, ExtensionNumber Agent, DateTimeOffset At, bool IsIn, LoginSource Source, string? By = null);

/// <summary>What made an agent log in or out (QUE-097).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoginSource>))]
public enum LoginSource
{
    /// <summary>A system extension or feature code.</summary>
    [JsonStringEnumMemberName("code")]
    Code,

    /// <summary>An app of the user.</summary>
    [JsonStringEnumMemberName("client")]
    Client,

    /// <summary>The portal or the API, by an administrator.</summary>
    [JsonStringEnumMemberName("portal")]
    Portal,

    /// <summary>A supervisor.</summary>
    [JsonStringEnumMemberName("supervisor")]
    Supervisor,

    /// <summary>A reachability status.</summary>
    [JsonStringEnumMemberName("status-action")]
    StatusAction,

    /// <summary>Too many missed offers in a row (QUE-164).</summary>
    [JsonStringEnumMemberName("auto-logout")]
    AutoLogout,
}
