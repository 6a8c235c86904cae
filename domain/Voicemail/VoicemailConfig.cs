using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Notifications;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Secrets;

namespace Pbx.Domain.Voicemail;

/// <summary>What a mailbox says and keeps (EXT-172 to EXT-187, VMR-013).</summary>
/// <param name="Greeting">Spoken text; none: the standard greeting of the box's language.</param>
/// <param name="TakesMessages">Whether the caller can leave a message (VMR-050).</param>
/// <param name="AfterGreeting">Where a call goes that may leave none; nowhere: it is ended (VMR-051).</param>
/// <param name="LongestMessage">30 s to 10 min (VMR-037.16).</param>
/// <param name="DaysToKeep">How many days after it was first heard a message is deleted, 0 to 365; 0: never (VMR-037.14).</param>
/// <param name="Megabytes">How much audio the box holds, 5 to 500 (VMR-037.15).</param>
/// <param name="Pin">Opens the box by telephone (VMR-013.3).</param>
/// <param name="User">Whose portal account may edit the mailbox too (EXT-175, VMR-014).</param>
/// <param name="EmailNotification">Whether a mail is sent for each message (EXT-176).</param>
/// <param name="Email">Where that mail goes (EXT-177).</param>
/// <param name="SendsFile">Whether the recording is in it (EXT-178).</param>
/// <param name="RemovesAfterEmail">Whether the message is deleted once the mail was accepted (EXT-179).</param>
/// <param name="SmsTo">The mobile number that is told of each message; none: no SMS (EXT-180).</param>
/// <param name="GreetingPrompt">A prompt of the account's own in place of the text (EXT-181, VMR-048).</param>
public sealed record VoicemailConfig(
    [property: Description("Spoken text of 1 to 400 characters; left out: the standard greeting."), Length(1, SpokenText.Longest)] string? Greeting = null,
    [property: Description("Whether the caller can leave a message.")] bool TakesMessages = true,
    [property: Description("Where a call goes that can leave no message; left out: it is ended.")] Destination? AfterGreeting = null,
    [property: Description("The longest message, from 30 seconds to 10 minutes; left out: 5 minutes.")] TimeSpan? LongestMessage = null,
    [property: Description("How many days after it was first heard a message is deleted; 0: never."), Range(0, 365)] int DaysToKeep = VoicemailConfig.UsualDaysToKeep,
    [property: Description("How many megabytes of audio the box holds."), Range(5, 500)] int Megabytes = VoicemailConfig.UsualMegabytes,
    [property: Description("Opens the box by telephone.")] Pin? Pin = null,
    [property: Description("The name of a voice prompt of the account's own, in place of the text of the greeting."), Length(1, OwnPrompt.LongestName)] string? GreetingPrompt = null,
    [property: Description("The user whose portal account may edit the mailbox too; left out: none.")] ExtensionNumber? User = null,
    [property: Description("Whether a mail is sent for each message.")] bool EmailNotification = false,
    [property: Description("Where the mail goes; needed when mails are sent.")] EmailAddress? Email = null,
    [property: Description("Whether the recording is in the mail.")] bool SendsFile = false,
    [property: Description("Whether a message is deleted once its mail was accepted; only together with the recording in it.")] bool RemovesAfterEmail = false,
    [property: Description("The mobile number that is told of each message by SMS, which the account pays for; left out: none.")] PhoneNumber? SmsTo = null) : IHasPin
{
    /// <summary>The most messages that any box holds (EXT-186).</summary>
    public const int MostMessages = 100;

    /// <inheritdoc/>
    public object WithPin(Pin? pin) => this with { Pin = pin };

    internal const int UsualDaysToKeep = 30;
    internal const int UsualMegabytes = 50;

    /// <summary>The longest message where nothing else is set (EXT-185).</summary>
    public static TimeSpan UsualLongestMessage { get; } = TimeSpan.FromMinutes(5);
}
