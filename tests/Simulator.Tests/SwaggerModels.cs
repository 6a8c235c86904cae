using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Simulator.Rest;

namespace Pbx.Simulator.Tests;

/// <summary>Compares what the simulator sends with the published models: no member and no enumeration value that they do not have.</summary>
public static class SwaggerModels
{
    private static readonly JsonElement CallAutomation = Read("communicationservicescallautomation.json");
    private static readonly JsonElement Common = Read("common.json");

    public static IReadOnlyList<string> Violations(string model, JsonNode? json)
    {
        var all = new List<string>();
        if (CallAutomation.GetProperty("definitions").TryGetProperty(model, out var schema))
        {
            Check(CallAutomation, schema, json, model, all);
        }
        else
        {
            all.Add($"There is no model {model}.");
        }

        return all;
    }

    private static void Check(JsonElement file, JsonElement schema, JsonNode? json, string at, List<string> all)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var text = reference.GetString()!;
            var place = text.StartsWith('#') ? file : Common;
            Check(place, place.GetProperty("definitions").GetProperty(text.Split('/')[^1]), json, at, all);
        }
        else if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var (name, value) in json!.AsObject())
            {
                if (!properties.TryGetProperty(name, out var member))
                {
                    all.Add($"{at} has no {name}.");
                }
                else
                {
                    Check(file, member, value, $"{at}.{name}", all);
                }
            }
        }
        else if (schema.TryGetProperty("items", out var items))
        {
            foreach (var item in json!.AsArray())
            {
                Check(file, items, item, at + "[]", all);
            }
        }
        else if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(v => v.ValueEquals((string?)json)))
        {
            all.Add($"{at} is {json}.");
        }
    }

    private static JsonElement Read(string name)
    {
        using var stream = typeof(SimulatorOptions).Assembly.GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
