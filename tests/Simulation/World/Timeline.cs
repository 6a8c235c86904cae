namespace Pbx.Simulation.World;

/// <summary>Virtual time: what is to happen happens in the order of its instants, one thing after the other, on one thread.</summary>
public sealed class Timeline : TimeProvider
{
    private readonly PriorityQueue<Action, (long At, long Order)> queue = new();
    private long now;
    private long order;

    /// <summary>When every run begins.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    /// <summary>How much time has gone by.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(now);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    /// <summary>Lets something happen after a while.</summary>
    public void After(TimeSpan wait, Action what) => queue.Enqueue(what, (now + Math.Max(0, wait.Ticks), ++order));

    /// <summary>Lets things happen until nothing is left or the time is over; answers whether something was left.</summary>
    public bool Run(TimeSpan until)
    {
        while (queue.TryPeek(out var what, out var at))
        {
            if (at.At > until.Ticks)
            {
                now = until.Ticks;
                return true;
            }

            queue.Dequeue();
            now = at.At;
            what();
        }

        return false;
    }
}
