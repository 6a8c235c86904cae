using System.Runtime.CompilerServices;
using Pbx.Local.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>Whether a received message is locked until it is settled, or gone at once.</summary>
public enum ServiceBusReceiveMode
{
    PeekLock = 0,
    ReceiveAndDelete = 1,
}

/// <summary>The queue itself, or its dead letters.</summary>
public enum SubQueue
{
    None = 0,
    DeadLetter = 1,
    TransferDeadLetter = 2,
}

/// <summary>Options of a <see cref="ServiceBusReceiver"/>.</summary>
public class ServiceBusReceiverOptions
{
    /// <summary>Whether messages are locked or gone.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>The queue or its dead letters.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;

    /// <summary>What the receiver is called in logs.</summary>
    public string? Identifier { get; set; }
}

/// <summary>Receives and settles messages of one queue, when it is called. Its locks stay when it is closed, until they expire.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    private readonly int link;
    private readonly string? session;
    private long peekedTo;

    internal ServiceBusReceiver(BrokerWire wire, string path, ServiceBusReceiveMode mode, string? identifier, string? session, int? link = null)
    {
        Wire = wire;
        EntityPath = path;
        ReceiveMode = mode;
        this.session = session;
        this.link = link ?? wire.NewLink();
        Identifier = identifier ?? $"{path}-{this.link}";
    }

    /// <summary>The queue, or the dead letters, that it receives from.</summary>
    public string EntityPath { get; }

    /// <summary>Host and port of the broker.</summary>
    public string FullyQualifiedNamespace => Wire.Host;

    /// <summary>What it is called in logs.</summary>
    public string Identifier { get; }

    /// <summary>Whether messages are locked or gone.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; }

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed { get; private set; }

    internal BrokerWire Wire { get; }

    internal int Link => link;

    /// <summary>How long the broker renews locks by itself; only processors want that.</summary>
    internal TimeSpan RenewFor { get; init; }

    /// <summary>Waits for a message; none when nothing came in time. When cancelled, it returns what it has.</summary>
    /// <exception cref="ServiceBusException">The queue refused, or the broker could not be reached in all tries.</exception>
    public async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken) is [var message, ..] ? message : null;

    /// <summary>Waits until there is a message, and returns it with those that follow at once, up to a number; empty when nothing came in time.</summary>
    /// <exception cref="ServiceBusException">The queue refused, or the broker could not be reached in all tries.</exception>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        Check();
        cancellationToken.ThrowIfCancellationRequested();
        var wait = maxWaitTime ?? Wire.TryTimeout;
        var request = new Request.Receive(
            EntityPath, link, session, maxMessages, wait, ReceiveMode == ServiceBusReceiveMode.ReceiveAndDelete, RenewFor);
        var deliveries = await Wire.Ask<Reply.Deliveries>(request, EntityPath, wait, cancellationToken);
        if (deliveries.Values.Count == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Received(deliveries);
    }

    /// <summary>Receives one message after the other until it is cancelled.</summary>
    /// <exception cref="ServiceBusException">The queue refused, or the broker could not be reached in all tries.</exception>
    public async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await ReceiveMessageAsync(null, cancellationToken) is { } message)
            {
                yield return message;
            }
        }
    }

    /// <summary>Receives messages that were deferred, by their numbers.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound when one is not deferred, or held by another.</exception>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        Check();
        long[] numbers = [.. sequenceNumbers];
        if (numbers.Length == 0)
        {
            return [];
        }

        var request = new Request.ReceiveDeferred(EntityPath, link, session, numbers, ReceiveMode == ServiceBusReceiveMode.ReceiveAndDelete);
        return Received(await Wire.Ask<Reply.Deliveries>(request, EntityPath, TimeSpan.Zero, cancellationToken));
    }

    /// <summary>Receives a message that was deferred, by its number.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound when it is not deferred, or held by another.</exception>
    public async Task<ServiceBusReceivedMessage> ReceiveDeferredMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        (await ReceiveDeferredMessagesAsync([sequenceNumber], cancellationToken))[0];

    /// <summary>Looks at the next message without locking it: after the last one that was peeked at, or from a number on. None at the end.</summary>
    /// <exception cref="ServiceBusException">The queue refused, or the broker could not be reached in all tries.</exception>
    public async Task<ServiceBusReceivedMessage?> PeekMessageAsync(long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken) is [var message, ..] ? message : null;

    /// <summary>Looks at the next messages without locking them: after the last one that was peeked at, or from a number on.</summary>
    /// <exception cref="ServiceBusException">The queue refused, or the broker could not be reached in all tries.</exception>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        Check();
        var request = new Request.Peek(EntityPath, session, fromSequenceNumber ?? peekedTo + 1, maxMessages);
        var seen = Received(await Wire.Ask<Reply.Deliveries>(request, EntityPath, TimeSpan.Zero, cancellationToken));
        if (seen is [.., var last])
        {
            peekedTo = last.SequenceNumber;
        }

        return seen;
    }

    /// <summary>The message is done with, and gone.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost: it will come again, or has been settled.</exception>
    public Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Settle(message, Settlement.Complete, null, null, null, cancellationToken);

    /// <summary>The message comes again at once, and counts as delivered.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost: it will come again anyway, or has been settled.</exception>
    public Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        Settle(message, Settlement.Abandon, propertiesToModify, null, null, cancellationToken);

    /// <summary>The message is set aside, to be received by its number only.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost: it will come again, or has been settled.</exception>
    public Task DeferMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        Settle(message, Settlement.Defer, propertiesToModify, null, null, cancellationToken);

    /// <summary>The message goes to the dead letters.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost: it will come again, or has been settled.</exception>
    public Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        Settle(message, Settlement.DeadLetter, propertiesToModify, null, null, cancellationToken);

    /// <summary>The message goes to the dead letters, with a reason.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost: it will come again, or has been settled.</exception>
    public Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason, string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        Settle(message, Settlement.DeadLetter, null, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>The message goes to the dead letters, with a reason and properties.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost: it will come again, or has been settled.</exception>
    public Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        Settle(message, Settlement.DeadLetter, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Keeps the message for another lock duration from now.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost: it will come again, or has been settled.</exception>
    /// <exception cref="InvalidOperationException">It is of a session, whose lock is renewed instead.</exception>
    public async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        Check();
        var reply = await Wire.Ask<Reply.LockedUntil>(new Request.RenewMessage(EntityPath, message.Token), EntityPath, TimeSpan.Zero, cancellationToken);
        message.LockedUntilNow = reply.At;
    }

    /// <summary>Ends this receiver; the client's connection stays.</summary>
    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        if (IsClosed)
        {
            return;
        }

        IsClosed = true;
        await Wire.TryTell(new Request.Close(EntityPath, link), EntityPath);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The handler has ended and nobody works on the message any more, although it was not settled.</summary>
    internal Task LetGo(ServiceBusReceivedMessage message) => Wire.TryTell(new Request.LetGo(EntityPath, message.Token), EntityPath);

    internal void Check() => ObjectDisposedException.ThrowIf(IsClosed, this);

    private static IReadOnlyList<ServiceBusReceivedMessage> Received(Reply.Deliveries deliveries) =>
        [.. deliveries.Values.Select(static d => new ServiceBusReceivedMessage(d))];

    private async Task Settle(
        ServiceBusReceivedMessage message, Settlement how, IDictionary<string, object>? properties, string? reason, string? description, CancellationToken cancel)
    {
        Check();
        if (ReceiveMode == ServiceBusReceiveMode.ReceiveAndDelete)
        {
            throw new InvalidOperationException("A message that was received and deleted cannot be settled.");
        }

        var request = new Request.Settle(EntityPath, message.Token, how, Letters.Properties(properties), reason, description);
        await Wire.Ask<Reply.Done>(request, EntityPath, TimeSpan.Zero, cancel);
        message.IsSettled = true;
    }
}

/// <summary>The path of a sub-queue.</summary>
internal static class SubQueuePath
{
    public static string Of(this SubQueue subQueue, string queue) => subQueue switch
    {
        SubQueue.None => queue,
        SubQueue.DeadLetter => queue + "/$deadletterqueue",
        _ => throw new NotSupportedException("The local broker forwards nothing, so there are no transfer dead letters."),
    };
}
