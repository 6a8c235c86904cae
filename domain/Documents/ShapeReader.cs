using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pbx.Domain.Documents;

/// <summary>Compiles a JSON Schema: exactly the keywords that <see cref="DocumentSchema"/> writes, so that what is published is what is checked.</summary>
internal static class ShapeReader
{
    /// <summary>The whole schema.</summary>
    /// <exception cref="NotSupportedException">It uses what our schemas do not use.</exception>
    public static Shape Read(JsonObject schema) => Read(schema, schema["$defs"]?.AsObject() ?? []);

    private static Shape Read(JsonObject schema, JsonObject parts)
    {
        if (Word(schema, "$ref") is { } reference)
        {
            var part = Read(parts[reference["#/$defs/".Length..]]?.AsObject() ?? throw new NotSupportedException(reference), parts);
            return part with { Title = Word(schema, "title") ?? part.Title };
        }

        var title = Word(schema, "title") ?? "";
        if (schema["oneOf"] is JsonArray kinds)
        {
            return Kinds(title, [.. kinds.Select(kind => (kind ?? throw new NotSupportedException("A kind is an object.")).AsObject())], parts);
        }

        if (schema["enum"] is JsonArray words)
        {
            return new Shape.Choice { Title = title, Words = [.. words.Select(word => word?.GetValue<string>() ?? "")] };
        }

        if (Word(schema, "const") is { } only)
        {
            return new Shape.Choice { Title = title, Words = [only] };
        }

        return Word(schema, "type") switch
        {
            "string" => new Shape.Text
            {
                Title = title,
                Pattern = Word(schema, "pattern") is { } pattern ? Compile(pattern) : null,
                Expected = Word(schema, "description") ?? "Another text is expected here.",
                Letters = Limits(schema, "minLength", "maxLength"),
                Example = (schema["examples"] as JsonArray)?[0]?.GetValue<string>(),
                NamesExtension = Word(schema, "x-names") == "extension",
                TakesTypedNumbers = Word(schema, "x-typed") == "number",
            },
            "integer" => new Shape.Whole { Title = title, Range = Limits(schema, "minimum", "maximum") },
            "boolean" => new Shape.YesNo { Title = title },
            "array" => new Shape.List
            {
                Title = title,
                Item = Read(schema["items"]?.AsObject() ?? throw new NotSupportedException("A list says what its items are."), parts),
                Count = Limits(schema, "minItems", "maxItems"),
                Key = schema["x-key"] is JsonArray several ? [.. several.Select(member => member?.GetValue<string>() ?? "")] : Word(schema, "x-key") is { } key ? [key] : [],
            },
            "object" => Members(title, schema, parts),
            var type => throw new NotSupportedException($"A document of ours has no {type ?? "value of any kind"} ({title})."),
        };
    }

    private static Shape.OneOf Kinds(string title, IReadOnlyList<JsonObject> kinds, JsonObject parts)
    {
        var by = kinds[0]["properties"]?.AsObject().First(member => member.Value?["const"] is not null).Key ?? throw new NotSupportedException("A kind is told by a member.");
        return new Shape.OneOf
        {
            Title = title,
            By = by,
            Kinds = kinds.ToDictionary(kind => Word(kind["properties"]?[by]?.AsObject() ?? [], "const") ?? "", kind => Members(Word(kind, "title") ?? "", kind, parts), StringComparer.Ordinal),
        };
    }

    private static Shape.Members Members(string title, JsonObject schema, JsonObject parts)
    {
        var required = schema["required"]?.AsArray().Select(name => name?.GetValue<string>()).ToHashSet(StringComparer.Ordinal) ?? [];
        return new Shape.Members
        {
            Title = title,
            Called = Word(schema, "x-called"),
            All = [.. (schema["properties"]?.AsObject() ?? []).Select(member => new Shape.Member(member.Key, Read(member.Value?.AsObject() ?? [], parts), required.Contains(member.Key)))],
        };
    }

    // In JSON Schema $ is the very end; here it would also be before a last line feed.
    private static Regex Compile(string pattern) => new(
        pattern.EndsWith('$') ? string.Concat(pattern.AsSpan(0, pattern.Length - 1), @"\z") : pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static Shape.Limits Limits(JsonObject schema, string least, string most) => new(schema[least]?.GetValue<int>(), schema[most]?.GetValue<int>());

    private static string? Word(JsonObject schema, string name) => schema[name]?.GetValue<string>();
}
