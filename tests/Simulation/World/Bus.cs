using Pbx.Engine.Calls;

namespace Pbx.Simulation.World;

/// <summary>The queue: what was sent once is kept until it was handled; a message whose handler failed or died comes again, and after three tries it is laid aside.</summary>
public sealed class Bus(Universe universe)
{
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private const int Tries = 3;
    private readonly Dictionary<string, TimeSpan> sent = [];

    /// <summary>Messages that failed three times.</summary>
    public int DeadLetters { get; private set; }

    /// <summary>Takes a message for an instant, unless it was taken in the last ten minutes.</summary>
    public Task<bool> Send(string messageId, DateTimeOffset at, Func<CallDesk, Task> handle)
    {
        if (sent.TryGetValue(messageId, out var before) && universe.Time.Elapsed - before < Window)
        {
            return Task.FromResult(true);
        }

        sent[messageId] = universe.Time.Elapsed;
        universe.Time.After(at - universe.Time.GetUtcNow() + universe.Delay(), () => Deliver(handle, 1));
        return Task.FromResult(true);
    }

    private void Deliver(Func<CallDesk, Task> handle, int attempt)
    {
        if (universe.IsRepeated())
        {
            universe.Process().Give(handle, _ => { }, () => { });
        }

        universe.Process().Give(handle, failure => Ended(handle, attempt, failure), () => universe.Time.After(Lock, () => Deliver(handle, attempt + 1)));
    }

    private void Ended(Func<CallDesk, Task> handle, int attempt, Exception? failure)
    {
        if (failure is null)
        {
            return;
        }

        // a failure that the weather caused does not count here: with three in a row this simulation would test its own luck
        var isWeather = failure is IOException;
        if (attempt >= Tries && !isWeather)
        {
            DeadLetters++;
            universe.Complain($"A message was laid aside: {failure}");
            return;
        }

        universe.Time.After(TimeSpan.FromSeconds(1), () => Deliver(handle, attempt + 1));
    }
}
