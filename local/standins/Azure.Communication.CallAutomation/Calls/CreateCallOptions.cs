namespace Azure.Communication.CallAutomation;

/// <summary>How to ring one target.</summary>
public sealed class CreateCallOptions
{
    /// <param name="callInvite">Whom to ring, and as whom.</param>
    /// <param name="callbackUri">Where the events of the call go; its query is kept.</param>
    public CreateCallOptions(CallInvite callInvite, Uri callbackUri)
    {
        ArgumentNullException.ThrowIfNull(callInvite);
        ArgumentNullException.ThrowIfNull(callbackUri);
        CallInvite = callInvite;
        CallbackUri = callbackUri;
    }

    /// <summary>Whom to ring, and as whom.</summary>
    public CallInvite CallInvite { get; }

    /// <summary>Where the events go.</summary>
    public Uri CallbackUri { get; }

    /// <summary>Who reads texts aloud in this call; null means that only files can be played.</summary>
    public CallIntelligenceOptions? CallIntelligenceOptions { get; set; }

    /// <summary>Comes back in CallConnected, CreateCallFailed and CallDisconnected.</summary>
    public string? OperationContext { get; set; }

    /// <summary>The Teams resource account that the call is placed for (Teams Phone extensibility).</summary>
    public MicrosoftTeamsAppIdentifier? TeamsAppSource { get; set; }
}
