using System.Text.Json.Serialization;

namespace Pbx.Domain.Recordings;

/// <summary>What somebody wants of the recording of a conversation while it goes on (VMR-109).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordingWish>))]
public enum RecordingWish
{
    /// <summary>Begin to record.</summary>
    [JsonStringEnumMemberName("start")]
    Start,

    /// <summary>Leave out what is said from now on.</summary>
    [JsonStringEnumMemberName("pause")]
    Pause,

    /// <summary>Go on after a pause.</summary>
    [JsonStringEnumMemberName("resume")]
    Resume,

    /// <summary>End the recording; an automatic one goes on to the end of the call.</summary>
    [JsonStringEnumMemberName("stop")]
    Stop,
}
