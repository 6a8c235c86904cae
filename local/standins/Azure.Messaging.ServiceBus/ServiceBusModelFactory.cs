using Pbx.Local.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>Makes received messages for tests.</summary>
public static class ServiceBusModelFactory
{
    /// <summary>A message as if it had been received.</summary>
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData? body = null,
        string? messageId = null,
        string? partitionKey = null,
        string? viaPartitionKey = null,
        string? sessionId = null,
        string? replyToSessionId = null,
        TimeSpan timeToLive = default,
        string? correlationId = null,
        string? subject = null,
        string? to = null,
        string? contentType = null,
        string? replyTo = null,
        DateTimeOffset scheduledEnqueueTime = default,
        IDictionary<string, object>? properties = null,
        Guid lockTokenGuid = default,
        int deliveryCount = 0,
        DateTimeOffset lockedUntil = default,
        long sequenceNumber = -1,
        string? deadLetterSource = null,
        long enqueuedSequenceNumber = 0,
        DateTimeOffset enqueuedTime = default,
        ServiceBusMessageState serviceBusMessageState = ServiceBusMessageState.Active)
    {
        var letter = new Letter
        {
            Body = (body ?? BinaryData.Empty).ToMemory(),
            MessageId = messageId,
            PartitionKey = partitionKey ?? viaPartitionKey,
            SessionId = sessionId,
            ReplyToSessionId = replyToSessionId,
            TimeToLive = timeToLive == default ? null : timeToLive,
            CorrelationId = correlationId,
            Subject = subject,
            To = to,
            ContentType = contentType,
            ReplyTo = replyTo,
            ScheduledFor = scheduledEnqueueTime == default ? null : scheduledEnqueueTime,
            Properties = Letters.Properties(properties),
        };
        return new ServiceBusReceivedMessage(new Delivery(
            letter,
            sequenceNumber,
            enqueuedSequenceNumber,
            enqueuedTime,
            letter.TimeToLive is { } life && life < DateTimeOffset.MaxValue - enqueuedTime ? enqueuedTime + life : null,
            deliveryCount,
            (Standing)serviceBusMessageState,
            deadLetterSource,
            lockTokenGuid,
            lockedUntil));
    }
}
