using System.Text.Json.Nodes;
using static Pbx.Domain.Documents.Naming;

namespace Pbx.Domain.Documents;

/// <summary>
/// Finds what differs between two versions of a document. Items of lists are matched by their key (an extension by its number), values of lists by themselves, so that something inserted in
/// front does not make everything behind it differ.
/// </summary>
internal sealed class Comparison
{
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
            case (Shape.List { Key.Count: > 0 } list, _, _) when (was ?? now) is JsonArray:
                Items(list, was as JsonArray ?? [], now as JsonArray ?? [], at, of, title);
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

    private void Items(Shape.List list, JsonArray was, JsonArray now, string at, string of, string title)
    {
        var before = Keyed(was, list);
        var after = Keyed(now, list);
        for (var i = 0; i < now.Count; i++)
        {
            var key = KeyOf(now[i], list);
            if (!before.TryGetValue(key, out var old))
            {
                Add(JsonPointer.To(at, i), ChangeKind.Added, null, now[i], $"{Whole(of, now[i], list)} is new.");
            }
            else if (after[key] == i && !JsonNode.DeepEquals(was[old], now[i]))
            {
                Compare(list.Item, was[old], now[i], JsonPointer.To(at, i), Within(of, now[i], list), Small(list.Item.Title));
            }
        }

        for (var i = 0; i < was.Count; i++)
        {
            if (!after.ContainsKey(KeyOf(was[i], list)))
            {
                Add(JsonPointer.To(at, i), ChangeKind.Removed, was[i], null, $"{Whole(of, was[i], list)} is removed.");
            }
        }

        Order(was.Select(item => (KeyOf(item, list), NameOf(item, list))), now.Select(item => (KeyOf(item, list), NameOf(item, list))), at, of, title);
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

        Order(was.Select(item => (Plain(item), Plain(item))), now.Select(item => (Plain(item), Plain(item))), at, of, title);
    }

    // Only what both have can be in another order.
    private void Order(IEnumerable<(string Key, string Name)> was, IEnumerable<(string Key, string Name)> now, string at, string of, string title)
    {
        var (before, after) = (was.ToList(), now.ToList());
        var both = before.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        both.IntersectWith(after.Select(item => item.Key));
        if (!before.Select(item => item.Key).Where(both.Contains).SequenceEqual(after.Select(item => item.Key).Where(both.Contains), StringComparer.Ordinal))
        {
            Add(at, ChangeKind.Changed, List(before.Select(item => item.Name)), List(after.Select(item => item.Name)), Sentence(of, $"the order of {title} is changed"));
        }
    }

    private void Add(string at, ChangeKind kind, JsonNode? was, JsonNode? now, string text) => changes.Add(new Change(at, kind, was, now, text));

    private static JsonArray List(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];

    private static Dictionary<string, int> Keyed(JsonArray items, Shape.List list)
    {
        var keyed = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            keyed.TryAdd(KeyOf(items[i], list), i);
        }

        return keyed;
    }
}
