using System.Collections.Concurrent;
using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Numbers;

namespace Pbx.Engine.Configurations;

/// <summary>
/// Claims the numbers of an account that is being saved, and the devices of its users. Each is claimed before the version that has it is the newest, and given up after the version that has it no more:
/// whatever happens in between, each address of an account leads to it. A claim that came to nothing because its process died lapses: another account takes the address when the claim is older than any save can be and
/// the owner's newest version does not have it.
/// </summary>
internal sealed class NumberClaims(INumberDirectory directory, AccountConfigurations configurations, IConfigurationStore store, TimeProvider time)
{
    /// <summary>The longest that a save may take from its first claim on.</summary>
    public static readonly TimeSpan LongestSave = TimeSpan.FromMinutes(5);

    private const int AtOnce = 16;
    private const int Tries = 5;
    private static readonly TimeSpan Lapse = TimeSpan.FromMinutes(10); // well beyond a save, for clocks that differ

    /// <summary>Which of some addresses another account uses. Nothing is claimed.</summary>
    public Task<IReadOnlySet<PhoneAddress>> InUse(AccountId account, IEnumerable<PhoneAddress> wanted, CancellationToken cancel) => Each(wanted, async (address, stop) =>
        await directory.Find(address, stop) is { } claim && claim.Account != account && !await HasLapsed(address, claim, stop), cancel);

    /// <summary>
    /// Claims addresses; answers those that another account uses, and the claims that are new. These alone may be given up when the save comes to nothing: whoever else counts on such an address has
    /// renewed its claim, so that giving up the old one leaves it alone.
    /// </summary>
    public async Task<(IReadOnlySet<PhoneAddress> Taken, IReadOnlyCollection<(PhoneAddress Address, NumberClaim Claim)> New)> Claim(AccountId account, IEnumerable<PhoneAddress> wanted, CancellationToken cancel)
    {
        var added = new ConcurrentBag<(PhoneAddress, NumberClaim)>();
        var taken = await Each(wanted, async (address, stop) =>
        {
            for (var i = 0; i < Tries; i++)
            {
                if (await directory.Claim(address, account, time.GetUtcNow(), stop) is { } claim)
                {
                    added.Add((address, claim));
                    return false;
                }

                if (await directory.Find(address, stop) is { } there)
                {
                    if (there.Account != account && !await HasLapsed(address, there, stop))
                    {
                        return true;
                    }

                    if (await directory.Take(address, there, account, time.GetUtcNow(), stop) is not null)
                    {
                        return false;
                    }
                }

                // It was given up or claimed anew in between.
            }

            return true;
        }, cancel);
        return (taken, added);
    }

    /// <summary>The account's claims as they are now.</summary>
    public async Task<IReadOnlyCollection<(PhoneAddress Address, NumberClaim Claim)>> Look(AccountId account, IEnumerable<PhoneAddress> addresses, CancellationToken cancel)
    {
        var found = new ConcurrentBag<(PhoneAddress, NumberClaim)>();
        await Each(addresses, async (address, stop) =>
        {
            if (await directory.Find(address, stop) is { } claim && claim.Account == account)
            {
                found.Add((address, claim));
            }

            return false;
        }, cancel);
        return found;
    }

    /// <summary>Gives addresses up, but for those that were claimed anew since.</summary>
    public Task Release(IReadOnlyCollection<(PhoneAddress Address, NumberClaim Claim)> claims, CancellationToken cancel) =>
        Parallel.ForEachAsync(claims, Options(cancel), async (one, stop) => await directory.Release(one.Address, one.Claim, stop));

    private async Task<bool> HasLapsed(PhoneAddress address, NumberClaim claim, CancellationToken cancel) =>
        time.GetUtcNow() - claim.At > Lapse
        && (await StoredAccount.Newest(claim.Account, configurations, store, cancel) is not { } owner || !await owner.Has(address, cancel));

    private static async Task<IReadOnlySet<PhoneAddress>> Each(IEnumerable<PhoneAddress> addresses, Func<PhoneAddress, CancellationToken, Task<bool>> isChosen, CancellationToken cancel)
    {
        var chosen = new ConcurrentBag<PhoneAddress>();
        await Parallel.ForEachAsync(addresses, Options(cancel), async (address, stop) =>
        {
            if (await isChosen(address, stop))
            {
                chosen.Add(address);
            }
        });
        return chosen.ToHashSet();
    }

    private static ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
}
