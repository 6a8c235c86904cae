using Pbx.Domain.Machines;

namespace Pbx.Domain.Menus;

/// <summary>What the keys that were pressed since the menu was ready come to, key by key (EXT-264 to EXT-270).</summary>
internal abstract record Entry
{
    private Entry()
    {
    }

    /// <summary>What one more key makes of an entry.</summary>
    /// <param name="options">Of the menu that the caller is in.</param>
    /// <param name="most">How many digits an option may have.</param>
    /// <param name="keyed">The digits so far, or nothing.</param>
    /// <param name="key">0 to 9, * or #.</param>
    public static Entry Press(ValueList<MenuOption> options, int most, string keyed, char key) => key switch
    {
        '*' when keyed.Length > 0 => new Cleared(), // EXT-270
        '#' when keyed.Length > 0 => End(options, keyed), // EXT-269
        '*' or '#' => End(options, key.ToString()),
        _ when keyed.Length + 1 < most && Continues(options, keyed + key) => new Open(keyed + key, Find(options, keyed + key) is null ? "EXT-266" : "EXT-265"),
        _ => End(options, keyed + key), // EXT-264, EXT-267, EXT-268
    };

    /// <summary>What an entry is when no more keys follow.</summary>
    public static Entry End(ValueList<MenuOption> options, string keys) => Find(options, keys) is { } place ? new Chosen(place) : new Invalid(keys);

    private static int? Find(ValueList<MenuOption> options, string keys)
    {
        for (var i = 0; i < options.Count; i++)
        {
            if (options[i].Key == keys)
            {
                return i;
            }
        }

        return null;
    }

    private static bool Continues(ValueList<MenuOption> options, string digits)
    {
        foreach (var option in options.AsSpan())
        {
            if (option.Key.Length > digits.Length && option.Key.StartsWith(digits, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Another digit is waited for, by the rule that says so.</summary>
    public sealed record Open(string Digits, string Rule) : Entry;

    /// <summary>An option, by its place in the list.</summary>
    public sealed record Chosen(int Option) : Entry;

    /// <summary>No option.</summary>
    public sealed record Invalid(string Keys) : Entry;

    /// <summary>What was keyed counts no more, and nothing is played again.</summary>
    public sealed record Cleared : Entry;
}
