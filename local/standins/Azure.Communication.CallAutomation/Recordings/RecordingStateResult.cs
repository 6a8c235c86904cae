using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>A recording as the service sees it.</summary>
public sealed class RecordingStateResult
{
    private RecordingStateResult(JsonElement json)
    {
        RecordingId = json.Text("recordingId");
        RecordingKind = json.Text("recordingKind") is { } kind ? new RecordingKind(kind) : (RecordingKind?)null;
        RecordingState = json.Text("recordingState") is { } state ? new RecordingState(state) : (RecordingState?)null;
    }

    /// <summary>Its id, by which it is paused, resumed and stopped.</summary>
    public string? RecordingId { get; }

    /// <summary>Who keeps it.</summary>
    public RecordingKind? RecordingKind { get; }

    /// <summary>Whether it runs.</summary>
    public RecordingState? RecordingState { get; }

    internal static RecordingStateResult Read(Response response) => response.ReadJson(static json => new RecordingStateResult(json));
}
