using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>An RSA key pair made at the start, and the tokens that it signs (RS256).</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private readonly string keyId;

    public SigningKey()
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        keyId = Base64Url.EncodeToString(SHA256.HashData(parameters.Modulus ?? []).AsSpan(0, 15));
    }

    /// <summary>The public half, as a JSON Web Key Set.</summary>
    public JsonObject KeySet()
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = keyId,
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            }),
        };
    }

    /// <summary>A token with these claims that is good from now on for some time. Wire dates are real time, whatever the clock shows.</summary>
    public string Sign(JsonObject claims, TimeSpan lifetime)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        claims["iat"] = now;
        claims["nbf"] = now;
        claims["exp"] = now + (long)lifetime.TotalSeconds;
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = keyId };
        var signed = Encode(header) + "." + Encode(claims);
        lock (key)
        {
            return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    /// <summary>The claims of a token that this key signed and that has not expired; null for any other.</summary>
    public JsonObject? Read(string token)
    {
        try
        {
            if (token.Split('.') is not [var header, var payload, var signature])
            {
                return null;
            }

            lock (key)
            {
                if (!key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
                {
                    return null;
                }
            }

            var claims = JsonNode.Parse(Base64Url.DecodeFromChars(payload)) as JsonObject;
            return claims?["exp"]?.GetValue<long>() > DateTimeOffset.UtcNow.ToUnixTimeSeconds() ? claims : null;
        }
        catch (FormatException)
        {
            return null; // not a token at all
        }
    }

    public void Dispose() => key.Dispose();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
