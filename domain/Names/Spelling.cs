using System.Collections.Frozen;
using System.Text;

namespace Pbx.Domain.Names;

/// <summary>
/// How names are spelled on a keypad: letters on the keys 2 to 9 as in ITU-T E.161 (EXT-291), without case, spaces, hyphens and accents (EXT-294). Digits of a name are their own keys; what is neither
/// a letter of the Latin alphabet nor a digit is passed over.
/// </summary>
public static class Spelling
{
    private const string KeysOfLetters = "22233344455566677778889999"; // a to z

    private static readonly FrozenDictionary<char, string> Folded = Fold(
        "aàáâãäåāăą", "cçćĉċč", "dďđð", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķĸ", "lĺļľŀł", "nñńņňŋ", "oòóôõöøōŏő", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž");

    /// <summary>The keys that spell a text.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var keys = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            foreach (var plain in Plain(letter))
            {
                keys.Append(plain is >= 'a' and <= 'z' ? KeysOfLetters[plain - 'a'] : plain);
            }
        }

        return keys.ToString();
    }

    private static string Plain(char letter) => letter switch
    {
        (>= 'a' and <= 'z') or (>= '0' and <= '9') => letter.ToString(),
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ĳ' => "ij",
        _ => Folded.GetValueOrDefault(letter, ""),
    };

    // each text: a letter, and those that are it with an accent
    private static FrozenDictionary<char, string> Fold(params string[] letters) =>
        letters.SelectMany(text => text[1..].Select(letter => (letter, Plain: text[..1]))).ToFrozenDictionary(one => one.letter, one => one.Plain);
}
