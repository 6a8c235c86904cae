using Pbx.Domain.Machines;

namespace Pbx.Engine.Configurations;

/// <summary>The root of one version: names all its sections.</summary>
/// <param name="Account">What holds for the whole account, without its numbers.</param>
/// <param name="Schemes">The schemes with their plans, and which pages have the links.</param>
/// <param name="Extensions">Which page has which extensions.</param>
/// <param name="Numbers">The account's numbers, in pieces.</param>
/// <param name="Order">The order of extensions and links as the document had them, in pieces of one text; none: that of their numbers.</param>
/// <param name="Prompts">The account's own prompts, in the document's order.</param>
/// <param name="Phones">Which page has which users' devices.</param>
/// <param name="Assertions">What the account expects, in pieces of one text.</param>
/// <param name="Names">Which page has the listed names that begin with which keys.</param>
public sealed record Manifest(
    string Account,
    string Schemes,
    ValueList<PageEntry> Extensions,
    ValueList<string> Numbers = default,
    ValueList<string> Order = default,
    ValueList<PromptEntry> Prompts = default,
    ValueList<PageEntry> Phones = default,
    ValueList<string> Assertions = default,
    ValueList<PageEntry> Names = default);

/// <summary>A prompt of the account's own and the name of its section.</summary>
public sealed record PromptEntry(string Name, string Section);

/// <summary>A page, and how all begins that stands on it. No page begins with the whole beginning of another.</summary>
public sealed record PageEntry(string Prefix, string Section)
{
    /// <summary>The page on which something would stand, of pages in the order of their prefixes.</summary>
    public static string? Find(ValueList<PageEntry> pages, string value) =>
        Last(pages, value) is { } page && value.StartsWith(page.Prefix, StringComparison.Ordinal) ? page.Section : null;

    /// <summary>The last of some pages whose beginning is not behind a value, of pages in that order.</summary>
    public static PageEntry? Last(ValueList<PageEntry> pages, string value)
    {
        var all = pages.AsSpan();
        var (from, to) = (0, all.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = string.CompareOrdinal(all[middle].Prefix, value) <= 0 ? (middle + 1, to) : (from, middle);
        }

        return from > 0 ? all[from - 1] : null;
    }
}
