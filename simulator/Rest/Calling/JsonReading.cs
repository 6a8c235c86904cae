using System.Text.Json;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>Reads members of a body that has been checked against its schema: null when a member is absent.</summary>
internal static class JsonReading
{
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    public static int? Number(this JsonElement json, string name) => json.Member(name)?.GetInt32();

    public static bool? Flag(this JsonElement json, string name) => json.Member(name)?.GetBoolean();

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];
}
