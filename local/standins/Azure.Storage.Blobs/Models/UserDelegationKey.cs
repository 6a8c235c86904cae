namespace Azure.Storage.Blobs.Models;

/// <summary>A key by which addresses are signed in the name of an identity. It is a secret.</summary>
public sealed class UserDelegationKey
{
    internal UserDelegationKey(
        string signedObjectId,
        string signedTenantId,
        DateTimeOffset signedStartsOn,
        DateTimeOffset signedExpiresOn,
        string signedService,
        string signedVersion,
        string value)
    {
        SignedObjectId = signedObjectId;
        SignedTenantId = signedTenantId;
        SignedStartsOn = signedStartsOn;
        SignedExpiresOn = signedExpiresOn;
        SignedService = signedService;
        SignedVersion = signedVersion;
        Value = value;
    }

    /// <summary>The identity.</summary>
    public string SignedObjectId { get; }

    /// <summary>Its tenant.</summary>
    public string SignedTenantId { get; }

    /// <summary>From when the key holds.</summary>
    public DateTimeOffset SignedStartsOn { get; }

    /// <summary>Until when the key holds; what it signs ends by then too.</summary>
    public DateTimeOffset SignedExpiresOn { get; }

    /// <summary>The service: "b".</summary>
    public string SignedService { get; }

    /// <summary>The version that the key was made by.</summary>
    public string SignedVersion { get; }

    /// <summary>The key, as Base64.</summary>
    public string Value { get; }
}
