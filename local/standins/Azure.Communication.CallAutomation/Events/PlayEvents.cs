using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>The first source is being played.</summary>
public sealed class PlayStarted : CallAutomationEventBase
{
    internal PlayStarted(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static PlayStarted Deserialize(string content) => Read(content, static data => new PlayStarted(data));
}

/// <summary>All sources have been played.</summary>
public sealed class PlayCompleted : CallAutomationEventBase
{
    internal PlayCompleted(JsonElement data)
        : base(data) => ReasonCode = Reason();

    /// <summary>Why it ended: the sub code.</summary>
    public MediaEventReasonCode ReasonCode { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static PlayCompleted Deserialize(string content) => Read(content, static data => new PlayCompleted(data));
}

/// <summary>A source could not be played.</summary>
public sealed class PlayFailed : CallAutomationEventBase
{
    internal PlayFailed(JsonElement data)
        : base(data)
    {
        ReasonCode = Reason();
        FailedPlaySourceIndex = data.Number("failedPlaySourceIndex");
    }

    /// <summary>Why it ended: the sub code.</summary>
    public MediaEventReasonCode ReasonCode { get; }

    /// <summary>Which of the sources failed, from 0; null when none did.</summary>
    public int? FailedPlaySourceIndex { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static PlayFailed Deserialize(string content) => Read(content, static data => new PlayFailed(data));
}

/// <summary>A play operation was cancelled or interrupted.</summary>
public sealed class PlayCanceled : CallAutomationEventBase
{
    internal PlayCanceled(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static PlayCanceled Deserialize(string content) => Read(content, static data => new PlayCanceled(data));
}
