namespace Azure.Storage.Blobs.Models;

/// <summary>How a blob is made of its blocks.</summary>
public sealed class CommitBlockListOptions
{
    /// <summary>Its standard headers.</summary>
    public BlobHttpHeaders? HttpHeaders { get; set; }

    /// <summary>Its metadata: names are identifiers, values are ASCII.</summary>
    public IDictionary<string, string>? Metadata { get; set; }

    /// <summary>What must hold of the blob that is there.</summary>
    public BlobRequestConditions? Conditions { get; set; }
}
