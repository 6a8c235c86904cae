using System.Text.Json.Serialization;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Voicemail;

/// <summary>What somebody who listens by telephone sees of a mailbox at one moment.</summary>
/// <param name="New">How many messages nobody has heard to the end yet.</param>
/// <param name="Old">How many were heard.</param>
/// <param name="Message">The one that was asked for; nothing: there is no further one.</param>
public sealed record BoxView(BoxKind Kind, Language Language, int New, int Old, BoxMessage? Message = null);

/// <summary>A message that can be played.</summary>
/// <param name="Id">As the store names it.</param>
/// <param name="File">The audio file.</param>
/// <param name="At">When it was left.</param>
public sealed record BoxMessage(string Id, string File, DateTimeOffset At, PhoneAddress Caller, string? CallerName, TimeSpan Length);

/// <summary>Which messages are listened to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BoxPart>))]
public enum BoxPart
{
    /// <summary>Those that nobody has heard.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>Those that were heard.</summary>
    [JsonStringEnumMemberName("old")]
    Old,
}
