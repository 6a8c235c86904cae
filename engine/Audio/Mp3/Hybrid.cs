namespace Pbx.Engine.Audio.Mp3;

/// <summary>From the lines of one channel to 18 samples in each of 32 bands: aliasing is undone, and windows overlap with those of the granule before (ISO/IEC 11172-3, 2.4.3.4.10).</summary>
internal sealed class Hybrid
{
    private const int BandLines = 18;

    private static readonly double[] AliasFactors = [-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037];
    private static readonly float[] Kept = [.. AliasFactors.Select(c => (float)(1 / Math.Sqrt(1 + (c * c))))];
    private static readonly float[] Crossed = [.. AliasFactors.Select(c => (float)(c / Math.Sqrt(1 + (c * c))))];
    private static readonly float[][] LongWindows = [.. new[] { BlockKind.Normal, BlockKind.Start, BlockKind.Short, BlockKind.Stop }.Select(LongWindow)];
    private static readonly float[] ShortWindow = MakeShortWindow();

    private readonly float[] before = new float[Mp3Header.GranuleLength];

    /// <summary>Adds the samples, times a factor, to those of 32 bands: band after band, 18 in each.</summary>
    public void Add(Span<float> lines, GranuleInfo info, float factor, Span<float> bands)
    {
        Unalias(lines, info);
        Span<float> raw = stackalloc float[2 * BandLines];
        for (var band = 0; band < 32; band++)
        {
            var part = lines.Slice(band * BandLines, BandLines);
            if (info.IsShort && band * BandLines >= info.LongLines)
            {
                Short(part, raw);
            }
            else
            {
                Long(part, info.IsShort ? BlockKind.Normal : info.Block, raw);
            }

            for (var i = 0; i < BandLines; i++)
            {
                var sample = raw[i] + before[(band * BandLines) + i];
                before[(band * BandLines) + i] = raw[BandLines + i];
                bands[(band * BandLines) + i] += (band & i & 1) != 0 ? -sample * factor : sample * factor; // the odd bands are mirrored
            }
        }
    }

    private static void Unalias(Span<float> lines, GranuleInfo info)
    {
        for (var at = BandLines; at < info.LongLines; at += BandLines)
        {
            for (var i = 0; i < 8; i++)
            {
                var (below, above) = (lines[at - 1 - i], lines[at + i]);
                lines[at - 1 - i] = (below * Kept[i]) - (above * Crossed[i]);
                lines[at + i] = (above * Kept[i]) + (below * Crossed[i]);
            }
        }
    }

    private static void Long(ReadOnlySpan<float> lines, BlockKind kind, Span<float> raw)
    {
        raw.Clear();
        if (!lines.ContainsAnyExcept(0f))
        {
            return;
        }

        ReadOnlySpan<float> window = LongWindows[(int)kind];
        for (var i = 0; i < raw.Length; i++)
        {
            raw[i] = DotProduct.Of(window.Slice(i * BandLines, BandLines), lines);
        }
    }

    private static void Short(ReadOnlySpan<float> lines, Span<float> raw)
    {
        raw.Clear();
        for (var window = 0; window < 3; window++)
        {
            for (var i = 0; i < 12; i++)
            {
                var sum = 0f;
                for (var line = 0; line < 6; line++)
                {
                    sum += ShortWindow[(i * 6) + line] * lines[(3 * line) + window];
                }

                raw[6 + (6 * window) + i] += sum;
            }
        }
    }

    private static float[] LongWindow(BlockKind kind)
    {
        var window = new float[36 * BandLines];
        for (var i = 0; i < 36; i++)
        {
            var height = (kind, i) switch
            {
                (BlockKind.Start, >= 30) or (BlockKind.Stop, < 6) => 0,
                (BlockKind.Start, >= 24) => Math.Sin(Math.PI / 12 * (i - 18 + 0.5)),
                (BlockKind.Stop, < 12) => Math.Sin(Math.PI / 12 * (i - 6 + 0.5)),
                (BlockKind.Start, >= 18) or (BlockKind.Stop, < 18) => 1,
                _ => Math.Sin(Math.PI / 36 * (i + 0.5)),
            };
            for (var line = 0; line < BandLines; line++)
            {
                window[(i * BandLines) + line] = (float)(height * Math.Cos(Math.PI / 72 * ((2 * i) + 1 + 18) * ((2 * line) + 1)));
            }
        }

        return window;
    }

    private static float[] MakeShortWindow()
    {
        var window = new float[12 * 6];
        for (var i = 0; i < 12; i++)
        {
            for (var line = 0; line < 6; line++)
            {
                window[(i * 6) + line] = (float)(Math.Sin(Math.PI / 12 * (i + 0.5)) * Math.Cos(Math.PI / 24 * ((2 * i) + 1 + 6) * ((2 * line) + 1)));
            }
        }

        return window;
    }
}
