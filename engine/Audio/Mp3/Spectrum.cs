namespace Pbx.Engine.Audio.Mp3;

/// <summary>The 576 lines of one channel in one granule: their Huffman codes, and their levels (ISO/IEC 11172-3, 2.4.3.4).</summary>
internal static class Spectrum
{
    private static readonly float[] Powers = [.. Enumerable.Range(0, 8207).Select(value => (float)Math.Pow(value, 4.0 / 3))];

    // How much louder the upper bands are with pre-emphasis.
    private static ReadOnlySpan<byte> PreEmphasis => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 2, 0];

    // How many bits a value of 15 goes on with.
    private static ReadOnlySpan<byte> MoreBits => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 6, 8, 10, 13, 4, 5, 6, 7, 8, 9, 11, 13];

    /// <summary>Reads the codes up to a place in the bits.</summary>
    public static void Read(ref BitReader bits, int end, GranuleInfo info, scoped Span<int> lines)
    {
        lines.Clear();
        var at = 0;
        for (; at < info.BigValues * 2 && bits.Position < end; at += 2)
        {
            var table = info.Tables[at < info.FirstRegionEnd ? 0 : at < info.SecondRegionEnd ? 1 : 2];
            if (table is not (0 or 4 or 14))
            {
                var pair = HuffmanTrees.Pairs(table).Take(ref bits);
                lines[at] = Value(ref bits, pair >> 4, MoreBits[table]);
                lines[at + 1] = Value(ref bits, pair & 15, MoreBits[table]);
            }
        }

        var tree = HuffmanTrees.Quads(info.QuadTable);
        while (bits.Position < end && at + 4 <= lines.Length)
        {
            var four = tree.Take(ref bits);
            for (var i = 0; i < 4; i++)
            {
                lines[at + i] = Value(ref bits, (four >> (3 - i)) & 1, 0);
            }

            if (bits.Position > end)
            {
                lines.Slice(at, 4).Clear(); // the last code was filling
                break;
            }

            at += 4;
        }

        bits.Position = end;
    }

    /// <summary>The levels of the lines; the three windows of a short block lie line by line beside each other.</summary>
    public static void Level(ReadOnlySpan<int> lines, GranuleInfo info, ScaleFactors factors, Bands bands, Span<float> levels)
    {
        levels.Clear();
        var step = info.HasCoarseScale ? 1 : 0.5;
        var gain = (info.GlobalGain - 210) / 4.0;
        var band = 0;
        for (; band < 22 && bands.Long[band] < info.LongLines; band++)
        {
            var exponent = factors.Values[band] + (factors.HasPreEmphasis ? PreEmphasis[band] : 0);
            var scale = (float)Math.Pow(2, gain - (step * (band < 21 ? exponent : 0)));
            for (var i = bands.Long[band]; i < bands.Long[band + 1]; i++)
            {
                levels[i] = Power(lines[i]) * scale;
            }
        }

        if (!info.IsShort)
        {
            return;
        }

        var value = band;
        var at = info.LongLines;
        for (var small = info.IsMixed ? 3 : 0; small < 13; small++)
        {
            var width = bands.Short[small + 1] - bands.Short[small];
            for (var window = 0; window < 3; window++, value++)
            {
                var scale = (float)Math.Pow(2, gain - (2 * info.SubblockGains[window]) - (step * (small < 12 ? factors.Values[value] : 0)));
                for (var i = 0; i < width; i++, at++)
                {
                    levels[(3 * (bands.Short[small] + i)) + window] = Power(lines[at]) * scale;
                }
            }
        }
    }

    private static int Value(ref BitReader bits, int value, int moreBits)
    {
        if (value == 15 && moreBits > 0)
        {
            value += bits.Take(moreBits);
        }

        return value != 0 && bits.Flag() ? -value : value;
    }

    private static float Power(int value) => value < 0 ? -Powers[-value] : Powers[value];
}
