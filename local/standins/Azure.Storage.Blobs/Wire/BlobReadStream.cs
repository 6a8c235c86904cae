namespace Azure.Storage.Blobs.Wire;

/// <summary>
/// A blob as a stream that can seek: one range request for each part that is read, of one version of the blob. A blob that
/// changes while it is read fails the read with 412 ConditionNotMet.
/// </summary>
internal sealed class BlobReadStream(BlobWire wire, BlobPlace blob, long length, RequestConditions conditions, int partSize, long start) : Stream
{
    private readonly byte[] part = new byte[Math.Min(partSize, Math.Max(length, 1))];
    private long position = start;
    private long partStart;
    private int partLength;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, length);
            position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= length || buffer.Length == 0)
        {
            return 0;
        }

        if (position < partStart || position >= partStart + partLength)
        {
            await Fetch(cancellationToken);
        }

        var from = (int)(position - partStart);
        var count = Math.Min(buffer.Length, partLength - from);
        part.AsMemory(from, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "There is no such origin."),
    };

    public override void SetLength(long value) => throw new NotSupportedException("The stream can only be read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream can only be read.");

    public override void Flush()
    {
    }

    private async Task Fetch(CancellationToken cancel)
    {
        var wanted = (int)Math.Min(part.Length, length - position);
        var (response, content) = await wire.Get(blob, new HttpRange(position, wanted), conditions, cancel);
        partLength = 0;
        await using var download = new DownloadStream(wire, blob, position, wanted, response.Headers.ETag ?? default, content);
        await download.ReadExactlyAsync(part.AsMemory(0, wanted), cancel);
        (partStart, partLength) = (position, wanted);
    }
}
