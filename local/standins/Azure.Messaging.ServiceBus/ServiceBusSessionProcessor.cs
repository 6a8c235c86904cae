using Pbx.Local.Wire;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Gives the messages of a queue with sessions to a handler: several sessions side by side, each in order. A session is kept
/// until it has been idle for a while, or its handler releases it.
/// </summary>
public class ServiceBusSessionProcessor : IAsyncDisposable
{
    private readonly BrokerWire wire;
    private readonly ServiceBusSessionProcessorOptions options;
    private readonly Handling handling;
    private readonly Running running = new();
    private Func<ProcessSessionMessageEventArgs, Task>? processMessage;
    private Func<ProcessErrorEventArgs, Task>? processError;
    private Func<ProcessSessionEventArgs, Task>? initializing;
    private Func<ProcessSessionEventArgs, Task>? closing;

    internal ServiceBusSessionProcessor(BrokerWire wire, string queue, ServiceBusSessionProcessorOptions options)
    {
        this.wire = wire;
        this.options = options;
        EntityPath = queue;
        Identifier = options.Identifier ?? $"{queue}-{Guid.NewGuid():N}";
        handling = new Handling(EntityPath, Identifier, wire.Host, options.AutoCompleteMessages, e => processError?.Invoke(e) ?? Task.CompletedTask);
    }

#pragma warning disable MA0046 // the official events are functions that are awaited
    /// <summary>Handles a message; needed, and only one.</summary>
    /// <exception cref="NotSupportedException">There is one already.</exception>
    /// <exception cref="ArgumentException">It is not this one that is taken away.</exception>
    public event Func<ProcessSessionMessageEventArgs, Task> ProcessMessageAsync
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

    /// <summary>Is told of a session before its first message.</summary>
    /// <exception cref="NotSupportedException">There is one already.</exception>
    /// <exception cref="ArgumentException">It is not this one that is taken away.</exception>
    public event Func<ProcessSessionEventArgs, Task> SessionInitializingAsync
    {
        add => initializing = OneHandler.Add(initializing, value);
        remove => initializing = OneHandler.Remove(initializing, value);
    }

    /// <summary>Is told of a session before it is given back.</summary>
    /// <exception cref="NotSupportedException">There is one already.</exception>
    /// <exception cref="ArgumentException">It is not this one that is taken away.</exception>
    public event Func<ProcessSessionEventArgs, Task> SessionClosingAsync
    {
        add => closing = OneHandler.Add(closing, value);
        remove => closing = OneHandler.Remove(closing, value);
    }
#pragma warning restore MA0046

    /// <summary>The queue.</summary>
    public string EntityPath { get; }

    /// <summary>What it is called in logs.</summary>
    public string Identifier { get; }

    /// <summary>Host and port of the broker.</summary>
    public string FullyQualifiedNamespace => wire.Host;

    /// <summary>How many sessions are held side by side.</summary>
    public int MaxConcurrentSessions => options.MaxConcurrentSessions;

    /// <summary>How many handlers run side by side for one session.</summary>
    public int MaxConcurrentCallsPerSession => options.MaxConcurrentCallsPerSession;

    /// <summary>How long a session without messages is kept; none: the try timeout.</summary>
    public TimeSpan? SessionIdleTimeout => options.SessionIdleTimeout;

    /// <summary>Whether messages are completed when their handler has ended.</summary>
    public bool AutoCompleteMessages => options.AutoCompleteMessages;

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Starts; the broker knows of it when this returns, or it goes on trying when the broker is away.</summary>
    /// <exception cref="InvalidOperationException">A handler is missing, or it runs.</exception>
    public Task StartProcessingAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var handler = OneHandler.Needed(processMessage, nameof(ProcessMessageAsync));
        OneHandler.Needed(processError, nameof(ProcessErrorAsync));
        var links = Enumerable.Range(0, options.MaxConcurrentSessions).Select(_ => wire.NewLink()).ToArray();
        return running.Start(
            _ => Task.WhenAll(links.Select(Listen)),
            links.Length,
            (n, stop) => Work(links[n], handler, stop),
            cancellationToken);
    }

    /// <summary>Stops receiving, waits for the handlers that run, and gives the sessions back.</summary>
    public Task StopProcessingAsync(CancellationToken cancellationToken = default) => running.Stop(static () => Task.CompletedTask, cancellationToken);

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

    private async Task Work(int link, Func<ProcessSessionMessageEventArgs, Task> handler, CancellationToken stop)
    {
        var accept = new ServiceBusSessionReceiverOptions { ReceiveMode = options.ReceiveMode, Identifier = Identifier };
        while (!stop.IsCancellationRequested)
        {
            ServiceBusSessionReceiver session;
            try
            {
                session = await ServiceBusSessionReceiver.Accept(wire, EntityPath, null, accept, link, options.MaxAutoLockRenewalDuration, stop);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.ServiceTimeout)
            {
                continue; // no session had messages
            }
            catch (Exception e) when (e is ServiceBusException or InvalidOperationException or UnauthorizedAccessException)
            {
                await handling.Tell(e, ServiceBusErrorSource.AcceptSession, stop);
                await Pause.Before(wire.RetryDelay, stop);
                await Listen(link);
                continue;
            }

            await Hold(session, handler, stop);
            var next = wire.NewLink();
            if (!stop.IsCancellationRequested)
            {
                await Listen(next); // before the old one is closed: messages must not be without a listener in between
            }

            await session.CloseAsync(CancellationToken.None);
            link = next;
        }

        await wire.TryTell(new Request.Close(EntityPath, link), EntityPath);
    }

    private async Task Hold(ServiceBusSessionReceiver session, Func<ProcessSessionMessageEventArgs, Task> handler, CancellationToken stop)
    {
        using var released = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await Tell(initializing, session, stop);
            await Task.WhenAll(Enumerable.Range(0, options.MaxConcurrentCallsPerSession).Select(_ => Pump(session, handler, released, stop)));
        }
        finally
        {
            await Tell(closing, session, stop);
        }
    }

    private async Task Pump(
        ServiceBusSessionReceiver session, Func<ProcessSessionMessageEventArgs, Task> handler, CancellationTokenSource released, CancellationToken stop)
    {
        while (!released.IsCancellationRequested)
        {
            IReadOnlyList<ServiceBusReceivedMessage> messages;
            try
            {
                messages = await session.ReceiveMessagesAsync(1, options.SessionIdleTimeout, released.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ServiceBusException e)
            {
                await handling.Tell(e, ServiceBusErrorSource.Receive, stop);
                return;
            }

            if (messages.Count == 0)
            {
                return; // idle
            }

            foreach (var message in messages)
            {
                var args = new ProcessSessionMessageEventArgs(message, session, stop);
                await handling.Run(args, session, handler, stop);
                if (args.WantsRelease)
                {
                    await released.CancelAsync();
                }
            }
        }
    }

    private async Task Tell(Func<ProcessSessionEventArgs, Task>? handler, ServiceBusSessionReceiver session, CancellationToken stop)
    {
        if (handler is null)
        {
            return;
        }

        try
        {
            await handler(new ProcessSessionEventArgs(session, stop));
        }
#pragma warning disable CA1031 // as with messages: told to the error handler, and the processor goes on
        catch (Exception e)
#pragma warning restore CA1031
        {
            await handling.Tell(e, ServiceBusErrorSource.ProcessMessageCallback, stop);
        }
    }

    private Task Listen(int link) => wire.TryTell(new Request.Listen(EntityPath, link), EntityPath);
}
