namespace Pbx.Simulator.Network.Tones;

/// <summary>A key of a telephone keypad.</summary>
public enum Tone
{
    Zero,
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
    A,
    B,
    C,
    D,
    Pound,
    Asterisk,
}

/// <summary>Reads and writes keys, as printed on the phone (<c>1</c>, <c>#</c>) and as words (<c>one</c>, <c>pound</c>).</summary>
public static class Keypad
{
    private const string Keys = "0123456789ABCD#*";

    /// <summary>The key as it is printed on the phone.</summary>
    public static char Key(this Tone tone) => Keys[(int)tone];

    /// <summary>The tone as Azure writes it.</summary>
    public static string Word(this Tone tone) => tone.ToString().ToLowerInvariant();

    /// <summary>Reads one key.</summary>
    public static bool TryParseKey(char key, out Tone tone)
    {
        var index = Keys.IndexOf(char.ToUpperInvariant(key), StringComparison.Ordinal);
        tone = (Tone)index;
        return index >= 0;
    }

    /// <summary>Reads tones as Azure writes them.</summary>
    /// <exception cref="ArgumentException">One of the words is not a tone.</exception>
    public static IReadOnlyList<Tone> Read(IEnumerable<string?> words) =>
        [.. words.Select(w => TryParseWord(w, out var tone) ? tone : throw new ArgumentException($"'{w}' is not a tone.", nameof(words)))];

    /// <summary>Reads a tone as Azure writes it.</summary>
    public static bool TryParseWord(string? word, out Tone tone)
    {
        tone = default;
        return word is { Length: > 0 } && char.IsAsciiLetter(word[0]) && Enum.TryParse(word, ignoreCase: true, out tone);
    }
}
