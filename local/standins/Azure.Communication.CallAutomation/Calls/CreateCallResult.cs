namespace Azure.Communication.CallAutomation;

/// <summary>A call that the service has taken on; it is not connected yet.</summary>
public sealed class CreateCallResult
{
    internal CreateCallResult(CallConnection connection, CallConnectionProperties properties)
    {
        CallConnection = connection;
        CallConnectionProperties = properties;
    }

    /// <summary>Our leg of the call.</summary>
    public CallConnection CallConnection { get; }

    /// <summary>How the call stood when the service answered.</summary>
    public CallConnectionProperties CallConnectionProperties { get; }
}
