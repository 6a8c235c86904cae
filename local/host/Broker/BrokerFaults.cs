namespace Pbx.Local.Host.Broker;

/// <summary>
/// What the broker does wrong on purpose, as Service Bus does it by bad luck: every number is a probability from 0 to 1,
/// drawn from the seed. Set through <see cref="MessageBroker.Faults"/>; all zero is the default.
/// </summary>
public sealed record BrokerFaults
{
    /// <summary>The same seed and the same order of requests give the same faults.</summary>
    public long Seed { get; init; }

    /// <summary>A completed message is delivered once more, although its completion succeeded.</summary>
    public double DeliverTwice { get; init; }

    /// <summary>A completion does not arrive: the receiver sees a communication problem, and the message comes again.</summary>
    public double LoseComplete { get; init; }

    /// <summary>A completion arrives but its acknowledgement does not: the receiver sees a communication problem, and the message is gone.</summary>
    public double LoseCompleteAcknowledgement { get; init; }

    /// <summary>The lock of a message, or of its session, ends as soon as it is handed out.</summary>
    public double ExpireLock { get; init; }

    /// <summary>A message that is not the first comes first; never within a session.</summary>
    public double Reorder { get; init; }

    /// <summary>A send, receive or settlement is refused with ServiceBusy.</summary>
    public double Busy { get; init; }

    /// <summary>A send is refused with QuotaExceeded.</summary>
    public double Full { get; init; }

    /// <summary>A message can be received only after a part of this time.</summary>
    public TimeSpan Delay { get; init; }
}
