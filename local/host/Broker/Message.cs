using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

/// <summary>A message in a queue: what the log says of it, and below that what only this process knows.</summary>
internal sealed class Message(Change.Enqueued enqueued)
{
    public long Number { get; set; } = enqueued.Number;

    public long EnqueuedNumber { get; set; } = enqueued.EnqueuedNumber;

    public Letter Letter { get; set; } = enqueued.Letter;

    public DateTimeOffset EnqueuedAt { get; set; } = enqueued.At;

    public DateTimeOffset? ExpiresAt { get; set; } = enqueued.ExpiresAt;

    /// <summary>Deliveries that came to nothing: abandoned, deferred, or the lock expired.</summary>
    public int Failures { get; set; } = enqueued.Failures;

    public Standing Standing { get; set; } = enqueued.Standing;

    public string? DeadLetterSource { get; } = enqueued.DeadLetterSource;

    public Hold? Hold { get; set; }

    public long Size { get; } = MessageSize.Of(enqueued.Letter);

    /// <summary>Settled: it is in no queue any more.</summary>
    public bool Gone { get; set; }

    /// <summary>The handler has ended, or the receiver was closed, without settling.</summary>
    public bool LetGo { get; set; }

    /// <summary>Real milliseconds (<see cref="Environment.TickCount64"/>) until which the lock counts as work in flight.</summary>
    public long CountsUntil { get; set; }

    /// <summary>The delay that a fault put on it.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>A fault has already delivered it twice.</summary>
    public bool Doubled { get; set; }

    /// <summary>The earliest place that it has in the agenda.</summary>
    public DateTimeOffset? OnAgenda { get; set; }

    /// <summary>Counts it as work in flight; none while it does not count.</summary>
    public IDisposable? InFlight { get; set; }
}
