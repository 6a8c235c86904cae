using System.Text.Json.Serialization;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.SystemExtensions;

/// <summary>What the dialogue for time configuration has to know before it asks anything.</summary>
/// <param name="IsAllowed">Whether the user has the right (NPL-138).</param>
/// <param name="Language">The user's (NPL-129).</param>
/// <param name="Schemes">All of the account; none for a user without the right.</param>
public sealed record SwitchableSchemes(bool IsAllowed, Language Language, ValueList<Numbered> Schemes = default);

/// <summary>A scheme or a plan as it is spoken: by number and name (NPL-129).</summary>
public sealed record Numbered(int Number, string Name);

/// <summary>How a scheme is switched by hand (NPL-132).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SwitchMode>))]
public enum SwitchMode
{
    /// <summary>Until the next scheduled change.</summary>
    [JsonStringEnumMemberName("temporary")]
    Temporary,

    /// <summary>Until it is switched off.</summary>
    [JsonStringEnumMemberName("permanent")]
    Permanent,

    /// <summary>What was set by hand is lifted.</summary>
    [JsonStringEnumMemberName("automatic")]
    Automatic,
}

/// <summary>What became of the wish to switch a scheme.</summary>
/// <param name="Plan">What runs now; nothing when no plan does.</param>
/// <param name="Until">For <see cref="SwitchMode.Temporary"/>: the end, on the wall clock of the scheme's zone; nothing when the schedule never changes (NPL-094).</param>
public sealed record SwitchResult(SwitchAnswer Answer, Numbered? Plan = null, DateTimeOffset? Until = null);

/// <summary>Whether a scheme was switched, and if not, why.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SwitchAnswer>))]
public enum SwitchAnswer
{
    /// <summary>It is saved.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>The user lacks the right, or no longer exists (NPL-144).</summary>
    [JsonStringEnumMemberName("not-allowed")]
    NotAllowed,

    /// <summary>There is no such scheme (NPL-128).</summary>
    [JsonStringEnumMemberName("no-scheme")]
    NoScheme,

    /// <summary>The scheme has no such plan, or it has no link (NPL-128, NPL-088).</summary>
    [JsonStringEnumMemberName("no-plan")]
    NoPlan,

    /// <summary>It could not be saved.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
