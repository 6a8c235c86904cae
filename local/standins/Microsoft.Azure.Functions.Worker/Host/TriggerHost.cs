using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>
/// Starts the listeners and stops them gracefully: all stop firing as soon as the app is told to stop, then running
/// invocations may end, and what runs when the host's patience is over is cancelled.
/// </summary>
internal sealed class TriggerHost(IEnumerable<ITriggerListener> listeners, ILogger<TriggerHost> logger) : IHostedLifecycleService
{
    private readonly ITriggerListener[] all = [.. listeners];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in all)
        {
            await listener.Start(cancellationToken);
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in all)
        {
            listener.StopFiring();
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(all.Select(listener => listener.Drained(cancellationToken)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.InvocationsCutShort(logger);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
