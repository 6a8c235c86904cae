namespace Azure.Storage.Blobs.Models;

/// <summary>What of a blob is read.</summary>
public sealed class BlobDownloadOptions
{
    /// <summary>The part; default is all. A part that reaches beyond the end is cut there.</summary>
    public HttpRange Range { get; set; }

    /// <summary>What must hold of the blob.</summary>
    public BlobRequestConditions? Conditions { get; set; }
}
