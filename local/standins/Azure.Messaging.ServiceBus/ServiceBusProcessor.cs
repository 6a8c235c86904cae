using Pbx.Local.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>Gives the messages of a queue to a handler, several at a time, for as long as it runs, also when the broker was away in between.</summary>
public class ServiceBusProcessor : IAsyncDisposable
{
    private readonly BrokerWire wire;
    private readonly ServiceBusProcessorOptions options;
    private readonly Handling handling;
    private readonly Running running = new();
    private Func<ProcessMessageEventArgs, Task>? processMessage;
    private Func<ProcessErrorEventArgs, Task>? processError;
    private ServiceBusReceiver? receiver;

    internal ServiceBusProcessor(BrokerWire wire, string queue, ServiceBusProcessorOptions options)
    {
        this.wire = wire;
        this.options = options;
        EntityPath = options.SubQueue.Of(queue);
        Identifier = options.Identifier ?? $"{EntityPath}-{Guid.NewGuid():N}";
        handling = new Handling(EntityPath, Identifier, wire.Host, options.AutoCompleteMessages, e => processError?.Invoke(e) ?? Task.CompletedTask);
    }

    /// <summary>Handles a message; needed, and only one.</summary>
    /// <exception cref="NotSupportedException">There is one already.</exception>
    /// <exception cref="ArgumentException">It is not this one that is taken away.</exception>
#pragma warning disable MA0046 // the official event is a function that is awaited
    public event Func<ProcessMessageEventArgs, Task> ProcessMessageAsync
    {
        add => processMessage = OneHandler.Add(processMessage, value);
        remove => processMessage = OneHandler.Remove(processMessage, value);
    }

    /// <summary>Is told of failures; needed, and only one.</summary>
    /// <exception cref="NotSupportedException">There is one already.</exception>
    /// <exception cref="ArgumentException">It is not this one that is taken away.</exception>
    public event Func<ProcessErrorEventArgs, Task> ProcessErrorAsync
    {
        add => processError = OneHandler.Add(processError, value);
        remove => processError = OneHandler.Remove(processError, value);
    }
#pragma warning restore MA0046

    /// <summary>The queue, or the dead letters.</summary>
    public string EntityPath { get; }

    /// <summary>What it is called in logs.</summary>
    public string Identifier { get; }

    /// <summary>Host and port of the broker.</summary>
    public string FullyQualifiedNamespace => wire.Host;

    /// <summary>Whether messages are locked or gone.</summary>
    public ServiceBusReceiveMode ReceiveMode => options.ReceiveMode;

    /// <summary>How many handlers run side by side.</summary>
    public int MaxConcurrentCalls => options.MaxConcurrentCalls;

    /// <summary>Whether messages are completed when their handler has ended.</summary>
    public bool AutoCompleteMessages => options.AutoCompleteMessages;

    /// <summary>How long locks are renewed.</summary>
    public TimeSpan MaxAutoLockRenewalDuration => options.MaxAutoLockRenewalDuration;

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Starts; the broker knows of it when this returns, or it goes on trying when the broker is away.</summary>
    /// <exception cref="InvalidOperationException">A handler is missing, or it runs.</exception>
    public Task StartProcessingAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var handler = OneHandler.Needed(processMessage, nameof(ProcessMessageAsync));
        OneHandler.Needed(processError, nameof(ProcessErrorAsync));
        var link = new ServiceBusReceiver(wire, EntityPath, options.ReceiveMode, Identifier, null)
        {
            RenewFor = options.MaxAutoLockRenewalDuration,
        };
        return running.Start(
            _ =>
            {
                receiver = link;
                return Listen(link);
            },
            options.MaxConcurrentCalls,
            (_, stop) => Work(link, handler, stop),
            cancellationToken);
    }

    /// <summary>Stops receiving and waits for the handlers that run.</summary>
    public Task StopProcessingAsync(CancellationToken cancellationToken = default) =>
        running.Stop(() => receiver?.CloseAsync(CancellationToken.None) ?? Task.CompletedTask, cancellationToken);

    /// <summary>Stops, for good.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        await StopProcessingAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private async Task Work(ServiceBusReceiver link, Func<ProcessMessageEventArgs, Task> handler, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            IReadOnlyList<ServiceBusReceivedMessage> messages;
            try
            {
                messages = await link.ReceiveMessagesAsync(1, null, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is ServiceBusException or InvalidOperationException or UnauthorizedAccessException)
            {
                await handling.Tell(e, ServiceBusErrorSource.Receive, stop);
                await Pause.Before(wire.RetryDelay, stop);
                await Listen(link);
                continue;
            }

            foreach (var message in messages)
            {
                await handling.Run(new ProcessMessageEventArgs(message, link, stop), link, handler, stop);
            }
        }
    }

    private Task Listen(ServiceBusReceiver link) => wire.TryTell(new Request.Listen(EntityPath, link.Link), EntityPath);
}

/// <summary>Events of the official package that take one handler.</summary>
internal static class OneHandler
{
    public static Func<T, Task> Add<T>(Func<T, Task>? present, Func<T, Task>? added) =>
        present is null && added is not null ? added : throw new NotSupportedException("Another handler has already been assigned to this event.");

    public static Func<T, Task>? Remove<T>(Func<T, Task>? present, Func<T, Task>? removed) =>
        present == removed ? null : throw new ArgumentException("This handler has not been assigned to this event.", nameof(removed));

    public static Func<T, Task> Needed<T>(Func<T, Task>? present, string name) =>
        present ?? throw new InvalidOperationException($"Cannot begin processing without {name} handler set.");
}

/// <summary>The pause of a processor after a failure.</summary>
internal static class Pause
{
    public static async Task Before(TimeSpan delay, CancellationToken stop)
    {
        try
        {
            await Task.Delay(delay, stop);
        }
        catch (OperationCanceledException)
        {
            // Stopped: the caller sees that for itself.
        }
    }
}
