namespace Azure.Storage.Blobs.Models;

/// <summary>What is known of a blob.</summary>
public sealed class BlobProperties
{
    internal BlobProperties(
        long contentLength,
        string contentType,
        string contentDisposition,
        string cacheControl,
        ETag etag,
        DateTimeOffset createdOn,
        DateTimeOffset lastModified,
        IDictionary<string, string> metadata)
    {
        ContentLength = contentLength;
        ContentType = contentType;
        ContentDisposition = contentDisposition;
        CacheControl = cacheControl;
        ETag = etag;
        CreatedOn = createdOn;
        LastModified = lastModified;
        Metadata = metadata;
    }

    /// <summary>The length in bytes.</summary>
    public long ContentLength { get; }

    /// <summary>The media type.</summary>
    public string ContentType { get; }

    /// <summary>How a browser shows it; empty if nothing was said.</summary>
    public string ContentDisposition { get; }

    /// <summary>How long it may be kept; empty if nothing was said.</summary>
    public string CacheControl { get; }

    /// <summary>The version.</summary>
    public ETag ETag { get; }

    /// <summary>When the blob was made.</summary>
    public DateTimeOffset CreatedOn { get; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset LastModified { get; }

    /// <summary>The metadata; names compare without case.</summary>
    public IDictionary<string, string> Metadata { get; }
}
