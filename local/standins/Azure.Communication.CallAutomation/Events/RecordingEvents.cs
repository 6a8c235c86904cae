using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>A recording was started, paused, resumed or stopped.</summary>
public sealed class RecordingStateChanged : CallAutomationEventBase
{
    internal RecordingStateChanged(JsonElement data)
        : base(data)
    {
        RecordingId = data.Text("recordingId");
        State = data.Text("state") ?? "";
        StartDateTime = data.Instant("startDateTime");
        RecordingKind = data.Text("recordingKind") is { } kind ? new RecordingKind(kind) : (RecordingKind?)null;
    }

    /// <summary>The recording.</summary>
    public string? RecordingId { get; }

    /// <summary>Whether it runs.</summary>
    public RecordingState State { get; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? StartDateTime { get; }

    /// <summary>Who keeps it.</summary>
    public RecordingKind? RecordingKind { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static RecordingStateChanged Deserialize(string content) => Read(content, static data => new RecordingStateChanged(data));
}

/// <summary>A recording could not be started.</summary>
public sealed class StartRecordingFailed : CallAutomationEventBase
{
    internal StartRecordingFailed(JsonElement data)
        : base(data) => RecordingId = data.Text("recordingId");

    /// <summary>The recording.</summary>
    public string? RecordingId { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static StartRecordingFailed Deserialize(string content) => Read(content, static data => new StartRecordingFailed(data));
}
