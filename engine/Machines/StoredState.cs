using System.IO.Compression;

namespace Pbx.Engine.Machines;

/// <summary>
/// The text of a machine's state as it is stored: one that is large is packed, so that a floor with thousands of agents and callers has room in one row. Small ones stay as they are, because packing would
/// cost more than it saves. A packed text begins with the mark of gzip (RFC 1952), which no JSON text begins with.
/// </summary>
public static class StoredState
{
    private const int LargestPlain = 128 * 1024;

    /// <summary>As it is stored.</summary>
    public static ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> text)
    {
        if (text.Length <= LargestPlain)
        {
            return text;
        }

        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            zip.Write(text.Span);
        }

        return packed.ToArray();
    }

    /// <summary>The text.</summary>
    /// <exception cref="InvalidDataException">It begins like a packed one and is none.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> stored)
    {
        if (stored is not { Length: > 2, Span: [0x1f, 0x8b, ..] })
        {
            return stored;
        }

        using var text = new MemoryStream();
        using (var zip = new GZipStream(new MemoryStream(stored.ToArray()), CompressionMode.Decompress))
        {
            zip.CopyTo(text);
        }

        return text.ToArray();
    }
}
