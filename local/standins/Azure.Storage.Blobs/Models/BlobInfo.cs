namespace Azure.Storage.Blobs.Models;

/// <summary>The version of a blob after a change that is not of its content.</summary>
public sealed class BlobInfo
{
    internal BlobInfo(ETag etag, DateTimeOffset lastModified) => (ETag, LastModified) = (etag, lastModified);

    /// <summary>The new version.</summary>
    public ETag ETag { get; }

    /// <summary>When it was changed, by the service's clock.</summary>
    public DateTimeOffset LastModified { get; }
}
