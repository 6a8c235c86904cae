using System.Runtime.CompilerServices;
using Pbx.Domain.Accounts;
using Pbx.Engine.Recordings;

namespace Pbx.Infra.Memory;

/// <summary>The entries of recordings in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryRecordings : IRecordings
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, StartedRecording> started = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Account, string Shelf, string Id), Recording> filed = new(ByKey.Instance);

    /// <inheritdoc/>
    public Task Begin(StartedRecording started, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(started);
        return Done(() => this.started[started.Network] = started, cancel);
    }

    /// <inheritdoc/>
    public Task<StartedRecording?> Begun(string network, CancellationToken cancel) => Done(() => started.GetValueOrDefault(network), cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<StartedRecording> Waiting(CancellationToken cancel) => All(() => started.Values.ToList(), cancel);

    /// <inheritdoc/>
    public Task File(StartedRecording started, IReadOnlyCollection<Recording> recordings, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(started);
        ArgumentNullException.ThrowIfNull(recordings);
        return Done(
            () =>
            {
                foreach (var recording in recordings)
                {
                    filed[Key(recording)] = recording;
                }

                return this.started.Remove(started.Network);
            },
            cancel);
    }

    /// <inheritdoc/>
    public Task<(int Count, long Bytes)> Count(AccountId account, Shelf shelf, CancellationToken cancel) => Done(
        () =>
        {
            var there = Of(account, shelf).Where(one => one.Deleted is null).ToList();
            return (there.Count, there.Sum(one => one.Bytes));
        },
        cancel);

    /// <inheritdoc/>
    public Task<Recording?> Find(AccountId account, Shelf shelf, string id, CancellationToken cancel) =>
        Done(() => filed.GetValueOrDefault((account.Value, shelf.Name, id)), cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<Recording> List(AccountId account, Shelf shelf, CancellationToken cancel) => All(() => Of(account, shelf).ToList(), cancel);

    /// <inheritdoc/>
    public Task<Recording?> Change(AccountId account, Shelf shelf, string id, Func<Recording, Recording> change, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Done(
            () =>
            {
                if (!filed.TryGetValue((account.Value, shelf.Name, id), out var found))
                {
                    return null;
                }

                return filed[Key(found)] = change(found);
            },
            cancel);
    }

    /// <inheritdoc/>
    public Task Remove(Recording recording, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return Done(() => filed.Remove(Key(recording)), cancel);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Recording> Over(DateTimeOffset at, CancellationToken cancel) => All(() => filed.Values.Where(one => one.Until <= at).ToList(), cancel);

    private static (string Account, string Shelf, string Id) Key(Recording recording) => (recording.Account.Value, recording.Shelf.Name, recording.Id);

    private IEnumerable<Recording> Of(AccountId account, Shelf shelf) => filed.Where(one => one.Key.Account == account.Value && one.Key.Shelf == shelf.Name).Select(one => one.Value);

    private Task<T> Done<T>(Func<T> what, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult(what());
        }
    }

    private async IAsyncEnumerable<T> All<T>(Func<List<T>> what, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var one in await Done(what, cancel))
        {
            yield return one;
        }
    }

    private sealed class ByKey : IComparer<(string Account, string Shelf, string Id)>
    {
        public static ByKey Instance { get; } = new();

        public int Compare((string Account, string Shelf, string Id) x, (string Account, string Shelf, string Id) y) =>
            string.CompareOrdinal(x.Account, y.Account) is var account and not 0 ? account
            : string.CompareOrdinal(x.Shelf, y.Shelf) is var shelf and not 0 ? shelf
            : string.CompareOrdinal(x.Id, y.Id);
    }
}
