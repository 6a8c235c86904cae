namespace Azure.Storage.Blobs.Models;

/// <summary>A block was taken. The service's checksums are not kept.</summary>
public sealed class BlockInfo
{
    internal BlockInfo()
    {
    }
}
