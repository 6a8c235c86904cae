using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>How a media stream stands.</summary>
public sealed class MediaStreamingUpdate
{
    private MediaStreamingUpdate(JsonElement update)
    {
        ContentType = update.Text("contentType");
        MediaStreamingStatus = update.Text("mediaStreamingStatus") is { } status ? new MediaStreamingStatus(status) : (MediaStreamingStatus?)null;
        MediaStreamingStatusDetails = update.Text("mediaStreamingStatusDetails") is { } details ? new MediaStreamingStatusDetails(details) : (MediaStreamingStatusDetails?)null;
    }

    /// <summary>What is streamed.</summary>
    public string? ContentType { get; }

    /// <summary>What happened.</summary>
    public MediaStreamingStatus? MediaStreamingStatus { get; }

    /// <summary>Why.</summary>
    public MediaStreamingStatusDetails? MediaStreamingStatusDetails { get; }

    internal static MediaStreamingUpdate? Read(JsonElement data) => data.Child("mediaStreamingUpdate") is { } update ? new(update) : null;
}
