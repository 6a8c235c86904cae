using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Engine.Configurations;

/// <summary>The root of one version: names all its sections.</summary>
/// <param name="Account">What holds for the whole account, without its numbers.</param>
/// <param name="Schemes">The schemes with their plans, and which pages have the links.</param>
/// <param name="Pages">The pages that name the extensions' sections, in the order of their prefixes.</param>
/// <param name="Numbers">The account's numbers, in pieces.</param>
/// <param name="Order">The order of extensions and links as the document had them, in pieces of one text; none: that of their numbers.</param>
public sealed record Manifest(string Account, string Schemes, ValueList<ManifestPage> Pages, ValueList<string> Numbers = default, ValueList<string> Order = default)
{
    /// <summary>The name of the page on which an extension would stand.</summary>
    public string? PageOf(ExtensionNumber number)
    {
        var prefix = number.Value.AsSpan(0, number.Value.Length - 2);
        var pages = Pages.AsSpan();
        var (from, to) = (0, pages.Length - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            var order = pages[middle].Prefix.AsSpan().SequenceCompareTo(prefix);
            if (order == 0)
            {
                return pages[middle].Section;
            }

            (from, to) = order < 0 ? (middle + 1, to) : (from, middle - 1);
        }

        return null;
    }
}

/// <summary>Which page names the extensions that begin with these digits: all but the last two, so a page has at most a hundred and stays the same when others change.</summary>
public sealed record ManifestPage(string Prefix, string Section)
{
    /// <summary>The digits by which an extension's page is found.</summary>
    public static string PrefixOf(ExtensionNumber number) => number.Value[..^2];
}

/// <summary>A page of the manifest: extensions in the order of their numbers.</summary>
public sealed record ExtensionPage(ValueList<ExtensionEntry> Extensions)
{
    /// <summary>The section of an extension, or nothing.</summary>
    public string? SectionOf(ExtensionNumber number)
    {
        var entries = Extensions.AsSpan();
        var (from, to) = (0, entries.Length - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            var order = string.CompareOrdinal(entries[middle].Number.Value, number.Value);
            if (order == 0)
            {
                return entries[middle].Section;
            }

            (from, to) = order < 0 ? (middle + 1, to) : (from, middle - 1);
        }

        return null;
    }
}

/// <summary>An extension and the name of its section.</summary>
public sealed record ExtensionEntry(ExtensionNumber Number, string Section);
