using System.Globalization;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Notifications;

/// <summary>What the clients of a user show (QUE-112, QUE-166, QUE-365); each words it in the user's language.</summary>
/// <param name="Since">When it happened, or since when the call waits.</param>
/// <param name="Queue">The queue or attendant group that it is about.</param>
/// <param name="About">The agent who was logged in or out, or the user for whom the call waits.</param>
/// <param name="By">Who did it, in words; none: nobody in particular.</param>
/// <param name="Call">The call that waits, by which it can be taken back; none: it is about no call.</param>
/// <param name="Caller">Who waits.</param>
public sealed record Notification(
    NotificationKind Kind,
    DateTimeOffset Since,
    ExtensionNumber Queue,
    ExtensionNumber About,
    string? By = null,
    string? Call = null,
    PhoneAddress? Caller = null,
    string? CallerName = null)
{
    private const int Digits = 19;

    /// <summary>Its name among those of a user: the same thing told again has the same. It begins with the instant, so names are in the order of time.</summary>
    [JsonIgnore]
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Since.UtcTicks:D19}-{Kind.ToString().ToLowerInvariant()}-{Call ?? $"{Queue}-{About}"}");

    /// <summary>The instant in a name; nothing: it is no name of a notification.</summary>
    public static DateTimeOffset? SinceOf(string id) =>
        id?.Length > Digits && long.TryParse(id.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}

/// <summary>What a user is notified of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotificationKind>))]
public enum NotificationKind
{
    /// <summary>A call that a receptionist has camped on a user still waits (QUE-365, QUE-366).</summary>
    [JsonStringEnumMemberName("call-waits")]
    CallWaits,

    /// <summary>Somebody else has logged the user in to a queue (QUE-112).</summary>
    [JsonStringEnumMemberName("logged-in")]
    LoggedIn,

    /// <summary>Somebody else has logged the user out of a queue (QUE-112).</summary>
    [JsonStringEnumMemberName("logged-out")]
    LoggedOut,

    /// <summary>An agent was logged out because of missed offers (QUE-166).</summary>
    [JsonStringEnumMemberName("auto-logout")]
    AutoLogout,
}

/// <summary>How notifications are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Notification))]
public sealed partial class NotificationJson : JsonSerializerContext;
