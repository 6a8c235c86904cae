using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Blobs.Wire;

namespace Azure.Storage.Blobs;

/// <summary>One blob: written as a whole, read as a whole or in parts. Thread safe. Failures are <see cref="RequestFailedException"/>.</summary>
public sealed class BlobClient : BlobBaseClient
{
    /// <summary>By a connection string with an account key, or UseDevelopmentStorage=true.</summary>
    /// <exception cref="InvalidOperationException">The text is no such connection string.</exception>
    public BlobClient(string connectionString, string blobContainerName, string blobName)
        : this(connectionString, blobContainerName, blobName, options: null)
    {
    }

    /// <inheritdoc cref="BlobClient(string, string, string)"/>
    public BlobClient(string connectionString, string blobContainerName, string blobName, BlobClientOptions? options)
        : base(BlobWire.Connect(connectionString, options), blobContainerName, blobName)
    {
    }

    /// <summary>By an account key.</summary>
    public BlobClient(Uri blobUri, StorageSharedKeyCredential credential, BlobClientOptions? options = null)
        : base(BlobWire.Connect(credential, options), Own(blobUri) with { AccountName = credential.AccountName })
    {
    }

    /// <summary>By tokens of an identity with the role Storage Blob Data Contributor. The address must be https.</summary>
    public BlobClient(Uri blobUri, TokenCredential credential, BlobClientOptions? options = null)
        : base(BlobWire.Connect(credential, options), Own(blobUri))
    {
    }

    /// <summary>By an address that carries a shared access signature.</summary>
    public BlobClient(Uri blobUri, BlobClientOptions? options = null)
        : base(BlobWire.Connect(options), Own(blobUri))
    {
    }

    internal BlobClient(BlobWire wire, BlobPlace place)
        : base(wire, place)
    {
    }

    /// <summary>Writes the blob, or refuses if one is there and shall not be overwritten.</summary>
    /// <exception cref="RequestFailedException">409 BlobAlreadyExists; 404 ContainerNotFound.</exception>
    public Task<Response<BlobContentInfo>> UploadAsync(Stream content, bool overwrite = false, CancellationToken cancellationToken = default) =>
        UploadAsync(content, Unless(overwrite), cancellationToken);

    /// <inheritdoc cref="UploadAsync(Stream, bool, CancellationToken)"/>
    public Task<Response<BlobContentInfo>> UploadAsync(BinaryData content, bool overwrite = false, CancellationToken cancellationToken = default) =>
        UploadAsync(content, Unless(overwrite), cancellationToken);

    /// <summary>
    /// Writes the blob from where the stream stands to its end, over what is there unless the conditions say otherwise. A long
    /// content goes in blocks, and becomes the blob with the last request.
    /// </summary>
    /// <exception cref="RequestFailedException">412 ConditionNotMet; 409 BlobAlreadyExists for If-None-Match: *; 404 ContainerNotFound.</exception>
    public Task<Response<BlobContentInfo>> UploadAsync(Stream content, BlobUploadOptions? options, CancellationToken cancellationToken = default) =>
        BlobUpload.Send(Wire, Place, content, options, cancellationToken);

    /// <inheritdoc cref="UploadAsync(Stream, BlobUploadOptions, CancellationToken)"/>
    public async Task<Response<BlobContentInfo>> UploadAsync(BinaryData content, BlobUploadOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        await using var stream = content.ToStream();
        return await UploadAsync(stream, options, cancellationToken);
    }

    private static BlobUploadOptions? Unless(bool overwrite) =>
        overwrite ? null : new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
}
