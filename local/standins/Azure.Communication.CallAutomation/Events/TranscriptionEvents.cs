using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>The call is being transcribed.</summary>
public sealed class TranscriptionStarted : CallAutomationEventBase
{
    internal TranscriptionStarted(JsonElement data)
        : base(data) => TranscriptionUpdate = TranscriptionUpdate.Read(data);

    /// <summary>How the transcription stands.</summary>
    public TranscriptionUpdate? TranscriptionUpdate { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static TranscriptionStarted Deserialize(string content) => Read(content, static data => new TranscriptionStarted(data));
}

/// <summary>The call is no longer transcribed.</summary>
public sealed class TranscriptionStopped : CallAutomationEventBase
{
    internal TranscriptionStopped(JsonElement data)
        : base(data) => TranscriptionUpdate = TranscriptionUpdate.Read(data);

    /// <summary>How the transcription stands.</summary>
    public TranscriptionUpdate? TranscriptionUpdate { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static TranscriptionStopped Deserialize(string content) => Read(content, static data => new TranscriptionStopped(data));
}

/// <summary>The transcription has another language.</summary>
public sealed class TranscriptionUpdated : CallAutomationEventBase
{
    internal TranscriptionUpdated(JsonElement data)
        : base(data) => TranscriptionUpdate = TranscriptionUpdate.Read(data);

    /// <summary>How the transcription stands.</summary>
    public TranscriptionUpdate? TranscriptionUpdate { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static TranscriptionUpdated Deserialize(string content) => Read(content, static data => new TranscriptionUpdated(data));
}

/// <summary>The call could not be transcribed, or no longer.</summary>
public sealed class TranscriptionFailed : CallAutomationEventBase
{
    internal TranscriptionFailed(JsonElement data)
        : base(data)
    {
        TranscriptionUpdate = TranscriptionUpdate.Read(data);
        ReasonCode = Reason();
    }

    /// <summary>How the transcription stands.</summary>
    public TranscriptionUpdate? TranscriptionUpdate { get; }

    /// <summary>Why it ended: the sub code.</summary>
    public MediaEventReasonCode ReasonCode { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static TranscriptionFailed Deserialize(string content) => Read(content, static data => new TranscriptionFailed(data));
}
