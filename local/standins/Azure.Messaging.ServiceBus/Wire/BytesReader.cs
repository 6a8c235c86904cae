using System.Buffers.Binary;
using System.Text;

namespace Pbx.Local.Wire;

/// <summary>Reads what <see cref="BytesWriter"/> wrote, in the same order. Blobs are views of the given bytes, not copies.</summary>
/// <exception cref="InvalidDataException">From every member, when the bytes end early or cannot be what was asked for.</exception>
internal sealed class BytesReader(ReadOnlyMemory<byte> bytes)
{
    private int at;

    public bool AtEnd => at == bytes.Length;

    public byte Byte() => Take(1).Span[0];

    public bool Flag() => Byte() != 0;

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(4).Span);

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8).Span);

    public Guid Guid() => new(Take(16).Span);

    public DateTimeOffset? Instant()
    {
        var ticks = Long();
        return ticks < 0 ? null
            : ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new InvalidDataException("An instant is out of range.");
    }

    public DateTimeOffset Moment() => Instant() ?? throw new InvalidDataException("An instant is missing.");

    public TimeSpan? Span() => Long() is var ticks && ticks == long.MinValue ? null : new TimeSpan(ticks);

    public string? Text()
    {
        var length = Int();
        return length < 0 ? null : Encoding.UTF8.GetString(Take(length).Span);
    }

    public string Word() => Text() ?? throw new InvalidDataException("A text is missing.");

    public ReadOnlyMemory<byte>? Blob()
    {
        var length = Int();
        return length < 0 ? (ReadOnlyMemory<byte>?)null : Take(length); // typed: a bare null would become empty memory
    }

    public List<T> Many<T>(Func<BytesReader, T> read)
    {
        var count = Int();
        if (count < 0 || count > bytes.Length - at)
        {
            throw new InvalidDataException($"A list of {count} values does not fit in {bytes.Length - at} bytes.");
        }

        var values = new List<T>(count);
        for (var i = 0; i < count; i++)
        {
            values.Add(read(this));
        }

        return values;
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count < 0 || count > bytes.Length - at)
        {
            throw new InvalidDataException($"{count} bytes were expected where {bytes.Length - at} are left.");
        }

        var taken = bytes.Slice(at, count);
        at += count;
        return taken;
    }
}
