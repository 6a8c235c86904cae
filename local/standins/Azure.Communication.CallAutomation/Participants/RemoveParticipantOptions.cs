namespace Azure.Communication.CallAutomation;

/// <summary>Whom to throw out of a call.</summary>
public sealed class RemoveParticipantOptions
{
    /// <param name="participantToRemove">Who has to go.</param>
    public RemoveParticipantOptions(CommunicationIdentifier participantToRemove)
    {
        ArgumentNullException.ThrowIfNull(participantToRemove);
        ParticipantToRemove = participantToRemove;
    }

    /// <summary>Where the events of the removal go; null means the call's own address.</summary>
    public Uri? OperationCallbackUri { get; set; }

    /// <summary>Comes back in the events of the removal; null becomes a new GUID.</summary>
    public string? OperationContext { get; set; }

    internal CommunicationIdentifier ParticipantToRemove { get; }
}
