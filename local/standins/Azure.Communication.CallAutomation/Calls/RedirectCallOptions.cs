namespace Azure.Communication.CallAutomation;

/// <summary>Where to send a call that rings. Only the target of the invitation is sent: the service takes nothing else here.</summary>
public sealed class RedirectCallOptions
{
    /// <param name="incomingCallContext">From the IncomingCall event; good once, and only while the call rings.</param>
    /// <param name="callInvite">Who rings instead.</param>
    public RedirectCallOptions(string incomingCallContext, CallInvite callInvite)
    {
        ArgumentException.ThrowIfNullOrEmpty(incomingCallContext);
        ArgumentNullException.ThrowIfNull(callInvite);
        IncomingCallContext = incomingCallContext;
        CallInvite = callInvite;
    }

    /// <summary>Names the call that rings.</summary>
    public string IncomingCallContext { get; }

    /// <summary>Who rings instead.</summary>
    public CallInvite CallInvite { get; }
}
