using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Users;

namespace Pbx.Domain.Names;

/// <summary>One way to spell the name of an extension that directories name.</summary>
/// <param name="Keys">What is keyed.</param>
/// <param name="IsFirstNameFirst">Whether it is the name of a person with the first name first, which counts in menus with either order only (EXT-293).</param>
public sealed record ListedName(string Keys, ExtensionNumber Number, string Name, bool IsFirstNameFirst = false)
{
    private const int MostWords = 6;

    /// <summary>
    /// All ways to spell the names of users and groups that are listed (EXT-292), in the order of their keys. Which words of a person's name are the last name is not known, so it may begin at any word
    /// but the first; in front of a comma it is all.
    /// </summary>
    public static IReadOnlyList<ListedName> In(IEnumerable<Extension> extensions)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        return
        [
            .. extensions.Where(extension => extension.IsListed && extension.Type.IsKeyed)
                .SelectMany(Of)
                .Where(name => name.Keys.Length > 0)
                .OrderBy(name => name.Keys, StringComparer.Ordinal).ThenBy(name => name.Number.Value, StringComparer.Ordinal).ThenBy(name => name.IsFirstNameFirst),
        ];
    }

    private static IEnumerable<ListedName> Of(Extension extension)
    {
        if (extension.Type.Key != User.Key)
        {
            return [Spelled(extension.Name)];
        }

        if (extension.Name.Split(',') is [var last, var first])
        {
            return [Spelled(last + first), Spelled(first + last, isFirstNameFirst: true)];
        }

        var words = extension.Name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2
            ? [Spelled(extension.Name)]
            : Enumerable.Range(1, Math.Min(words.Length, MostWords) - 1)
                .Select(from => Spelled(string.Concat([.. words[from..], .. words[..from]])))
                .Append(Spelled(extension.Name, isFirstNameFirst: true));

        ListedName Spelled(string name, bool isFirstNameFirst = false) => new(Spelling.Of(name), extension.Number, extension.Name, isFirstNameFirst);
    }
}

/// <summary>What a caller who spells a name means.</summary>
public static class NameSearch
{
    /// <summary>The most names that a caller can choose from (EXT-297).</summary>
    public const int MostChoices = 9;

    /// <summary>The fewest keys that find longer names (EXT-295).</summary>
    public const int FewestKeys = 3;

    /// <summary>The extensions whose names begin with the keys, each once, in the order of their names; one more than <see cref="MostChoices"/> means that there may be more still. Fewer than three keys find a name that is no longer.</summary>
    /// <param name="from">The names whose keys begin so, in the order of their keys.</param>
    public static ValueList<FoundName> Find(IEnumerable<ListedName> from, string keys, NameOrder order)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(keys);
        var found = from
            .TakeWhile(name => keys.Length >= FewestKeys || name.Keys.Length == keys.Length)
            .Where(name => order == NameOrder.Either || !name.IsFirstNameFirst)
            .DistinctBy(name => name.Number)
            .Take(MostChoices + 1)
            .OrderBy(name => name.Name, StringComparer.OrdinalIgnoreCase).ThenBy(name => name.Number.Value, StringComparer.Ordinal);
        return ValueList.From(found.Select(name => new FoundName(name.Number, name.Name)));
    }
}

/// <summary>An extension that a spelled name means.</summary>
public sealed record FoundName(ExtensionNumber Number, string Name);
