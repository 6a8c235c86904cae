using System.Collections.Concurrent;
using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Numbers;

namespace Pbx.Infra.Memory;

/// <summary>The directory of numbers in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryNumbers : INumberDirectory
{
    private readonly ConcurrentDictionary<PhoneNumber, AccountId> accounts = new();

    /// <inheritdoc/>
    public Task<AccountId?> Find(PhoneNumber number, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult<AccountId?>(accounts.TryGetValue(number, out var account) ? account : null);
    }

    /// <inheritdoc/>
    public Task<AccountId> Claim(PhoneNumber number, AccountId account, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(accounts.GetOrAdd(number, account));
    }

    /// <inheritdoc/>
    public Task Release(PhoneNumber number, AccountId account, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        accounts.TryRemove(KeyValuePair.Create(number, account));
        return Task.CompletedTask;
    }
}
