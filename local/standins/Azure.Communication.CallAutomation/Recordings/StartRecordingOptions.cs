namespace Azure.Communication.CallAutomation;

/// <summary>What to record of a call, and where to put it.</summary>
public sealed class StartRecordingOptions
{
    /// <summary>Records the call that our leg is in.</summary>
    public StartRecordingOptions(string callConnectionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(callConnectionId);
        CallConnectionId = callConnectionId;
    }

    /// <summary>Sound, unless set.</summary>
    public RecordingContent RecordingContent { get; set; }

    /// <summary>Mixed, unless set.</summary>
    public RecordingChannel RecordingChannel { get; set; }

    /// <summary>What the service takes for the content and channels, unless set.</summary>
    public RecordingFormat RecordingFormat { get; set; }

    /// <summary>Where RecordingStateChanged goes; null: nowhere.</summary>
    public Uri? RecordingStateCallbackUri { get; set; }

    /// <summary>Begins paused.</summary>
    public bool PauseOnStart { get; set; }

    /// <summary>Where the file is put; null: with the service.</summary>
    public RecordingStorage? RecordingStorage { get; set; }

    internal string CallConnectionId { get; }
}
