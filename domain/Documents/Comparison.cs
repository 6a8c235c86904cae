using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pbx.Domain.Documents;

/// <summary>
/// Finds what differs between two versions of a document. Items of lists are matched by their key (an extension by its number), values of lists by themselves, so that something inserted in
/// front does not make everything behind it differ.
/// </summary>
internal sealed class Comparison
{
    private const int LongestQuote = 60;
    private readonly List<Change> changes = [];

    private Comparison()
    {
    }

    /// <summary>The differences, in the order of the newer version; both have the shape.</summary>
    public static IReadOnlyList<Change> Of(Shape shape, JsonNode was, JsonNode now)
    {
        var comparison = new Comparison();
        comparison.Compare(shape, was, now, "", "", "");
        return comparison.changes;
    }

    // "of" names what the value belongs to, such as "Extension 201 (Anna)"
    private void Compare(Shape shape, JsonNode? was, JsonNode? now, string at, string of, string title)
    {
        switch (shape, was, now)
        {
            case (Shape.Members members, JsonObject before, JsonObject after):
                Members(members, before, after, at, of);
                break;
            case (Shape.OneOf oneOf, JsonObject before, JsonObject after):
                OneOf(oneOf, before, after, at, of);
                break;
            case (Shape.List { Key: { } key } list, _, _) when (was ?? now) is JsonArray:
                Items(list, key, was as JsonArray ?? [], now as JsonArray ?? [], at, of, title);
                break;
            case (Shape.List { Item: not (Shape.Members or Shape.OneOf) } list, _, _) when (was ?? now) is JsonArray:
                Values(list, was as JsonArray ?? [], now as JsonArray ?? [], at, of, title);
                break;
            case (_, null, null):
                break;
            case (_, null, _):
                Add(at, ChangeKind.Added, null, now, Sentence(of, Words(now, shape) is { } words ? $"{title} is now {words}" : $"{title} is set"));
                break;
            case (_, _, null):
                Add(at, ChangeKind.Removed, was, null, Sentence(of, $"{title} is not set any more"));
                break;
            default:
                if (!JsonNode.DeepEquals(was, now))
                {
                    Add(at, ChangeKind.Changed, was, now, Sentence(of, Words(now, shape) is { } is_ && Words(was, shape) is { } was_ ? $"{title} is now {is_}; it was {was_}" : $"{title} is changed"));
                }

                break;
        }
    }

    private void Members(Shape.Members members, JsonObject was, JsonObject now, string at, string of)
    {
        foreach (var member in members.All)
        {
            var title = Small(member.Shape.Title);
            Compare(member.Shape, was[member.Name], now[member.Name], JsonPointer.To(at, member.Name), of.Length == 0 && member.Shape is Shape.Members ? member.Shape.Title : of, title);
        }
    }

    private void OneOf(Shape.OneOf oneOf, JsonObject was, JsonObject now, string at, string of)
    {
        var kind = now[oneOf.By]?.GetValue<string>() ?? "";
        var before = was[oneOf.By]?.GetValue<string>() ?? "";
        if (kind == before)
        {
            Members(oneOf.Kinds[kind], was, now, at, of);
        }
        else
        {
            Add(at, ChangeKind.Changed, was, now, Sentence(of, $"it is now of type {kind}; it was of type {before}"));
        }
    }

    private void Items(Shape.List list, string key, JsonArray was, JsonArray now, string at, string of, string title)
    {
        var before = Keyed(was, key);
        var after = Keyed(now, key);
        for (var i = 0; i < now.Count; i++)
        {
            var name = Name(now[i], key);
            var own = Called(list.Item.Title, now[i], key, of);
            if (!before.TryGetValue(name, out var old))
            {
                Add(JsonPointer.To(at, i), ChangeKind.Added, null, now[i], $"{own} is new.");
            }
            else if (after[name] == i && !JsonNode.DeepEquals(was[old], now[i]))
            {
                Compare(list.Item, was[old], now[i], JsonPointer.To(at, i), own, Small(list.Item.Title));
            }
        }

        for (var i = 0; i < was.Count; i++)
        {
            if (!after.ContainsKey(Name(was[i], key)))
            {
                Add(JsonPointer.To(at, i), ChangeKind.Removed, was[i], null, $"{Called(list.Item.Title, was[i], key, of)} is removed.");
            }
        }

        Order(was.Select(item => Name(item, key)), now.Select(item => Name(item, key)), at, of, title);
    }

    private void Values(Shape.List list, JsonArray was, JsonArray now, string at, string of, string title)
    {
        var before = was.Select(Plain).ToHashSet(StringComparer.Ordinal);
        var after = now.Select(Plain).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < now.Count; i++)
        {
            if (!before.Contains(Plain(now[i])))
            {
                Add(JsonPointer.To(at, i), ChangeKind.Added, null, now[i], Sentence(of, $"{Words(now[i], list.Item)} is new under {title}"));
            }
        }

        for (var i = 0; i < was.Count; i++)
        {
            if (!after.Contains(Plain(was[i])))
            {
                Add(JsonPointer.To(at, i), ChangeKind.Removed, was[i], null, Sentence(of, $"{Words(was[i], list.Item)} is removed from {title}"));
            }
        }

        Order(was.Select(Plain), now.Select(Plain), at, of, title);
    }

    // Only what both have can be in another order.
    private void Order(IEnumerable<string> was, IEnumerable<string> now, string at, string of, string title)
    {
        var (before, after) = (was.ToList(), now.ToList());
        var both = before.ToHashSet(StringComparer.Ordinal);
        both.IntersectWith(after);
        if (!before.Where(both.Contains).SequenceEqual(after.Where(both.Contains), StringComparer.Ordinal))
        {
            Add(at, ChangeKind.Changed, List(before), List(after), Sentence(of, $"the order of {title} is changed"));
        }
    }

    private void Add(string at, ChangeKind kind, JsonNode? was, JsonNode? now, string text) => changes.Add(new Change(at, kind, was, now, text));

    private static JsonArray List(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];

    private static Dictionary<string, int> Keyed(JsonArray items, string key)
    {
        var keyed = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            keyed.TryAdd(Name(items[i], key), i);
        }

        return keyed;
    }

    private static string Name(JsonNode? item, string key) => Plain(item?[key]);

    private static string Plain(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString() ?? "";

    private static string Called(string title, JsonNode? item, string key, string of)
    {
        var name = item?["name"] is JsonValue given && given.GetValueKind() == JsonValueKind.String ? $" ({given.GetValue<string>()})" : "";
        return of.Length == 0 ? $"{title} {Name(item, key)}{name}" : $"{of}, {Small(title)} {Name(item, key)}{name}";
    }

    private static string Sentence(string of, string what) =>
        of.Length == 0 ? string.Concat(char.ToUpperInvariant(what[0]).ToString(), what.AsSpan(1), ".") : $"{of}: {what}.";

    private static string? Words(JsonNode? value, Shape shape) => value?.GetValueKind() switch
    {
        JsonValueKind.String when shape is Shape.Choice => value.GetValue<string>(),
        JsonValueKind.String => value.GetValue<string>() is { Length: > LongestQuote } text ? $"“{text.AsSpan(0, LongestQuote)}…”" : $"“{value.GetValue<string>()}”",
        JsonValueKind.Number => value.ToJsonString(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => null,
    };

    private static string Small(string title) => title.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(title[0])}{title.AsSpan(1)}");
}
