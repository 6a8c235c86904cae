using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>Audio is streamed to a web socket.</summary>
public sealed class MediaStreamingStarted : CallAutomationEventBase
{
    internal MediaStreamingStarted(JsonElement data)
        : base(data) => MediaStreamingUpdate = MediaStreamingUpdate.Read(data);

    /// <summary>How the stream stands.</summary>
    public MediaStreamingUpdate? MediaStreamingUpdate { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static MediaStreamingStarted Deserialize(string content) => Read(content, static data => new MediaStreamingStarted(data));
}

/// <summary>Audio is no longer streamed.</summary>
public sealed class MediaStreamingStopped : CallAutomationEventBase
{
    internal MediaStreamingStopped(JsonElement data)
        : base(data) => MediaStreamingUpdate = MediaStreamingUpdate.Read(data);

    /// <summary>How the stream stands.</summary>
    public MediaStreamingUpdate? MediaStreamingUpdate { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static MediaStreamingStopped Deserialize(string content) => Read(content, static data => new MediaStreamingStopped(data));
}

/// <summary>Audio could not be streamed, or no longer.</summary>
public sealed class MediaStreamingFailed : CallAutomationEventBase
{
    internal MediaStreamingFailed(JsonElement data)
        : base(data) => MediaStreamingUpdate = MediaStreamingUpdate.Read(data);

    /// <summary>How the stream stands.</summary>
    public MediaStreamingUpdate? MediaStreamingUpdate { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static MediaStreamingFailed Deserialize(string content) => Read(content, static data => new MediaStreamingFailed(data));
}
