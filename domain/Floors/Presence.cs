using System.Text.Json.Serialization;

namespace Pbx.Domain.Floors;

/// <summary>What an agent is doing, as far as queues ask (RCH-476): a call that the agent is in is none of it (QUE-197).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Presence>))]
public enum Presence
{
    /// <summary>May be offered calls.</summary>
    [JsonStringEnumMemberName("available")]
    Available,

    /// <summary>Is not offered calls of queues in which presence matters (QUE-195).</summary>
    [JsonStringEnumMemberName("busy")]
    Busy,

    /// <summary>Is offered no calls of any queue (QUE-048).</summary>
    [JsonStringEnumMemberName("do-not-disturb")]
    DoNotDisturb,
}
