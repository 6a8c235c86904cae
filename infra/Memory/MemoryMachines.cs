using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Pbx.Engine.Machines;
using Pbx.Infra.Tables;

namespace Pbx.Infra.Memory;

/// <summary>Machines in the memory of this process, for tests and benchmarks: what tables do, without the way there.</summary>
public sealed class MemoryMachines : IMachineStore, IMachineRetention
{
    private readonly ConcurrentDictionary<MachineKey, Machine> machines = new();
    private long writes;

    /// <inheritdoc/>
    public Task<StoredMachine?> Read(MachineKey key, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!machines.TryGetValue(key, out var machine))
        {
            return Task.FromResult<StoredMachine?>(null);
        }

        lock (machine)
        {
            return Task.FromResult(machine.Stored);
        }
    }

    /// <inheritdoc/>
    public Task<Commit> Commit(MachineKey key, string? tag, ReadOnlyMemory<byte> state, IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _ = MachineTable.Of(key);
        Limits.CheckMachine(state, entries);

        var machine = tag is null ? machines.GetOrAdd(key, static _ => new Machine()) : machines.GetValueOrDefault(key);
        if (machine is null)
        {
            return Task.FromResult<Commit>(new Commit.Conflict());
        }

        lock (machine)
        {
            if (entries.Any(entry => machine.Handled.Contains(entry.EventId)))
            {
                return Task.FromResult<Commit>(new Commit.Duplicate());
            }

            if (machine.Stored?.Tag != tag)
            {
                return Task.FromResult<Commit>(new Commit.Conflict());
            }

            var next = Interlocked.Increment(ref writes).ToString(CultureInfo.InvariantCulture);
            machine.Stored = new StoredMachine(state.ToArray(), next);
            foreach (var entry in entries)
            {
                machine.Handled.Add(entry.EventId);
                machine.Journal.Add(entry with { Content = entry.Content.ToArray() });
            }


            return Task.FromResult<Commit>(new Commit.Written(next));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> Journal(MachineKey key, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        if (!machines.TryGetValue(key, out var machine))
        {
            yield break;
        }

        JournalEntry[] entries;
        lock (machine)
        {
            entries = [.. machine.Journal.OrderBy(e => e.Revision)];
        }

        foreach (var entry in entries)
        {
            cancel.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> DropOlderThan(DateTimeOffset instant, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var dropped = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in machines.Keys)
        {
            var table = MachineTable.Of(key);
            if (MachineTable.IsOver(table, instant) && machines.TryRemove(key, out _))
            {
                dropped.Add(table);
            }
        }

        return Task.FromResult<IReadOnlyList<string>>([.. dropped]);
    }

    /// <inheritdoc/>
    public Task<int> CutJournals(string kind, DateTimeOffset before, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var cut = 0;
        foreach (var (key, machine) in machines.Where(one => MachineTable.Of(one.Key) == MachineTable.Lasting(kind)))
        {
            lock (machine)
            {
                cut += machine.Journal.RemoveAll(entry => entry.At != default && entry.At < before && machine.Handled.Remove(entry.EventId));
            }
        }

        return Task.FromResult(cut);
    }

    private sealed class Machine
    {
        public List<JournalEntry> Journal { get; } = [];

        /// <summary>The ids of the events in the journal.</summary>
        public HashSet<string> Handled { get; } = new(StringComparer.Ordinal);

        public StoredMachine? Stored { get; set; }
    }
}
