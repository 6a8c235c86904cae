using System.Text.Json.Serialization;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>What is answered when an account was saved: its new version, and what deserves a second look.</summary>
internal sealed record SavedAnswer(int Version, IReadOnlyList<PointedError> Warnings);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SavedAnswer))]
internal sealed partial class SavedJson : JsonSerializerContext;
