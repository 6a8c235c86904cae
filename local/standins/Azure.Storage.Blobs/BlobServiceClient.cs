using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Wire;

namespace Azure.Storage.Blobs;

/// <summary>The containers of one storage account. Thread safe; make one and keep it. Failures are <see cref="RequestFailedException"/>.</summary>
public sealed class BlobServiceClient
{
    private readonly BlobWire wire;
    private readonly BlobPlace place;

    /// <summary>By a connection string with an account key, or UseDevelopmentStorage=true.</summary>
    /// <exception cref="InvalidOperationException">The text is no such connection string.</exception>
    public BlobServiceClient(string connectionString)
        : this(connectionString, options: null)
    {
    }

    /// <inheritdoc cref="BlobServiceClient(string)"/>
    public BlobServiceClient(string connectionString, BlobClientOptions? options) => (wire, place) = BlobWire.Connect(connectionString, options);

    /// <summary>By an account key.</summary>
    public BlobServiceClient(Uri serviceUri, StorageSharedKeyCredential credential, BlobClientOptions? options = null) =>
        (wire, place) = (BlobWire.Connect(credential, options), BlobPlace.Parse(serviceUri) with { AccountName = credential.AccountName });

    /// <summary>By tokens of an identity with the role Storage Blob Data Contributor. The address must be https.</summary>
    public BlobServiceClient(Uri serviceUri, TokenCredential credential, BlobClientOptions? options = null) =>
        (wire, place) = (BlobWire.Connect(credential, options), BlobPlace.Parse(serviceUri));

    /// <summary>The name of the account.</summary>
    public string AccountName => place.AccountName;

    /// <summary>The address of the account.</summary>
    public Uri Uri => place.Uri;

    /// <summary>A client for one container. It shares this client's connections; nothing is sent.</summary>
    public BlobContainerClient GetBlobContainerClient(string blobContainerName) => new(wire, place.OfContainer(blobContainerName));

    /// <summary>
    /// A key that signs addresses in the name of this client's identity, which needs the role Storage Blob Delegator. It is valid
    /// for seven days at most.
    /// </summary>
    public Task<Response<UserDelegationKey>> GetUserDelegationKeyAsync(
        DateTimeOffset? startsOn, DateTimeOffset expiresOn, CancellationToken cancellationToken = default) =>
        wire.DelegationKey(place, startsOn, expiresOn, cancellationToken);
}
