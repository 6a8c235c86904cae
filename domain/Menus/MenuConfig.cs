using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Menus;

/// <summary>A key menu of one digit (EXT-226 and following).</summary>
/// <param name="Greeting">Spoken text; none: the standard greeting (EXT-231).</param>
/// <param name="Options">What the keys do; a key at most once (EXT-244).</param>
/// <param name="Operator">Where a caller goes who makes no choice (EXT-238).</param>
public sealed record MenuConfig(string? Greeting = null, ValueList<MenuOption> Options = default, Destination? Operator = null);

/// <summary>What one key does.</summary>
/// <param name="Key">One of 0–9, * and #.</param>
/// <param name="Destination">Where the call goes; needed by the transfer actions (EXT-247).</param>
/// <param name="Prefix">Text that the receiver sees before the caller (EXT-246): 0 to 20 characters (EXT-075).</param>
/// <param name="Message">What is said by "play message" (EXT-255).</param>
/// <param name="Description">For administrators only (EXT-248).</param>
public sealed record MenuOption(
    string Key,
    MenuAction Action = MenuAction.Transfer,
    Destination? Destination = null,
    string Prefix = "",
    string? Message = null,
    string Description = "");

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
