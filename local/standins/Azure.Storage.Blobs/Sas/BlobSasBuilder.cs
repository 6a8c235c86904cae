using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Wire;

namespace Azure.Storage.Sas;

/// <summary>
/// Describes a shared access signature for one blob, or for a container when no blob is named, and signs it (REST reference,
/// "Create a service SAS" and "Create a user delegation SAS", the texts to sign since version 2020-12-06).
/// </summary>
public sealed class BlobSasBuilder
{
    private const string Version = BlobClientOptions.Latest;

    /// <summary>A signature whose permissions and end are still to be set.</summary>
    public BlobSasBuilder()
    {
    }

    /// <summary>A signature that allows this much until then.</summary>
    public BlobSasBuilder(BlobSasPermissions permissions, DateTimeOffset expiresOn)
    {
        SetPermissions(permissions);
        ExpiresOn = expiresOn;
    }

    /// <summary>The container.</summary>
    public string? BlobContainerName { get; set; }

    /// <summary>The blob; null or empty is the whole container.</summary>
    public string? BlobName { get; set; }

    /// <summary>"b" for a blob, "c" for a container. Signing sets it by what is named.</summary>
    public string? Resource { get; set; }

    /// <summary>When the signature begins to hold; default is at once. Clocks differ: a start of now may be refused for a while.</summary>
    public DateTimeOffset StartsOn { get; set; }

    /// <summary>When the signature ends; the service's clock decides.</summary>
    public DateTimeOffset ExpiresOn { get; set; }

    /// <summary>Over what it may be used.</summary>
    public SasProtocol Protocol { get; set; }

    /// <summary>What the answer shall say is the content type, whatever the blob has.</summary>
    public string? ContentType { get; set; }

    /// <summary>What the answer shall say is the content disposition.</summary>
    public string? ContentDisposition { get; set; }

    /// <summary>The letters of the permissions, in the order of the protocol.</summary>
    public string Permissions { get; private set; } = "";

    /// <summary>What the bearer may do.</summary>
    public void SetPermissions(BlobSasPermissions permissions) => Permissions = string.Concat(
        Letters.Where(letter => permissions.HasFlag(letter.Permission)).Select(letter => letter.Letter));

    /// <summary>Signs with an account key.</summary>
    /// <exception cref="InvalidOperationException">Container, end or permissions are missing.</exception>
    public BlobSasQueryParameters ToSasQueryParameters(StorageSharedKeyCredential sharedKeyCredential)
    {
        ArgumentNullException.ThrowIfNull(sharedKeyCredential);
        Check();
        var text = string.Join('\n',
            Permissions, Start, End, Canonical(sharedKeyCredential.AccountName), "", "", ProtocolText, Version, Resource,
            "", "", "", ContentDisposition, "", "", ContentType);
        return new([.. Named, ("sig", sharedKeyCredential.Sign(text))]);
    }

    /// <summary>Signs with a key of the client's identity.</summary>
    /// <exception cref="InvalidOperationException">Container, end or permissions are missing.</exception>
    public BlobSasQueryParameters ToSasQueryParameters(UserDelegationKey userDelegationKey, string accountName)
    {
        ArgumentNullException.ThrowIfNull(userDelegationKey);
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        Check();
        var keyStart = BlobXml.Iso(userDelegationKey.SignedStartsOn);
        var keyEnd = BlobXml.Iso(userDelegationKey.SignedExpiresOn);
        var text = string.Join('\n',
            Permissions, Start, End, Canonical(accountName),
            userDelegationKey.SignedObjectId, userDelegationKey.SignedTenantId, keyStart, keyEnd, userDelegationKey.SignedService, userDelegationKey.SignedVersion,
            "", "", "", "", ProtocolText, Version, Resource, "", "", "", ContentDisposition, "", "", ContentType);
        return new([
            ("skoid", userDelegationKey.SignedObjectId),
            ("sktid", userDelegationKey.SignedTenantId),
            ("skt", keyStart),
            ("ske", keyEnd),
            ("sks", userDelegationKey.SignedService),
            ("skv", userDelegationKey.SignedVersion),
            .. Named,
            ("sig", StorageSharedKeyCredential.Sign(Convert.FromBase64String(userDelegationKey.Value), text)),
        ]);
    }

    private static (BlobSasPermissions Permission, char Letter)[] Letters =>
    [
        (BlobSasPermissions.Read, 'r'),
        (BlobSasPermissions.Add, 'a'),
        (BlobSasPermissions.Create, 'c'),
        (BlobSasPermissions.Write, 'w'),
        (BlobSasPermissions.Delete, 'd'),
        (BlobSasPermissions.List, 'l'),
    ];

    private string Start => StartsOn == default ? "" : BlobXml.Iso(StartsOn);

    private string End => BlobXml.Iso(ExpiresOn);

    private string ProtocolText => Protocol switch
    {
        SasProtocol.None => "",
        SasProtocol.HttpsAndHttp => "https,http",
        SasProtocol.Https => "https",
        _ => throw new InvalidOperationException($"There is no protocol {Protocol}."),
    };

    private (string Name, string? Value)[] Named =>
    [
        ("sv", Version),
        ("spr", ProtocolText),
        ("st", Start),
        ("se", End),
        ("sr", Resource),
        ("sp", Permissions),
        ("rscd", ContentDisposition),
        ("rsct", ContentType),
    ];

    private string Canonical(string account) => string.IsNullOrEmpty(BlobName)
        ? $"/blob/{account}/{BlobContainerName}"
        : $"/blob/{account}/{BlobContainerName}/{BlobName}";

    private void Check()
    {
        if (string.IsNullOrEmpty(BlobContainerName) || ExpiresOn == default || Permissions.Length == 0)
        {
            throw new InvalidOperationException("A signature needs a container, an end and permissions.");
        }

        Resource = string.IsNullOrEmpty(BlobName) ? "c" : "b";
    }
}
