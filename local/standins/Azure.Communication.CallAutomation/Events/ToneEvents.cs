using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>A key was pressed. Nobody is named: the operation context tells whose keys these are.</summary>
public sealed class ContinuousDtmfRecognitionToneReceived : CallAutomationEventBase
{
    internal ContinuousDtmfRecognitionToneReceived(JsonElement data)
        : base(data)
    {
        SequenceId = data.Number("sequenceId");
        Tone = data.Text("tone") is { } tone ? new DtmfTone(tone) : (DtmfTone?)null;
    }

    /// <summary>Grows with each key.</summary>
    public int? SequenceId { get; }

    /// <summary>The key.</summary>
    public DtmfTone? Tone { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static ContinuousDtmfRecognitionToneReceived Deserialize(string content) => Read(content, static data => new ContinuousDtmfRecognitionToneReceived(data));
}

/// <summary>Keys can no longer be heard.</summary>
public sealed class ContinuousDtmfRecognitionToneFailed : CallAutomationEventBase
{
    internal ContinuousDtmfRecognitionToneFailed(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static ContinuousDtmfRecognitionToneFailed Deserialize(string content) => Read(content, static data => new ContinuousDtmfRecognitionToneFailed(data));
}

/// <summary>Keys are no longer listened for.</summary>
public sealed class ContinuousDtmfRecognitionStopped : CallAutomationEventBase
{
    internal ContinuousDtmfRecognitionStopped(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static ContinuousDtmfRecognitionStopped Deserialize(string content) => Read(content, static data => new ContinuousDtmfRecognitionStopped(data));
}

/// <summary>Keys were pressed towards a phone.</summary>
public sealed class SendDtmfTonesCompleted : CallAutomationEventBase
{
    internal SendDtmfTonesCompleted(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static SendDtmfTonesCompleted Deserialize(string content) => Read(content, static data => new SendDtmfTonesCompleted(data));
}

/// <summary>Keys could not be pressed towards a phone.</summary>
public sealed class SendDtmfTonesFailed : CallAutomationEventBase
{
    internal SendDtmfTonesFailed(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static SendDtmfTonesFailed Deserialize(string content) => Read(content, static data => new SendDtmfTonesFailed(data));
}
