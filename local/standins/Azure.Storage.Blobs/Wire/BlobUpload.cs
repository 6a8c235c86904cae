using System.Buffers.Binary;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Wire;

/// <summary>
/// Sends a content of any length: in one request if it is short, otherwise block by block, of which at most two are in memory.
/// The blob appears as a whole with the last request; conditions are judged there.
/// </summary>
internal static class BlobUpload
{
    private const int ReadAtOnce = 4 * 1024 * 1024;

    public static async Task<Response<BlobContentInfo>> Send(BlobWire wire, BlobPlace blob, Stream content, BlobUploadOptions? options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        var first = await Fill(content, Size(options?.TransferOptions.InitialTransferSize), cancel);
        var second = await Fill(content, Size(options?.TransferOptions.MaximumTransferSize), cancel);
        var response = second.Length == 0
            ? await wire.PutBlob(blob, first, options, cancel)
            : await SendBlocks(wire, blob, first, second, content, options, cancel);
        return Response.FromValue(response.Headers.ContentInfo(), response);
    }

    private static async Task<Response> SendBlocks(
        BlobWire wire, BlobPlace blob, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, Stream content, BlobUploadOptions? options, CancellationToken cancel)
    {
        var upload = Guid.NewGuid();
        var ids = new List<string>();
        long sent = 0;
        var size = Size(options?.TransferOptions.MaximumTransferSize);
        for (var block = first; block.Length > 0; block = sent == first.Length ? second : await Fill(content, size, cancel))
        {
            ids.Add(Id(upload, sent));
            await wire.PutBlock(blob, ids[^1], block, cancel);
            sent += block.Length;
        }

        return await wire.PutBlockList(blob, ids, options?.HttpHeaders, options?.Metadata, options?.Conditions, cancel);
    }

    // Named by the upload too: two uploads of one blob at a time must not take each other's blocks. All ids of a blob have one length.
    private static string Id(Guid upload, long offset)
    {
        Span<byte> id = stackalloc byte[48];
        id.Clear();
        BinaryPrimitives.WriteInt64BigEndian(id, offset);
        upload.TryWriteBytes(id[8..]);
        return Convert.ToBase64String(id);
    }

    private static async Task<ReadOnlyMemory<byte>> Fill(Stream content, int size, CancellationToken cancel)
    {
        using var block = new MemoryStream();
        var buffer = new byte[Math.Min(size, 64 * 1024)];
        while (block.Length < size)
        {
            var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, size - block.Length)), cancel);
            if (read == 0)
            {
                break;
            }

            block.Write(buffer, 0, read);
        }

        return block.GetBuffer().AsMemory(0, (int)block.Length);
    }

    private static int Size(long? wanted) => (int)Math.Clamp(wanted ?? ReadAtOnce, 1, 256 * 1024 * 1024);
}
