using System.Text.Json;
using Azure.Core;

namespace Azure.Communication.CallAutomation;

/// <summary>The service has taken the withdrawal of an invitation on.</summary>
public sealed class CancelAddParticipantOperationResult
{
    private CancelAddParticipantOperationResult(JsonElement json)
    {
        InvitationId = json.Text("invitationId");
        OperationContext = json.Text("operationContext");
    }

    /// <summary>The invitation.</summary>
    public string? InvitationId { get; }

    /// <summary>As asked for.</summary>
    public string? OperationContext { get; }

    internal static CancelAddParticipantOperationResult Read(Response response) =>
        response.ReadJson(static json => new CancelAddParticipantOperationResult(json));
}
