using System.Collections.Concurrent;
using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Numbers;

namespace Pbx.Infra.Memory;

/// <summary>The directory of numbers in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryNumbers : INumberDirectory
{
    private readonly ConcurrentDictionary<PhoneNumber, NumberClaim> claims = new();
    private long tags;

    /// <inheritdoc/>
    public Task<NumberClaim?> Find(PhoneNumber number, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(claims.GetValueOrDefault(number));
    }

    /// <inheritdoc/>
    public Task<NumberClaim?> Claim(PhoneNumber number, AccountId account, DateTimeOffset at, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var claim = New(account, at);
        return Task.FromResult(claims.TryAdd(number, claim) ? claim : null);
    }

    /// <inheritdoc/>
    public Task<NumberClaim?> Take(PhoneNumber number, NumberClaim from, AccountId account, DateTimeOffset at, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var claim = New(account, at);
        return Task.FromResult(claims.TryUpdate(number, claim, from) ? claim : null);
    }

    /// <inheritdoc/>
    public Task Release(PhoneNumber number, NumberClaim claim, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        claims.TryRemove(KeyValuePair.Create(number, claim));
        return Task.CompletedTask;
    }

    private NumberClaim New(AccountId account, DateTimeOffset at) => new(account, at, Interlocked.Increment(ref tags).ToString(CultureInfo.InvariantCulture));
}
