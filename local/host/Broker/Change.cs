using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>Who holds a lock, under which token and until when. The broker renews it until <see cref="RenewUntil"/> while its client is connected.</summary>
internal sealed record Hold(Guid Token, DateTimeOffset Until, Guid Client, int Link, DateTimeOffset RenewUntil);

/// <summary>
/// One durable change of one queue; the changes of one record happen together or not at all. <see cref="QueueState.Apply"/>
/// is the only way in which a queue changes, now and when the log is replayed.
/// </summary>
internal abstract record Change(string Queue)
{
    public sealed record Enqueued(
        string Queue,
        long Number,
        long EnqueuedNumber,
        Letter Letter,
        DateTimeOffset At,
        DateTimeOffset? ExpiresAt,
        int Failures,
        Standing Standing,
        string? DeadLetterSource) : Change(Queue);

    /// <summary>A MessageId, to know its duplicates by.</summary>
    public sealed record Remembered(string Queue, string MessageId, DateTimeOffset At, long Number) : Change(Queue);

    /// <summary>No number up to this one is given again.</summary>
    public sealed record Numbered(string Queue, long Last) : Change(Queue);

    public sealed record Locked(string Queue, long Number, Hold Hold) : Change(Queue);

    public sealed record Renewed(string Queue, long Number, DateTimeOffset Until) : Change(Queue);

    /// <summary>The lock ends and the message is where it was before it; a failure counts as a delivery.</summary>
    public sealed record Released(string Queue, long Number, bool Failed, IReadOnlyDictionary<string, object?>? Properties) : Change(Queue);

    public sealed record Deferred(string Queue, long Number, IReadOnlyDictionary<string, object?> Properties) : Change(Queue);

    public sealed record Removed(string Queue, long Number) : Change(Queue);

    /// <summary>A scheduled message is enqueued, under a new number.</summary>
    public sealed record Fired(string Queue, long Number, long NewNumber, DateTimeOffset At, DateTimeOffset? ExpiresAt) : Change(Queue);

    public sealed record SessionLocked(string Queue, string SessionId, Hold Hold) : Change(Queue);

    public sealed record SessionRenewed(string Queue, string SessionId, DateTimeOffset Until) : Change(Queue);

    public sealed record SessionReleased(string Queue, string SessionId) : Change(Queue);

    public sealed record SessionStateSet(string Queue, string SessionId, ReadOnlyMemory<byte>? State) : Change(Queue);
}
