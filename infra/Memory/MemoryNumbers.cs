using System.Collections.Concurrent;
using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Numbers;

namespace Pbx.Infra.Memory;

/// <summary>The directory of numbers in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryNumbers : INumberDirectory
{
    private readonly ConcurrentDictionary<PhoneAddress, NumberClaim> claims = new();
    private long tags;

    /// <inheritdoc/>
    public Task<NumberClaim?> Find(PhoneAddress address, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(claims.GetValueOrDefault(address));
    }

    /// <inheritdoc/>
    public Task<NumberClaim?> Claim(PhoneAddress address, AccountId account, DateTimeOffset at, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var claim = New(account, at);
        return Task.FromResult(claims.TryAdd(address, claim) ? claim : null);
    }

    /// <inheritdoc/>
    public Task<NumberClaim?> Take(PhoneAddress address, NumberClaim from, AccountId account, DateTimeOffset at, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var claim = New(account, at);
        return Task.FromResult(claims.TryUpdate(address, claim, from) ? claim : null);
    }

    /// <inheritdoc/>
    public Task Release(PhoneAddress address, NumberClaim claim, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        claims.TryRemove(KeyValuePair.Create(address, claim));
        return Task.CompletedTask;
    }

    private NumberClaim New(AccountId account, DateTimeOffset at) => new(account, at, Interlocked.Increment(ref tags).ToString(CultureInfo.InvariantCulture));
}
