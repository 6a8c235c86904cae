using System.Text.Json;
using Azure.Core;

namespace Azure.Communication.CallAutomation;

/// <summary>An invitation that the service has sent.</summary>
public sealed class AddParticipantResult
{
    private AddParticipantResult(JsonElement json)
    {
        Participant = json.Child("participant") is { } participant ? CallParticipant.Read(participant) : null;
        InvitationId = json.Text("invitationId");
        OperationContext = json.Text("operationContext");
    }

    /// <summary>Who is invited.</summary>
    public CallParticipant? Participant { get; }

    /// <summary>Withdraws the invitation: see <see cref="CancelAddParticipantOperationOptions"/>.</summary>
    public string? InvitationId { get; }

    /// <summary>As asked for.</summary>
    public string? OperationContext { get; }

    internal static AddParticipantResult Read(Response response) => response.ReadJson(static json => new AddParticipantResult(json));
}
