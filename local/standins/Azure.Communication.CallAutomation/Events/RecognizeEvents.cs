using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>A recognition heard something.</summary>
public sealed class RecognizeCompleted : CallAutomationEventBase
{
    internal RecognizeCompleted(JsonElement data)
        : base(data)
    {
        RecognitionType = data.Text("recognitionType") ?? "";
        RecognizeResult = RecognizeResult.Read(data);
    }

    /// <summary>What kind of thing.</summary>
    public CallMediaRecognitionType RecognitionType { get; }

    /// <summary>What it heard; null when the service does not say.</summary>
    public RecognizeResult? RecognizeResult { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static RecognizeCompleted Deserialize(string content) => Read(content, static data => new RecognizeCompleted(data));
}

/// <summary>A recognition heard nothing, or nothing of use.</summary>
public sealed class RecognizeFailed : CallAutomationEventBase
{
    internal RecognizeFailed(JsonElement data)
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
    public static RecognizeFailed Deserialize(string content) => Read(content, static data => new RecognizeFailed(data));
}

/// <summary>A recognition was cancelled or interrupted.</summary>
public sealed class RecognizeCanceled : CallAutomationEventBase
{
    internal RecognizeCanceled(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static RecognizeCanceled Deserialize(string content) => Read(content, static data => new RecognizeCanceled(data));
}
