namespace Azure.Storage.Blobs.Models;

/// <summary>How a blob is written.</summary>
public sealed class BlobUploadOptions
{
    /// <summary>Its standard headers.</summary>
    public BlobHttpHeaders? HttpHeaders { get; set; }

    /// <summary>Its metadata: names are identifiers, values are ASCII.</summary>
    public IDictionary<string, string>? Metadata { get; set; }

    /// <summary>What must hold of the blob that is there.</summary>
    public BlobRequestConditions? Conditions { get; set; }

    /// <summary>How a long content is cut.</summary>
    public StorageTransferOptions TransferOptions { get; set; }
}
