namespace Pbx.Local.Wire;

/// <summary>Why a request was refused; the numbers are those of the official ServiceBusFailureReason.</summary>
internal enum Refusal
{
    GeneralError = 0,
    MessagingEntityNotFound = 1,
    MessageLockLost = 2,
    MessageNotFound = 3,
    MessageSizeExceeded = 4,
    QuotaExceeded = 6,
    ServiceBusy = 7,
    ServiceTimeout = 8,
    ServiceCommunicationProblem = 9,
    SessionCannotBeLocked = 10,
    SessionLockLost = 11,

    /// <summary>The request cannot be meant: a bug of the caller, not of the network (an InvalidOperationException there).</summary>
    NotAllowed = 100,
}

/// <summary>What the broker answers. It answers only when what it did is on disk.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    public sealed record Done : Reply;

    public sealed record Numbers(IReadOnlyList<long> Values) : Reply;

    public sealed record Deliveries(IReadOnlyList<Delivery> Values) : Reply;

    public sealed record Session(string SessionId, DateTimeOffset Until) : Reply;

    public sealed record LockedUntil(DateTimeOffset At) : Reply;

    public sealed record State(ReadOnlyMemory<byte>? Value) : Reply;

    public sealed record Refused(Refusal Reason, string Text) : Reply;
}

/// <summary>Replies as bytes. The numbers are the protocol: they are added to, never changed.</summary>
internal static class ReplyFormat
{
    public static void Write(BytesWriter to, Reply reply)
    {
        switch (reply)
        {
            case Reply.Done:
                to.Byte(1);
                break;
            case Reply.Numbers r:
                to.Byte(2);
                to.Many(r.Values, static (w, n) => w.Long(n));
                break;
            case Reply.Deliveries r:
                to.Byte(3);
                to.Many(r.Values, Delivery.Write);
                break;
            case Reply.Session r:
                to.Byte(4);
                to.Text(r.SessionId);
                to.Instant(r.Until);
                break;
            case Reply.LockedUntil r:
                to.Byte(5);
                to.Instant(r.At);
                break;
            case Reply.State r:
                to.Byte(6);
                to.Blob(r.Value);
                break;
            case Reply.Refused r:
                to.Byte(7);
                to.Int((int)r.Reason);
                to.Text(r.Text);
                break;
            default:
                throw new ArgumentException($"There is no format for {reply.GetType()}.", nameof(reply));
        }
    }

    public static Reply Read(BytesReader from) => from.Byte() switch
    {
        1 => new Reply.Done(),
        2 => new Reply.Numbers(from.Many(static r => r.Long())),
        3 => new Reply.Deliveries(from.Many(Delivery.Read)),
        4 => new Reply.Session(from.Word(), from.Moment()),
        5 => new Reply.LockedUntil(from.Moment()),
        6 => new Reply.State(from.Blob()),
        7 => new Reply.Refused((Refusal)from.Int(), from.Word()),
        var other => throw new InvalidDataException($"There is no reply {other}."),
    };
}
