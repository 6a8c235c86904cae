using System.Globalization;
using System.Text.Json;

namespace Pbx.Simulator.Rest.OpenApi;

/// <summary>Something in a request that the OpenAPI file does not allow.</summary>
internal sealed record SchemaError(string Target, string Message);

/// <summary>
/// Checks request bodies against the published OpenAPI file of Call Automation: types, required members, enumerations, bounds
/// and formats. Members that the file does not know are ignored, as the service ignores them.
/// </summary>
internal sealed class RequestSchema
{
    private const string CallAutomation = "communicationservicescallautomation.json";
    private const string Common = "common.json";

    private readonly Dictionary<string, JsonElement> files = new(StringComparer.Ordinal)
    {
        [CallAutomation] = Read(CallAutomation),
        [Common] = Read(Common),
    };

    /// <summary>The schema of an operation's body; null when it has none.</summary>
    /// <exception cref="InvalidOperationException">The file has no such operation.</exception>
    public JsonElement? BodyOf(string method, string path)
    {
        if (!files[CallAutomation].GetProperty("paths").TryGetProperty(path, out var operations) || !operations.TryGetProperty(method.ToLowerInvariant(), out var operation))
        {
            throw new InvalidOperationException($"The OpenAPI file has no {method} {path}.");
        }

        foreach (var parameter in operation.GetProperty("parameters").EnumerateArray())
        {
            if (parameter.TryGetProperty("in", out var place) && place.ValueEquals("body"))
            {
                return parameter.GetProperty("schema");
            }
        }

        return null;
    }

    /// <summary>Whether the published API has an operation at this place, simulated or not.</summary>
    public bool Knows(string method, string path) => files[CallAutomation].GetProperty("paths").EnumerateObject()
        .Any(p => p.Value.TryGetProperty(method.ToLowerInvariant(), out _) && Matches(p.Name, path));

    /// <summary>Everything that is wrong with a value.</summary>
    public IReadOnlyList<SchemaError> Check(JsonElement schema, JsonElement value)
    {
        var errors = new List<SchemaError>();
        Check(CallAutomation, schema, value, string.Empty, errors);
        return errors;
    }

    private void Check(string file, JsonElement schema, JsonElement value, string target, List<SchemaError> errors)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var (place, name) = Split(reference.GetString() ?? string.Empty, file);
            Check(place, files[place].GetProperty("definitions").GetProperty(name), value, target, errors);
            return;
        }

        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var part in all.EnumerateArray())
            {
                Check(file, part, value, target, errors);
            }
        }

        switch (schema.TryGetProperty("type", out var type) ? type.GetString() : null)
        {
            case "object":
                CheckObject(file, schema, value, target, errors);
                break;
            case "array":
                CheckArray(file, schema, value, target, errors);
                break;
            case "string":
                CheckString(schema, value, target, errors);
                break;
            case "integer":
                CheckInteger(schema, value, target, errors);
                break;
            case "number" when value.ValueKind != JsonValueKind.Number:
                errors.Add(new(target, "must be a number."));
                break;
            case "boolean" when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                errors.Add(new(target, "must be true or false."));
                break;
            default:
                break;
        }
    }

    private void CheckObject(string file, JsonElement schema, JsonElement value, string target, List<SchemaError> errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(target, "must be an object."));
            return;
        }

        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(r => r.GetString() ?? string.Empty))
            {
                if (!value.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
                {
                    errors.Add(new(Under(target, name), "is required."));
                }
            }
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var hasValues = schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind == JsonValueKind.Object;
        foreach (var member in value.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null))
        {
            if (hasProperties && properties.TryGetProperty(member.Name, out var known))
            {
                Check(file, known, member.Value, Under(target, member.Name), errors);
            }
            else if (hasValues)
            {
                Check(file, values, member.Value, Under(target, member.Name), errors);
            }
        }
    }

    private void CheckArray(string file, JsonElement schema, JsonElement value, string target, List<SchemaError> errors)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new(target, "must be an array."));
            return;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            Check(file, schema.GetProperty("items"), item, $"{target}[{index++}]", errors);
        }
    }

    private static void CheckString(JsonElement schema, JsonElement value, string target, List<SchemaError> errors)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            errors.Add(new(target, "must be a string."));
            return;
        }

        var text = value.GetString() ?? string.Empty;
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(a => a.ValueEquals(text)))
        {
            errors.Add(new(target, $"'{text}' is not one of {string.Join(", ", allowed.EnumerateArray().Select(a => a.GetString()))}."));
        }

        var format = schema.TryGetProperty("format", out var named) ? named.GetString() : null;
        var wrong = format switch
        {
            "uuid" => !Guid.TryParse(text, out _),
            "uri" or "url" => !Uri.TryCreate(text, UriKind.Absolute, out _),
            "date-time" => !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
            _ => false,
        };
        if (wrong)
        {
            errors.Add(new(target, $"'{text}' is not a {format}."));
        }
    }

    private static void CheckInteger(JsonElement schema, JsonElement value, string target, List<SchemaError> errors)
    {
        var isLong = schema.TryGetProperty("format", out var format) && format.ValueEquals("int64");
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number) || !isLong && number is < int.MinValue or > int.MaxValue)
        {
            errors.Add(new(target, "must be a whole number."));
            return;
        }

        if (schema.TryGetProperty("minimum", out var minimum) && number < minimum.GetInt64())
        {
            errors.Add(new(target, $"must be at least {minimum.GetInt64()}."));
        }

        if (schema.TryGetProperty("maximum", out var maximum) && number > maximum.GetInt64())
        {
            errors.Add(new(target, $"must be at most {maximum.GetInt64()}."));
        }
    }

    private static bool Matches(string template, string path)
    {
        var (expected, actual) = (template.Split('/'), path.Split('/'));
        return expected.Length == actual.Length && expected.Zip(actual).All(pair => SegmentMatches(pair.First, pair.Second));
    }

    private static bool SegmentMatches(string expected, string actual)
    {
        var end = expected.IndexOf('}', StringComparison.Ordinal);
        return end < 0
            ? string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase)
            : actual.Length > expected.Length - end - 1 && actual.EndsWith(expected[(end + 1)..], StringComparison.OrdinalIgnoreCase);
    }

    private static (string File, string Name) Split(string reference, string here)
    {
        var parts = reference.Split('#');
        return (parts[0].EndsWith(Common, StringComparison.Ordinal) ? Common : here, parts[1].Split('/')[^1]);
    }

    private static string Under(string target, string name) => target.Length == 0 ? name : target + "." + name;

    private static JsonElement Read(string name)
    {
        using var stream = typeof(RequestSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built in.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
