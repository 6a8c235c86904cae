using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Blobs.Wire;

namespace Azure.Storage.Blobs;

/// <summary>The blobs of one container. Thread safe; make one and keep it. Failures are <see cref="RequestFailedException"/>.</summary>
public sealed class BlobContainerClient
{
    private readonly BlobWire wire;
    private readonly BlobPlace place;

    /// <summary>By a connection string with an account key, or UseDevelopmentStorage=true.</summary>
    /// <exception cref="InvalidOperationException">The text is no such connection string.</exception>
    public BlobContainerClient(string connectionString, string blobContainerName)
        : this(connectionString, blobContainerName, options: null)
    {
    }

    /// <inheritdoc cref="BlobContainerClient(string, string)"/>
    public BlobContainerClient(string connectionString, string blobContainerName, BlobClientOptions? options)
    {
        (wire, var account) = BlobWire.Connect(connectionString, options);
        place = account.OfContainer(blobContainerName);
    }

    /// <summary>By an account key.</summary>
    public BlobContainerClient(Uri blobContainerUri, StorageSharedKeyCredential credential, BlobClientOptions? options = null)
        : this(BlobWire.Connect(credential, options), Own(blobContainerUri) with { AccountName = credential.AccountName })
    {
    }

    /// <summary>By tokens of an identity with the role Storage Blob Data Contributor. The address must be https.</summary>
    public BlobContainerClient(Uri blobContainerUri, TokenCredential credential, BlobClientOptions? options = null)
        : this(BlobWire.Connect(credential, options), Own(blobContainerUri))
    {
    }

    /// <summary>By an address that carries a shared access signature.</summary>
    public BlobContainerClient(Uri blobContainerUri, BlobClientOptions? options = null)
        : this(BlobWire.Connect(options), Own(blobContainerUri))
    {
    }

    internal BlobContainerClient(BlobWire wire, BlobPlace place) => (this.wire, this.place) = (wire, place);

    /// <summary>The name of the container.</summary>
    public string Name => place.Container;

    /// <summary>The name of the account.</summary>
    public string AccountName => place.AccountName;

    /// <summary>The address of the container, with the signature that it was given with.</summary>
    public Uri Uri => place.Uri;

    /// <summary>A client for one blob. It shares this client's connections; nothing is sent.</summary>
    public BlobClient GetBlobClient(string blobName) => new(wire, place.OfBlob(blobName));

    /// <summary>Makes the container, for authorised eyes only.</summary>
    /// <exception cref="RequestFailedException">409 ContainerAlreadyExists, or ContainerBeingDeleted for a while after it was deleted.</exception>
    public async Task<Response<BlobContainerInfo>> CreateAsync(
        PublicAccessType publicAccessType = PublicAccessType.None, IDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default)
    {
        Refuse(metadata);
        var response = await wire.MakeContainer(place, mustBeNew: true, cancellationToken);
        return Response.FromValue(Info(response), response);
    }

    /// <summary>Makes the container unless it is there: then the answer is null.</summary>
    /// <exception cref="RequestFailedException">409 ContainerBeingDeleted for a while after it was deleted.</exception>
    public async Task<Response<BlobContainerInfo>?> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None, IDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default)
    {
        Refuse(metadata);
        var response = await wire.MakeContainer(place, mustBeNew: false, cancellationToken);
        return response.Status == 409 ? null : Response.FromValue(Info(response), response);
    }

    /// <summary>Deletes the container with all that is in it, and tells whether it was there.</summary>
    public async Task<Response<bool>> DeleteIfExistsAsync(BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default)
    {
        var response = await wire.DeleteContainer(place, conditions, cancellationToken);
        return Response.FromValue(response.Status != 404, response);
    }

    /// <summary>Whether the container is there.</summary>
    public async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        var response = await wire.FindContainer(place, cancellationToken);
        return Response.FromValue(response.Status != 404, response);
    }

    /// <summary>
    /// The blobs whose names begin with a prefix, by name. A page has at most 5000, may have fewer, and may be empty before the
    /// end. Nothing is sent before the first page is asked for.
    /// </summary>
    public AsyncPageable<BlobItem> GetBlobsAsync(
        BlobTraits traits = BlobTraits.None, BlobStates states = BlobStates.None, string? prefix = null, CancellationToken cancellationToken = default) =>
        new BlobPages<BlobItem>(
            (next, size, cancel) => wire.List(place, prefix, traits.HasFlag(BlobTraits.Metadata), next, size, cancel), cancellationToken);

    /// <summary>Deletes a blob, and tells whether it was there.</summary>
    /// <exception cref="RequestFailedException">412 ConditionNotMet.</exception>
    public Task<Response<bool>> DeleteBlobIfExistsAsync(
        string blobName,
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = null,
        CancellationToken cancellationToken = default) =>
        GetBlobClient(blobName).DeleteIfExistsAsync(snapshotsOption, conditions, cancellationToken);

    internal BlockBlobClient BlockBlob(string blobName) => new(wire, place.OfBlob(blobName));

    private static BlobPlace Own(Uri address) => BlobPlace.Parse(address) is { Container.Length: > 0, Blob.Length: 0 } place
        ? place
        : throw new ArgumentException("The address is not that of a container.", nameof(address));

    private static BlobContainerInfo Info(Response response) => new(response.Headers.ETag ?? default, response.Headers.LastModified());

    private static void Refuse(IDictionary<string, string>? metadata)
    {
        if (metadata is { Count: > 0 })
        {
            throw new NotSupportedException("The stand-in of Azure.Storage.Blobs makes containers without metadata.");
        }
    }
}
