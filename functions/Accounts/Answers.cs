using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>What is answered when an account was saved: its new version, and what deserves a second look.</summary>
internal sealed record SavedAnswer(int Version, IReadOnlyList<PointedError> Warnings);

/// <summary>What is answered to a dry run.</summary>
/// <param name="Version">The version that would be replaced; none: the account is new.</param>
/// <param name="CanBeSaved">Whether there are no errors.</param>
internal sealed record DryRunAnswer(int? Version, bool CanBeSaved, IReadOnlyList<Change> Changes, IReadOnlyList<PointedError> Errors, IReadOnlyList<PointedError> Warnings);

[JsonSerializable(typeof(SavedAnswer))]
[JsonSerializable(typeof(DryRunAnswer))]
internal sealed partial class AnswersJson : JsonSerializerContext
{
    /// <summary>Quotation marks and accents stay readable.</summary>
    public static AnswersJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
