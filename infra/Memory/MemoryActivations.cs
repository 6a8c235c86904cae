using System.Globalization;
using System.Runtime.CompilerServices;
using Pbx.Domain.Accounts;
using Pbx.Engine.NumberingPlans;

namespace Pbx.Infra.Memory;

/// <summary>What is in force, in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryActivations : IActivations
{
    private readonly Lock gate = new();
    private readonly Dictionary<AccountId, StoredActivation> rows = [];
    private readonly SortedSet<DueAccount> due = new(ByInstant.Instance);
    private long tags;

    /// <inheritdoc/>
    public Task<StoredActivation?> Read(AccountId account, CancellationToken cancel) => Done(() => rows.GetValueOrDefault(account), cancel);

    /// <inheritdoc/>
    public Task<bool> Write(Activation activation, string? tag, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return Done(
            () =>
            {
                var isUnchanged = rows.GetValueOrDefault(activation.Account)?.Tag == tag;
                if (isUnchanged)
                {
                    rows[activation.Account] = new StoredActivation(activation, (++tags).ToString(CultureInfo.InvariantCulture));
                }

                return isUnchanged;
            },
            cancel);
    }

    /// <inheritdoc/>
    public Task Expect(DueAccount entry, CancellationToken cancel) => Done(() => due.Add(entry), cancel);

    /// <inheritdoc/>
    public Task Settle(DueAccount entry, CancellationToken cancel) => Done(() => due.Remove(entry), cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<DueAccount> Due(DateTimeOffset upTo, [EnumeratorCancellation] CancellationToken cancel)
    {
        var found = await Done(() => due.TakeWhile(entry => entry.At <= upTo).ToList(), cancel);
        foreach (var entry in found)
        {
            yield return entry;
        }
    }

    private Task<T> Done<T>(Func<T> what, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult(what());
        }
    }

    private sealed class ByInstant : IComparer<DueAccount>
    {
        public static ByInstant Instance { get; } = new();

        public int Compare(DueAccount? x, DueAccount? y) =>
            (x, y) is not ({ } one, { } other) ? Comparer<bool>.Default.Compare(x is not null, y is not null)
            : one.At.CompareTo(other.At) is var instant and not 0 ? instant
            : string.CompareOrdinal(one.Account.Value, other.Account.Value) is var account and not 0 ? account
            : one.Revision.CompareTo(other.Revision);
    }
}
