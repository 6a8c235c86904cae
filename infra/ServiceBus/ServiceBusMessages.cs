using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus;
using Pbx.Engine.Messages;

namespace Pbx.Infra.ServiceBus;

/// <summary>
/// Messages through the queue <see cref="QueueMessage.Queue"/>, which must detect duplicates over ten minutes. Trouble with the queue is a
/// <see cref="ServiceBusException"/>; what was sent may then have arrived, and the same message id again does no harm.
/// </summary>
public sealed class ServiceBusMessages : IMessageBus, IAsyncDisposable
{
    private const int LongestId = 128; // that the service takes (Service Bus quotas)
    private readonly Lazy<(ServiceBusClient Client, ServiceBusSender Sender)> line;

    /// <param name="connect">Makes the client, before the first message is sent; it is disposed with this.</param>
    public ServiceBusMessages(Func<ServiceBusClient> connect) => line = new(() =>
    {
        var client = connect();
        return (client, client.CreateSender(QueueMessage.Queue));
    });

    /// <inheritdoc/>
    public Task Alarm(Alarm alarm, DateTimeOffset at, string messageId, CancellationToken cancel) =>
        line.Value.Sender.ScheduleMessageAsync(Message(new QueueMessage.Wake(alarm), messageId), at, cancel);

    /// <inheritdoc/>
    public Task Event(HandedOver evt, string messageId, CancellationToken cancel) =>
        line.Value.Sender.SendMessageAsync(Message(new QueueMessage.Hand(evt), messageId), cancel);

    /// <inheritdoc/>
    public Task Notice(NoticeDue notice, DateTimeOffset at, string messageId, CancellationToken cancel) =>
        line.Value.Sender.ScheduleMessageAsync(Message(new QueueMessage.Notice(notice), messageId), at, cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (line.IsValueCreated)
        {
            await line.Value.Sender.DisposeAsync();
            await line.Value.Client.DisposeAsync();
        }
    }

    private static ServiceBusMessage Message(QueueMessage message, string id) => new(message.Write())
    {
        MessageId = id.Length <= LongestId ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))),
        Subject = message.Type,
        ContentType = "application/json",
    };
}
