namespace Azure.Storage.Blobs.Models;

/// <summary>What else a list says of each blob.</summary>
[Flags]
public enum BlobTraits
{
    /// <summary>Nothing else.</summary>
    None = 0,

    /// <summary>The metadata.</summary>
    Metadata = 2,
}
