namespace Pbx.Local.Wire;

/// <summary>Where a message stands; the numbers are those of the official ServiceBusMessageState.</summary>
internal enum Standing
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
}

/// <summary>A message as a receiver sees it. Without a lock token when it was peeked, or received and deleted.</summary>
internal sealed record Delivery(
    Letter Letter,
    long Number,
    long EnqueuedNumber,
    DateTimeOffset EnqueuedAt,
    DateTimeOffset? ExpiresAt,
    int DeliveryCount,
    Standing Standing,
    string? DeadLetterSource,
    Guid? LockToken,
    DateTimeOffset? LockedUntil)
{
    public static void Write(BytesWriter to, Delivery delivery)
    {
        Letter.Write(to, delivery.Letter);
        to.Long(delivery.Number);
        to.Long(delivery.EnqueuedNumber);
        to.Instant(delivery.EnqueuedAt);
        to.Instant(delivery.ExpiresAt);
        to.Int(delivery.DeliveryCount);
        to.Byte((byte)delivery.Standing);
        to.Text(delivery.DeadLetterSource);
        to.Guid(delivery.LockToken ?? Guid.Empty);
        to.Instant(delivery.LockedUntil);
    }

    public static Delivery Read(BytesReader from) => new(
        Letter.Read(from),
        from.Long(),
        from.Long(),
        from.Moment(),
        from.Instant(),
        from.Int(),
        (Standing)from.Byte(),
        from.Text(),
        from.Guid() is var token && token == Guid.Empty ? null : token,
        from.Instant());
}
