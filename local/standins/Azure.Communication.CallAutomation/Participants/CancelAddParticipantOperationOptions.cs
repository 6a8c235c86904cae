namespace Azure.Communication.CallAutomation;

/// <summary>Which invitation to withdraw.</summary>
public sealed class CancelAddParticipantOperationOptions
{
    /// <param name="invitationId">From <see cref="AddParticipantResult"/>.</param>
    public CancelAddParticipantOperationOptions(string invitationId)
    {
        ArgumentException.ThrowIfNullOrEmpty(invitationId);
        InvitationId = invitationId;
    }

    /// <summary>The invitation.</summary>
    public string InvitationId { get; }

    /// <summary>Where the events of the withdrawal go; null means the call's own address.</summary>
    public Uri? OperationCallbackUri { get; set; }

    /// <summary>Comes back in the events of the withdrawal; null becomes a new GUID.</summary>
    public string? OperationContext { get; set; }
}
