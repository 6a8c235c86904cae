namespace Azure.Storage.Blobs.Models;

/// <summary>A content on its way. Disposing it ends the connection.</summary>
public sealed class BlobDownloadStreamingResult : IDisposable
{
    internal BlobDownloadStreamingResult(Stream content, BlobDownloadDetails details) => (Content, Details) = (content, details);

    /// <summary>The content, read forward only.</summary>
    public Stream Content { get; }

    /// <summary>What came with it.</summary>
    public BlobDownloadDetails Details { get; }

    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}
