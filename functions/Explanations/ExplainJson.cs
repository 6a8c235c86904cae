using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Pbx.Domain.Assertions;
using Pbx.Domain.Documents;
using Pbx.Domain.Explanations;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Explanations;

/// <summary>How explanations, and what came of assertions, are written.</summary>
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(ExplainedStep))]
[JsonSerializable(typeof(HeardSound))]
[JsonSerializable(typeof(Lost))]
[JsonSerializable(typeof(Branch))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(AssertionsAnswer))]
internal sealed partial class ExplainJson : JsonSerializerContext;

/// <summary>Writes answers about calls; quotation marks and accents stay readable.</summary>
internal static class ExplainText
{
    private static readonly JsonSerializerOptions Readable = new(ReadableJson.Options())
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ExplainJson.Default, Json.Documents.TypeInfoResolver),
    };

    /// <summary>An answer as a tree.</summary>
    public static JsonObject Tree<T>(T answer) => JsonSerializer.SerializeToNode(answer, Json.Of<T>(Readable))?.AsObject() ?? [];

    /// <summary>An answer as a result of a function.</summary>
    public static IResult Answer<T>(T answer) => Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, Json.Of<T>(Readable)), "application/json");
}

/// <summary>What came of all assertions of an account.</summary>
/// <param name="Version">The version that they were run against.</param>
/// <param name="Hold">Whether all of them hold.</param>
internal sealed record AssertionsAnswer(int Version, bool Hold, IReadOnlyList<AssertionResult> Results);
