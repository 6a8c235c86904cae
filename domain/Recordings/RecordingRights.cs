using System.ComponentModel;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.Recordings;

/// <summary>Whether a conversation may be recorded, for the user who answered it (VMR-110).</summary>
/// <param name="Automatic">It is recorded from the beginning (VMR-106).</param>
/// <param name="WithNotice">Both parties hear that it is recorded before it is (VMR-114).</param>
public sealed record RecordingRights(ExtensionNumber User, bool Automatic, bool WithNotice);

/// <summary>What the account settings say of call recording.</summary>
/// <param name="Active">Whether the facility is switched on; without it nothing is recorded (VMR-101).</param>
/// <param name="Outbound">Whether outbound calls may be recorded too (VMR-103).</param>
/// <param name="Notice">Which parties of which calls hear that they are recorded (VMR-114).</param>
public sealed record RecordingFacility(
    [property: Description("Whether the facility is switched on; without it nothing is recorded.")] bool Active = false,
    [property: Description("Whether outbound calls may be recorded too.")] bool Outbound = false,
    [property: Description("Which calls begin with the notice that they are recorded.")] RecordingNotice Notice = RecordingNotice.Inbound);

/// <summary>Which calls begin with the notice that they are recorded (VMR-114).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordingNotice>))]
public enum RecordingNotice
{
    /// <summary>None; callers are told some other way.</summary>
    [JsonStringEnumMemberName("off")]
    Off,

    /// <summary>Calls that come in.</summary>
    [JsonStringEnumMemberName("inbound")]
    Inbound,

    /// <summary>All.</summary>
    [JsonStringEnumMemberName("inbound-and-outbound")]
    InboundAndOutbound,
}

/// <summary>What a user's settings say of call recording.</summary>
/// <param name="Permitted">Whether the user's calls may be recorded at all (VMR-105.1).</param>
/// <param name="Inbound">Every call that comes in is recorded (VMR-105.2).</param>
/// <param name="Outbound">Every call that the user makes is recorded (VMR-105.3).</param>
public sealed record UserRecording(
    [property: Description("Whether the user's calls may be recorded at all.")] bool Permitted = false,
    [property: Description("Every call that comes in is recorded.")] bool Inbound = false,
    [property: Description("Every call that the user makes is recorded.")] bool Outbound = false);
