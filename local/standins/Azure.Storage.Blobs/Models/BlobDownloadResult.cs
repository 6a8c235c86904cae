namespace Azure.Storage.Blobs.Models;

/// <summary>A content in memory.</summary>
public sealed class BlobDownloadResult
{
    internal BlobDownloadResult(BinaryData content, BlobDownloadDetails details) => (Content, Details) = (content, details);

    /// <summary>The content.</summary>
    public BinaryData Content { get; }

    /// <summary>What came with it.</summary>
    public BlobDownloadDetails Details { get; }
}
