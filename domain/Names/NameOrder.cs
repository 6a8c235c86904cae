using System.Text.Json.Serialization;

namespace Pbx.Domain.Names;

/// <summary>In which order callers spell the names of persons (EXT-234, EXT-293).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NameOrder>))]
public enum NameOrder
{
    /// <summary>The last name, then the first.</summary>
    [JsonStringEnumMemberName("last-first")]
    LastFirst,

    /// <summary>Either of the two first.</summary>
    [JsonStringEnumMemberName("either")]
    Either,
}
