namespace Pbx.Local.Wire;

/// <summary>How a message in hand is settled.</summary>
internal enum Settlement
{
    Complete = 0,
    Abandon = 1,
    Defer = 2,
    DeadLetter = 3,
}

/// <summary>
/// What a client asks of the broker. A link is one receiver of a client, by a number that the client chooses. Waits are
/// real time; a pump is a receiver that takes whatever comes (a processor), a receiver that is no pump takes when it is called.
/// </summary>
internal abstract record Request
{
    private Request()
    {
    }

    /// <summary>All or none of the letters; answered with their sequence numbers, a duplicate with that of the first.</summary>
    public sealed record Send(string Queue, IReadOnlyList<Letter> Letters) : Request;

    public sealed record CancelScheduled(string Queue, IReadOnlyList<long> Numbers) : Request;

    /// <summary>A pump stands ready at this queue until its link is closed.</summary>
    public sealed record Listen(string Queue, int Link) : Request;

    /// <summary>Locks are renewed by the broker for <paramref name="RenewFor"/> while the client is connected and has not let go.</summary>
    public sealed record Receive(string Queue, int Link, string? SessionId, int Max, TimeSpan Wait, bool Delete, TimeSpan RenewFor) : Request;

    public sealed record ReceiveDeferred(string Queue, int Link, string? SessionId, IReadOnlyList<long> Numbers, bool Delete) : Request;

    /// <summary>Takes the named session, or the next one that has messages and is free.</summary>
    public sealed record AcceptSession(string Queue, int Link, string? SessionId, TimeSpan Wait, TimeSpan RenewFor) : Request;

    public sealed record Settle(
        string Queue, Guid Token, Settlement How, IReadOnlyDictionary<string, object?> Properties, string? Reason, string? Description) : Request;

    public sealed record RenewMessage(string Queue, Guid Token) : Request;

    public sealed record RenewSession(string Queue, int Link, string SessionId) : Request;

    public sealed record GetSessionState(string Queue, int Link, string SessionId) : Request;

    public sealed record SetSessionState(string Queue, int Link, string SessionId, ReadOnlyMemory<byte>? State) : Request;

    public sealed record Peek(string Queue, string? SessionId, long From, int Max) : Request;

    /// <summary>The handler has ended without settling: the lock stays, but nobody works on the message and nobody renews it.</summary>
    public sealed record LetGo(string Queue, Guid Token) : Request;

    /// <summary>The receiver is closed: a session is given back, the locks of single messages stay until they expire.</summary>
    public sealed record Close(string Queue, int Link) : Request;

    /// <summary>Ends the wait of an earlier request, which is then answered at once with what it has.</summary>
    public sealed record StopWaiting(int Earlier) : Request;
}
