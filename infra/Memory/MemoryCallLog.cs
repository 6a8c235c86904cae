using System.Collections.Concurrent;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Engine.Calls;
using Pbx.Infra.Tables;

namespace Pbx.Infra.Memory;

/// <summary>The call log in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryCallLog : ICallLog
{
    private readonly ConcurrentDictionary<AccountId, SortedList<string, CallRecord>> accounts = new();

    /// <inheritdoc/>
    public Task File(AccountId account, CallRecord record, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var calls = accounts.GetOrAdd(account, static _ => new SortedList<string, CallRecord>(StringComparer.Ordinal));
        lock (calls)
        {
            calls[CallLogRow.Of(record.Id)] = record;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<CallRecord?> Find(AccountId account, string id, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!accounts.TryGetValue(account, out var calls))
        {
            return Task.FromResult<CallRecord?>(null);
        }

        lock (calls)
        {
            return Task.FromResult(calls.TryGetValue(CallLogRow.Of(id), out var record) && record.Id == id ? record : null);
        }
    }

    /// <inheritdoc/>
    public Task<CallPage> List(AccountId account, int most, string? after, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (!accounts.TryGetValue(account, out var calls))
        {
            return Task.FromResult(new CallPage([], null));
        }

        lock (calls)
        {
            var from = after is null ? 0 : FirstAfter(calls, after);
            var count = Math.Min(most, calls.Count - from);
            var page = new CallRecord[count];
            for (var i = 0; i < count; i++)
            {
                page[i] = calls.GetValueAtIndex(from + i);
            }

            var more = count > 0 && from + count < calls.Count;
            return Task.FromResult(new CallPage(page, more ? calls.GetKeyAtIndex(from + count - 1) : null));
        }
    }

    private static int FirstAfter(SortedList<string, CallRecord> calls, string after)
    {
        var (low, high) = (0, calls.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(calls.GetKeyAtIndex(middle), after) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
