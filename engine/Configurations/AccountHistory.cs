using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;

namespace Pbx.Engine.Configurations;

/// <summary>
/// What an account was at any of its versions, who made each and by which way, how two of them differ, and how one is undone (NPL-089, NPL-130). Versions and their sections are never purged, so
/// every one can be read.
/// </summary>
public sealed class AccountHistory(IConfigurationStore store, AccountConfigurations configurations)
{
    /// <summary>The most versions of one page.</summary>
    public const int MostAtOnce = 200;

    /// <summary>Versions, the newest first, and whether there are older ones still.</summary>
    /// <param name="before">Only those with a lower number than this; nothing: from the newest on.</param>
    /// <param name="most">1 to <see cref="MostAtOnce"/>.</param>
    public async Task<(IReadOnlyList<ConfigurationVersion> Versions, bool HasOlder)> List(AccountId account, int? before, int most, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostAtOnce);
        var versions = new List<ConfigurationVersion>();
        await foreach (var version in store.History(account, before, cancel))
        {
            if (versions.Count == most)
            {
                return (versions, true);
            }

            versions.Add(version);
        }

        return (versions, false);
    }

    /// <summary>A version with the whole document as it was, or nothing.</summary>
    public async Task<(ConfigurationVersion Version, AccountDocument Document)?> Find(AccountId account, int number, CancellationToken cancel) =>
        await store.ReadVersion(account, number, cancel) is { } version
            ? (version, await (await StoredAccount.At(account, version, configurations, store, cancel)).Document(cancel))
            : null;

    /// <summary>Takes back what a version changed, keeping what came later; nothing where there is no such version.</summary>
    public async Task<Undoing?> TakeBack(AccountId account, int number, CancellationToken cancel)
    {
        if (await Find(account, number, cancel) is not var (_, after) || await Newest(account, cancel) is not { } now)
        {
            return null;
        }

        return await Find(account, number - 1, cancel) is var (_, before)
            ? Undoing.TakeBack(before, after, now)
            : new Undoing.Hindered([new Problem("", "This version made the account: there is nothing before it to go back to.")]);
    }

    /// <summary>Brings a version back as it was; nothing where there is no such version.</summary>
    public async Task<Undoing?> Restore(AccountId account, int number, CancellationToken cancel) =>
        await Find(account, number, cancel) is var (_, then) && await Newest(account, cancel) is { } now ? Undoing.Restore(then, now) : null;

    private async Task<AccountDocument?> Newest(AccountId account, CancellationToken cancel) =>
        await StoredAccount.Newest(account, configurations, store, cancel) is { } stored ? await stored.Document(cancel) : null;
}
