using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Wire;

namespace Azure.Storage.Blobs.Specialized;

/// <summary>One blob that is put together of blocks: blocks are staged in any order, and a list of them becomes the blob.</summary>
public sealed class BlockBlobClient : BlobBaseClient
{
    /// <summary>By a connection string with an account key, or UseDevelopmentStorage=true.</summary>
    /// <exception cref="InvalidOperationException">The text is no such connection string.</exception>
    public BlockBlobClient(string connectionString, string containerName, string blobName)
        : base(BlobWire.Connect(connectionString, options: null), containerName, blobName)
    {
    }

    /// <summary>By an account key.</summary>
    public BlockBlobClient(Uri blobUri, StorageSharedKeyCredential credential, BlobClientOptions? options = null)
        : base(BlobWire.Connect(credential, options), Own(blobUri) with { AccountName = credential.AccountName })
    {
    }

    /// <summary>By tokens of an identity with the role Storage Blob Data Contributor. The address must be https.</summary>
    public BlockBlobClient(Uri blobUri, TokenCredential credential, BlobClientOptions? options = null)
        : base(BlobWire.Connect(credential, options), Own(blobUri))
    {
    }

    /// <summary>By an address that carries a shared access signature.</summary>
    public BlockBlobClient(Uri blobUri, BlobClientOptions? options = null)
        : base(BlobWire.Connect(options), Own(blobUri))
    {
    }

    internal BlockBlobClient(BlobWire wire, BlobPlace place)
        : base(wire, place)
    {
    }

    /// <inheritdoc cref="BlobClient.UploadAsync(Stream, BlobUploadOptions, CancellationToken)"/>
    public Task<Response<BlobContentInfo>> UploadAsync(Stream content, BlobUploadOptions? options, CancellationToken cancellationToken = default) =>
        BlobUpload.Send(Wire, Place, content, options, cancellationToken);

    /// <summary>Sends a block. It is forgotten after a week, or when a list without it is committed.</summary>
    /// <param name="base64BlockId">Base64 of at most 64 bytes; all ids of a blob have one length.</param>
    /// <param name="content">The block, at most 256 MiB here; it is read to its end.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Response<BlockInfo>> StageBlockAsync(string base64BlockId, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(base64BlockId);
        ArgumentNullException.ThrowIfNull(content);
        var block = await BinaryData.FromStreamAsync(content, cancellationToken);
        return Response.FromValue(new BlockInfo(), await Wire.PutBlock(Place, base64BlockId, block.ToMemory(), cancellationToken));
    }

    /// <summary>Makes the blob of these blocks, in this order.</summary>
    /// <exception cref="RequestFailedException">400 InvalidBlockList; 412 ConditionNotMet.</exception>
    public async Task<Response<BlobContentInfo>> CommitBlockListAsync(
        IEnumerable<string> base64BlockIds, CommitBlockListOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(base64BlockIds);
        var response = await Wire.PutBlockList(Place, base64BlockIds, options?.HttpHeaders, options?.Metadata, options?.Conditions, cancellationToken);
        return Response.FromValue(response.Headers.ContentInfo(), response);
    }
}
