using Azure.Messaging.ServiceBus;

namespace Pbx.Local.Wire;

/// <summary>Messages of the official package as letters.</summary>
internal static class Letters
{
    /// <summary>The message as it is sent. One without an id gets one, so that a repeated send of it is known as such.</summary>
    public static Letter From(ServiceBusMessage message, DateTimeOffset? scheduledFor = null) => new()
    {
        MessageId = message.MessageId ?? Guid.NewGuid().ToString("N"),
        SessionId = message.SessionId,
        PartitionKey = message.PartitionKey,
        CorrelationId = message.CorrelationId,
        Subject = message.Subject,
        ContentType = message.ContentType,
        To = message.To,
        ReplyTo = message.ReplyTo,
        ReplyToSessionId = message.ReplyToSessionId,
        TimeToLive = message.TimeToLive == TimeSpan.MaxValue ? null : message.TimeToLive,
        ScheduledFor = scheduledFor ?? (message.ScheduledEnqueueTime == default ? null : message.ScheduledEnqueueTime),
        Body = message.Body.ToMemory(),
        Properties = Properties(message.ApplicationProperties),
    };

    public static IReadOnlyDictionary<string, object?> Properties(IDictionary<string, object>? properties) =>
        properties is null or { Count: 0 } ? PropertyValue.None : properties.ToDictionary(static p => p.Key, static p => (object?)p.Value, StringComparer.Ordinal);

    public static int Size(Letter letter)
    {
        var writer = new BytesWriter();
        Letter.Write(writer, letter);
        return writer.Length;
    }
}
