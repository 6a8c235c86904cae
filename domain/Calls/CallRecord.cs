using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Recordings;

namespace Pbx.Domain.Calls;

/// <summary>What the call log keeps of one call: who, when, how it ended, every leg and every step with its reason.</summary>
/// <param name="Arrived">When the network told us of it.</param>
/// <param name="Answered">When a person or an answering extension took it; not when the platform did (EXT-069).</param>
/// <param name="Steps">Every decision, oldest first (EXT-067).</param>
/// <param name="Recordings">What was recorded of it.</param>
/// <param name="CallerExtension">The extension of a caller who is a user of the account.</param>
public sealed record CallRecord(
    string Id,
    PhoneAddress Caller,
    string? CallerName,
    DialledNumber Dialled,
    DateTimeOffset Arrived,
    DateTimeOffset? Answered,
    DateTimeOffset Ended,
    EndReason Reason,
    ValueList<Leg> Legs,
    ValueList<LoggedStep> Steps,
    ValueList<CallRecording> Recordings = default,
    ExtensionNumber? CallerExtension = null);

/// <summary>One party of a call.</summary>
/// <param name="Op">The command that rang it; the caller's own leg has none.</param>
/// <param name="Phone">Who.</param>
/// <param name="Direction">Whether they called us or we rang them.</param>
/// <param name="Extension">On behalf of which extension it was rung.</param>
/// <param name="Started">When it began to ring.</param>
/// <param name="Invitation">What takes the ringing back, once the network has told it.</param>
/// <param name="Failed">Why it was not reached.</param>
public sealed record Leg(
    OpId? Op,
    PhoneAddress Phone,
    LegDirection Direction,
    ExtensionNumber? Extension,
    DateTimeOffset Started,
    DateTimeOffset? Answered = null,
    DateTimeOffset? Ended = null,
    string? Invitation = null,
    NotReached? Failed = null);

/// <summary>Which way a leg was set up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LegDirection>))]
public enum LegDirection
{
    /// <summary>They called us.</summary>
    [JsonStringEnumMemberName("incoming")]
    Incoming,

    /// <summary>We rang them.</summary>
    [JsonStringEnumMemberName("outgoing")]
    Outgoing,
}

/// <summary>One decision about a call: what was done and why, with the rule that it follows where there is one.</summary>
/// <param name="Setting">Which setting of the extension decided, as a pointer into its configuration; none: nothing that is set.</param>
/// <param name="Spent">Of a step that ended a visit to an extension: how long the call was in it (EXT-290).</param>
public sealed record LoggedStep(DateTimeOffset At, string What, string Why, string? Rule = null, ExtensionNumber? Extension = null, string? Type = null, string? Setting = null, TimeSpan? Spent = null);

/// <summary>How a call ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EndReason>))]
public enum EndReason
{
    /// <summary>Two parties talked, and one of them hung up; or an extension did what it is for and ended the call.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>The caller hung up before reaching anybody.</summary>
    [JsonStringEnumMemberName("caller-hung-up")]
    CallerHungUp,

    /// <summary>The caller hung up before the platform had answered.</summary>
    [JsonStringEnumMemberName("caller-gave-up")]
    CallerGaveUp,

    /// <summary>Whom the call was for was engaged.</summary>
    [JsonStringEnumMemberName("busy")]
    Busy,

    /// <summary>Nobody answered.</summary>
    [JsonStringEnumMemberName("no-answer")]
    NoAnswer,

    /// <summary>Nobody could be rung.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,

    /// <summary>The number or extension leads nowhere.</summary>
    [JsonStringEnumMemberName("unassigned")]
    Unassigned,

    /// <summary>The caller made no choice that counts.</summary>
    [JsonStringEnumMemberName("no-choice")]
    NoChoice,

    /// <summary>The call went round in circles (EXT-068).</summary>
    [JsonStringEnumMemberName("loop")]
    Loop,

    /// <summary>The mailbox had no room for a message (EXT-186).</summary>
    [JsonStringEnumMemberName("mailbox-full")]
    MailboxFull,

    /// <summary>A message could not be recorded (VMR-055).</summary>
    [JsonStringEnumMemberName("cannot-take-message")]
    CannotTakeMessage,

    /// <summary>The caller chose to end the call (EXT-257).</summary>
    [JsonStringEnumMemberName("disconnected")]
    Disconnected,

    /// <summary>The number was closed by its schedule (NPL-166).</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>The caller lacks the right to what he wanted (NPL-120, EXT-308).</summary>
    [JsonStringEnumMemberName("not-authorised")]
    NotAuthorised,

    /// <summary>The network or the platform failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
