namespace Pbx.Engine.Audio.Mp3;

/// <summary>
/// The scale factors of one channel in one granule, in the order in which they are written: those of long bands, then three for each short band (ISO/IEC 11172-3, 2.4.2.7;
/// 13818-3, 2.4.3.2 for the lower rates).
/// </summary>
/// <param name="Values">One for each band, and for each window of a short band.</param>
/// <param name="HasPreEmphasis">The upper bands are louder by a table.</param>
/// <param name="Limits">For the lower rates: the value of each band that tells no direction.</param>
internal sealed record ScaleFactors(int[] Values, bool HasPreEmphasis, int[] Limits)
{
    private const int Most = 40;

    private static readonly int[] NoLimits = [];

    // Bands in the four parts, for each scheme: long, short, mixed.
    private static readonly int[][][] Parts =
    [
        [[6, 5, 5, 5], [9, 9, 9, 9], [6, 9, 9, 9]],
        [[6, 5, 7, 3], [9, 9, 12, 6], [6, 9, 12, 6]],
        [[11, 10, 0, 0], [18, 18, 0, 0], [15, 18, 0, 0]],
        [[7, 7, 7, 0], [12, 12, 12, 0], [6, 15, 12, 0]],
        [[6, 6, 6, 3], [12, 9, 9, 6], [6, 12, 9, 6]],
        [[8, 8, 5, 0], [15, 12, 9, 0], [6, 18, 9, 0]],
    ];

    // The last band of each group that a granule may take over from the one before.
    private static ReadOnlySpan<int> GroupEnds => [6, 11, 16, 21];

    private static ReadOnlySpan<byte> LowerLengths => [0, 0, 0, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4];

    private static ReadOnlySpan<byte> UpperLengths => [0, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3];

    /// <summary>Reads those of MPEG 1.</summary>
    /// <param name="bits">The main data.</param>
    /// <param name="info">What the side information says.</param>
    /// <param name="shared">Which groups are those of the granule before.</param>
    /// <param name="before">That granule's, if there is one.</param>
    public static ScaleFactors ReadFirst(ref BitReader bits, GranuleInfo info, int shared, ScaleFactors? before)
    {
        var values = new int[Most];
        var (lower, upper) = (LowerLengths[info.ScaleCompress], UpperLengths[info.ScaleCompress]);
        if (info.IsShort)
        {
            var split = info.IsMixed ? 8 + (3 * 3) : 6 * 3;
            var end = split + (6 * 3);
            for (var i = 0; i < end; i++)
            {
                values[i] = bits.Take(i < split ? lower : upper);
            }
        }
        else
        {
            for (var (i, group) = (0, 0); i < 21; i++)
            {
                group += i == GroupEnds[group] ? 1 : 0;
                values[i] = before is not null && (shared & (8 >> group)) != 0 ? before.Values[i] : bits.Take(i < 11 ? lower : upper);
            }
        }

        return new ScaleFactors(values, info.HasPreEmphasis, NoLimits);
    }

    /// <summary>Reads those of the lower rates.</summary>
    public static ScaleFactors ReadLow(ref BitReader bits, GranuleInfo info, bool isDirection)
    {
        var (lengths, scheme) = isDirection ? Direction(info.ScaleCompress >> 1) : Loudness(info.ScaleCompress);
        var parts = Parts[scheme][!info.IsShort ? 0 : info.IsMixed ? 2 : 1];
        var values = new int[Most];
        var limits = new int[Most];
        var at = 0;
        for (var part = 0; part < parts.Length; part++)
        {
            for (var i = 0; i < parts[part]; i++, at++)
            {
                values[at] = bits.Take(lengths[part]);
                limits[at] = lengths[part] == 0 ? -1 : (1 << lengths[part]) - 1;
            }
        }

        return new ScaleFactors(values, scheme == 2, limits);
    }

    private static (int[] Lengths, int Scheme) Loudness(int code) => code switch
    {
        < 400 => ([(code >> 4) / 5, (code >> 4) % 5, (code >> 2) & 3, code & 3], 0),
        < 500 => ([((code - 400) >> 2) / 5, ((code - 400) >> 2) % 5, code & 3, 0], 1),
        _ => ([(code - 500) / 3, (code - 500) % 3, 0, 0], 2),
    };

    private static (int[] Lengths, int Scheme) Direction(int code) => code switch
    {
        < 180 => ([code / 36, code % 36 / 6, code % 6, 0], 3),
        < 244 => ([(code - 180) >> 4, ((code - 180) >> 2) & 3, (code - 180) & 3, 0], 4),
        _ => ([(code - 244) / 3, (code - 244) % 3, 0, 0], 5),
    };
}
