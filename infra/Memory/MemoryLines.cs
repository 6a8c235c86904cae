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
    public Task<IReadOnlyList<StoredLine>?> Take(AccountId account, IReadOnlyList<LineInUse> lines, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(lines);
        lock (gate)
        {
            if (lines.Any(line => places.ContainsKey((account, line.User, line.Place))))
            {
                return Task.FromResult<IReadOnlyList<StoredLine>?>(null);
            }

            var taken = lines.Select(line => new StoredLine(line, (++tags).ToString(CultureInfo.InvariantCulture))).ToList();
            taken.ForEach(one => places.Add((account, one.Line.User, one.Line.Place), one));
            return Task.FromResult<IReadOnlyList<StoredLine>?>(taken);
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

    /// <inheritdoc/>
    public Task<bool> Free(AccountId account, IReadOnlyList<StoredLine> lines, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(lines);
        lock (gate)
        {
            var areAll = lines.All(one => places.GetValueOrDefault((account, one.Line.User, one.Line.Place))?.Tag == one.Tag);
            foreach (var one in areAll ? lines : [])
            {
                places.Remove((account, one.Line.User, one.Line.Place));
            }

            return Task.FromResult(areAll);
        }
    }
}
