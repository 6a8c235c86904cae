using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Voicemail;

/// <summary>A user's own mailbox (EXT-099 to EXT-101, VMR-026).</summary>
/// <param name="Language">Of greeting and menu; none: the user's (EXT-099).</param>
/// <param name="Pin">Opens it by telephone (EXT-100).</param>
/// <param name="AsksForPin">From which phones of the user the PIN is asked for (EXT-101); from anywhere else it always is.</param>
/// <param name="Greeting">Spoken text; none: the standard greeting.</param>
/// <param name="GreetingPrompt">A prompt of the account's own in place of the text.</param>
public sealed record UserMailbox(
    [property: Description("The language of greeting and menu; left out: the user's.")] Language? Language = null,
    [property: Description("Opens the mailbox by telephone; without one only trusted phones of the user do.")] Pin? Pin = null,
    [property: Description("From which phones of the user the PIN is asked for.")] PinAuthentication AsksForPin = PinAuthentication.Untrusted,
    [property: Description("Spoken text of 1 to 400 characters; left out: the standard greeting."), Length(1, SpokenText.Longest)] string? Greeting = null,
    [property: Description("The name of a voice prompt of the account's own, in place of the text of the greeting."), Length(1, OwnPrompt.LongestName)] string? GreetingPrompt = null);

/// <summary>From which phones of a user the PIN of the mailbox is asked for (EXT-101, VMR-026.3).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PinAuthentication>))]
public enum PinAuthentication
{
    /// <summary>From those that are not trusted.</summary>
    [JsonStringEnumMemberName("untrusted-device")]
    Untrusted,

    /// <summary>From all.</summary>
    [JsonStringEnumMemberName("always")]
    Always,

    /// <summary>From none (VMR-030).</summary>
    [JsonStringEnumMemberName("never")]
    Never,
}
