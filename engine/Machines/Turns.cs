namespace Pbx.Engine.Machines;

/// <summary>
/// Lets those who read, step and commit the same machine in this process do so one after the other, in the order in which they came, so that they never write over each other.
/// Nobody carries out a command in his turn: an event that a command causes may be waiting for it. Other processes are kept apart by the store's tags alone.
/// </summary>
internal sealed class Turns
{
    private readonly Lock gate = new();
    private readonly Dictionary<MachineKey, Queue<TaskCompletionSource>> waiting = [];

    /// <summary>Waits until nobody else is at the machine. The turn ends when what is answered is disposed.</summary>
    public async Task<Turn> Of(MachineKey key)
    {
        TaskCompletionSource mine;
        lock (gate)
        {
            if (!waiting.TryGetValue(key, out var queue))
            {
                waiting[key] = [];
                return new Turn(this, key);
            }

            queue.Enqueue(mine = new TaskCompletionSource());
        }

        await mine.Task;
        return new Turn(this, key);
    }

    private void End(MachineKey key)
    {
        TaskCompletionSource? next;
        lock (gate)
        {
            if (!waiting[key].TryDequeue(out next))
            {
                waiting.Remove(key);
            }
        }

        next?.SetResult();
    }

    /// <summary>A turn at a machine; ended once.</summary>
    public readonly struct Turn(Turns turns, MachineKey key) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => turns.End(key);
    }
}
