namespace Azure.Storage.Sas;

/// <summary>What the bearer of a signed address may do.</summary>
[Flags]
public enum BlobSasPermissions
{
    /// <summary>Reads content and properties.</summary>
    Read = 1,

    /// <summary>Adds to an append blob.</summary>
    Add = 2,

    /// <summary>Makes a blob that is not there.</summary>
    Create = 4,

    /// <summary>Writes content, properties and metadata.</summary>
    Write = 8,

    /// <summary>Deletes.</summary>
    Delete = 16,

    /// <summary>Lists the blobs of a container.</summary>
    List = 128,
}
