namespace Azure.Storage.Blobs.Models;

/// <summary>What a write made of a blob.</summary>
public sealed class BlobContentInfo
{
    internal BlobContentInfo(ETag etag, DateTimeOffset lastModified) => (ETag, LastModified) = (etag, lastModified);

    /// <summary>The new version.</summary>
    public ETag ETag { get; }

    /// <summary>When it was written, by the service's clock.</summary>
    public DateTimeOffset LastModified { get; }
}
