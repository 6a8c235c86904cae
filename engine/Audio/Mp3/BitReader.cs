namespace Pbx.Engine.Audio.Mp3;

/// <summary>Reads bits from the most significant on. Beyond the end there are zeros.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>How many bits were taken.</summary>
    public int Position { get; set; }

    /// <summary>The next bits, at most 24, as a number.</summary>
    public int Take(int count)
    {
        var value = 0;
        for (var left = count; left > 0;)
        {
            var inByte = Math.Min(left, 8 - (Position & 7));
            var at = Position >> 3;
            var part = at < bytes.Length ? (bytes[at] >> (8 - (Position & 7) - inByte)) & ((1 << inByte) - 1) : 0;
            value = (value << inByte) | part;
            Position += inByte;
            left -= inByte;
        }

        return value;
    }

    /// <summary>The next bit as a yes or no.</summary>
    public bool Flag() => Take(1) != 0;
}
