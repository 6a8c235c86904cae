using System.Collections.Concurrent;
using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;

namespace Pbx.Engine.Numbers;

/// <summary>
/// Remembers for a minute which account a number or a device belongs to, so that answering a call does not wait for a read. Only what was found is remembered: an address that was
/// just given to an account works at once.
/// </summary>
public sealed class KnownNumbers(INumberDirectory directory, TimeProvider time)
{
    private const int Most = 100_000;
    private static readonly TimeSpan For = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<PhoneAddress, (AccountId Account, DateTimeOffset Until)> known = new();

    /// <summary>The account of an address; nothing for one that is not ours.</summary>
    public async Task<AccountId?> AccountOf(PhoneAddress address, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(address, out var found) && found.Until > now)
        {
            return found.Account;
        }

        var account = (await directory.Find(address, cancel))?.Account;
        if (account is { } its)
        {
            if (known.Count >= Most)
            {
                known.Clear();
            }

            known[address] = (its, now + For);
        }
        else
        {
            known.TryRemove(address, out _);
        }

        return account;
    }
}
