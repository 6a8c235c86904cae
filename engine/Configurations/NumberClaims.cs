using System.Collections.Concurrent;
using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Numbers;

namespace Pbx.Engine.Configurations;

/// <summary>
/// Claims the numbers of an account that is being saved. A number is claimed before the version that has it is the newest, and given up after the version that has it no more: whatever happens in
/// between, each number of an account leads to it. A claim that came to nothing because its process died lapses: another account takes the number when the claim is older than any save can be and
/// the owner's newest version does not have the number.
/// </summary>
internal sealed class NumberClaims(INumberDirectory directory, AccountConfigurations configurations, IConfigurationStore store, TimeProvider time)
{
    /// <summary>The longest that a save may take from its first claim on.</summary>
    public static readonly TimeSpan LongestSave = TimeSpan.FromMinutes(5);

    private const int AtOnce = 16;
    private const int Tries = 5;
    private static readonly TimeSpan Lapse = TimeSpan.FromMinutes(10); // well beyond a save, for clocks that differ

    /// <summary>Which of some numbers another account uses. Nothing is claimed.</summary>
    public Task<IReadOnlySet<PhoneNumber>> InUse(AccountId account, IEnumerable<PhoneNumber> wanted, CancellationToken cancel) => Each(wanted, async (number, stop) =>
        await directory.Find(number, stop) is { } claim && claim.Account != account && !await HasLapsed(number, claim, stop), cancel);

    /// <summary>
    /// Claims numbers; answers those that another account uses, and the claims that are new. These alone may be given up when the save comes to nothing: whoever else counts on such a number has
    /// renewed its claim, so that giving up the old one leaves it alone.
    /// </summary>
    public async Task<(IReadOnlySet<PhoneNumber> Taken, IReadOnlyCollection<(PhoneNumber Number, NumberClaim Claim)> New)> Claim(AccountId account, IEnumerable<PhoneNumber> wanted, CancellationToken cancel)
    {
        var added = new ConcurrentBag<(PhoneNumber, NumberClaim)>();
        var taken = await Each(wanted, async (number, stop) =>
        {
            for (var i = 0; i < Tries; i++)
            {
                if (await directory.Claim(number, account, time.GetUtcNow(), stop) is { } claim)
                {
                    added.Add((number, claim));
                    return false;
                }

                if (await directory.Find(number, stop) is { } there)
                {
                    if (there.Account != account && !await HasLapsed(number, there, stop))
                    {
                        return true;
                    }

                    if (await directory.Take(number, there, account, time.GetUtcNow(), stop) is not null)
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
    public async Task<IReadOnlyCollection<(PhoneNumber Number, NumberClaim Claim)>> Look(AccountId account, IEnumerable<PhoneNumber> numbers, CancellationToken cancel)
    {
        var found = new ConcurrentBag<(PhoneNumber, NumberClaim)>();
        await Each(numbers, async (number, stop) =>
        {
            if (await directory.Find(number, stop) is { } claim && claim.Account == account)
            {
                found.Add((number, claim));
            }

            return false;
        }, cancel);
        return found;
    }

    /// <summary>Gives numbers up, but for those that were claimed anew since.</summary>
    public Task Release(IReadOnlyCollection<(PhoneNumber Number, NumberClaim Claim)> claims, CancellationToken cancel) =>
        Parallel.ForEachAsync(claims, Options(cancel), async (one, stop) => await directory.Release(one.Number, one.Claim, stop));

    private async Task<bool> HasLapsed(PhoneNumber number, NumberClaim claim, CancellationToken cancel) =>
        time.GetUtcNow() - claim.At > Lapse
        && (await StoredAccount.Newest(claim.Account, configurations, store, cancel) is not { } owner || !(await owner.Numbers(cancel)).Contains(number));

    private static async Task<IReadOnlySet<PhoneNumber>> Each(IEnumerable<PhoneNumber> numbers, Func<PhoneNumber, CancellationToken, Task<bool>> isChosen, CancellationToken cancel)
    {
        var chosen = new ConcurrentBag<PhoneNumber>();
        await Parallel.ForEachAsync(numbers, Options(cancel), async (number, stop) =>
        {
            if (await isChosen(number, stop))
            {
                chosen.Add(number);
            }
        });
        return chosen.ToHashSet();
    }

    private static ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
}
