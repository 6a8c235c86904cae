using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Extensions.Editing;

/// <summary>An extension as people write and read it by itself.</summary>
public static class ExtensionText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The extension in canonical form; a PIN shows only that it is set.</summary>
    public static byte[] Write(Extension extension) => CanonicalJson.Write(extension, Json.Of<Extension>(Json.Documents));

    /// <summary>What somebody wrote; its number may be left out where it is known.</summary>
    public static (Wish<Extension>? Wish, Problem? Malformed) Read(ReadOnlyMemory<byte> text, ExtensionNumber? known, Country country)
    {
        var (json, malformed) = JsonText.Parse(text);
        using (json)
        {
            return malformed is null ? Wishes.Read<Extension>(known is { } number && json is not null ? Numbered(json.RootElement, number) : text, Typed(country)) : (null, malformed);
        }
    }

    /// <summary>An extension with a change as a merge patch (RFC 7396): members that it names are other ones, and null leaves one out.</summary>
    public static (Wish<Extension>? Wish, Problem? Malformed) Patch(Extension extension, ReadOnlyMemory<byte> patch, Country country)
    {
        ArgumentNullException.ThrowIfNull(extension);
        var (json, malformed) = JsonText.Parse(patch);
        using (json)
        {
            if (json is null)
            {
                return (null, malformed);
            }

            try
            {
                return JsonNode.Parse(json.RootElement.GetRawText(), documentOptions: Strict) is JsonObject changes
                    ? Wishes.Read<Extension>(CanonicalJson.Write(Merged(JsonSerializer.SerializeToNode(extension, Json.Of<Extension>(Json.Documents)), changes)), Typed(country))
                    : (null, new Problem("", "Members in braces are expected here: those that are to be other ones."));
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException)
            {
                return (null, new Problem("", "The same member stands here twice, or a text holds half a character."));
            }
        }
    }

    // public numbers may be typed as people of the country do (EXT-060)
    private static Func<string, string?> Typed(Country country) => text => NationalPlan.Of(country).Read(text)?.Value;

    // in front of what was written, which stays as it is with all its mistakes
    private static ReadOnlyMemory<byte> Numbered(JsonElement written, ExtensionNumber number)
    {
        var raw = written.GetRawText();
        return written.ValueKind != JsonValueKind.Object || written.TryGetProperty("number", out _)
            ? Encoding.UTF8.GetBytes(raw)
            : Encoding.UTF8.GetBytes($$"""{"number":"{{number}}"{{(written.EnumerateObject().Any() ? "," : "")}}{{raw.AsSpan(1)}}""");
    }

    private static JsonObject Merged(JsonNode? target, JsonObject patch)
    {
        var merged = target as JsonObject ?? [];
        foreach (var (name, value) in patch)
        {
            merged.Remove(name, out var was);
            if (value is not null)
            {
                merged[name] = value is JsonObject members ? Merged(was, members) : value.DeepClone();
            }
        }

        return merged;
    }
}
