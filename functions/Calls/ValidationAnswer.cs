using System.Text.Json.Serialization;

namespace Pbx.Functions.Calls;

/// <summary>Confirms to Event Grid that this address wants its events ("end-point validation" of the Event Grid documentation).</summary>
internal sealed record ValidationAnswer(string ValidationResponse);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ValidationAnswer))]
internal sealed partial class ValidationJson : JsonSerializerContext;
