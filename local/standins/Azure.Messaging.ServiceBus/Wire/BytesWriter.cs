using System.Buffers.Binary;
using System.Text;

namespace Pbx.Local.Wire;

/// <summary>Writes the values of a frame or of a log record, little-endian, one after the other; <see cref="BytesReader"/> reads them back.</summary>
internal sealed class BytesWriter
{
    private byte[] buffer = new byte[256];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, Length);

    public void Byte(byte value) => Next(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Next(4), value);

    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(8), value);

    public void Guid(Guid value) => value.TryWriteBytes(Next(16));

    public void Instant(DateTimeOffset? value) => Long(value is { } at ? at.UtcTicks : -1);

    public void Span(TimeSpan? value) => Long(value is { } span ? span.Ticks : long.MinValue);

    public void Text(string? value)
    {
        if (value is null)
        {
            Int(-1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        Encoding.UTF8.GetBytes(value, Next(length));
    }

    public void Blob(ReadOnlyMemory<byte>? value)
    {
        if (value is not { } bytes)
        {
            Int(-1);
            return;
        }

        Int(bytes.Length);
        Raw(bytes.Span);
    }

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    /// <summary>Writes over four bytes that were written before: a length that was not known then.</summary>
    public void Overwrite(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(at, 4), value);

    public void Clear() => Length = 0;

    public void Many<T>(IReadOnlyCollection<T> values, Action<BytesWriter, T> write)
    {
        Int(values.Count);
        foreach (var value in values)
        {
            write(this, value);
        }
    }

    private Span<byte> Next(int count)
    {
        if (Length + count > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + count));
        }

        Length += count;
        return buffer.AsSpan(Length - count, count);
    }
}
