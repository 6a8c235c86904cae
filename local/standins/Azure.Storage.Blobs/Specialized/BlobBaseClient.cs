using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Wire;
using Azure.Storage.Sas;

namespace Azure.Storage.Blobs.Specialized;

/// <summary>What can be done with a blob of any kind: reading, its properties, deleting, signing its address.</summary>
public class BlobBaseClient
{
    private const int ReadAtOnce = 4 * 1024 * 1024;

    internal BlobBaseClient(BlobWire wire, BlobPlace place) => (Wire, Place) = (wire, place);

    private protected BlobBaseClient((BlobWire Wire, BlobPlace Account) service, string container, string blob)
        : this(service.Wire, service.Account.OfContainer(container).OfBlob(blob))
    {
    }

    private protected BlobWire Wire { get; }

    private protected BlobPlace Place { get; }

    /// <summary>The name of the blob, with its slashes.</summary>
    public string Name => Place.Blob;

    /// <summary>The name of the container.</summary>
    public string BlobContainerName => Place.Container;

    /// <summary>The name of the account.</summary>
    public string AccountName => Place.AccountName;

    /// <summary>The address of the blob, with the signature that it was given with.</summary>
    public Uri Uri => Place.Uri;

    /// <summary>Whether this client has the account key, without which it cannot sign an address.</summary>
    public bool CanGenerateSasUri => Wire.Credential is not null;

    /// <summary>
    /// The content, or a part of it, as it comes. The stream is the caller's to dispose; it asks for the rest when the connection
    /// breaks. When a condition says that the caller has the present version, the response is a 304 and its value throws.
    /// </summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound; 416 InvalidRange; 412 ConditionNotMet.</exception>
    public async Task<Response<BlobDownloadStreamingResult>> DownloadStreamingAsync(
        BlobDownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var range = options?.Range ?? default;
        var (response, content) = await Wire.Get(Place, range, options?.Conditions, cancellationToken);
        if (response.Status == 304)
        {
            await content.DisposeAsync();
            return new NotModified<BlobDownloadStreamingResult>(response);
        }

        var details = response.Headers.Details();
        var stream = new DownloadStream(Wire, Place, range.Offset, details.ContentLength, details.ETag, content);
        return Response.FromValue(new BlobDownloadStreamingResult(stream, details), response);
    }

    /// <summary>The content in memory.</summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound.</exception>
    public Task<Response<BlobDownloadResult>> DownloadContentAsync() => DownloadContentAsync(options: null);

    /// <inheritdoc cref="DownloadContentAsync()"/>
    public Task<Response<BlobDownloadResult>> DownloadContentAsync(CancellationToken cancellationToken) => DownloadContentAsync(options: null, cancellationToken);

    /// <summary>
    /// The content, or a part of it, in memory. When a condition says that the caller has the present version, the response is a
    /// 304 and its value throws.
    /// </summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound; 416 InvalidRange; 412 ConditionNotMet.</exception>
    public async Task<Response<BlobDownloadResult>> DownloadContentAsync(BlobDownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var download = await DownloadStreamingAsync(options, cancellationToken);
        if (download is NotModified<BlobDownloadStreamingResult>)
        {
            return new NotModified<BlobDownloadResult>(download.GetRawResponse());
        }

        await using var content = download.Value.Content;
        return Response.FromValue(
            new BlobDownloadResult(await BinaryData.FromStreamAsync(content, cancellationToken), download.Value.Details), download.GetRawResponse());
    }

    /// <summary>Writes the content to a stream.</summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound.</exception>
    public async Task<Response> DownloadToAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var download = await DownloadStreamingAsync(options: null, cancellationToken);
        await using var content = download.Value.Content;
        await content.CopyToAsync(destination, cancellationToken);
        return download.GetRawResponse();
    }

    /// <summary>The content as a stream that can seek, read by ranges of one version of the blob.</summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound; while reading 412 ConditionNotMet if the blob has changed.</exception>
    public async Task<Stream> OpenReadAsync(
        long position = 0, int? bufferSize = null, BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default)
    {
        var response = await Wire.Head(Place, conditions, cancellationToken);
        var properties = response.Headers.Properties();
        return new BlobReadStream(
            Wire, Place, properties.ContentLength, new RequestConditions { IfMatch = properties.ETag }, bufferSize ?? ReadAtOnce, position);
    }

    /// <summary>What is known of the blob.</summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound; 412 ConditionNotMet; 304 for If-None-Match.</exception>
    public async Task<Response<BlobProperties>> GetPropertiesAsync(BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default)
    {
        var response = await Wire.Head(Place, conditions, cancellationToken);
        return Response.FromValue(response.Headers.Properties(), response);
    }

    /// <summary>Replaces the metadata; the blob gets a new ETag. Names are identifiers, values are ASCII.</summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound; 412 ConditionNotMet.</exception>
    public async Task<Response<BlobInfo>> SetMetadataAsync(
        IDictionary<string, string> metadata, BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var response = await Wire.SetMetadata(Place, metadata, conditions, cancellationToken);
        return Response.FromValue(new BlobInfo(response.Headers.ETag ?? default, response.Headers.LastModified()), response);
    }

    /// <summary>Whether the blob is there.</summary>
    public async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        var response = await Wire.Find(Place, cancellationToken);
        return Response.FromValue(response.Status != 404, response);
    }

    /// <summary>Deletes the blob.</summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound; 412 ConditionNotMet.</exception>
    public Task<Response> DeleteAsync(
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = null,
        CancellationToken cancellationToken = default) =>
        Wire.Delete(Place, mustBeThere: true, snapshotsOption == DeleteSnapshotsOption.IncludeSnapshots, conditions, cancellationToken);

    /// <summary>Deletes the blob, and tells whether it was there.</summary>
    /// <exception cref="RequestFailedException">412 ConditionNotMet.</exception>
    public async Task<Response<bool>> DeleteIfExistsAsync(
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = null,
        CancellationToken cancellationToken = default)
    {
        var response = await Wire.Delete(
            Place, mustBeThere: false, snapshotsOption == DeleteSnapshotsOption.IncludeSnapshots, conditions, cancellationToken);
        return Response.FromValue(response.Status != 404, response);
    }

    /// <summary>The address with a signature of the account key that allows this much until then.</summary>
    /// <exception cref="InvalidOperationException">The client has no account key.</exception>
    public Uri GenerateSasUri(BlobSasPermissions permissions, DateTimeOffset expiresOn) =>
        GenerateSasUri(new BlobSasBuilder(permissions, expiresOn) { BlobContainerName = BlobContainerName, BlobName = Name });

    /// <summary>The address with the signature that a builder describes. The builder must name this blob, or nothing.</summary>
    /// <exception cref="InvalidOperationException">The client has no account key, or the builder names another blob.</exception>
    public Uri GenerateSasUri(BlobSasBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.BlobContainerName ??= BlobContainerName;
        builder.BlobName ??= Name;
        if (builder.BlobContainerName != BlobContainerName || builder.BlobName != Name)
        {
            throw new InvalidOperationException("The builder names another blob than the client.");
        }

        var credential = Wire.Credential ?? throw new InvalidOperationException("A client without the account key cannot sign an address.");
        return new UriBuilder(Uri) { Query = builder.ToSasQueryParameters(credential).ToString() }.Uri;
    }

    private protected static BlobPlace Own(Uri address) => BlobPlace.Parse(address) is { Container.Length: > 0, Blob.Length: > 0 } place
        ? place
        : throw new ArgumentException("The address is not that of a blob.", nameof(address));
}
