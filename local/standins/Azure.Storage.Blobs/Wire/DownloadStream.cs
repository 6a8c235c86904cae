namespace Azure.Storage.Blobs.Wire;

/// <summary>
/// A content on its way. When the connection breaks before all of it came, the rest of the same version is asked for, a few
/// times; it can be read forward only.
/// </summary>
internal sealed class DownloadStream(BlobWire wire, BlobPlace blob, long start, long length, ETag version, Stream first) : Stream
{
    private const int TriesAgain = 5;

    private Stream current = first;
    private long position;
    private int triesLeft = TriesAgain;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException("A download can be read forward only.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Exception? fault = null;
            try
            {
                var read = await current.ReadAsync(buffer, cancellationToken);
                position += read;
                if (read > 0 || buffer.Length == 0 || position >= length)
                {
                    return read;
                }
            }
            catch (Exception broken) when (broken is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
            {
                fault = broken;
            }

            if (triesLeft-- == 0)
            {
                throw new IOException($"Only {position} of {length} bytes came.", fault);
            }

            await current.DisposeAsync();
            var rest = new HttpRange(start + position, length - position);
            (_, current) = await wire.Get(blob, rest, new RequestConditions { IfMatch = version }, cancellationToken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A download can be read forward only.");

    public override void SetLength(long value) => throw new NotSupportedException("A download cannot be written.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A download cannot be written.");

    public override void Flush()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await current.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            current.Dispose();
        }

        base.Dispose(disposing);
    }
}
