using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.GroupMailboxes;

/// <summary>A mailbox of user groups (EXT-408, VMR-080). Whether directories name it is said of the extension itself.</summary>
/// <param name="Code">1 to 6 digits, one of its kind: tells the mailbox where several are opened by one number (VMR-080.4).</param>
/// <param name="Members">User groups, at least one: whose users may listen (VMR-080.9).</param>
/// <param name="Pin">Opens it by telephone for everybody else (VMR-080.5).</param>
/// <param name="AllowsAnonymous">Whether callers who withhold their number may listen, with the PIN (EXT-410).</param>
/// <param name="Greeting">Spoken text; none: the standard greeting.</param>
/// <param name="GreetingPrompt">A prompt of the account's own in place of the text.</param>
/// <param name="Administrators">User groups whose users look after the mailbox (VMR-080.8).</param>
/// <param name="EmailGroups">User groups whose users get each message by e-mail (EXT-409).</param>
/// <param name="SmsGroups">User groups whose users are told of each message by SMS, those of them with a mobile number (EXT-409).</param>
/// <param name="LongestMessage">30 s to 10 min (VMR-084).</param>
/// <param name="DaysToKeep">How many days after it was first heard a message is deleted, 0 to 365; 0: never.</param>
/// <param name="Megabytes">How much audio the box holds, 5 to 500.</param>
public sealed record GroupMailboxConfig(
    [property: Description("The code by which callers name the mailbox: 1 to 6 digits, each code once."), RegularExpression(GroupMailboxConfig.CodePattern)] string Code,
    [property: Description("The user groups whose users may listen; at least one.")] ValueList<string> Members = default,
    [property: Description("Opens the mailbox by telephone.")] Pin? Pin = null,
    [property: Description("Whether callers who withhold their number may listen, with the PIN.")] bool AllowsAnonymous = false,
    [property: Description("Spoken text of 1 to 400 characters; left out: the standard greeting."), Length(1, SpokenText.Longest)] string? Greeting = null,
    [property: Description("The name of a voice prompt of the account's own, in place of the text of the greeting."), Length(1, OwnPrompt.LongestName)] string? GreetingPrompt = null,
    [property: Description("The user groups whose users look after the mailbox.")] ValueList<string> Administrators = default,
    [property: Description("The user groups whose users get each message by e-mail, with the recording.")] ValueList<string> EmailGroups = default,
    [property: Description("The user groups whose users are told of each message by SMS, if they have a mobile number.")] ValueList<string> SmsGroups = default,
    [property: Description("The longest message, from 30 seconds to 10 minutes; left out: 5 minutes.")] TimeSpan? LongestMessage = null,
    [property: Description("How many days after it was first heard a message is deleted; 0: never."), Range(0, 365)] int DaysToKeep = VoicemailConfig.UsualDaysToKeep,
    [property: Description("How many megabytes of audio the box holds."), Range(5, 500)] int Megabytes = VoicemailConfig.UsualMegabytes) : IHasPin
{
    /// <summary>What a code looks like.</summary>
    public const string CodePattern = "^[0-9]{1,6}$";

    /// <summary>The same as a mailbox that takes messages.</summary>
    [JsonIgnore]
    public VoicemailConfig AsMailbox => new(Greeting, LongestMessage: LongestMessage, DaysToKeep: DaysToKeep, Megabytes: Megabytes, Pin: Pin, GreetingPrompt: GreetingPrompt);

    /// <inheritdoc/>
    public object WithPin(Pin? pin) => this with { Pin = pin };
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(GroupMailboxConfig))]
[JsonSerializable(typeof(VoicemailState))]
[JsonSerializable(typeof(Pin))]
public sealed partial class GroupMailboxJson : JsonSerializerContext;
