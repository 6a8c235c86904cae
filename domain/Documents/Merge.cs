using System.Text.Json.Nodes;
using static Pbx.Domain.Documents.Naming;

namespace Pbx.Domain.Documents;

/// <summary>
/// Brings two changes of one document together: ours, and theirs, which both began at the same origin. Items of lists are matched by their keys, values of lists by themselves, as in
/// <see cref="Comparison"/>. Where both changed the same thing to different ends there is a conflict, with a pointer into ours, and ours stays.
/// </summary>
internal sealed class Merge
{
    private readonly List<Problem> conflicts = [];

    private Merge()
    {
    }

    /// <summary>The document with both changes, and every conflict; all three have the shape.</summary>
    public static (JsonNode Document, IReadOnlyList<Problem> Conflicts) Of(Shape shape, JsonNode origin, JsonNode ours, JsonNode theirs)
    {
        var merge = new Merge();
        return (merge.Take(shape, origin, ours, theirs, "", "", "") ?? ours.DeepClone(), merge.conflicts);
    }

    // "of" names what the value belongs to, such as "Extension 201 (Anna)"
    private JsonNode? Take(Shape shape, JsonNode? origin, JsonNode? ours, JsonNode? theirs, string at, string of, string title)
    {
        if (JsonNode.DeepEquals(origin, theirs) || JsonNode.DeepEquals(ours, theirs))
        {
            return ours?.DeepClone();
        }

        if (JsonNode.DeepEquals(origin, ours))
        {
            return theirs?.DeepClone();
        }

        return (shape, origin, ours, theirs) switch
        {
            (Shape.Members members, JsonObject was, JsonObject own, JsonObject other) => Members(members, was, own, other, at, of),
            (Shape.OneOf oneOf, JsonObject was, JsonObject own, JsonObject other) when Kind(oneOf, was) == Kind(oneOf, own) && Kind(oneOf, was) == Kind(oneOf, other) =>
                Members(oneOf.Kinds[Kind(oneOf, was)], was, own, other, at, of),
            (Shape.List { Key.Count: > 0 } list, _, _, _) => Items(list, origin as JsonArray ?? [], ours as JsonArray ?? [], theirs as JsonArray ?? [], at, of, title),
            (Shape.List { Item: not (Shape.Members or Shape.OneOf) }, _, _, _) => Values(origin as JsonArray ?? [], ours as JsonArray ?? [], theirs as JsonArray ?? [], at, of, title),
            _ => Conflict(at, Sentence(of, Words(ours, shape) is { } is_ ? $"{title} was changed again since; it is {is_} now" : $"{title} was changed again since"), ours),
        };
    }

    private JsonObject Members(Shape.Members members, JsonObject origin, JsonObject ours, JsonObject theirs, string at, string of)
    {
        var merged = new JsonObject();
        foreach (var (name, shape, _) in members.All)
        {
            var within = of.Length == 0 && shape is Shape.Members ? shape.Title : of;
            if (Take(shape, origin[name], ours[name], theirs[name], JsonPointer.To(at, name), within, Small(shape.Title)) is { } value)
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    private JsonArray Items(Shape.List list, JsonArray origin, JsonArray ours, JsonArray theirs, string at, string of, string title)
    {
        var (was, own, other) = (Sequence.Of(origin, item => KeyOf(item, list)), Sequence.Of(ours, item => KeyOf(item, list)), Sequence.Of(theirs, item => KeyOf(item, list)));
        var kept = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        for (var i = 0; i < own.Keys.Count; i++)
        {
            var (key, item) = (own.Keys[i], own.Items[own.Keys[i]]);
            var here = JsonPointer.To(at, i);
            var (isOld, isTheirs) = (was.Items.TryGetValue(key, out var before), other.Items.TryGetValue(key, out var wanted));
            if (isOld && isTheirs)
            {
                kept[key] = Take(list.Item, before, item, wanted, here, Within(of, item, list), Small(list.Item.Title));
            }
            else if (isOld && !JsonNode.DeepEquals(before, item))
            {
                kept[key] = Conflict(here, $"{Whole(of, item, list)} was changed since.", item);
            }
            else if (isTheirs && !JsonNode.DeepEquals(wanted, item))
            {
                kept[key] = Conflict(here, $"{Whole(of, item, list)} was made anew since.", item);
            }
            else if (!isOld)
            {
                kept[key] = item?.DeepClone();
            }
        }

        foreach (var key in other.Keys.Where(key => !own.Items.ContainsKey(key)))
        {
            if (!was.Items.TryGetValue(key, out var before))
            {
                kept[key] = other.Items[key]?.DeepClone();
            }
            else if (!JsonNode.DeepEquals(before, other.Items[key]))
            {
                Conflict(at, $"{Whole(of, before, list)} was removed since.", null);
            }
        }

        return [.. Arrange(kept.ContainsKey, was.Keys, own.Keys, other.Keys, at, of, title).Select(key => kept[key])];
    }

    private JsonArray Values(JsonArray origin, JsonArray ours, JsonArray theirs, string at, string of, string title)
    {
        var (was, own, other) = (Sequence.Of(origin, Plain), Sequence.Of(ours, Plain), Sequence.Of(theirs, Plain));
        var kept = own.Keys.Where(key => other.Items.ContainsKey(key) || !was.Items.ContainsKey(key)).Concat(other.Keys.Where(key => !was.Items.ContainsKey(key))).ToHashSet(StringComparer.Ordinal);
        return [.. Arrange(kept.Contains, was.Keys, own.Keys, other.Keys, at, of, title).Select(key => (own.Items.GetValueOrDefault(key) ?? other.Items[key])?.DeepClone())];
    }

    // what is in one of the two orders only stands behind what it stood behind there
    private List<string> Arrange(Func<string, bool> isKept, IReadOnlyList<string> origin, IReadOnlyList<string> ours, IReadOnlyList<string> theirs, string at, string of, string title)
    {
        var all = origin.Intersect(ours, StringComparer.Ordinal).Intersect(theirs, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var (was, own, other) = (origin.Where(all.Contains).ToList(), ours.Where(all.Contains), theirs.Where(all.Contains));
        if (was.SequenceEqual(other, StringComparer.Ordinal) || own.SequenceEqual(other, StringComparer.Ordinal))
        {
            return Insert(ours.Where(isKept), theirs.Where(isKept));
        }

        if (!was.SequenceEqual(own, StringComparer.Ordinal))
        {
            Conflict(at, Sentence(of, $"the order of {title} was changed again since"), null);
        }

        return Insert(theirs.Where(isKept), ours.Where(isKept));
    }

    private static List<string> Insert(IEnumerable<string> into, IEnumerable<string> from)
    {
        var list = into.ToList();
        var there = list.ToHashSet(StringComparer.Ordinal);
        string? last = null;
        foreach (var key in from)
        {
            if (there.Add(key))
            {
                list.Insert(last is null ? 0 : list.IndexOf(last) + 1, key);
            }

            last = key;
        }

        return list;
    }

    private JsonNode? Conflict(string at, string message, JsonNode? ours)
    {
        conflicts.Add(new Problem(at, message));
        return ours?.DeepClone();
    }

    private static string Kind(Shape.OneOf oneOf, JsonObject value) => Plain(value[oneOf.By]);

    private sealed record Sequence(IReadOnlyList<string> Keys, IReadOnlyDictionary<string, JsonNode?> Items)
    {
        public static Sequence Of(JsonArray list, Func<JsonNode?, string> keyOf)
        {
            var items = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
            return new Sequence([.. list.Where(item => items.TryAdd(keyOf(item), item)).Select(keyOf)], items);
        }
    }
}
