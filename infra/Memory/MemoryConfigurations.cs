using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;

namespace Pbx.Infra.Memory;

/// <summary>Configurations in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryConfigurations : IConfigurationStore
{
    private readonly ConcurrentDictionary<AccountId, Account> accounts = new();
    private readonly ConcurrentDictionary<(AccountId Account, string Name), ReadOnlyMemory<byte>> sections = new();
    private long flips;

    /// <inheritdoc/>
    public Task<ConfigurationPointer?> ReadPointer(AccountId account, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(accounts.TryGetValue(account, out var found) ? found.Pointer : null);
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadSection(AccountId account, string name, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult<ReadOnlyMemory<byte>?>(sections.TryGetValue((account, name), out var content) ? (ReadOnlyMemory<byte>?)content : null);
    }

    /// <inheritdoc/>
    public Task WriteSections(AccountId account, IReadOnlyCollection<ConfigurationSection> sections, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (var section in sections)
        {
            Limits.CheckSection(section.Name, section.Content);
        }

        foreach (var section in sections)
        {
            this.sections.TryAdd((account, section.Name), section.Content.ToArray());
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ConfigurationPointer?> Flip(AccountId account, string? tag, ConfigurationVersion version, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var flipped = accounts.GetOrAdd(account, static _ => new Account()).Flip(
            tag,
            new ConfigurationPointer(version, Interlocked.Increment(ref flips).ToString(CultureInfo.InvariantCulture)));
        return Task.FromResult(flipped);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(AccountId Account, ConfigurationPointer Pointer)> Accounts(AccountId? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var account in accounts.Keys.Where(account => after is not { } last || string.CompareOrdinal(account.Value, last.Value) > 0).OrderBy(account => account.Value, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            if (accounts[account].Pointer is { } pointer)
            {
                yield return (account, pointer);
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConfigurationVersion> History(AccountId account, int? before, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        if (!accounts.TryGetValue(account, out var found))
        {
            yield break;
        }

        foreach (var version in found.NewestFirst().Where(version => version.Number < (before ?? int.MaxValue)))
        {
            cancel.ThrowIfCancellationRequested();
            yield return version;
        }
    }

    /// <inheritdoc/>
    public Task<ConfigurationVersion?> ReadVersion(AccountId account, int number, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(accounts.TryGetValue(account, out var found) ? found.NewestFirst().FirstOrDefault(version => version.Number == number) : null);
    }

    private sealed class Account
    {
        private readonly Lock gate = new();
        private readonly SortedDictionary<int, ConfigurationVersion> history = [];

        public ConfigurationPointer? Pointer { get; private set; }

        public ConfigurationPointer? Flip(string? tag, ConfigurationPointer next)
        {
            lock (gate)
            {
                if (Pointer?.Tag != tag || !history.TryAdd(next.Version.Number, next.Version))
                {
                    return null;
                }

                return Pointer = next;
            }
        }

        public ConfigurationVersion[] NewestFirst()
        {
            lock (gate)
            {
                return [.. history.Values.Reverse()];
            }
        }
    }
}
