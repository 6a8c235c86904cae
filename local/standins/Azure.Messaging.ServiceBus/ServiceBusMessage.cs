namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    /// <summary>A message without a body.</summary>
    public ServiceBusMessage()
        : this(BinaryData.Empty)
    {
    }

    /// <summary>A message with a text as body, in UTF-8.</summary>
    public ServiceBusMessage(string body)
        : this(BinaryData.FromString(body))
    {
    }

    /// <summary>A message with bytes as body.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    /// <summary>A message with a body.</summary>
    public ServiceBusMessage(BinaryData body) => Body = body;

    /// <summary>A copy of a received message, to be sent again: without what the broker said about it and why it was dead-lettered.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        Body = receivedMessage.Body;
        ContentType = receivedMessage.ContentType;
        CorrelationId = receivedMessage.CorrelationId;
        MessageId = receivedMessage.MessageId;
        PartitionKey = receivedMessage.PartitionKey;
        ReplyTo = receivedMessage.ReplyTo;
        ReplyToSessionId = receivedMessage.ReplyToSessionId;
        SessionId = receivedMessage.SessionId;
        Subject = receivedMessage.Subject;
        TimeToLive = receivedMessage.TimeToLive;
        To = receivedMessage.To;
        foreach (var (name, value) in receivedMessage.ApplicationProperties)
        {
            if (name is not ("DeadLetterReason" or "DeadLetterErrorDescription"))
            {
                ApplicationProperties[name] = value;
            }
        }
    }

    /// <summary>Values of primitive types beside the body.</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>The content.</summary>
    public BinaryData Body { get; set; }

    /// <summary>What the body is, as a media type.</summary>
    public string? ContentType { get; set; }

    /// <summary>Relates messages to each other, for the application.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>By what duplicates are known; at most 128 characters. A message that has none gets one when it is sent.</summary>
    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public string? MessageId
    {
        get;
        set => field = Checked(value, nameof(MessageId));
    }

    /// <summary>The partition; with sessions it is the session.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public string? PartitionKey { get; set; }

    /// <summary>Where an answer should go.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>The session for an answer.</summary>
    public string? ReplyToSessionId { get; set; }

    /// <summary>Not to be received before; the default: at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <summary>The session; at most 128 characters.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public string? SessionId
    {
        get;
        set => field = value is { Length: > 128 } ? throw new ArgumentException("A SessionId has at most 128 characters.", nameof(value)) : value;
    }

    /// <summary>What it is about.</summary>
    public string? Subject { get; set; }

    /// <summary>How long it is kept from when it is enqueued; the queue's own limit holds too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan TimeToLive
    {
        get;
        set => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A message lives for some time.");
    }

    = TimeSpan.MaxValue;

    /// <summary>For routing by the application.</summary>
    public string? To { get; set; }

    /// <summary>The body as text.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string? Checked(string? id, string name) =>
        id is null or { Length: > 0 and <= 128 } ? id : throw new ArgumentException($"A {name} has 1 to 128 characters.", name);
}
