using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pbx.Simulator.Network.Audio;

/// <summary>
/// A rendering as a WAV file that is read from anywhere, never written: at no time is more than a second of it in memory. Sizes
/// beyond 4 GiB are written as the largest that the header can say.
/// </summary>
public sealed class WavStream : Stream
{
    private const int HeaderLength = 44;

    private readonly Rendering sound;
    private readonly byte[] header;
    private readonly byte[] second;
    private readonly int frameBytes;
    private long secondAt = -1; // which second is in the buffer
    private long position;

    public WavStream(Rendering sound)
    {
        this.sound = sound;
        frameBytes = 2 * sound.Channels;
        second = new byte[Pcm.Rate * frameBytes];
        header = Header(sound.Channels, sound.Frames * frameBytes);
        Length = HeaderLength + sound.Frames * frameBytes;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "There is nothing before the beginning.");
    }

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        while (read < buffer.Length && position < Length)
        {
            var part = position < HeaderLength ? header.AsSpan((int)position) : Data(position - HeaderLength);
            var count = Math.Min(part.Length, buffer.Length - read);
            part[..count].CopyTo(buffer[read..]);
            read += count;
            position += count;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("It is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is only read.");

    /// <summary>The header of a file with so many bytes of sound.</summary>
    internal static byte[] Header(int channels, long bytes)
    {
        var written = new byte[HeaderLength];
        "RIFF"u8.CopyTo(written);
        BinaryPrimitives.WriteUInt32LittleEndian(written.AsSpan(4), (uint)Math.Min(uint.MaxValue, HeaderLength - 8 + bytes));
        "WAVEfmt "u8.CopyTo(written.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(written.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(written.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(written.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(written.AsSpan(24), Pcm.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(written.AsSpan(28), Pcm.Rate * 2 * channels);
        BinaryPrimitives.WriteInt16LittleEndian(written.AsSpan(32), (short)(2 * channels));
        BinaryPrimitives.WriteInt16LittleEndian(written.AsSpan(34), 16);
        "data"u8.CopyTo(written.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(written.AsSpan(40), (uint)Math.Min(uint.MaxValue, bytes));
        return written;
    }

    private ReadOnlySpan<byte> Data(long at)
    {
        var (wanted, within) = Math.DivRem(at, second.Length);
        if (wanted != secondAt)
        {
            var samples = MemoryMarshal.Cast<byte, short>(second.AsSpan());
            sound.Read(wanted * Pcm.Rate, samples);
            if (!BitConverter.IsLittleEndian)
            {
                BinaryPrimitives.ReverseEndianness(samples, samples);
            }

            secondAt = wanted;
        }

        return second.AsSpan((int)within, (int)Math.Min(second.Length - within, Length - HeaderLength - at));
    }
}
