using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>
/// Reads a JSON Web Key Set (RFC 7517): RSA keys of 2048 bits and more, and P-256 keys, for signatures. Any other key is left out:
/// one secret that is published as a key must not become one.
/// </summary>
internal static class JsonWebKeys
{
    private const int ShortestRsa = 2048;

    public static IReadOnlyList<VerificationKey> Read(JsonElement set)
    {
        if (set.ValueKind != JsonValueKind.Object || !set.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidOperationException("The provider's key set has no 'keys'.");
        }

        return [.. keys.EnumerateArray().Select(Key).OfType<VerificationKey>()];
    }

    private static VerificationKey? Key(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || Text(key, "use") is not (null or "sig") || !MayVerify(key))
        {
            return null;
        }

        return (Text(key, "kty"), Text(key, "alg")) switch
        {
            ("RSA", null or "RS256") => Rsa(key),
            ("EC", null or "ES256") when Text(key, "crv") == "P-256" => P256(key),
            _ => null,
        };
    }

    private static VerificationKey? Rsa(JsonElement key)
    {
        if (Bytes(key, "n") is not { } modulus || Bytes(key, "e") is not { } exponent)
        {
            return null;
        }

        var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        return Usable(key, "RS256", () =>
        {
            var rsa = RSA.Create(parameters);
            if (rsa.KeySize >= ShortestRsa)
            {
                return rsa;
            }

            rsa.Dispose();
            throw new CryptographicException("The RSA key is too short.");
        });
    }

    private static VerificationKey? P256(JsonElement key)
    {
        if (Bytes(key, "x") is not { Length: 32 } x || Bytes(key, "y") is not { Length: 32 } y)
        {
            return null;
        }

        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } };
        return Usable(key, "ES256", () => ECDsa.Create(parameters));
    }

    // A key that cannot be imported is left out here, not met at the first token.
    private static VerificationKey? Usable(JsonElement key, string algorithm, Func<AsymmetricAlgorithm> import)
    {
        try
        {
            import().Dispose();
            return new(Text(key, "kid"), algorithm, import, Text(key, "issuer"));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool MayVerify(JsonElement key) => !key.TryGetProperty("key_ops", out var operations)
        || (operations.ValueKind == JsonValueKind.Array && operations.EnumerateArray().Any(o => o.ValueKind == JsonValueKind.String && o.ValueEquals("verify"u8)));

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement key, string name)
    {
        var text = Encoding.UTF8.GetBytes(Text(key, name) ?? "");
        var bytes = new byte[StrictBase64Url.LongestOf(text.Length)];
        return StrictBase64Url.TryDecode(text, bytes, out var length) ? bytes[..length] : null;
    }
}
