using Pbx.Local.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends messages to one queue. A send is complete when the broker has the messages on disk. Safe for use from many threads.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private const int MaxSize = 256 * 1024;
    private readonly BrokerWire wire;

    internal ServiceBusSender(BrokerWire wire, string queue)
    {
        this.wire = wire;
        EntityPath = queue;
    }

    /// <summary>The queue.</summary>
    public string EntityPath { get; }

    /// <summary>Host and port of the broker.</summary>
    public string FullyQualifiedNamespace => wire.Host;

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Sends a message; a duplicate within the queue's window is dropped in silence.</summary>
    /// <exception cref="ServiceBusException">The queue refused, or the broker could not be reached in all tries.</exception>
    /// <exception cref="InvalidOperationException">The queue has sessions and the message has no SessionId.</exception>
    public Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
        Send([Letters.From(message)], cancellationToken);

    /// <summary>Sends messages, all or none.</summary>
    /// <exception cref="ServiceBusException">The queue refused, or the broker could not be reached in all tries.</exception>
    public Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default) =>
        Send([.. messages.Select(static m => Letters.From(m))], cancellationToken);

    /// <summary>Sends a batch, all or none.</summary>
    /// <exception cref="ServiceBusException">The queue refused, or the broker could not be reached in all tries.</exception>
    public Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
        Send(messageBatch.Letters, cancellationToken);

    /// <summary>An empty batch, which takes messages as long as they can be sent together.</summary>
    public ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return ValueTask.FromResult(new ServiceBusMessageBatch(MaxSize));
    }

    /// <summary>Schedules a message, and returns the number by which it can be cancelled while it waits.</summary>
    /// <exception cref="ServiceBusException">The queue refused, or the broker could not be reached in all tries.</exception>
    public async Task<long> ScheduleMessageAsync(ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default) =>
        (await Send([Letters.From(message, scheduledEnqueueTime)], cancellationToken))[0];

    /// <summary>Schedules messages, all or none, and returns their numbers in their order.</summary>
    /// <exception cref="ServiceBusException">The queue refused, or the broker could not be reached in all tries.</exception>
    public Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default) =>
        Send([.. messages.Select(m => Letters.From(m, scheduledEnqueueTime))], cancellationToken);

    /// <summary>Cancels a message that is still scheduled.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound when it has been enqueued or cancelled before.</exception>
    public Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    /// <summary>Cancels messages that are still scheduled, all or none.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound when one has been enqueued or cancelled before.</exception>
    public Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return wire.Ask<Reply.Done>(new Request.CancelScheduled(EntityPath, [.. sequenceNumbers]), EntityPath, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Ends this sender; the client's connection stays.</summary>
    public Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<IReadOnlyList<long>> Send(IReadOnlyList<Letter> letters, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return letters.Count == 0 ? [] : (await wire.Ask<Reply.Numbers>(new Request.Send(EntityPath, letters), EntityPath, TimeSpan.Zero, cancel)).Values;
    }
}
