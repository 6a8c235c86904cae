using System.Globalization;
using System.Text;

namespace Pbx.Domain.Visualization;

/// <summary>A drawing as text for Mermaid, to be put into pages and documents. Every text stands in quotation marks, with what means something there as its entity.</summary>
public static class MermaidText
{
    /// <summary>The flowchart.</summary>
    public static string Of(FlowDrawing drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        var text = new StringBuilder("flowchart LR\n");
        for (var i = 0; i < drawing.Boxes.Count; i++)
        {
            var box = drawing.Boxes[i];
            var (open, close) = box.Kind switch
            {
                BoxKind.Number => ("([", "])"),
                BoxKind.Outside => ("[[", "]]"),
                BoxKind.Reference => ("(", ")"),
                _ => ("[", "]"),
            };
            text.Append(CultureInfo.InvariantCulture, $"  n{i}{open}\"{Escape(box.Title)}<br/>{Escape(box.Text)}\"{close}\n");
        }

        var (way, marked) = (0, new List<int>());
        for (var i = 0; i < drawing.Boxes.Count; i++)
        {
            foreach (var one in drawing.Boxes[i].Ways)
            {
                text.Append(CultureInfo.InvariantCulture, $"  n{i} {(one.ByTime ? "-.->" : "-->")}|\"{Escape(one.Label)}\"| n{one.To}\n");
                if (one.IsMarked)
                {
                    marked.Add(way);
                }

                way++;
            }
        }

        if (marked.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  linkStyle {string.Join(',', marked)} stroke:#c4501b,stroke-width:3px\n");
        }

        for (var i = 0; i < drawing.Boxes.Count; i++)
        {
            text.Append(drawing.Boxes[i].IsMarked ? string.Create(CultureInfo.InvariantCulture, $"  style n{i} stroke:#c4501b,stroke-width:3px\n") : "");
        }

        return text.ToString();
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            escaped.Append(
                Rune.IsLetterOrDigit(letter) || letter.Value is ' ' or '-' or ',' or '.' or ':' or '+' or '(' or ')' or '–' or '“' or '”' or '…' ? letter.ToString()
                : Rune.IsControl(letter) || Rune.IsWhiteSpace(letter) ? " "
                : string.Create(CultureInfo.InvariantCulture, $"#{letter.Value};"));
        }

        return escaped.ToString();
    }
}
