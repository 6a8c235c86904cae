using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Menus;

/// <summary>What one option of a menu does.</summary>
/// <param name="Key">One to six digits, or * or #; 0, 00 and 000 are three options (EXT-244).</param>
/// <param name="Destination">Where the call goes; needed by the transfer actions (EXT-247).</param>
/// <param name="Prefix">Text that the receiver sees before the caller (EXT-246): 0 to 20 characters (EXT-075).</param>
/// <param name="Message">What is said by "play message" (EXT-255).</param>
/// <param name="Description">For administrators only (EXT-248).</param>
/// <param name="MessagePrompt">A prompt of the account's own in place of the text.</param>
[DisplayName("Option")]
public sealed record MenuOption(
    [property: Key, Description("An option is 1 to 6 digits, or one of * and #."), RegularExpression("^([0-9]{1,6}|[*#])$")] string Key,
    [property: Description("What the option does.")] MenuAction Action = MenuAction.Transfer,
    [property: Description("Where the call goes; needed by the transfer actions.")] Destination? Destination = null,
    [property: Description("Text that the receiver sees before the caller: up to 20 characters."), Length(0, 20)] string Prefix = "",
    [property: Description("What is said by “play message”: 1 to 400 characters."), Length(1, SpokenText.Longest)] string? Message = null,
    [property: Description("For administrators only.")] string Description = "",
    [property: Description("The name of a voice prompt of the account's own, in place of a text."), Length(1, OwnPrompt.LongestName)] string? MessagePrompt = null);

/// <summary>What a key of a menu does (EXT-249 to EXT-257).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MenuAction>))]
public enum MenuAction
{
    /// <summary>The call goes to the destination at once (EXT-251).</summary>
    [JsonStringEnumMemberName("transfer")]
    Transfer,

    /// <summary>The caller hears of it, then the call goes to the destination (EXT-250).</summary>
    [JsonStringEnumMemberName("transfer-with-announcement")]
    TransferWithAnnouncement,

    /// <summary>The call goes to the operator (EXT-252).</summary>
    [JsonStringEnumMemberName("transfer-to-operator")]
    TransferToOperator,

    /// <summary>The caller spells a name (EXT-253).</summary>
    [JsonStringEnumMemberName("dial-by-name")]
    DialByName,

    /// <summary>The caller keys the number of an extension (EXT-254).</summary>
    [JsonStringEnumMemberName("dial-by-extension")]
    DialByExtension,

    /// <summary>A message, then the menu again (EXT-255).</summary>
    [JsonStringEnumMemberName("play-message")]
    PlayMessage,

    /// <summary>The greeting again (EXT-256).</summary>
    [JsonStringEnumMemberName("repeat")]
    Repeat,

    /// <summary>A goodbye, then the end (EXT-257).</summary>
    [JsonStringEnumMemberName("disconnect")]
    Disconnect,

    /// <summary>As if the key were no choice (EXT-249).</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
