namespace Azure.Storage.Blobs.Models;

/// <summary>What a list says of a blob. Null is what the service did not say.</summary>
public sealed class BlobItemProperties
{
    internal BlobItemProperties(long? contentLength, string? contentType, DateTimeOffset? createdOn, DateTimeOffset? lastModified, ETag? etag)
    {
        ContentLength = contentLength;
        ContentType = contentType;
        CreatedOn = createdOn;
        LastModified = lastModified;
        ETag = etag;
    }

    /// <summary>The length in bytes.</summary>
    public long? ContentLength { get; }

    /// <summary>The media type.</summary>
    public string? ContentType { get; }

    /// <summary>When the blob was made.</summary>
    public DateTimeOffset? CreatedOn { get; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? LastModified { get; }

    /// <summary>The version.</summary>
    public ETag? ETag { get; }
}
