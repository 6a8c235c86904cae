using System.Collections.Concurrent;
using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;

namespace Pbx.Engine.Numbers;

/// <summary>
/// Remembers for a minute which account a number belongs to, so that answering a call does not wait for a read. Only what was found is remembered: a number that was
/// just given to an account works at once.
/// </summary>
public sealed class KnownNumbers(INumberDirectory directory, TimeProvider time)
{
    private const int Most = 100_000;
    private static readonly TimeSpan For = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<PhoneNumber, (AccountId Account, DateTimeOffset Until)> known = new();

    /// <summary>The account of a number; nothing for a number that is not ours.</summary>
    public async Task<AccountId?> AccountOf(PhoneNumber number, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(number, out var found) && found.Until > now)
        {
            return found.Account;
        }

        var account = (await directory.Find(number, cancel))?.Account;
        if (account is { } its)
        {
            if (known.Count >= Most)
            {
                known.Clear();
            }

            known[number] = (its, now + For);
        }
        else
        {
            known.TryRemove(number, out _);
        }

        return account;
    }
}
