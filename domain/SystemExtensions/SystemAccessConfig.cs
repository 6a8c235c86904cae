using System.ComponentModel;
using System.Text.Json.Serialization;
using Pbx.Domain.VoicemailNumbers;

namespace Pbx.Domain.SystemExtensions;

/// <summary>Which dialogue an extension opens (EXT-305).</summary>
public sealed record SystemAccessConfig(
    [property: Description("The dialogue that callers reach after they have logged in.")] SystemDialogue ForwardTo = SystemDialogue.TimeConfiguration);

/// <summary>The internal dialogues that can be reached from outside (EXT-306).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SystemDialogue>))]
public enum SystemDialogue
{
    /// <summary>Switches the plans of schemes by telephone.</summary>
    [JsonStringEnumMemberName("time-configuration")]
    TimeConfiguration,

    /// <summary>Looks after the mailboxes of voicemail extensions.</summary>
    [JsonStringEnumMemberName("voicemail")]
    Voicemail,
}

/// <summary>How configuration and state are written.</summary>
[JsonSerializable(typeof(SystemAccessConfig))]
[JsonSerializable(typeof(SystemAccessState))]
[JsonSerializable(typeof(Question.Menu), TypeInfoPropertyName = "QuestionMenu")]
[JsonSerializable(typeof(Question.User), TypeInfoPropertyName = "QuestionUser")]
[JsonSerializable(typeof(Question.Pin), TypeInfoPropertyName = "QuestionPin")]
[JsonSerializable(typeof(Question.Scheme), TypeInfoPropertyName = "QuestionScheme")]
[JsonSerializable(typeof(Question.Plan), TypeInfoPropertyName = "QuestionPlan")]
[JsonSerializable(typeof(Numbered))]
[JsonSerializable(typeof(VoicemailNumberState.Asking), TypeInfoPropertyName = "InMailboxAsking")]
[JsonSerializable(typeof(VoicemailNumberState.Refusing), TypeInfoPropertyName = "InMailboxRefusing")]
[JsonSerializable(typeof(VoicemailNumberState.Closing), TypeInfoPropertyName = "InMailboxClosing")]
[JsonSerializable(typeof(VoicemailNumbers.Question), TypeInfoPropertyName = "InMailboxQuestion")]
[JsonSerializable(typeof(VoicemailNumbers.Session), TypeInfoPropertyName = "InMailboxSession")]
[JsonSerializable(typeof(VoicemailNumbers.Question.Pin), TypeInfoPropertyName = "InMailboxPin")]
[JsonSerializable(typeof(VoicemailNumbers.Question.Box), TypeInfoPropertyName = "InMailboxBox")]
[JsonSerializable(typeof(VoicemailNumbers.Question.Message), TypeInfoPropertyName = "InMailboxMessage")]
[JsonSerializable(typeof(VoicemailNumbers.Question.Main), TypeInfoPropertyName = "InMailboxMain")]
[JsonSerializable(typeof(VoicemailNumbers.Question.Options), TypeInfoPropertyName = "InMailboxOptions")]
[JsonSerializable(typeof(VoicemailNumbers.Question.Greeting), TypeInfoPropertyName = "InMailboxGreeting")]
[JsonSerializable(typeof(VoicemailNumbers.Question.NewPin), TypeInfoPropertyName = "InMailboxNewPin")]
[JsonSerializable(typeof(VoicemailNumbers.Question.NewPinAgain), TypeInfoPropertyName = "InMailboxNewPinAgain")]
[JsonSerializable(typeof(VoicemailNumbers.Question.Speaks), TypeInfoPropertyName = "InMailboxSpeaks")]
public sealed partial class SystemAccessJson : JsonSerializerContext;
