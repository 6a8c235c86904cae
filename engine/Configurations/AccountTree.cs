using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Names;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Engine.Configurations;

/// <summary>A whole account as sections under a manifest. What did not change has the same sections as in any other version.</summary>
internal sealed class AccountTree
{
    private readonly Dictionary<string, ConfigurationSection> sections = new(StringComparer.Ordinal);
    private readonly List<Problem> problems = [];

    private AccountTree(AccountDocument document)
    {
        var account = Add(document.Account with { Numbers = [] }, "/account", "What is set for the whole account");
        var numbers = document.Account.Numbers.Chunk(NumbersPage.Most).Select(page => Add(new NumbersPage([.. page]), "/account/numbers", "A part of the numbers")).ToList();
        var links = LinkPage.Cut(document.Schemes).Select(cut => new PageEntry(cut.Prefix, Add(cut.Page, "/schemes", "A part of the links"))).ToList();
        var bare = document.Schemes.Change(scheme => scheme with { Plans = scheme.Plans.Change(plan => plan with { Links = [] }) });
        var schemes = Schemes(bare, ValueList.From(links));
        var pages = Pages(document);
        var order = DocumentOrder.Of(document) is { } own ? Sections.WriteInPieces(own).Select(Keep).ToList() : [];
        var prompts = document.Prompts.Select((prompt, i) => new PromptEntry(prompt.Name, Add(prompt, $"/prompts/{i}", $"Prompt “{prompt.Name}”"))).ToList();
        var phones = PhonePage.Cut(document.Extensions).Select(cut => new PageEntry(cut.Prefix, Add(cut.Page, "/extensions", "A part of the devices"))).ToList();
        var names = NamePage.Cut(ListedName.In(document.Extensions)).Select(cut => new PageEntry(cut.Prefix, Keep(cut.Page))).ToList();
        var assertions = document.Assertions.Count > 0 ? Sections.WriteInPieces(new AssertionsText(document.Assertions)).Select(Keep).ToList() : [];
        Manifest = Add(new Manifest(account, schemes, ValueList.From(pages), ValueList.From(numbers), ValueList.From(order), ValueList.From(prompts), ValueList.From(phones), ValueList.From(assertions), ValueList.From(names)), "", "The list of the account's parts");
    }

    /// <summary>The name of the section that names all others.</summary>
    public string Manifest { get; }

    /// <summary>All sections, the manifest's among them, each once.</summary>
    public IReadOnlyCollection<ConfigurationSection> Parts => sections.Values;

    /// <summary>Parts that are larger than a section can be.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Cuts a document into sections.</summary>
    public static AccountTree Of(AccountDocument document) => new(document);

    private string Schemes(ValueList<Scheme> schemes, ValueList<PageEntry> links)
    {
        var indexes = links.Count <= LinkIndex.Most ? [] : ValueList.From(links.Chunk(LinkIndex.Most).Select(some => new PageEntry(some[0].Prefix, Keep(Sections.Write(new LinkIndex([.. some]))))));
        links = indexes.Count == 0 ? links : [];
        var all = Sections.Write(new SchemesSection(schemes, links, Indexes: indexes));
        if (all.Content.Length <= Sections.Largest)
        {
            return Keep(all);
        }

        var parts = schemes.Select((scheme, i) => new SchemeEntry(scheme.Number, Add(scheme, $"/schemes/{i}", $"Scheme {scheme.Number}, without its links,"))).ToList();
        return Add(new SchemesSection([], links, ValueList.From(parts), indexes), "/schemes", "The list of the schemes and links");
    }

    private List<PageEntry> Pages(AccountDocument document)
    {
        var pages = new List<PageEntry>();
        foreach (var (prefix, page, extensions) in ExtensionPage.Cut(document.Extensions))
        {
            if (page.Content.Length > Sections.LargestExtension)
            {
                var at = document.Extensions.TakeWhile(extension => extension.Number != extensions[0].Number).Count();
                problems.Add(TooLarge(page, Sections.LargestExtension, $"/extensions/{at}", $"Extension {extensions[0].Number}"));
            }

            pages.Add(new PageEntry(prefix, Keep(page)));
        }

        return pages;
    }

    private string Add<T>(T part, string at, string what)
    {
        var section = Sections.Write(part);
        if (section.Content.Length > Sections.Largest)
        {
            problems.Add(TooLarge(section, Sections.Largest, at, what));
        }

        return Keep(section);
    }

    private static Problem TooLarge(ConfigurationSection section, int most, string at, string what) =>
        new(at, $"{what} takes {section.Content.Length} bytes as it is stored; {most} are possible. Shorten its texts or lists.");

    private string Keep(ConfigurationSection section)
    {
        sections.TryAdd(section.Name, section);
        return section.Name;
    }
}
