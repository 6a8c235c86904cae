using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Documents;

/// <summary>
/// Draws the JSON Schema (draft 2020-12) of a document from its records: members and whether they are required from the reader's own metadata, limits and words from the attributes beside
/// them. An annotation <c>x-key</c> of a list names the member by which its items are told apart, or all members that do so together; <c>x-called</c> of an object tells how one is named in a
/// sentence; <c>x-names</c> of a text that it may be the number of an extension, and <c>x-typed</c> that a public number may also be typed as people of the country do. null stands nowhere: what is not set is left out.
/// </summary>
public static class DocumentSchema
{
    private static readonly JsonSerializerOptions Options = Json.Documents;

    /// <summary>The schema of a record, with everything that it is made of under <c>$defs</c>.</summary>
    public static JsonObject Of<T>(string id)
    {
        var parts = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var root = Draw(typeof(T), parts, isRoot: true);
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["$id"] = id };
        foreach (var (name, value) in root)
        {
            schema[name] = value?.DeepClone();
        }

        schema["$defs"] = new JsonObject(parts.Select(part => KeyValuePair.Create<string, JsonNode?>(part.Key, part.Value)));
        return schema;
    }

    private static JsonObject Draw(Type type, SortedDictionary<string, JsonObject> parts, bool isRoot = false)
    {
        if (type == typeof(Extension))
        {
            return Part("extension", parts, () => Extensions(parts));
        }

        var exported = Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Value(Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type, node, parts),
        }).AsObject();
        return isRoot && parts.Remove(Name(type), out var root) ? root : exported;
    }

    // an extension is one of its types, told apart by the member "type"
    private static JsonObject Extensions(SortedDictionary<string, JsonObject> parts)
    {
        Draw(typeof(ExtensionJson.Written), parts);
        parts.Remove("written", out var common);
        var cases = new JsonArray();
        foreach (var type in ExtensionTypes.All)
        {
            var one = (common ?? []).DeepClone().AsObject();
            one["title"] = Words(type.Key);
            var members = one["properties"]?.AsObject() ?? [];
            members["type"] = new JsonObject { ["const"] = type.Key, ["title"] = "Type" };
            members["config"] = With(Draw(type.ConfigType, parts), "title", "Configuration");
            cases.Add((JsonNode)one);
        }

        return new JsonObject { ["title"] = "Extension", ["type"] = "object", ["required"] = new JsonArray("type"), ["oneOf"] = cases };
    }

    private static JsonObject Value(Type type, JsonNode node, SortedDictionary<string, JsonObject> parts)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            var item = type.GetGenericArguments()[0];
            var list = new JsonObject { ["type"] = "array", ["items"] = Draw(item, parts) };
            return KeyOf(item == typeof(Extension) ? typeof(ExtensionJson.Written) : item) is { } key ? With(list, "x-key", key) : list;
        }

        var info = Options.GetTypeInfo(type);
        if (info.Converter is IWrittenForm written)
        {
            var pattern = written.Pattern ?? throw new InvalidOperationException($"{type.Name} stands in a document of people: give it a Pattern.");
            return Part(Name(type), parts, () => new JsonObject
            {
                ["title"] = Title(type), ["description"] = written.Expected, ["type"] = "string", ["pattern"] = pattern,
                ["examples"] = written.Example is { } example ? new JsonArray(example) : null, ["x-names"] = written.NamesExtension ? "extension" : null, ["x-typed"] = written.TakesTypedNumbers ? "number" : null,
            });
        }

        if (type == typeof(TimeSpan))
        {
            return Part("duration", parts, () => Text("Duration", "A length of time is expected here, written as hours:minutes:seconds, such as 00:00:25.", @"^([0-9]+\.)?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?$", "00:00:25"));
        }

        if (type == typeof(Guid))
        {
            return Part("guid", parts, () => Text("Id", "An id is expected here, such as 87ca7790-ff83-4e0e-bccd-8469e79c99f8.", "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "87ca7790-ff83-4e0e-bccd-8469e79c99f8"));
        }

        if (type.IsEnum)
        {
            return Part(Name(type), parts, () => new JsonObject { ["title"] = Title(type), ["type"] = "string", ["enum"] = Choices(type) });
        }

        var schema = node as JsonObject ?? [];
        schema["type"] = schema["type"] is JsonArray several ? several.First(one => one?.GetValue<string>() != "null")?.DeepClone() : schema["type"]?.DeepClone(); // what may be left out is never null
        return info.Kind == JsonTypeInfoKind.Object ? Part(Name(type), parts, () => Members(info, schema, parts)) : schema;
    }

    // The exporter does not ask us about an optional member whose type it does not know, so all members are refined from here.
    private static JsonObject Members(JsonTypeInfo record, JsonObject schema, SortedDictionary<string, JsonObject> parts)
    {
        schema["type"] = "object"; // an optional one is left out, never null
        var members = schema["properties"]?.AsObject() ?? [];
        foreach (var member in record.Properties.Where(member => members.ContainsKey(member.Name)))
        {
            var exported = members[member.Name] is JsonObject known ? known.DeepClone().AsObject() : [];
            exported.Remove("default", out var standard);
            members[member.Name] = Member(member, Value(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType, exported, parts), standard);
        }

        if (record.Type.GetCustomAttribute<CalledAttribute>() is { } called)
        {
            schema["x-called"] = called.As;
        }

        return Front(schema, "title", Title(record.Type));
    }

    private static JsonObject Member(JsonPropertyInfo member, JsonObject own, JsonNode? standard)
    {
        own = Front(Front(own, "description", Attribute<DescriptionAttribute>(member)?.Description), "title", Attribute<DisplayNameAttribute>(member)?.DisplayName ?? Words(member.Name));
        if (standard is not (null or JsonArray))
        {
            own["default"] = standard.DeepClone();
        }

        if (Attribute<RangeAttribute>(member) is { } range)
        {
            (own["minimum"], own["maximum"]) = (JsonValue.Create((int)range.Minimum), JsonValue.Create((int)range.Maximum));
        }

        if (Attribute<LengthAttribute>(member) is { } length)
        {
            var what = own["type"]?.GetValue<string>() == "array" ? "Items" : "Length";
            (own[$"min{what}"], own[$"max{what}"]) = (length.MinimumLength, length.MaximumLength);
        }

        if (Attribute<RegularExpressionAttribute>(member) is { } expression)
        {
            own["pattern"] = expression.Pattern;
        }

        return own;
    }

    private static JsonObject Part(string name, SortedDictionary<string, JsonObject> parts, Func<JsonObject> draw)
    {
        if (!parts.ContainsKey(name))
        {
            var part = draw();
            foreach (var empty in part.Where(member => member.Value is null).Select(member => member.Key).ToList())
            {
                part.Remove(empty);
            }

            parts[name] = part.Parent is null ? part : part.DeepClone().AsObject();
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private static JsonObject Text(string title, string expected, string pattern, string example) => new()
    {
        ["title"] = title, ["description"] = expected, ["type"] = "string", ["pattern"] = pattern, ["examples"] = new JsonArray(example),
    };

    private static JsonArray Choices(Type type) => [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, Options.GetTypeInfo(type)))];

    private static JsonNode? KeyOf(Type item)
    {
        var key = Options.GetTypeInfo(item).Properties.Where(member => Attribute<KeyAttribute>(member) is not null).Select(member => member.Name).ToList();
        return key.Count <= 1 ? key.FirstOrDefault() : new JsonArray([.. key.Select(name => JsonValue.Create(name))]);
    }

    private static T? Attribute<T>(JsonPropertyInfo member)
        where T : Attribute => member.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();

    private static string Title(Type type) =>
        type.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName ?? Words(Name(type).EndsWith("Config", StringComparison.Ordinal) ? Name(type)[..^"Config".Length] : Name(type));

    private static string Name(Type type) => JsonNamingPolicy.CamelCase.ConvertName(type.Name);

    // "mainNumber" and "main-number" are both "Main number"
    private static string Words(string name)
    {
        var words = JsonNamingPolicy.KebabCaseLower.ConvertName(name).Replace('-', ' ');
        return string.Concat(char.ToUpperInvariant(words[0]).ToString(), words.AsSpan(1));
    }

    private static JsonObject With(JsonObject schema, string name, JsonNode? value)
    {
        schema[name] = value;
        return schema;
    }

    private static JsonObject Front(JsonObject schema, string name, string? value)
    {
        if (value is not null)
        {
            schema.Remove(name);
            schema.Insert(0, name, value);
        }

        return schema;
    }
}
