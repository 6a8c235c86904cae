using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pbx.Domain.Documents;

/// <summary>What the parts of a document are called in sentences about them.</summary>
internal static partial class Naming
{
    private const int LongestQuote = 60;
    private const char Between = '\u001f'; // stands in no key

    /// <summary>What tells an item of a list from the others: its key, or all members of it together.</summary>
    public static string KeyOf(JsonNode? item, Shape.List list) => list.Key.Count == 1 ? Plain(item?[list.Key[0]]) : string.Join(Between, list.Key.Select(member => Plain(item?[member])));

    /// <summary>An item by its own name: “201”, “Monday 09:00–17:00”.</summary>
    public static string NameOf(JsonNode? item, Shape.List list)
    {
        if (list.Item is not Shape.Members { Called: { } called })
        {
            return string.Join(' ', list.Key.Select(member => Plain(item?[member])).Where(part => part.Length > 0));
        }

        var name = Member().Replace(called, member =>
        {
            var word = member.Groups["name"].Value;
            var value = Plain(item?[Small(word)]);
            return value.Length == 0 ? "" : $"{(char.IsUpper(word[0]) ? Capital(value) : value)}{member.Groups["space"].Value}";
        });
        return name.Replace(" )", ")", StringComparison.Ordinal);
    }

    /// <summary>An item and what it belongs to, at the beginning of a sentence about something in it: “Scheme 1 (Sales), plan 2 (Closed)”.</summary>
    public static string Within(string of, JsonNode? item, Shape.List list) => of.Length == 0 ? OneOf(list, item) : $"{of}, {(IsCalled(list) ? NameOf(item, list) : Small(OneOf(list, item)))}";

    /// <summary>The same at the beginning of a sentence about the item itself: “Scheme 1 (Sales): Monday 09:00–17:00”.</summary>
    public static string Whole(string of, JsonNode? item, Shape.List list) => of.Length > 0 && IsCalled(list) ? $"{of}: {NameOf(item, list)}" : Within(of, item, list);

    /// <summary>A sentence about something that belongs to something.</summary>
    public static string Sentence(string of, string what) => of.Length == 0 ? $"{Capital(what)}." : $"{of}: {what}.";

    /// <summary>A value in a sentence; nothing for what is no single value.</summary>
    public static string? Words(JsonNode? value, Shape shape) => value?.GetValueKind() switch
    {
        JsonValueKind.String when shape is Shape.Choice => value.GetValue<string>(),
        JsonValueKind.String => value.GetValue<string>() is { Length: > LongestQuote } text ? $"“{text.AsSpan(0, LongestQuote)}…”" : $"“{value.GetValue<string>()}”",
        JsonValueKind.Number => value.ToJsonString(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => null,
    };

    /// <summary>A value as bare text.</summary>
    public static string Plain(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString() ?? "";

    /// <summary>With a small letter first.</summary>
    public static string Small(string title) => title.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(title[0])}{title.AsSpan(1)}");

    private static string Capital(string words) => words.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(words[0])}{words.AsSpan(1)}");

    private static bool IsCalled(Shape.List list) => list.Item is Shape.Members { Called: not null };

    private static string OneOf(Shape.List list, JsonNode? item)
    {
        var name = !IsCalled(list) && item?["name"] is JsonValue given && given.GetValueKind() == JsonValueKind.String && list.Key is not ["name"] ? $" ({given.GetValue<string>()})" : "";
        return $"{list.Item.Title} {NameOf(item, list)}{name}";
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}(?<space> ?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Member();
}
