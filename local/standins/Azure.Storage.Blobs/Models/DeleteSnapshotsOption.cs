namespace Azure.Storage.Blobs.Models;

/// <summary>What becomes of the snapshots of a blob that is deleted.</summary>
public enum DeleteSnapshotsOption
{
    /// <summary>A blob with snapshots is not deleted.</summary>
    None = 0,

    /// <summary>They are deleted too.</summary>
    IncludeSnapshots = 1,
}
