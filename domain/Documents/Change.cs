using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Pbx.Domain.Documents;

/// <summary>One difference between two versions of a document.</summary>
/// <param name="Pointer">Where it is: in the newer version, or, for what is removed, in the older one.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Was">What stood there; nothing for what is new.</param>
/// <param name="Is">What stands there now; nothing for what is removed.</param>
/// <param name="Text">The same in a sentence.</param>
public sealed record Change(string Pointer, ChangeKind Kind, JsonNode? Was, JsonNode? Is, string Text);

/// <summary>What became of a part of a document.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>It is gone.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>It is another one, or its items are in another order.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,
}
