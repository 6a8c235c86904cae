using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>How a transcription stands.</summary>
public sealed class TranscriptionUpdate
{
    private TranscriptionUpdate(JsonElement update)
    {
        TranscriptionStatus = update.Text("transcriptionStatus") is { } status ? new TranscriptionStatus(status) : (TranscriptionStatus?)null;
        TranscriptionStatusDetails = update.Text("transcriptionStatusDetails") is { } details ? new TranscriptionStatusDetails(details) : (TranscriptionStatusDetails?)null;
    }

    /// <summary>What happened.</summary>
    public TranscriptionStatus? TranscriptionStatus { get; }

    /// <summary>Why.</summary>
    public TranscriptionStatusDetails? TranscriptionStatusDetails { get; }

    internal static TranscriptionUpdate? Read(JsonElement data) => data.Child("transcriptionUpdate") is { } update ? new(update) : null;
}
