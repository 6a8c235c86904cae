namespace Azure.Communication.CallAutomation;

/// <summary>Why to refuse a call that rings.</summary>
public sealed class RejectCallOptions
{
    /// <param name="incomingCallContext">From the IncomingCall event; good once, and only while the call rings.</param>
    public RejectCallOptions(string incomingCallContext)
    {
        ArgumentException.ThrowIfNullOrEmpty(incomingCallContext);
        IncomingCallContext = incomingCallContext;
    }

    /// <summary>Names the call that rings.</summary>
    public string IncomingCallContext { get; }

    /// <summary>What the caller is told; nothing in particular unless said.</summary>
    public CallRejectReason CallRejectReason { get; set; } = CallRejectReason.None;
}
