using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>An RSA key pair made at the start, and the tokens that it signs (RS256).</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly RSA key = RSA.Create(2048);

    public SigningKey()
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        Id = Base64Url.EncodeToString(SHA256.HashData(parameters.Modulus ?? []).AsSpan(0, 15));
    }

    /// <summary>The name that headers of tokens give it (<c>kid</c>).</summary>
    public string Id { get; }

    /// <summary>The public half, as a JSON Web Key. Those of Entra ID also say for which issuer they are good.</summary>
    public JsonObject PublicHalf(string? issuer = null)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = Id,
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
        if (issuer is not null)
        {
            jwk["issuer"] = issuer;
        }

        return jwk;
    }

    /// <summary>A token with these claims, and a header that says RS256 and this key unless told otherwise (null leaves a member out).</summary>
    public string Sign(JsonObject claims, JsonObject? header = null)
    {
        var whole = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = Id };
        foreach (var (name, value) in header ?? [])
        {
            whole.Remove(name);
            if (value is not null)
            {
                whole[name] = value.DeepClone();
            }
        }

        var signed = Encode(whole) + "." + Encode(claims);
        lock (key)
        {
            return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    /// <summary>The claims of a token that this key signed and that has not expired; null for any other.</summary>
    public JsonObject? Read(string token, DateTimeOffset now)
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
            return claims?["exp"]?.GetValue<long>() > now.ToUnixTimeSeconds() ? claims : null;
        }
        catch (FormatException)
        {
            return null; // not a token at all
        }
    }

    public void Dispose() => key.Dispose();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
