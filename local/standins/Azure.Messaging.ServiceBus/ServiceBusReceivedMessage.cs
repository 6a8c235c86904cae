using System.Globalization;
using Pbx.Local.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>Where a message stands.</summary>
public enum ServiceBusMessageState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
}

/// <summary>A message as it was received or peeked.</summary>
public class ServiceBusReceivedMessage
{
    private readonly Delivery delivery;

    internal ServiceBusReceivedMessage(Delivery delivery)
    {
        this.delivery = delivery;
        Body = BinaryData.FromBytes(delivery.Letter.Body);
        ApplicationProperties = delivery.Letter.Properties.ToDictionary(static p => p.Key, static p => p.Value ?? DBNull.Value, StringComparer.Ordinal);
    }

    /// <summary>Values beside the body.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; }

    /// <summary>The content.</summary>
    public BinaryData Body { get; }

    /// <summary>What the body is.</summary>
    public string? ContentType => delivery.Letter.ContentType;

    /// <summary>Relates messages to each other.</summary>
    public string? CorrelationId => delivery.Letter.CorrelationId;

    /// <summary>Why it was dead-lettered.</summary>
    public string? DeadLetterReason => delivery.Letter.Properties.GetValueOrDefault("DeadLetterReason") as string;

    /// <summary>Why it was dead-lettered, in more words.</summary>
    public string? DeadLetterErrorDescription => delivery.Letter.Properties.GetValueOrDefault("DeadLetterErrorDescription") as string;

    /// <summary>The queue that it was dead-lettered from.</summary>
    public string? DeadLetterSource => delivery.DeadLetterSource;

    /// <summary>Which delivery this is, the first being 1.</summary>
    public int DeliveryCount => delivery.DeliveryCount;

    /// <summary>The sequence number that it had in its first queue.</summary>
    public long EnqueuedSequenceNumber => delivery.EnqueuedNumber;

    /// <summary>When the broker enqueued it.</summary>
    public DateTimeOffset EnqueuedTime => delivery.EnqueuedAt;

    /// <summary>When it stops being delivered; the end of time when it does not.</summary>
    public DateTimeOffset ExpiresAt => delivery.ExpiresAt ?? DateTimeOffset.MaxValue;

    /// <summary>Until when this receiver has it to itself; moved on by renewing.</summary>
    public DateTimeOffset LockedUntil => LockedUntilNow ?? delivery.LockedUntil ?? default;

    /// <summary>Names the lock; all zero when there is none.</summary>
    public string LockToken => (delivery.LockToken ?? Guid.Empty).ToString("D", CultureInfo.InvariantCulture);

    /// <summary>By what duplicates are known.</summary>
    public string MessageId => delivery.Letter.MessageId ?? "";

    /// <summary>The partition.</summary>
    public string? PartitionKey => delivery.Letter.PartitionKey;

    /// <summary>Where an answer should go.</summary>
    public string? ReplyTo => delivery.Letter.ReplyTo;

    /// <summary>The session for an answer.</summary>
    public string? ReplyToSessionId => delivery.Letter.ReplyToSessionId;

    /// <summary>For when it was scheduled; the default when it was not.</summary>
    public DateTimeOffset ScheduledEnqueueTime => delivery.Letter.ScheduledFor ?? default;

    /// <summary>Its number in this queue, rising in the order of enqueuing.</summary>
    public long SequenceNumber => delivery.Number;

    /// <summary>The session.</summary>
    public string? SessionId => delivery.Letter.SessionId;

    /// <summary>Whether it is active, deferred or scheduled.</summary>
    public ServiceBusMessageState State => (ServiceBusMessageState)delivery.Standing;

    /// <summary>What it is about.</summary>
    public string? Subject => delivery.Letter.Subject;

    /// <summary>How long it was to be kept.</summary>
    public TimeSpan TimeToLive => delivery.Letter.TimeToLive ?? TimeSpan.MaxValue;

    /// <summary>For routing by the application.</summary>
    public string? To => delivery.Letter.To;

    internal Guid Token => delivery.LockToken
        ?? throw new InvalidOperationException("The message was peeked, or received and deleted: it has no lock and cannot be settled.");

    internal bool IsSettled { get; set; }

    internal DateTimeOffset? LockedUntilNow { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
