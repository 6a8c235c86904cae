namespace Azure.Storage.Blobs.Models;

/// <summary>The standard headers that a blob is stored with and comes back with. Null keeps the service's own choice.</summary>
public sealed class BlobHttpHeaders
{
    /// <summary>The media type; without one application/octet-stream.</summary>
    public string? ContentType { get; set; }

    /// <summary>How a browser shows it, and under which file name.</summary>
    public string? ContentDisposition { get; set; }

    /// <summary>How long it may be kept.</summary>
    public string? CacheControl { get; set; }
}
