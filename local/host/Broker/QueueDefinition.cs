namespace Pbx.Local.Host.Broker;

/// <summary>
/// A queue and its rules, by the names and ranges of the official CreateQueueOptions. Its dead letters are the queue
/// <c>name/$deadletterqueue</c>, which has no sessions, no time to live and no limit of deliveries.
/// </summary>
public sealed record QueueDefinition(string Name)
{
    /// <summary>Every message has a session, and a session has one receiver at a time.</summary>
    public bool RequiresSession { get; init; }

    /// <summary>How long a receiver has a message or a session to itself: 5 s to 5 min.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A message that failed as many times is dead-lettered: 1 to 2000.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a MessageId is remembered, 20 s to 7 days; none: duplicates are not looked for.</summary>
    public TimeSpan? DuplicateDetectionWindow { get; init; }

    /// <summary>The longest that a message is kept, at least 1 s; none: until it is settled.</summary>
    public TimeSpan? DefaultMessageTimeToLive { get; init; }

    /// <summary>Expired messages go to the dead letters instead of vanishing.</summary>
    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>The largest sum of the messages' sizes in bytes; a send that would exceed it is refused with QuotaExceeded.</summary>
    public long MaxSizeInBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Throws when a rule is outside of what Service Bus allows.</summary>
    /// <exception cref="InvalidOperationException">Names the rule and its range.</exception>
    public QueueDefinition Checked()
    {
        Need(Name.Length is > 0 and <= 260 && !Name.Contains('$', StringComparison.Ordinal), "a name of 1 to 260 characters without $");
        Need(LockDuration >= TimeSpan.FromSeconds(5) && LockDuration <= TimeSpan.FromMinutes(5), "a lock duration of 5 s to 5 min");
        Need(MaxDeliveryCount is >= 1 and <= 2000, "1 to 2000 deliveries");
        Need(DuplicateDetectionWindow is null || (DuplicateDetectionWindow >= TimeSpan.FromSeconds(20) && DuplicateDetectionWindow <= TimeSpan.FromDays(7)),
            "a window for duplicates of 20 s to 7 days");
        Need(DefaultMessageTimeToLive is null || DefaultMessageTimeToLive >= TimeSpan.FromSeconds(1), "a time to live of at least 1 s");
        Need(MaxSizeInBytes > 0, "room for messages");
        return this;

        void Need(bool met, string what)
        {
            if (!met)
            {
                throw new InvalidOperationException($"The queue \"{Name}\" needs {what}.");
            }
        }
    }
}
