namespace Azure.Storage.Blobs.Models;

/// <summary>Who may read a container without being asked who they are.</summary>
public enum PublicAccessType
{
    /// <summary>Nobody.</summary>
    None = 0,
}
