using System.Text.Json.Nodes;

namespace Pbx.Infra.Tests.CallAutomation;

/// <summary>The examples of tests/Data/azure: one complete event of every type that the network has.</summary>
public static class Examples
{
    public const string Leg = "3f1c5f00-9a52-4c0e-8d0b-7a10c7f0a001";

    private static readonly Dictionary<string, JsonNode> ByType =
        (JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "event-examples.json"))) as JsonArray ?? [])
        .OfType<JsonNode>()
        .ToDictionary(example => ((string?)example["type"])?.Split('.')[^1] ?? "", StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Types => ByType.Keys;

    /// <summary>An example, changed by the test.</summary>
    public static JsonNode Of(string type, Action<JsonNode>? change = null)
    {
        var example = ByType[type].DeepClone();
        change?.Invoke(example["data"] ?? throw new InvalidOperationException("Every example has data."));
        return example;
    }

    public static ReadOnlyMemory<byte> Body(params JsonNode[] events) => System.Text.Encoding.UTF8.GetBytes(new JsonArray(events).ToJsonString());

    public static ReadOnlyMemory<byte> Body(string json) => System.Text.Encoding.UTF8.GetBytes(json);
}
