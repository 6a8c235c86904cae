namespace Pbx.Engine.Machines;

/// <summary>The events of each machine that wait for their turn in this process, so that whoever has the turn can write them with its own.</summary>
internal sealed class WaitingEvents<TEvent>
    where TEvent : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<MachineKey, List<WaitingEvent<TEvent>>> waiting = [];

    /// <summary>An event begins to wait, behind the others.</summary>
    public WaitingEvent<TEvent> Add(MachineKey key, string id, TEvent evt)
    {
        var one = new WaitingEvent<TEvent>(id, evt);
        lock (gate)
        {
            if (!waiting.TryGetValue(key, out var all))
            {
                waiting[key] = all = [];
            }

            all.Add(one);
        }

        return one;
    }

    /// <summary>An event waits no longer.</summary>
    public void Remove(MachineKey key, WaitingEvent<TEvent> one)
    {
        lock (gate)
        {
            if (waiting.TryGetValue(key, out var all) && all.Remove(one) && all.Count == 0)
            {
                waiting.Remove(key);
            }
        }
    }

    /// <summary>Those that may be taken along, the first first, and each event once: repeats of one come at the same time.</summary>
    public IReadOnlyList<WaitingEvent<TEvent>> Others(MachineKey key, WaitingEvent<TEvent>? than, int most)
    {
        lock (gate)
        {
            return waiting.TryGetValue(key, out var all) ? [.. all.Where(one => one is { IsWritten: false, IsAlone: false } && one.Id != than?.Id).DistinctBy(one => one.Id).Take(most)] : [];
        }
    }
}

/// <summary>An event that waits for its turn. What it says of itself is read and written by whoever has the turn.</summary>
internal sealed class WaitingEvent<TEvent>(string id, TEvent evt)
    where TEvent : class
{
    public string Id { get; } = id;

    public TEvent Event { get; } = evt;

    /// <summary>Whether somebody has taken it along.</summary>
    public bool IsWritten { get; set; }

    /// <summary>Whether it goes alone, because it may be a repeat or cannot be stepped, and others are not to fail with it.</summary>
    public bool IsAlone { get; set; }
}
