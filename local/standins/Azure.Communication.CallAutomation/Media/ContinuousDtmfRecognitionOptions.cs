namespace Azure.Communication.CallAutomation;

/// <summary>Whose keys are heard one by one.</summary>
public sealed class ContinuousDtmfRecognitionOptions
{
    /// <summary>The keys of a participant.</summary>
    public ContinuousDtmfRecognitionOptions(CommunicationIdentifier targetParticipant)
    {
        ArgumentNullException.ThrowIfNull(targetParticipant);
        TargetParticipant = targetParticipant;
    }

    // the official class does not show it
    internal CommunicationIdentifier TargetParticipant { get; }

    /// <summary>Comes back with every key.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where the events go; left out: where those of the call go.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
