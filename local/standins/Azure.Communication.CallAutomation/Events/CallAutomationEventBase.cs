using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>What happened in a call, as the service tells it by webhook: at least once, in any order, now and then before the answer to the request.</summary>
public abstract class CallAutomationEventBase
{
    private protected CallAutomationEventBase(JsonElement data)
    {
        CallConnectionId = data.Text("callConnectionId") ?? "";
        ServerCallId = data.Text("serverCallId") ?? "";
        CorrelationId = data.Text("correlationId") ?? "";
        OperationContext = data.Text("operationContext");
        ResultInformation = data.Child("resultInformation") is { } result ? new(result) : null;
    }

    /// <summary>The id of our leg of the call.</summary>
    public string CallConnectionId { get; }

    /// <summary>The id of the call itself, the same for all its legs.</summary>
    public string ServerCallId { get; }

    /// <summary>For tracing.</summary>
    public string CorrelationId { get; }

    /// <summary>What the request carried that led to the event; null when none did.</summary>
    public string? OperationContext { get; }

    /// <summary>How it ended; null when the service does not say.</summary>
    public ResultInformation? ResultInformation { get; }

    private protected static T Read<T>(string content, Func<JsonElement, T> read)
    {
        using var json = JsonDocument.Parse(content);
        return read(json.RootElement.Object("data"));
    }

    private protected MediaEventReasonCode Reason() => new(ResultInformation?.SubCode?.ToString() ?? "");
}
