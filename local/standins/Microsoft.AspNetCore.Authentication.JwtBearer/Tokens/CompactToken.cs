using System.Text;
using System.Text.Json;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>
/// A signed token as it came: three parts, of which only the header has been read. Nothing that the header says about keys is followed
/// (jwk, jku, x5u, x5c): the key comes from the provider, by its id.
/// </summary>
internal sealed class CompactToken
{
    private const int Longest = 250 * 1024; // characters, as the official package has it
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };
    private readonly byte[] text;
    private readonly int headerEnd;
    private readonly int payloadEnd;

    private CompactToken(byte[] text, int headerEnd, int payloadEnd, string algorithm, string? keyId)
    {
        this.text = text;
        this.headerEnd = headerEnd;
        this.payloadEnd = payloadEnd;
        Algorithm = algorithm;
        KeyId = keyId;
    }

    /// <summary>RS256 or ES256.</summary>
    public string Algorithm { get; }

    /// <summary>The id of the key; null when the header names none.</summary>
    public string? KeyId { get; }

    /// <exception cref="TokenRefused">It is not such a token.</exception>
    public static CompactToken Parse(string token)
    {
        if (token.Length > Longest)
        {
            throw TokenRefused.Malformed("too long");
        }

        if (!Ascii.IsValid(token))
        {
            throw TokenRefused.Malformed("not ASCII");
        }

        var ascii = Encoding.ASCII.GetBytes(token);
        var firstDot = ascii.AsSpan().IndexOf((byte)'.');
        var secondDot = firstDot < 0 ? -1 : ascii.AsSpan(firstDot + 1).IndexOf((byte)'.') is >= 0 and var at ? firstDot + 1 + at : -1;
        if (firstDot <= 0 || secondDot <= firstDot + 1 || secondDot == ascii.Length - 1 || ascii.AsSpan(secondDot + 1).Contains((byte)'.'))
        {
            throw TokenRefused.Malformed("not three parts");
        }

        using var header = Json(ascii.AsSpan(0, firstDot), "header");
        var algorithm = Text(header.RootElement, "alg");
        if (algorithm is not ("RS256" or "ES256"))
        {
            throw new TokenRefused("The token is not signed by RS256 or ES256.");
        }

        if (header.RootElement.TryGetProperty("crit", out _))
        {
            throw TokenRefused.Malformed("its header demands an extension");
        }

        // A token for another purpose says so (RFC 8725, section 3.11); access tokens say JWT, at+jwt or nothing.
        if (Text(header.RootElement, "typ") is { } type && !IsAccessToken(type))
        {
            throw TokenRefused.Malformed("of another type than JWT");
        }

        return new(ascii, firstDot, secondDot, algorithm, Text(header.RootElement, "kid"));
    }

    public bool IsSignedBy(VerificationKey key)
    {
        var encoded = text.AsSpan(payloadEnd + 1);
        if (encoded.Length > 4096)
        {
            return false; // no key is that long
        }

        Span<byte> signature = stackalloc byte[StrictBase64Url.LongestOf(encoded.Length)];
        return StrictBase64Url.TryDecode(encoded, signature, out var length)
            && key.Verifies(text.AsSpan(0, payloadEnd), signature[..length]);
    }

    /// <exception cref="TokenRefused">The payload is not a JSON object, or a member is there twice.</exception>
    public JsonDocument ReadPayload() => Json(text.AsSpan(headerEnd + 1, payloadEnd - headerEnd - 1), "payload");

    private static bool IsAccessToken(string type)
    {
        const string Prefix = "application/";
        var name = type.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? type.AsSpan(Prefix.Length) : type;
        return name.Equals("JWT", StringComparison.OrdinalIgnoreCase) || name.Equals("at+jwt", StringComparison.OrdinalIgnoreCase);
    }

    private static string? Text(JsonElement header, string name) => !header.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw TokenRefused.Malformed($"'{name}' in its header is not a string");

    private static JsonDocument Json(ReadOnlySpan<byte> encoded, string part)
    {
        var bytes = new byte[StrictBase64Url.LongestOf(encoded.Length)];
        if (!StrictBase64Url.TryDecode(encoded, bytes, out var length))
        {
            throw TokenRefused.Malformed($"its {part} is not base64url");
        }

        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(bytes.AsMemory(0, length), NoDuplicates);
        }
        catch (JsonException wrong)
        {
            throw new TokenRefused($"The token is malformed: its {part} is not JSON.", null, wrong);
        }

        if (json.RootElement.ValueKind == JsonValueKind.Object)
        {
            return json;
        }

        json.Dispose();
        throw TokenRefused.Malformed($"its {part} is not an object");
    }
}
