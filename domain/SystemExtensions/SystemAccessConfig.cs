using System.ComponentModel;
using System.Text.Json.Serialization;
using Pbx.Domain.Machines;

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
public sealed partial class SystemAccessJson : JsonSerializerContext;
