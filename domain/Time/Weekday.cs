using System.Text.Json.Serialization;

namespace Pbx.Domain.Time;

/// <summary>A day of the week; the week begins on Monday.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Weekday>))]
public enum Weekday
{
    /// <summary>The first day.</summary>
    [JsonStringEnumMemberName("monday")]
    Monday,

    /// <summary>The second day.</summary>
    [JsonStringEnumMemberName("tuesday")]
    Tuesday,

    /// <summary>The third day.</summary>
    [JsonStringEnumMemberName("wednesday")]
    Wednesday,

    /// <summary>The fourth day.</summary>
    [JsonStringEnumMemberName("thursday")]
    Thursday,

    /// <summary>The fifth day.</summary>
    [JsonStringEnumMemberName("friday")]
    Friday,

    /// <summary>The sixth day.</summary>
    [JsonStringEnumMemberName("saturday")]
    Saturday,

    /// <summary>The last day.</summary>
    [JsonStringEnumMemberName("sunday")]
    Sunday,
}
