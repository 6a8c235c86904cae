using System.Text.RegularExpressions;

namespace Pbx.Rules;

/// <summary>
/// The numbered rules of docs/spec in the order in which they stand there, and the layer of each: call, api, portal, client,
/// device, order or ops.
/// </summary>
public sealed partial record Specification(IReadOnlyList<string> Ids, IReadOnlyDictionary<string, string> Layers)
{
    /// <summary>Reads docs/spec below a root folder: ids from the tables of its pages, layers from layers.tsv.</summary>
    public static Specification Read(string root)
    {
        var folder = Path.Combine(root, "docs", "spec");
        var pages = Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText);
        return Parse(pages, File.ReadAllText(Path.Combine(folder, "layers.tsv")));
    }

    /// <summary>Reads pages and the layer table from their text. An id that has two rows stands twice in <see cref="Ids"/>.</summary>
    public static Specification Parse(IEnumerable<string> pages, string layers)
    {
        var ids = pages.SelectMany(page => RuleRow().Matches(page)).Select(row => row.Groups["id"].Value).ToList();
        var layerOf = layers
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('\t'))
            .ToDictionary(cells => cells[0], cells => cells.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
        return new Specification(ids, layerOf);
    }

    /// <summary>The three letters that say which page owns a rule: <c>NPL</c> of <c>NPL-059</c>.</summary>
    public static string PrefixOf(string id) => id.Split('-')[0];

    [GeneratedRegex(@"^\|\s*(?<id>[A-Z]{3}-\d{3}(\.\d+)?)\s*\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex RuleRow();
}
