using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;

namespace Pbx.Engine.Configurations;

/// <summary>The schemes of an account in the order of the document, without their links, and which page has the links of which numbers.</summary>
/// <param name="Schemes">Empty where they are too much for a section together.</param>
/// <param name="Links">Empty where they are more than <see cref="LinkIndex.Most"/>.</param>
/// <param name="Parts">The sections of the schemes then, one for each.</param>
/// <param name="Indexes">The lists of the pages then, each with the beginning of its first page.</param>
public sealed record SchemesSection(ValueList<Scheme> Schemes, ValueList<PageEntry> Links = default, ValueList<SchemeEntry> Parts = default, ValueList<PageEntry> Indexes = default);

/// <summary>A part of the list of the pages of links, in their order.</summary>
public sealed record LinkIndex(ValueList<PageEntry> Links)
{
    /// <summary>How many pages a part names: about 25 KiB.</summary>
    public const int Most = 400;
}

/// <summary>A scheme and the name of its section.</summary>
public sealed record SchemeEntry(int Number, string Section);

/// <summary>Links in the order of their numbers, those of a number together.</summary>
public sealed record LinkPage(ValueList<PlacedLink> Links)
{
    private const int Most = 200; // about 40 KiB at the very most, and small enough that a changed link changes little

    /// <summary>The links of a number.</summary>
    public IReadOnlyList<PlacedLink> Of(PhoneNumber number)
    {
        var links = Links.AsSpan();
        var (from, to) = (0, links.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = string.CompareOrdinal(links[middle].Link.Number.Value, number.Value) < 0 ? (middle + 1, to) : (from, middle);
        }

        var found = new List<PlacedLink>(1);
        for (; from < links.Length && links[from].Link.Number == number; from++)
        {
            found.Add(links[from]);
        }

        return found;
    }

    /// <summary>
    /// All links of some schemes as pages: those whose numbers begin alike stand together, and a page with too many is one page for each next digit. So where a page is cut depends on the numbers
    /// alone, and pages whose links did not change stay the same.
    /// </summary>
    public static IEnumerable<(string Prefix, LinkPage Page)> Cut(IEnumerable<Scheme> schemes)
    {
        var all = PlacedLink.In(schemes).OrderBy(placed => placed.Link.Number.Value, StringComparer.Ordinal).ThenBy(placed => placed.Scheme).ThenBy(placed => placed.Plan).ToList();
        return all.Count == 0 ? [] : Cut(all, "");
    }

    private static IEnumerable<(string Prefix, LinkPage Page)> Cut(List<PlacedLink> links, string prefix) =>
        links.Count <= Most || links[0].Link.Number == links[^1].Link.Number
            ? [(prefix, new LinkPage(ValueList.From(links)))]
            : links.GroupBy(placed => Start(placed, prefix.Length + 1), StringComparer.Ordinal).SelectMany(group => Cut([.. group], group.Key));

    private static string Start(PlacedLink placed, int length) => placed.Link.Number.Value[..Math.Min(length, placed.Link.Number.Value.Length)];
}
