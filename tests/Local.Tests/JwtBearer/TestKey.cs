using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pbx.Local.Tests.JwtBearer;

/// <summary>A key of the provider in tests: signs anything, and shows its public half as a JSON Web Key.</summary>
internal sealed record TestKey(string? Id, AsymmetricAlgorithm Key)
{
    private static readonly Dictionary<string, TestKey> Made = [];

    public static TestKey Rsa(string id, int bits = 2048) => Once($"{id}/{bits}", () => new(id, RSA.Create(bits)));

    public static TestKey Ec(string id) => Once(id, () => new(id, ECDsa.Create(ECCurve.NamedCurves.nistP256)));

    public string Algorithm => Key is RSA ? "RS256" : "ES256";

    public string Jwk => Key switch
    {
        RSA rsa => $$"""{"kty":"RSA"{{Kid}},"n":"{{Encode(rsa.ExportParameters(false).Modulus!)}}","e":"{{Encode(rsa.ExportParameters(false).Exponent!)}}","use":"sig","alg":"RS256"}""",
        ECDsa ec => $$"""{"kty":"EC"{{Kid}},"crv":"P-256","x":"{{Encode(ec.ExportParameters(false).Q.X!)}}","y":"{{Encode(ec.ExportParameters(false).Q.Y!)}}"}""",
        _ => throw new InvalidOperationException(),
    };

    private string Kid => Id is null ? "" : $",\"kid\":\"{Id}\"";

    public byte[] Sign(string text, DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        lock (Key)
        {
            return Key is RSA rsa
                ? rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : ((ECDsa)Key).SignData(bytes, HashAlgorithmName.SHA256, format);
        }
    }

    /// <summary>A token with a header and payload as given, whatever they say.</summary>
    public string Token(string header, string payload)
    {
        var text = $"{Encode(header)}.{Encode(payload)}";
        return $"{text}.{Encode(Sign(text))}";
    }

    /// <summary>A token with a proper header.</summary>
    public string Token(string payload) => Token($$"""{"alg":"{{Algorithm}}","typ":"JWT"{{Kid}}}""", payload);

    public static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    // Making an RSA key takes long enough to share them among all tests.
    private static TestKey Once(string name, Func<TestKey> make)
    {
        lock (Made)
        {
            return Made.TryGetValue(name, out var key) ? key : Made[name] = make();
        }
    }
}
