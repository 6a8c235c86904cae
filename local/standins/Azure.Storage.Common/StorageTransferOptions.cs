using System.Runtime.InteropServices;

namespace Azure.Storage;

/// <summary>How a content is cut for its transfer. Sizes are bytes; null takes the client's own choice.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct StorageTransferOptions
{
    /// <summary>A content that is no longer than this goes in one request.</summary>
    public long? InitialTransferSize { get; set; }

    /// <summary>The size of each block of a longer content.</summary>
    public long? MaximumTransferSize { get; set; }
}
