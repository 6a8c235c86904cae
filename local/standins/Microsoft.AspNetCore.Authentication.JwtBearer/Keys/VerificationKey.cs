using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>
/// A public key of the provider, for one algorithm. Importing a key costs more than verifying with it, and the framework's keys serve
/// one thread at a time: so imported ones are kept, as many as were ever used at once.
/// </summary>
internal sealed class VerificationKey(string? id, string algorithm, Func<AsymmetricAlgorithm> import, string? issuer = null)
{
    private const int Es256SignatureLength = 64; // r and s side by side (RFC 7518, section 3.4); never DER
    private readonly ConcurrentBag<AsymmetricAlgorithm> idle = [];

    public string? Id { get; } = id;

    /// <summary>The issuer for which the key is good, as Entra ID says it (<c>issuer</c>); null when the key does not say.</summary>
    public string? Issuer { get; } = issuer;

    /// <summary>RS256 or ES256.</summary>
    public string Algorithm { get; } = algorithm;

    public bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var key = idle.TryTake(out var kept) ? kept : import();
        try
        {
            return key switch
            {
                RSA rsa => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                ECDsa ec => signature.Length == Es256SignatureLength && ec.VerifyData(signed, signature, HashAlgorithmName.SHA256),
                _ => false,
            };
        }
        finally
        {
            idle.Add(key);
        }
    }
}
