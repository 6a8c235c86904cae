namespace Azure.Communication.CallAutomation;

/// <summary>How to answer a call that rings.</summary>
public sealed class AnswerCallOptions
{
    /// <param name="incomingCallContext">From the IncomingCall event; good once, and only while the call rings.</param>
    /// <param name="callbackUri">Where the events of the call go; its query is kept.</param>
    public AnswerCallOptions(string incomingCallContext, Uri callbackUri)
    {
        ArgumentException.ThrowIfNullOrEmpty(incomingCallContext);
        ArgumentNullException.ThrowIfNull(callbackUri);
        IncomingCallContext = incomingCallContext;
        CallbackUri = callbackUri;
    }

    /// <summary>Names the call that rings.</summary>
    public string IncomingCallContext { get; }

    /// <summary>Where the events go.</summary>
    public Uri CallbackUri { get; }

    /// <summary>Who answers; null means the client's <see cref="CallAutomationClient.Source"/>.</summary>
    public CommunicationUserIdentifier? AnsweredBy { get; set; }

    /// <summary>Who reads texts aloud in this call; null means that only files can be played.</summary>
    public CallIntelligenceOptions? CallIntelligenceOptions { get; set; }

    /// <summary>Comes back in CallConnected, AnswerFailed and CallDisconnected.</summary>
    public string? OperationContext { get; set; }
}
