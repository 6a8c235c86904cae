using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Extensions.Editing;

/// <summary>
/// Every place of an account that names an extension: links, options, forwards, members, schedules, night mode, assertions … They are found by the schema of the document, so a new type of extension
/// needs nothing for it. What an extension says of itself is none, as it goes with it (EXT-052).
/// </summary>
public sealed class ExtensionReferences
{
    private const string Extensions = "extensions";
    private readonly string wanted;
    private readonly string? by;
    private readonly List<Problem> found = [];

    private ExtensionReferences(ExtensionNumber wanted, ExtensionNumber? by) => (this.wanted, this.by) = (wanted.Value, by?.Value);

    /// <summary>All references to an extension, each with its pointer and a sentence, in the order of the document (EXT-053).</summary>
    public static IReadOnlyList<Problem> Of(AccountDocument document, ExtensionNumber number) => new ExtensionReferences(number, null).Walk(AccountText.Tree(document));

    /// <summary>The document with another extension in the place of each reference; a list that names that one already loses the item.</summary>
    /// <returns>The document, and the places in it that were changed.</returns>
    public static (AccountDocument Document, IReadOnlyList<Problem> Changed) Replace(AccountDocument document, ExtensionNumber number, ExtensionNumber by)
    {
        var tree = AccountText.Tree(document);
        var changed = new ExtensionReferences(number, by).Walk(tree);
        return (tree.Deserialize(Json.Of<AccountDocument>(Json.Documents)) ?? throw new JsonException("An account document is not null."), changed);
    }

    private List<Problem> Walk(JsonNode tree)
    {
        Walk(AccountSchema.Shape, tree, "", "", "");
        return found;
    }

    // "of" names what the value belongs to, such as "Extension 100 (Main menu), option 1"
    private JsonNode? Walk(Shape shape, JsonNode? value, string at, string of, string title)
    {
        switch (shape, value)
        {
            case (Shape.Members members, JsonObject own):
                Members(members, own, at, of, but: null);
                break;
            case (Shape.OneOf oneOf, JsonObject own):
                Members(oneOf.Kinds[Naming.Plain(own[oneOf.By])], own, at, of, but: null);
                break;
            case (Shape.List list, JsonArray items):
                Items(list, items, at, of, title);
                break;
            case (Shape.Text { NamesExtension: true }, JsonValue) when Naming.Plain(value) == wanted:
                found.Add(new Problem(at, Naming.Sentence(of, $"{title} names extension {wanted}")));
                return by is null ? value : JsonValue.Create(by);
        }

        return value;
    }

    private void Members(Shape.Members shape, JsonObject own, string at, string of, string? but)
    {
        foreach (var member in shape.All.Where(member => member.Name != but))
        {
            var is_ = own[member.Name];
            var next = Walk(member.Shape, is_, JsonPointer.To(at, member.Name), of.Length == 0 && member.Shape is Shape.Members ? member.Shape.Title : of, Naming.Small(member.Shape.Title));
            if (!ReferenceEquals(is_, next))
            {
                own[member.Name] = next;
            }
        }
    }

    private void Items(Shape.List list, JsonArray items, string at, string of, string title)
    {
        var isExtensions = at == $"/{Extensions}";
        var doubled = new List<JsonNode?>();
        for (var i = 0; i < items.Count; i++)
        {
            var (item, place) = (items[i], JsonPointer.To(at, i));
            if (isExtensions && item is JsonObject extension && list.Item is Shape.OneOf kinds)
            {
                if (Naming.KeyOf(item, list) != wanted)
                {
                    Members(kinds.Kinds[Naming.Plain(extension[kinds.By])], extension, place, Naming.Within(of, item, list), but: list.Key[0]);
                }

                continue;
            }

            var was = KeyOf(list, item);
            var next = Walk(list.Item, item, place, item is JsonObject ? Naming.Within(of, item, list) : of, title);
            if (!ReferenceEquals(item, next))
            {
                items[i] = next;
            }

            if (by is not null && was == wanted && items.Where((_, other) => other != i).Any(other => KeyOf(list, other) == by))
            {
                doubled.Add(items[i]);
            }
        }

        foreach (var item in doubled)
        {
            items.Remove(item);
        }
    }

    // the extension that an item of a list is, or is told apart by
    private static string? KeyOf(Shape.List list, JsonNode? item) => list switch
    {
        { Item: Shape.Text { NamesExtension: true } } => Naming.Plain(item),
        { Key: [var only], Item: Shape.Members members } when members.Find(only)?.Shape is Shape.Text { NamesExtension: true } => Naming.Plain(item?[only]),
        _ => null,
    };
}
