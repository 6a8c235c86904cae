using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Engine.QueueStatistics;

namespace Pbx.Infra.Memory;

/// <summary>The sums of queues in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryQueueFigures : IQueueFigures
{
    private readonly Dictionary<(AccountId Account, ExtensionNumber Queue), SortedDictionary<string, StoredFigures>> queues = [];
    private readonly Lock gate = new();
    private long tags;

    /// <inheritdoc/>
    public Task<StoredFigures?> Read(AccountId account, ExtensionNumber queue, string name, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult(Rows(account, queue).GetValueOrDefault(name));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredFigures>> List(AccountId account, ExtensionNumber queue, string first, string last, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<StoredFigures>>([.. Rows(account, queue).Values.Where(row => string.CompareOrdinal(row.Name, first) >= 0 && string.CompareOrdinal(row.Name, last) <= 0)]);
        }
    }

    /// <inheritdoc/>
    public Task<bool> Write(AccountId account, ExtensionNumber queue, StoredFigures row, FiguresBeside? beside, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(row);
        lock (gate)
        {
            var rows = Rows(account, queue);
            if (rows.GetValueOrDefault(row.Name)?.Tag != row.Tag)
            {
                return Task.FromResult(false);
            }

            Put(rows, row.Name, row.Content);
            if (beside is not null)
            {
                Put(rows, beside.Name, beside.Content);
            }

            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (dropped, first) = (new SortedSet<string>(StringComparer.Ordinal), day.ToString("yyyyMM", CultureInfo.InvariantCulture));
        lock (gate)
        {
            foreach (var rows in queues.Values)
            {
                foreach (var name in rows.Keys.Where(name => name.Split('-') is [_, { Length: >= 8 } date] && string.CompareOrdinal(date[..6], first) < 0).ToList())
                {
                    rows.Remove(name);
                    dropped.Add(name.Split('-')[1][..6]);
                }
            }
        }

        return Task.FromResult<IReadOnlyList<string>>([.. dropped]);
    }

    private void Put(SortedDictionary<string, StoredFigures> rows, string name, ReadOnlyMemory<byte> content) =>
        rows[name] = new StoredFigures(name, content.ToArray(), (++tags).ToString(CultureInfo.InvariantCulture));

    private SortedDictionary<string, StoredFigures> Rows(AccountId account, ExtensionNumber queue)
    {
        if (!queues.TryGetValue((account, queue), out var rows))
        {
            queues[(account, queue)] = rows = new SortedDictionary<string, StoredFigures>(StringComparer.Ordinal);
        }

        return rows;
    }
}
