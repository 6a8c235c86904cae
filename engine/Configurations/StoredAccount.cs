using System.Text.Json;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Engine.Configurations;

/// <summary>One stored version of an account, of which only as much is read as is asked for.</summary>
internal sealed class StoredAccount(AccountId account, ConfigurationPointer pointer, Manifest manifest, AccountConfigurations configurations, IConfigurationStore store)
{
    private const int AtOnce = 16; // reads
    private const string NoTag = ""; // that of no pointer, so nothing is saved over an old version

    public ConfigurationPointer Pointer => pointer;

    /// <summary>The newest version, or nothing.</summary>
    public static async Task<StoredAccount?> Newest(AccountId account, AccountConfigurations configurations, IConfigurationStore store, CancellationToken cancel) =>
        await store.ReadPointer(account, cancel) is { } pointer ? await At(account, pointer, configurations, store, cancel) : null;

    /// <summary>Any version; it is no version to save over.</summary>
    public static Task<StoredAccount> At(AccountId account, ConfigurationVersion version, AccountConfigurations configurations, IConfigurationStore store, CancellationToken cancel) =>
        At(account, new ConfigurationPointer(version, NoTag), configurations, store, cancel);

    private static async Task<StoredAccount> At(AccountId account, ConfigurationPointer pointer, AccountConfigurations configurations, IConfigurationStore store, CancellationToken cancel) =>
        new(account, pointer, await configurations.Load<Manifest>(account, pointer.Version.Manifest, cancel), configurations, store);

    /// <summary>What holds for the whole account, without its numbers.</summary>
    public Task<AccountSettings> Settings(CancellationToken cancel) => configurations.Load<AccountSettings>(account, manifest.Account, cancel);

    /// <summary>The numbers of the account, in the document's order.</summary>
    public async Task<IReadOnlyList<PhoneNumber>> Numbers(CancellationToken cancel) =>
        [.. (await All<NumbersPage>(manifest.Numbers, cancel)).SelectMany(page => page.Numbers)];

    /// <summary>All addresses that lead to the account: its numbers, and the devices of its users.</summary>
    public async Task<IReadOnlySet<PhoneAddress>> Addresses(CancellationToken cancel)
    {
        var phones = await All<PhonePage>([.. manifest.Phones.Select(page => page.Section)], cancel);
        return (HashSet<PhoneAddress>)[.. (await Numbers(cancel)).Select(PhoneAddress.Of), .. phones.SelectMany(page => page.Phones).Select(entry => entry.Phone)];
    }

    /// <summary>Whether an address leads to the account.</summary>
    public async Task<bool> Has(PhoneAddress address, CancellationToken cancel) => address.Number is { } number
        ? (await Numbers(cancel)).Contains(number)
        : PhonePage.Section(manifest.Phones, address) is { } page && (await configurations.Load<PhonePage>(account, page, cancel)).Find(address) is not null;

    /// <summary>The account's own prompts, in the document's order.</summary>
    public async Task<IReadOnlyList<OwnPrompt>> Prompts(CancellationToken cancel) => await All<OwnPrompt>([.. manifest.Prompts.Select(prompt => prompt.Section)], cancel);

    /// <summary>Some extensions, those of them that there are.</summary>
    public async Task<IReadOnlyDictionary<ExtensionNumber, Extension>> Find(IReadOnlyCollection<ExtensionNumber> wanted, CancellationToken cancel)
    {
        var asked = wanted.ToHashSet();
        var pages = await All<ExtensionPage>([.. wanted.Select(number => PageEntry.Find(manifest.Extensions, number.Value)).OfType<string>().Distinct(StringComparer.Ordinal)], cancel);
        return pages.SelectMany(page => page.Extensions).Where(extension => asked.Contains(extension.Number)).ToDictionary(extension => extension.Number);
    }

    /// <summary>The schemes in the document's order, without the links of their plans.</summary>
    public async Task<IReadOnlyList<Scheme>> Schemes(CancellationToken cancel) => await configurations.Schemes(account, await configurations.Load<SchemesSection>(account, manifest.Schemes, cancel), cancel);

    /// <summary>The names of all sections: what a new version shares with this one need not be written again.</summary>
    public async Task<IReadOnlySet<string>> Names(CancellationToken cancel)
    {
        var schemes = await configurations.Load<SchemesSection>(account, manifest.Schemes, cancel);
        return (HashSet<string>)
        [
            pointer.Version.Manifest, manifest.Account, manifest.Schemes, .. manifest.Numbers, .. manifest.Order, .. manifest.Assertions, .. manifest.Prompts.Select(prompt => prompt.Section),
            .. manifest.Extensions.Select(page => page.Section), .. manifest.Phones.Select(page => page.Section), .. manifest.Names.Select(page => page.Section),
            .. (await Links(schemes, cancel)).Select(page => page.Section), .. schemes.Indexes.Select(index => index.Section), .. schemes.Parts.Select(part => part.Section),
        ];
    }

    /// <summary>The whole document as it was saved.</summary>
    public async Task<AccountDocument> Document(CancellationToken cancel)
    {
        var settings = await Settings(cancel);
        var order = await Order(cancel);
        var pages = await All<ExtensionPage>([.. manifest.Extensions.Select(page => page.Section)], cancel);
        return new AccountDocument(
            settings with { Numbers = ValueList.From(await Numbers(cancel)) },
            await LinkedSchemes(order, cancel),
            order.Arrange([.. pages.SelectMany(page => page.Extensions)]),
            ValueList.From(await Prompts(cancel)),
            (await Text<AssertionsText>(manifest.Assertions, cancel))?.Assertions ?? []);
    }

    /// <summary>The schemes with their links, in the document's order.</summary>
    public async Task<ValueList<Scheme>> LinkedSchemes(CancellationToken cancel) => await LinkedSchemes(await Order(cancel), cancel);

    private async Task<ValueList<Scheme>> LinkedSchemes(DocumentOrder order, CancellationToken cancel)
    {
        var schemes = await configurations.Load<SchemesSection>(account, manifest.Schemes, cancel);
        var links = (await All<LinkPage>([.. (await Links(schemes, cancel)).Select(page => page.Section)], cancel)).SelectMany(page => page.Links).ToLookup(placed => (placed.Scheme, placed.Plan), placed => placed.Link);
        var bare = await configurations.Schemes(account, schemes, cancel);
        return bare.Change(scheme => scheme with { Plans = scheme.Plans.Change(plan => plan with { Links = order.Arrange(scheme.Number, plan.Number, [.. links[(scheme.Number, plan.Number)]]) }) });
    }

    private async Task<IEnumerable<PageEntry>> Links(SchemesSection schemes, CancellationToken cancel) =>
        schemes.Indexes.Count == 0 ? schemes.Links : (await All<LinkIndex>([.. schemes.Indexes.Select(index => index.Section)], cancel)).SelectMany(index => index.Links);

    private async Task<DocumentOrder> Order(CancellationToken cancel) => await Text<DocumentOrder>(manifest.Order, cancel) ?? new DocumentOrder();

    // what stands as one text in several sections; nothing where there is none
    private async Task<T?> Text<T>(ValueList<string> pieces, CancellationToken cancel)
        where T : class
    {
        using var text = new MemoryStream();
        foreach (var piece in pieces)
        {
            text.Write((await store.ReadSection(account, piece, cancel) ?? throw new InvalidOperationException($"Section {piece} of account {account} is missing.")).Span);
        }

        return text.Length == 0 ? null : JsonSerializer.Deserialize(text.GetBuffer().AsSpan(0, (int)text.Length), Sections.Type<T>());
    }

    private async Task<T[]> All<T>(ValueList<string> names, CancellationToken cancel)
        where T : class
    {
        var all = new T[names.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(0, names.Count, options, async (i, stop) => all[i] = await configurations.Load<T>(account, names[i], stop));
        return all;
    }
}
