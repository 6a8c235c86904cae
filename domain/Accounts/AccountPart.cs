using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Pbx.Domain.Documents;

namespace Pbx.Domain.Accounts;

/// <summary>One part of an account's document, read and replaced by itself: the rest stays as it is, and the whole is held against all rules.</summary>
/// <param name="Pointer">Where it stands; what it stands in has to be there, the part itself need not.</param>
public sealed record AccountPart(string Pointer)
{
    /// <summary>The part as it is written for people; nothing where it is left out.</summary>
    public JsonNode? Read(AccountDocument document) => Place(AccountText.Tree(document)) is var (parent, name) ? parent[name]?.DeepClone() : null;

    /// <summary>The document with another text in place of the part. Problems inside it have pointers into the text; those elsewhere into the document.</summary>
    /// <exception cref="InvalidOperationException">What the part stands in is not there.</exception>
    public AccountReading Replace(AccountDocument document, ReadOnlyMemory<byte> text)
    {
        if (!Utf8.IsValid(text.Span))
        {
            return new AccountReading.Malformed(new Problem("", "The request is no text in UTF-8."));
        }

        JsonNode? part;
        try
        {
            part = JsonNode.Parse(text.Span, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException malformed)
        {
            return new AccountReading.Malformed(new Problem("", $"This is no JSON: {malformed.Message}"));
        }

        var tree = AccountText.Tree(document);
        var (parent, name) = Place(tree) ?? throw new InvalidOperationException($"There is nothing above {Pointer}.");
        parent[name] = part;
        return AccountReading.Read(CanonicalJson.Write(tree));
    }

    /// <summary>A problem of the document, with its pointer into the part where it lies in it.</summary>
    public Problem Within(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Pointer == Pointer || problem.Pointer.StartsWith($"{Pointer}/", StringComparison.Ordinal) ? problem with { Pointer = problem.Pointer[Pointer.Length..] } : problem;
    }

    private (JsonObject Parent, string Name)? Place(JsonNode root)
    {
        var parts = Pointer.Split('/');
        var at = (JsonNode?)root;
        foreach (var part in parts[1..^1])
        {
            at = at switch
            {
                JsonObject members => members[part],
                JsonArray items when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
                _ => null,
            };
        }

        return at is JsonObject parent ? (parent, parts[^1]) : null;
    }
}
