namespace Pbx.Engine.Audio.Mp3;

/// <summary>Takes two channels that were written together apart: sum and difference, and intensity with a direction (ISO/IEC 11172-3, 2.4.3.4.9; 13818-3, 2.4.3.2).</summary>
internal static class JointStereo
{
    private const int NoDirection = 7;

    /// <summary>Works on the levels of both channels, in place.</summary>
    public static void Part(Mp3Header header, Bands bands, GranuleInfo right, ScaleFactors factors, Span<float> left, Span<float> other)
    {
        var value = 0;
        for (; value < 22 && bands.Long[value] < right.LongLines; value++)
        {
            // Intensity begins where the right channel has nothing of its own any more.
            var (from, to) = (bands.Long[value], bands.Long[value + 1]);
            var isOwn = other[from..].ContainsAnyExcept(0f);
            var direction = !header.IsIntensity || isOwn ? null : Direction(header, right, factors, Math.Min(value, 20));
            for (var i = from; i < to; i++)
            {
                Line(header, direction, ref left[i], ref other[i]);
            }
        }

        for (var band = right.IsMixed ? 3 : 0; right.IsShort && band < 13; band++)
        {
            for (var window = 0; window < 3; window++, value++)
            {
                var direction = !header.IsIntensity || IsOwn(other, bands.Short[band], window)
                    ? null
                    : Direction(header, right, factors, band < 12 ? value : value - 3);
                for (var i = bands.Short[band]; i < bands.Short[band + 1]; i++)
                {
                    Line(header, direction, ref left[(3 * i) + window], ref other[(3 * i) + window]);
                }
            }
        }
    }

    private static void Line(Mp3Header header, (float Left, float Right)? direction, ref float left, ref float right)
    {
        if (direction is var (toLeft, toRight))
        {
            (left, right) = (left * toLeft, left * toRight);
        }
        else if (header.IsMidSide)
        {
            const float HalfRoot = 0.70710678f;
            (left, right) = ((left + right) * HalfRoot, (left - right) * HalfRoot);
        }
    }

    private static bool IsOwn(ReadOnlySpan<float> right, int from, int window)
    {
        for (var i = (3 * from) + window; i < right.Length; i += 3)
        {
            if (right[i] != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static (float Left, float Right)? Direction(Mp3Header header, GranuleInfo right, ScaleFactors factors, int value)
    {
        var position = factors.Values[value];
        if (header.IsFirst)
        {
            var (sine, cosine) = Math.SinCos(position * Math.PI / 12);
            return position >= NoDirection ? null : ((float)(sine / (sine + cosine)), (float)(cosine / (sine + cosine)));
        }

        if (position == factors.Limits[value])
        {
            return null;
        }

        var quieter = (float)Math.Pow(2, -(((position + 1) >> 1) << (right.ScaleCompress & 1)) / 4.0);
        return (position & 1) != 0 ? (quieter, 1) : (1, quieter);
    }
}
