using System.Text.Json;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Names;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;

namespace Pbx.Engine.Configurations;

/// <summary>
/// The accounts' configurations as calls see them. Sections are immutable and named by their content, so what was read once is kept compiled; only the pointer to the
/// newest version is read anew, by each call that enters an extension.
/// </summary>
/// <param name="store">Where they are read.</param>
/// <param name="mostBytes">How much is kept, in bytes of the written form, of each of two generations; compiled it takes two to four times as much.</param>
public sealed class AccountConfigurations(IConfigurationStore store, long mostBytes = AccountConfigurations.UsualBytes)
{
    private const long UsualBytes = 24 * 1024 * 1024;
    private readonly SectionCache compiled = new(mostBytes);

    /// <summary>An account's configuration for one step.</summary>
    public ConfigurationAtHand Of(AccountId account) => new(this, account);

    /// <summary>An extension of an account as it was saved last, or nothing.</summary>
    public async Task<Extension?> Extension(AccountId account, ExtensionNumber number, CancellationToken cancel)
    {
        if (await store.ReadPointer(account, cancel) is not { } pointer)
        {
            return null;
        }

        var manifest = await Load<Manifest>(account, pointer.Version.Manifest, cancel);
        return PageEntry.Find(manifest.Extensions, number.Value) is { } page ? (await Load<ExtensionPage>(account, page, cancel)).Find(number) : null;
    }

    /// <summary>Those of some extensions that there are, as they were saved last together, in the order of their numbers; all, where none are named.</summary>
    public async Task<IReadOnlyList<Extension>> Extensions(AccountId account, IReadOnlyCollection<ExtensionNumber>? numbers, CancellationToken cancel)
    {
        if (await store.ReadPointer(account, cancel) is not { } pointer)
        {
            return [];
        }

        var manifest = await Load<Manifest>(account, pointer.Version.Manifest, cancel);
        var names = numbers is null ? manifest.Extensions.Select(entry => entry.Section) : numbers.Select(number => PageEntry.Find(manifest.Extensions, number.Value)).OfType<string>();
        var pages = await Task.WhenAll(names.Distinct().Select(page => Load<ExtensionPage>(account, page, cancel)));
        var wanted = numbers?.ToHashSet();
        return [.. pages.SelectMany(page => page.Extensions).Where(extension => wanted?.Contains(extension.Number) ?? true).OrderBy(extension => extension.Number.Value, StringComparer.Ordinal)];
    }

    /// <summary>The account's zone and its schemes as they were saved last, or nothing.</summary>
    public async Task<AccountSchedules?> Schedules(AccountId account, CancellationToken cancel)
    {
        if (await store.ReadPointer(account, cancel) is not { } pointer)
        {
            return null;
        }

        var manifest = await Load<Manifest>(account, pointer.Version.Manifest, cancel);
        var schemes = await Load<SchemesSection>(account, manifest.Schemes, cancel);
        return new AccountSchedules(account, pointer, await Load<AccountSettings>(account, manifest.Account, cancel), await Schemes(account, schemes, cancel));
    }

    internal async Task<ConfigurationPointer> Newest(AccountId account, CancellationToken cancel) =>
        await store.ReadPointer(account, cancel) ?? throw new InvalidOperationException($"Account {account} has no configuration.");

    // without the links of their plans
    internal async Task<ValueList<Scheme>> Schemes(AccountId account, SchemesSection section, CancellationToken cancel) =>
        section.Parts.Count == 0 ? section.Schemes : ValueList.From(await Task.WhenAll(section.Parts.Select(part => Load<Scheme>(account, part.Section, cancel))));

    internal T? Find<T>(AccountId account, string name)
        where T : class => compiled.Find<T>(account, name);

    internal async Task<T> Load<T>(AccountId account, string name, CancellationToken cancel)
        where T : class
    {
        if (Find<T>(account, name) is { } found)
        {
            return found;
        }

        var content = await store.ReadSection(account, name, cancel) ?? throw new InvalidOperationException($"Section {name} of account {account} is missing.");
        var read = JsonSerializer.Deserialize(content.Span, Sections.Type<T>()) ?? throw new JsonException($"Section {name} of account {account} is null.");
        compiled.Keep(account, name, read, content.Length);
        return read;
    }
}

/// <summary>What one step has at hand of an account's configuration.</summary>
public sealed class ConfigurationAtHand(AccountConfigurations all, AccountId account) : IConfiguration
{
    private AccountVersion? latest;
    private Func<CancellationToken, Task>? wanted;

    /// <summary>The number of the version that the step saw; none when it needed none.</summary>
    public int? Version => latest?.Number;

    /// <inheritdoc/>
    public IAccountVersion Latest => latest ?? throw new NotAtHandException();

    /// <inheritdoc/>
    public Extension Extension(string section)
    {
        var (page, number) = ExtensionPage.Read(section);
        return Need<ExtensionPage>(page).Find(number) ?? throw new InvalidOperationException($"Page {page} of account {account} has no extension {number}.");
    }

    /// <summary>Fetches what a step missed.</summary>
    public async Task Fetch(NotAtHandException missing, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(missing);
        if (missing.Section is null)
        {
            var pointer = await all.Newest(account, cancel);
            var manifest = await all.Load<Manifest>(account, pointer.Version.Manifest, cancel);
            var settings = all.Load<AccountSettings>(account, manifest.Account, cancel);
            var schemes = all.Load<SchemesSection>(account, manifest.Schemes, cancel);
            latest = new AccountVersion(this, pointer.Version.Number, manifest, await settings, await schemes);
        }
        else
        {
            await (wanted ?? throw new InvalidOperationException($"Nobody has asked for section {missing.Section}."))(cancel);
        }
    }

    internal T Need<T>(string name)
        where T : class
    {
        if (all.Find<T>(account, name) is { } found)
        {
            return found;
        }

        wanted = cancel => all.Load<T>(account, name, cancel);
        throw new NotAtHandException(name);
    }

    internal IReadOnlyList<T> NeedAll<T>(IReadOnlyCollection<string> names)
        where T : class
    {
        var found = names.Select(name => all.Find<T>(account, name)).ToList();
        if (found.Contains(null))
        {
            wanted = cancel => Task.WhenAll(names.Select(name => all.Load<T>(account, name, cancel)));
            throw new NotAtHandException(string.Join(' ', names));
        }

        return [.. found.OfType<T>()];
    }

    private sealed class AccountVersion(ConfigurationAtHand hand, int number, Manifest manifest, AccountSettings settings, SchemesSection schemes) : IAccountVersion
    {
        public int Number => number;

        public AccountSettings Account => settings;

        public Scheme? Scheme(int number)
        {
            foreach (var scheme in schemes.Schemes.AsSpan())
            {
                if (scheme.Number == number)
                {
                    return scheme;
                }
            }

            foreach (var part in schemes.Parts.AsSpan())
            {
                if (part.Number == number)
                {
                    return hand.Need<Scheme>(part.Section);
                }
            }

            return null;
        }

        public IReadOnlyList<PlacedLink> LinksOf(PhoneNumber number)
        {
            var pages = PageEntry.Last(schemes.Indexes, number.Value) is { } index ? hand.Need<LinkIndex>(index.Section).Links : schemes.Links;
            return PageEntry.Find(pages, number.Value) is { } page ? hand.Need<LinkPage>(page).Of(number) : [];
        }

        public IEnumerable<ListedName> Names(string keys) =>
            NamePage.Sections(manifest.Names, keys).SelectMany(page => hand.Need<NamePage>(page).Names).Where(name => name.Keys.StartsWith(keys, StringComparison.Ordinal));

        public ExtensionNumber? UserAt(PhoneAddress phone) => PhonePage.Section(manifest.Phones, phone) is { } page ? hand.Need<PhonePage>(page).Find(phone) : null;

        public IEnumerable<Extension> OfType(string type) => hand.NeedAll<ExtensionPage>([.. manifest.Extensions.Select(page => page.Section)])
            .SelectMany(page => page.Extensions).Where(extension => extension.Type.Key == type).OrderBy(extension => extension.Number.Value, StringComparer.Ordinal);

        public OwnPrompt? Prompt(string name)
        {
            var entry = manifest.Prompts.FirstOrDefault(entry => entry.Name == name);
            return entry is null ? null : hand.Need<OwnPrompt>(entry.Section);
        }

        public (Extension Extension, string Section)? Find(ExtensionNumber wanted)
        {
            if (PageEntry.Find(manifest.Extensions, wanted.Value) is not { } page || hand.Need<ExtensionPage>(page).Find(wanted) is not { } extension)
            {
                return null;
            }

            return (extension, ExtensionPage.Name(page, wanted));
        }

        public IReadOnlyList<Extension> FindAll(IReadOnlyCollection<ExtensionNumber> numbers)
        {
            var names = numbers.Select(number => PageEntry.Find(manifest.Extensions, number.Value)).OfType<string>().Distinct().ToList();
            var pages = names.Zip(hand.NeedAll<ExtensionPage>(names)).ToDictionary(pair => pair.First, pair => pair.Second);
            return [.. numbers.Select(number => PageEntry.Find(manifest.Extensions, number.Value) is { } page ? pages[page].Find(number) : null).OfType<Extension>()];
        }
    }
}
