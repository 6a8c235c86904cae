namespace Azure.Communication.CallAutomation;

/// <summary>How to invite somebody into a call.</summary>
public sealed class AddParticipantOptions
{
    /// <param name="participantToAdd">Whom to ring, and as whom.</param>
    public AddParticipantOptions(CallInvite participantToAdd)
    {
        ArgumentNullException.ThrowIfNull(participantToAdd);
        ParticipantToAdd = participantToAdd;
    }

    /// <summary>Whom to ring, and as whom.</summary>
    public CallInvite ParticipantToAdd { get; }

    /// <summary>How long it rings, in seconds, up to 180; null leaves it to the service.</summary>
    public int? InvitationTimeoutInSeconds { get; set; }

    /// <summary>Where the events of this invitation go; null means the call's own address.</summary>
    public Uri? OperationCallbackUri { get; set; }

    /// <summary>Comes back in the events of this invitation; null becomes a new GUID.</summary>
    public string? OperationContext { get; set; }
}
