using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Engine.Configurations;

/// <summary>
/// Extensions in the order of their numbers: those that have all but the last two digits in common, or more where that is too much for a section. So a page has at most a hundred, and stays the
/// same when extensions of other pages change. An extension that is too much for a section has a larger one of its own.
/// </summary>
public sealed record ExtensionPage(ValueList<Extension> Extensions)
{
    private const char Mark = '/';

    /// <summary>An extension, or nothing.</summary>
    public Extension? Find(ExtensionNumber number)
    {
        var all = Extensions.AsSpan();
        var (from, to) = (0, all.Length - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            var order = string.CompareOrdinal(all[middle].Number.Value, number.Value);
            if (order == 0)
            {
                return all[middle];
            }

            (from, to) = order < 0 ? (middle + 1, to) : (from, middle - 1);
        }

        return null;
    }

    /// <summary>How a call remembers an extension that it is in: by its page and its number.</summary>
    public static string Name(string page, ExtensionNumber number) => $"{page}{Mark}{number.Value}";

    /// <summary>What <see cref="Name"/> put together.</summary>
    /// <exception cref="FormatException">It is no such name.</exception>
    public static (string Page, ExtensionNumber Number) Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var mark = name.IndexOf(Mark, StringComparison.Ordinal);
        return mark < 0 ? throw new FormatException($"{name} names no extension.") : (name[..mark], ExtensionNumber.Parse(name[(mark + 1)..]));
    }

    /// <summary>All extensions of an account as pages.</summary>
    internal static IEnumerable<(string Prefix, ConfigurationSection Page, IReadOnlyList<Extension> Extensions)> Cut(IEnumerable<Extension> extensions) => extensions
        .OrderBy(extension => extension.Number.Value, StringComparer.Ordinal)
        .GroupBy(extension => extension.Number.Value[..^2], StringComparer.Ordinal)
        .SelectMany(group => Cut([.. group], group.Key));

    private static IEnumerable<(string Prefix, ConfigurationSection Page, IReadOnlyList<Extension> Extensions)> Cut(List<Extension> extensions, string prefix)
    {
        var page = Sections.Write(new ExtensionPage(ValueList.From(extensions)));
        return page.Content.Length <= Sections.Largest || extensions.Count == 1
            ? [(prefix, page, extensions)]
            : extensions.GroupBy(extension => extension.Number.Value[..(prefix.Length + 1)], StringComparer.Ordinal).SelectMany(group => Cut([.. group], group.Key));
    }
}
