using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pbx.Local.Tests.CallAutomation;

/// <summary>The OpenAPI description of Call Automation, as far as it says what a request may look like.</summary>
internal sealed class RestDescription
{
    private const string Folder = "openapi/CallAutomation/stable/2026-03-12/";
    private const string File = "communicationservicescallautomation.json";
    private readonly Dictionary<string, JsonElement> documents = [];

    public static RestDescription Newest { get; } = new();

    /// <summary>Every way in which a request differs from the description; none when it is as described.</summary>
    public IReadOnlyList<string> Problems(SentRequest request)
    {
        if (Operation(request) is not { } operation)
        {
            return [$"There is no operation {request.Method} {request.Uri.AbsolutePath}."];
        }

        var problems = new List<string>();
        var parameters = operation.GetProperty("parameters").EnumerateArray().Select(p => Resolve(File, p).Schema).ToList();
        foreach (var header in new[] { "Repeatability-Request-ID", "Repeatability-First-Sent" })
        {
            var described = parameters.Any(p => p.GetProperty("name").GetString() == header);
            if (described != request.Headers.ContainsKey(header))
            {
                problems.Add($"The header {header} is {(described ? "missing" : "not described")}.");
            }
        }

        if (request.Uri.Query != "?api-version=2026-03-12")
        {
            problems.Add($"The query is {request.Uri.Query}.");
        }

        var body = parameters.Where(p => p.GetProperty("in").GetString() == "body").Select(p => (JsonElement?)p.GetProperty("schema")).FirstOrDefault();
        if (body is null && request.Body.Length > 0)
        {
            problems.Add("There is a body.");
        }
        else if (body is not null)
        {
            Check(File, body.Value, JsonDocument.Parse(request.Body).RootElement, "", problems);
        }

        return problems;
    }

    /// <summary>Every way in which JSON differs from a definition.</summary>
    public IReadOnlyList<string> Problems(string definition, JsonElement json)
    {
        var problems = new List<string>();
        Check(File, Document(File).GetProperty("definitions").GetProperty(definition), json, "", problems);
        return problems;
    }

    private JsonElement? Operation(SentRequest request)
    {
        foreach (var path in Document(File).GetProperty("paths").EnumerateObject())
        {
            var pattern = "^" + Regex.Replace(Regex.Escape(path.Name), @"\\\{[^}]*}", "[^/:]+") + "$";
            if (Regex.IsMatch(request.Uri.AbsolutePath, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))
                && path.Value.TryGetProperty(request.Method.ToLowerInvariant(), out var operation))
            {
                return operation;
            }
        }

        return null;
    }

    private void Check(string file, JsonElement schema, JsonElement json, string at, List<string> problems)
    {
        (file, schema) = Resolve(file, schema);
        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(value => JsonElement.DeepEquals(value, json)))
        {
            problems.Add($"{at}: {json.GetRawText()} is not one of {values.GetRawText()}.");
        }

        var type = schema.TryGetProperty("type", out var named) ? named.GetString() : "object";
        switch (type)
        {
            case "string" when json.ValueKind == JsonValueKind.String:
            case "boolean" when json.ValueKind is JsonValueKind.True or JsonValueKind.False:
                break;
            case "integer" when json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var number):
                if (schema.TryGetProperty("minimum", out var minimum) && number < minimum.GetInt64()
                    || schema.TryGetProperty("maximum", out var maximum) && number > maximum.GetInt64())
                {
                    problems.Add($"{at}: {number} is out of range.");
                }

                break;
            case "number" when json.ValueKind == JsonValueKind.Number:
                break;
            case "array" when json.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in json.EnumerateArray())
                {
                    Check(file, schema.GetProperty("items"), item, $"{at}/{index++}", problems);
                }

                break;
            case "object" when json.ValueKind == JsonValueKind.Object:
                CheckMembers(file, schema, json, at, problems);
                break;
            default:
                problems.Add($"{at}: {json.ValueKind} is not of type {type}.");
                break;
        }
    }

    private void CheckMembers(string file, JsonElement schema, JsonElement json, string at, List<string> problems)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            problems.AddRange(required.EnumerateArray().Select(name => name.GetString()!)
                .Where(name => !json.TryGetProperty(name, out _)).Select(name => $"{at}/{name} is missing."));
        }

        foreach (var member in json.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var known))
            {
                Check(file, known, member.Value, $"{at}/{member.Name}", problems);
            }
            else if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object)
            {
                Check(file, more, member.Value, $"{at}/{member.Name}", problems);
            }
            else
            {
                problems.Add($"{at}/{member.Name} is not described.");
            }
        }
    }

    private (string File, JsonElement Schema) Resolve(string file, JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            var (target, pointer) = reference.GetString()!.Split('#') is [var left, var right] ? (left, right) : throw new InvalidDataException();
            file = target.Length == 0 ? file : Path.GetRelativePath(AzureData.PathOf(Folder), Path.GetFullPath(Path.Combine(AzureData.PathOf(Folder), target)));
            schema = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(Document(file), (json, name) => json.GetProperty(name));
        }

        return (file, schema);
    }

    private JsonElement Document(string file)
    {
        lock (documents)
        {
            return documents.TryGetValue(file, out var json) ? json : documents[file] = AzureData.Json(Folder + file);
        }
    }
}
