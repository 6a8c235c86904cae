using System.Text.Json.Serialization;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Recordings;

/// <summary>A recording of a call, as the call remembers it.</summary>
/// <param name="Op">The command that started it; later commands name it by this.</param>
/// <param name="Since">When it was asked for.</param>
/// <param name="State">What we asked of it last.</param>
/// <param name="Network">How the network names it, once it has told.</param>
public sealed record CallRecording(OpId Op, RecordingPurpose Purpose, DateTimeOffset Since, RecordingState State, string? Network = null);

/// <summary>What was asked of a recording last.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordingState>))]
public enum RecordingState
{
    /// <summary>It takes down what is said.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It waits; what is said is not in it.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>It is over.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>The network refused it; there is none.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
