using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>The target of a transfer has answered.</summary>
public sealed class CallTransferAccepted : CallAutomationEventBase
{
    internal CallTransferAccepted(JsonElement data)
        : base(data)
    {
        TransferTarget = data.Identifier("transferTarget");
        Transferee = data.Identifier("transferee");
    }

    /// <summary>Who took the call.</summary>
    public CommunicationIdentifier? TransferTarget { get; }

    /// <summary>Who was transferred.</summary>
    public CommunicationIdentifier? Transferee { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static CallTransferAccepted Deserialize(string content) => Read(content, static data => new CallTransferAccepted(data));
}

/// <summary>A transfer failed; who was to be transferred is still in the call.</summary>
public sealed class CallTransferFailed : CallAutomationEventBase
{
    internal CallTransferFailed(JsonElement data)
        : base(data)
    {
    }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static CallTransferFailed Deserialize(string content) => Read(content, static data => new CallTransferFailed(data));
}
