namespace Azure.Communication.CallAutomation;

/// <summary>Whom to move into a call, and from which.</summary>
public sealed class MoveParticipantsOptions
{
    /// <param name="targetParticipants">Who is to come; at least one.</param>
    /// <param name="fromCall">The id of our leg of the call that they are in.</param>
    public MoveParticipantsOptions(IEnumerable<CommunicationIdentifier> targetParticipants, string fromCall)
    {
        ArgumentNullException.ThrowIfNull(targetParticipants);
        ArgumentException.ThrowIfNullOrEmpty(fromCall);
        TargetParticipants = [.. targetParticipants];
        FromCall = fromCall;
    }

    /// <summary>Where the events of the move go; null means the call's own address.</summary>
    public Uri? OperationCallbackUri { get; set; }

    /// <summary>Comes back in the events of the move; null becomes a new GUID.</summary>
    public string? OperationContext { get; set; }

    internal IReadOnlyList<CommunicationIdentifier> TargetParticipants { get; }

    internal string FromCall { get; }
}
