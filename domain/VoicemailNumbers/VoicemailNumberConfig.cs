using System.ComponentModel;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Voicemail;

namespace Pbx.Domain.VoicemailNumbers;

/// <summary>Which mailboxes a voicemail number opens (EXT-412, VMR-018).</summary>
/// <param name="Mailbox">The kind.</param>
/// <param name="GroupMailbox">For mailboxes of user groups: the one that is opened; none: the caller keys the code of one (EXT-410, VMR-082).</param>
public sealed record VoicemailNumberConfig(
    [property: Description("Which mailboxes are opened here: those of voicemail extensions, of users, or of user groups.")] BoxKind Mailbox = BoxKind.Shared,
    [property: Description("The mailbox of user groups that is opened; left out: the caller keys the code of one.")] ExtensionNumber? GroupMailbox = null);

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(VoicemailNumberConfig))]
[JsonSerializable(typeof(VoicemailNumberState))]
[JsonSerializable(typeof(Question.Box), TypeInfoPropertyName = "QuestionBox")]
[JsonSerializable(typeof(Question.Pin), TypeInfoPropertyName = "QuestionPin")]
[JsonSerializable(typeof(Question.Message), TypeInfoPropertyName = "QuestionMessage")]
[JsonSerializable(typeof(Question.Main), TypeInfoPropertyName = "QuestionMain")]
[JsonSerializable(typeof(Question.Options), TypeInfoPropertyName = "QuestionOptions")]
[JsonSerializable(typeof(Question.Greeting), TypeInfoPropertyName = "QuestionGreeting")]
[JsonSerializable(typeof(Question.NewPin), TypeInfoPropertyName = "QuestionNewPin")]
[JsonSerializable(typeof(Question.NewPinAgain), TypeInfoPropertyName = "QuestionNewPinAgain")]
[JsonSerializable(typeof(Question.Speaks), TypeInfoPropertyName = "QuestionSpeaks")]
public sealed partial class VoicemailNumberJson : JsonSerializerContext;
