using System.Collections.Concurrent;

namespace Pbx.Simulator.Rest.Events;

/// <summary>
/// Keeps the events that a request causes until its response has gone. In the real service either may come first; here that is
/// decided, not left to the machine: after the response, unless weather or a race says otherwise.
/// </summary>
internal sealed class RequestGate : IDisposable
{
    private static readonly AsyncLocal<RequestGate?> Mine = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentBag<Task> deliveries = [];

    /// <summary>Of the request that is being worked on; none outside of requests.</summary>
    public static RequestGate? Current => Mine.Value;

    public Task Opened => opened.Task;

    public static RequestGate Open() => Mine.Value = new RequestGate();

    public void Waits(Task delivery) => deliveries.Add(delivery);

    /// <summary>Lets the events go, and waits a while until they have been taken: the application may be waiting for this response.</summary>
    public async Task LetEventsGoFirst()
    {
        opened.TrySetResult();
        await Task.WhenAny(Task.WhenAll(deliveries), Task.Delay(Patience));
    }

    public void Dispose()
    {
        Mine.Value = null;
        opened.TrySetResult();
    }
}
