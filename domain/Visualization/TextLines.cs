using System.Globalization;
using System.Text;

namespace Pbx.Domain.Visualization;

/// <summary>Breaks text into lines of a width, by how wide letters are at most in common fonts, so that text never leaves its box whatever font draws it.</summary>
internal static class TextLines
{
    private const string More = "…";

    /// <summary>How wide a text is, for a size of letters.</summary>
    public static double Width(string text, double size) => text.EnumerateRunes().Sum(Letter) * size;

    /// <summary>At most so many lines; the last one ends in … where something is left out.</summary>
    public static IReadOnlyList<string> Of(string text, double width, double size, int most)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in Words(text, width, size))
        {
            if (line.Length > 0 && Width($"{line} {word}", size) > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(line.ToString());
        return lines.Count <= most ? lines : [.. lines.Take(most - 1), Short(lines[most - 1], width, size)];
    }

    // words that are wider than a line are cut
    private static IEnumerable<string> Words(string text, double width, double size)
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = new StringBuilder();
            foreach (var letter in Letters(word))
            {
                if (rest.Length > 0 && Width(rest.ToString() + letter, size) > width)
                {
                    yield return rest.ToString();
                    rest.Clear();
                }

                rest.Append(letter);
            }

            yield return rest.ToString();
        }
    }

    private static string Short(string line, double width, double size)
    {
        var letters = Letters(line).ToList();
        while (letters.Count > 0 && Width(string.Concat(letters) + More, size) > width)
        {
            letters.RemoveAt(letters.Count - 1);
        }

        return string.Concat(letters) + More;
    }

    private static IEnumerable<string> Letters(string text)
    {
        var letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
        {
            yield return letters.GetTextElement();
        }
    }

    private static double Letter(Rune letter) => letter.Value switch
    {
        >= 0x1100 => 1.05,
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' => 0.36,
        'f' or 't' or 'r' or ' ' or '-' => 0.42,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.95,
        >= 'A' and <= 'Z' => 0.73,
        _ => 0.61,
    };
}
