using Azure.Messaging.ServiceBus;

namespace Pbx.Local.Wire;

/// <summary>What the two processors have in common: how one message goes through a handler, and how failures are told.</summary>
internal sealed class Handling(string entityPath, string identifier, string host, bool autoComplete, Func<ProcessErrorEventArgs, Task> onError)
{
    /// <summary>Runs the handler; then completes the message, or abandons it when the handler failed, unless it was settled.</summary>
    public async Task Run<TArgs>(TArgs args, ServiceBusReceiver receiver, Func<TArgs, Task> handler, CancellationToken stop)
        where TArgs : ProcessMessageEventArgs
    {
        var message = args.Message;
        var locked = receiver.ReceiveMode == ServiceBusReceiveMode.PeekLock;
        var source = ServiceBusErrorSource.ProcessMessageCallback;
        try
        {
            await handler(args);
            if (autoComplete && locked && !message.IsSettled)
            {
                source = ServiceBusErrorSource.Complete;
                await receiver.CompleteMessageAsync(message, CancellationToken.None);
            }
        }
#pragma warning disable CA1031 // whatever a handler throws is told to the error handler, and the message comes again
        catch (Exception e)
#pragma warning restore CA1031
        {
            await Tell(e, source, stop);
            if (source == ServiceBusErrorSource.ProcessMessageCallback && locked && !message.IsSettled)
            {
                await Abandon(message, receiver, stop);
            }
        }

        if (locked && !message.IsSettled)
        {
            await receiver.LetGo(message);
        }
    }

    /// <summary>Tells the error handler; what that throws itself is only traced, as in the official package.</summary>
    public async Task Tell(Exception exception, ServiceBusErrorSource source, CancellationToken stop)
    {
        try
        {
            await onError(new ProcessErrorEventArgs(exception, source, host, entityPath, identifier, stop));
        }
#pragma warning disable CA1031 // an error handler that fails must not end the processor
        catch (Exception e)
#pragma warning restore CA1031
        {
            System.Diagnostics.Trace.TraceError($"The error handler of {identifier} failed: {e}");
        }
    }

    private async Task Abandon(ServiceBusReceivedMessage message, ServiceBusReceiver receiver, CancellationToken stop)
    {
        try
        {
            await receiver.AbandonMessageAsync(message, null, CancellationToken.None);
        }
        catch (ServiceBusException e)
        {
            await Tell(e, ServiceBusErrorSource.Abandon, stop);
        }
    }
}
