using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.GroupMailboxes;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.Users;

namespace Pbx.Domain.Voicemail;

/// <summary>What a mailbox is to those who look into it, whatever kind of extension it belongs to (VMR-005).</summary>
/// <param name="Number">Of the extension.</param>
/// <param name="Language">Of greeting and management menu (EXT-174).</param>
/// <param name="Pin">Opens it by telephone; none: it cannot be opened so.</param>
/// <param name="DaysToKeep">How many days after it was first heard a message is deleted; 0: never.</param>
public sealed record Box(ExtensionNumber Number, string Name, BoxKind Kind, Language Language, Pin.Hashed? Pin, int DaysToKeep)
{
    /// <summary>The mailbox of an extension, or nothing.</summary>
    /// <param name="first">The language of the account.</param>
    public static Box? Of(Extension? extension, Language first) => extension?.Config switch
    {
        VoicemailConfig shared => new Box(extension.Number, extension.Name, BoxKind.Shared, extension.Language ?? first, shared.Pin as Pin.Hashed, shared.DaysToKeep),
        GroupMailboxConfig group => new Box(extension.Number, extension.Name, BoxKind.Group, extension.Language ?? first, group.Pin as Pin.Hashed, group.DaysToKeep),
        UserConfig user => new Box(extension.Number, extension.Name, BoxKind.Personal, user.Voicemail?.Language ?? extension.Language ?? first, user.MailboxPin as Pin.Hashed, VoicemailConfig.UsualDaysToKeep),
        _ => null,
    };

    /// <summary>Until when a message is kept that was first heard at an instant; nothing: for ever (VMR-077).</summary>
    public DateTimeOffset? KeptUntil(DateTimeOffset heard) => DaysToKeep > 0 ? heard + TimeSpan.FromDays(DaysToKeep) : null;
}

/// <summary>Whose a mailbox is (VMR-005).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BoxKind>))]
public enum BoxKind
{
    /// <summary>A voicemail extension: it is the account's, and whoever knows number and PIN may listen (EXT-184).</summary>
    [JsonStringEnumMemberName("voicemail")]
    Shared,

    /// <summary>A user's own.</summary>
    [JsonStringEnumMemberName("user-mailbox")]
    Personal,

    /// <summary>One of user groups.</summary>
    [JsonStringEnumMemberName("group-mailbox")]
    Group,
}
