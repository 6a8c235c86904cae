namespace Pbx.Engine.Audio.Mp3;

/// <summary>What the side information says of one channel in one granule (ISO/IEC 11172-3, 2.4.1.7).</summary>
internal sealed record GranuleInfo(
    int PartLength,
    int BigValues,
    int GlobalGain,
    int ScaleCompress,
    BlockKind Block,
    bool IsMixed,
    int[] Tables,
    int[] SubblockGains,
    int FirstRegionEnd,
    int SecondRegionEnd,
    bool HasPreEmphasis,
    bool HasCoarseScale,
    int QuadTable)
{
    /// <summary>Whether the block has three short windows (of which a mixed one has only the upper part).</summary>
    public bool IsShort => Block == BlockKind.Short;

    /// <summary>How many lines belong to long windows.</summary>
    public int LongLines => !IsShort ? Mp3Header.GranuleLength : IsMixed ? 36 : 0;

    /// <summary>Reads it.</summary>
    public static GranuleInfo Read(ref BitReader bits, Mp3Header header, Bands bands)
    {
        var length = bits.Take(12);
        var bigValues = Math.Min(bits.Take(9), Mp3Header.GranuleLength / 2);
        var gain = bits.Take(8);
        var compress = bits.Take(header.IsFirst ? 4 : 9);
        var (block, isMixed) = (BlockKind.Normal, false);
        int[] tables = [0, 0, 0];
        int[] subblocks = [0, 0, 0];
        int firstEnd;
        int secondEnd;
        if (bits.Flag())
        {
            block = (BlockKind)bits.Take(2);
            isMixed = bits.Flag();
            (tables[0], tables[1]) = (bits.Take(5), bits.Take(5));
            (subblocks[0], subblocks[1], subblocks[2]) = (bits.Take(3), bits.Take(3), bits.Take(3));
            firstEnd = block == BlockKind.Short ? bands.Short[3] * 3 : bands.Long[8];
            secondEnd = Mp3Header.GranuleLength;
        }
        else
        {
            (tables[0], tables[1], tables[2]) = (bits.Take(5), bits.Take(5), bits.Take(5));
            var first = bits.Take(4) + 1;
            var second = first + bits.Take(3) + 1;
            firstEnd = bands.Long[first];
            secondEnd = bands.Long[Math.Min(second, bands.Long.Length - 1)];
        }

        var hasPreEmphasis = header.IsFirst && bits.Flag();
        return new GranuleInfo(length, bigValues, gain, compress, block, isMixed, tables, subblocks, firstEnd, secondEnd, hasPreEmphasis, bits.Flag(), bits.Take(1));
    }
}

/// <summary>The form of the windows in a granule.</summary>
internal enum BlockKind
{
    /// <summary>One long window.</summary>
    Normal = 0,

    /// <summary>A long window that leads to short ones.</summary>
    Start = 1,

    /// <summary>Three short windows.</summary>
    Short = 2,

    /// <summary>A long window that follows short ones.</summary>
    Stop = 3,
}
