namespace Azure.Storage.Blobs.Models;

/// <summary>What came with a content.</summary>
public sealed class BlobDownloadDetails
{
    internal BlobDownloadDetails(
        long contentLength, string contentType, string contentRange, ETag etag, DateTimeOffset lastModified, IDictionary<string, string> metadata)
    {
        ContentLength = contentLength;
        ContentType = contentType;
        ContentRange = contentRange;
        ETag = etag;
        LastModified = lastModified;
        Metadata = metadata;
    }

    /// <summary>The bytes of this answer, which may be a part.</summary>
    public long ContentLength { get; }

    /// <summary>The media type.</summary>
    public string ContentType { get; }

    /// <summary>Which part of how many bytes this is: "bytes 0-99/1000"; empty if it is all.</summary>
    public string ContentRange { get; }

    /// <summary>The version that was read.</summary>
    public ETag ETag { get; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset LastModified { get; }

    /// <summary>The metadata; names compare without case.</summary>
    public IDictionary<string, string> Metadata { get; }
}
