using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Host;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Queues;

/// <summary>Pumps the queues of the app's Service Bus functions, by the processors of Azure.Messaging.ServiceBus.</summary>
internal sealed class QueueListener(
    IReadOnlyList<FoundFunction> functions,
    FunctionPipeline pipeline,
    IServiceProvider services,
    IConfiguration settings,
    HostJson hostJson,
    ILogger<QueueListener> logger) : ITriggerListener, IAsyncDisposable
{
    private readonly Dictionary<string, ServiceBusClient> clients = new(StringComparer.Ordinal);
    private readonly List<Pump> pumps = [];
    private readonly CancellationTokenSource cut = new();
    private Task[] stopping = [];

    public async Task Start(CancellationToken cancel)
    {
        var options = new QueueSettings(hostJson.Extension("serviceBus"));
        foreach (var function in functions)
        {
            if (function.Trigger is ServiceBusTriggerAttribute trigger)
            {
                var pump = Make(function, trigger, options);
                pumps.Add(pump);
                await pump.Start(cancel);
            }
        }
    }

    public void StopFiring() => stopping = [.. pumps.Select(pump => pump.Stop(CancellationToken.None))];

    public async Task Drained(CancellationToken patience)
    {
        try
        {
            await Task.WhenAll(stopping).WaitAsync(patience);
        }
        catch (OperationCanceledException)
        {
            await cut.CancelAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await cut.CancelAsync();
        foreach (var pump in pumps)
        {
            await pump.Processor.DisposeAsync();
        }

        foreach (var client in clients.Values)
        {
            await client.DisposeAsync();
        }

        cut.Dispose();
    }

    private Pump Make(FoundFunction function, ServiceBusTriggerAttribute trigger, QueueSettings options)
    {
        var queue = settings.Resolve(trigger.Queue);
        var client = ClientOf(trigger);
        if (trigger.IsSessionsEnabled)
        {
            var sessions = client.CreateSessionProcessor(queue, options.Sessions(trigger.AutoCompleteMessages));
            sessions.ProcessMessageAsync += args => Invoke(function, args);
            sessions.ProcessErrorAsync += args => Tell(function, args);
            return new(sessions, sessions.StartProcessingAsync, sessions.StopProcessingAsync);
        }

        var messages = client.CreateProcessor(queue, options.Plain(trigger.AutoCompleteMessages));
        messages.ProcessMessageAsync += args => Invoke(function, args);
        messages.ProcessErrorAsync += args => Tell(function, args);
        return new(messages, messages.StartProcessingAsync, messages.StopProcessingAsync);
    }

    private ServiceBusClient ClientOf(ServiceBusTriggerAttribute trigger)
    {
        var connection = trigger.ConnectionString(settings) ?? throw new InvalidOperationException("A Service Bus function has no connection string.");
        if (!clients.TryGetValue(connection, out var client))
        {
            client = new ServiceBusClient(connection);
            clients.Add(connection, client);
        }

        return client;
    }

    // The token is not that of the message: it is cancelled as soon as the processor stops, but a function may end what it began.
    private async Task Invoke(FoundFunction function, ProcessMessageEventArgs args)
    {
        await using var invocation = new Invocation(function, args, services, cut.Token);
        try
        {
            await pipeline.Run(invocation);
        }
        catch (Exception e)
        {
            Log.MessageFailed(logger, function.Name, args.Message.MessageId, args.Message.DeliveryCount, e);
            throw;
        }
    }

    private Task Tell(FoundFunction function, ProcessErrorEventArgs args)
    {
        // What a function threw has been told with its message.
        if (args.ErrorSource != ServiceBusErrorSource.ProcessMessageCallback)
        {
            Log.QueueTrouble(logger, function.Name, args.EntityPath, args.ErrorSource, args.Exception);
        }

        return Task.CompletedTask;
    }

    private sealed record Pump(IAsyncDisposable Processor, Func<CancellationToken, Task> Start, Func<CancellationToken, Task> Stop);
}
