namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>What the provider said at one time: its name, and its keys that can be used.</summary>
internal sealed class KeySet(string? issuer, IReadOnlyList<VerificationKey> keys)
{
    public string? Issuer { get; } = issuer;

    /// <summary>
    /// The key with this id for this algorithm. A token that names no key fits only if there is one key for its algorithm, so that one
    /// verification is enough.
    /// </summary>
    public VerificationKey? Find(string? id, string algorithm)
    {
        VerificationKey? found = null;
        foreach (var key in keys)
        {
            if (key.Algorithm != algorithm || (id is not null && key.Id != id))
            {
                continue;
            }

            if (id is not null)
            {
                return key;
            }

            if (found is not null)
            {
                return null;
            }

            found = key;
        }

        return found;
    }
}
