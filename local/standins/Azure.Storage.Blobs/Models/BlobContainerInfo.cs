namespace Azure.Storage.Blobs.Models;

/// <summary>The version of a container.</summary>
public sealed class BlobContainerInfo
{
    internal BlobContainerInfo(ETag etag, DateTimeOffset lastModified) => (ETag, LastModified) = (etag, lastModified);

    /// <summary>The version.</summary>
    public ETag ETag { get; }

    /// <summary>When it was made or changed, by the service's clock.</summary>
    public DateTimeOffset LastModified { get; }
}
