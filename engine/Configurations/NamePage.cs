using Pbx.Domain.Machines;
using Pbx.Domain.Names;

namespace Pbx.Engine.Configurations;

/// <summary>
/// Listed names in the order of the keys that spell them, so that a caller who spells one is understood by reading a page or two (EXT-292). Names that begin alike stand together; a page that is too
/// large for a section is one page for each next key, so a name that changes changes the pages that it is on.
/// </summary>
public sealed record NamePage(ValueList<ListedName> Names)
{
    private const char End = '!'; // stands in a prefix where names end, in front of every key

    /// <summary>The pages on which names stand that begin with some keys, in their order.</summary>
    public static IEnumerable<string> Sections(ValueList<PageEntry> pages, string keys) => pages
        .Where(page => page.Prefix.StartsWith(keys, StringComparison.Ordinal) || keys.StartsWith(page.Prefix, StringComparison.Ordinal))
        .Select(page => page.Section);

    /// <summary>All names of an account as pages. Of names that are spelled alike as many are kept as show that there are too many to choose from.</summary>
    internal static IEnumerable<(string Prefix, ConfigurationSection Page)> Cut(IEnumerable<ListedName> names)
    {
        var kept = names.GroupBy(name => (name.Keys, name.IsFirstNameFirst)).SelectMany(alike => alike.Take(NameSearch.MostChoices + 1))
            .OrderBy(name => name.Keys, StringComparer.Ordinal).ThenBy(name => name.Number.Value, StringComparer.Ordinal).ThenBy(name => name.IsFirstNameFirst).ToList();
        return kept.Count == 0 ? [] : Cut(kept, "");
    }

    private static IEnumerable<(string Prefix, ConfigurationSection Page)> Cut(List<ListedName> names, string prefix)
    {
        var page = Configurations.Sections.Write(new NamePage(ValueList.From(names)));
        return page.Content.Length <= Configurations.Sections.Largest || prefix.EndsWith(End)
            ? [(prefix, page)]
            : names.GroupBy(name => $"{name.Keys}{End}"[..(prefix.Length + 1)], StringComparer.Ordinal).SelectMany(group => Cut([.. group], group.Key));
    }
}
