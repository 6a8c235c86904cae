using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>
/// Reads members of the service's JSON. An absent member and a null one are the same; a member of another type is a
/// <see cref="JsonException"/> that names it.
/// </summary>
internal static class JsonReading
{
    public static T ReadJson<T>(this Response response, Func<JsonElement, T> read)
    {
        using var json = JsonDocument.Parse(response.Content.ToMemory());
        return read(json.RootElement.Object("answer"));
    }

    public static JsonElement Object(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object ? json : throw Wrong(name, "an object");

    public static JsonElement? Child(this JsonElement json, string name) => Member(json, name)?.Object(name);

    public static string? Text(this JsonElement json, string name) => Member(json, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(name, "a string");

    public static int? Number(this JsonElement json, string name) => Member(json, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Wrong(name, "a whole number of 32 bits");

    public static double? Fraction(this JsonElement json, string name) => Member(json, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : throw Wrong(name, "a number");

    public static bool Flag(this JsonElement json, string name) => Member(json, name) is { } value && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    public static DateTimeOffset? Instant(this JsonElement json, string name) => Member(json, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var instant) ? instant
        : throw Wrong(name, "an instant in ISO 8601");

    public static IReadOnlyList<T> List<T>(this JsonElement json, string name, Func<JsonElement, T> read)
    {
        if (Member(json, name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(name, "an array");
        }

        var items = new T[value.GetArrayLength()];
        var i = 0;
        foreach (var item in value.EnumerateArray())
        {
            items[i++] = read(item);
        }

        return items;
    }

    public static CommunicationIdentifier? Identifier(this JsonElement json, string name) =>
        json.Child(name) is { } identifier ? IdentifierJson.Read(identifier) : null;

    public static PhoneNumberIdentifier? PhoneNumber(this JsonElement json, string name) =>
        json.Child(name)?.Text("value") is { Length: > 0 } number ? new(number) : null;

    public static JsonException Wrong(string name, string expected) => new($"'{name}' has to be {expected}.");

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
