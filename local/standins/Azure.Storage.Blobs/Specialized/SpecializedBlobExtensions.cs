namespace Azure.Storage.Blobs.Specialized;

/// <summary>Clients for particular kinds of blobs.</summary>
public static class SpecializedBlobExtensions
{
    /// <summary>A client for one block blob of the container. It shares the container's connections; nothing is sent.</summary>
    public static BlockBlobClient GetBlockBlobClient(this BlobContainerClient client, string blobName)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.BlockBlob(blobName);
    }
}
