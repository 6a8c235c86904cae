using System.Text.Json.Serialization;

namespace Pbx.Domain.Queues;

/// <summary>What came of the wish to pick up a call of a queue (QUE-345 to QUE-349).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PickupEnd>))]
public enum PickupEnd
{
    /// <summary>The user talks to the caller.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>No call rings at agents, or somebody else picks it up (QUE-349, CFT-109).</summary>
    [JsonStringEnumMemberName("nothing-rings")]
    NothingRings,

    /// <summary>The queue is closed, and the user is no member of it (QUE-347).</summary>
    [JsonStringEnumMemberName("no-member")]
    NoMember,

    /// <summary>There is no such queue.</summary>
    [JsonStringEnumMemberName("no-queue")]
    NoQueue,

    /// <summary>There was a call, but an agent was first, the caller has left, or the network has not moved the phone.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
