using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Engine.Lines;

namespace Pbx.Infra.Memory;

/// <summary>The lines of users in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryLines : ILines
{
    private readonly Dictionary<(AccountId Account, ExtensionNumber User, int Place), StoredLine> places = [];
    private readonly Lock gate = new();
    private long tags;

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredLine>?> Write(AccountId account, IReadOnlyList<LineWrite> writes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(writes);
        lock (gate)
        {
            if (writes.Any(write => places.GetValueOrDefault(Key(account, write))?.Tag != write.Was?.Tag))
            {
                return Task.FromResult<IReadOnlyList<StoredLine>?>(null);
            }

            var written = new List<StoredLine>();
            foreach (var write in writes)
            {
                if (write.Now is { } now)
                {
                    written.Add(places[Key(account, write)] = new StoredLine(now, (++tags).ToString(CultureInfo.InvariantCulture)));
                }
                else
                {
                    places.Remove(Key(account, write));
                }
            }

            return Task.FromResult<IReadOnlyList<StoredLine>?>(written);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredLine>> Read(AccountId account, ExtensionNumber first, ExtensionNumber last, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<StoredLine>>([.. places.Where(place => place.Key.Account == account
                && string.CompareOrdinal(place.Key.User.Value, first.Value) >= 0 && string.CompareOrdinal(place.Key.User.Value, last.Value) <= 0).Select(place => place.Value)]);
        }
    }

    private static (AccountId Account, ExtensionNumber User, int Place) Key(AccountId account, LineWrite write) => (write.Now ?? write.Was?.Line) is { } line
        ? (account, line.User, line.Place)
        : throw new ArgumentException("A place that was free and stays free is not written.", nameof(write));
}
