using System.Buffers.Binary;

namespace Pbx.Local.Wire;

/// <summary>
/// A frame: its length (4 bytes, little-endian, of what follows), the number of the request that it is or answers (4 bytes),
/// the request or reply. The stream is a plain HTTP/1.1 connection that was upgraded to <see cref="Protocol"/>.
/// </summary>
internal static class Framing
{
    public const string Protocol = "pbx-broker/1";

    /// <summary>Of the HTTP request that opens the connection: which client this is, also after it comes back.</summary>
    public const string ClientHeader = "Broker-Client";

    /// <summary>More than any batch may hold.</summary>
    public const int Longest = 8 * 1024 * 1024;

    private const int Header = 8;

    public static ReadOnlyMemory<byte> Request(int number, Request request)
    {
        var writer = Start(number);
        RequestFormat.Write(writer, request);
        return Finish(writer);
    }

    public static ReadOnlyMemory<byte> Reply(int number, Reply reply)
    {
        var writer = Start(number);
        ReplyFormat.Write(writer, reply);
        return Finish(writer);
    }

    /// <summary>Reads one frame; none when the other side has ended the stream between two frames.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    /// <exception cref="InvalidDataException">The stream does not hold frames.</exception>
    public static async ValueTask<(int Number, BytesReader Content)?> ReadFrame(Stream stream, CancellationToken cancel)
    {
        var header = new byte[Header];
        if (await stream.ReadAtLeastAsync(header, Header, throwOnEndOfStream: false, cancel) < Header)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header) - 4;
        if (length is < 1 or > Longest)
        {
            throw new InvalidDataException($"A frame of {length} bytes is out of range.");
        }

        var content = new byte[length];
        await stream.ReadExactlyAsync(content, cancel);
        return (BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4)), new BytesReader(content));
    }

    private static BytesWriter Start(int number)
    {
        var writer = new BytesWriter();
        writer.Int(0);
        writer.Int(number);
        return writer;
    }

    private static ReadOnlyMemory<byte> Finish(BytesWriter writer)
    {
        writer.Overwrite(0, writer.Length - 4);
        return writer.Written;
    }
}
