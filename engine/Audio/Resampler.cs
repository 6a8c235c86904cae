using System.Numerics;

namespace Pbx.Engine.Audio;

/// <summary>
/// Changes the number of samples per second to that of the stored form, by a low-pass filter (a sinc under a Kaiser window) that is evaluated where each new sample lies.
/// The filter passes 95 % of the narrower band and is 64 zero crossings wide on each side; what lies above 8 kHz is at least 50 dB down.
/// </summary>
internal sealed class Resampler
{
    /// <summary>The most samples per second that are taken.</summary>
    public const int HighestRate = 384_000;

    private const int ZeroCrossings = 64;
    private const double Passed = 0.95;
    private const double KaiserBeta = 9; // some 90 dB of stop band
    private const int MostPhases = 4096; // more would be finer than 16 bits can tell

    private static readonly double BesselOfBeta = Bessel(KaiserBeta);

    private readonly Samples to;
    private readonly long numerator;
    private readonly long denominator;
    private readonly int half;
    private readonly float[]?[] rows;
    private readonly double cutoff;
    private float[] waiting;
    private int waitingCount;
    private long waitingStart;
    private long taken;
    private long given;

    /// <param name="rate">Samples per second of what is written.</param>
    /// <param name="to">Gets the samples of the stored form.</param>
    public Resampler(int rate, Samples to)
    {
        this.to = to;
        var common = (long)BigInteger.GreatestCommonDivisor(rate, StoredForm.Rate);
        (numerator, denominator) = (rate / common, StoredForm.Rate / common);
        cutoff = Passed * Math.Min(rate, StoredForm.Rate) / rate; // in cycles per two samples of the input
        half = (int)Math.Ceiling(ZeroCrossings / cutoff);
        rows = new float[(int)Math.Min(denominator, MostPhases) + 1][];
        waiting = new float[4 * half];
        waitingStart = -half;
        waitingCount = half;
    }

    private bool ChangesNothing => numerator == denominator;

    /// <summary>Takes the next samples.</summary>
    public void Write(ReadOnlySpan<float> samples)
    {
        taken += samples.Length;
        if (ChangesNothing)
        {
            foreach (var sample in samples)
            {
                to.Add(sample);
            }

            return;
        }

        Append(samples);
        Give(long.MaxValue);
    }

    /// <summary>There are no more: gives what is left, so that the length stays what it was.</summary>
    public void Finish()
    {
        if (!ChangesNothing)
        {
            Append(new float[half + 1]);
            Give(((taken * denominator) + numerator - 1) / numerator);
        }
    }

    private void Append(ReadOnlySpan<float> samples)
    {
        if (waitingCount + samples.Length > waiting.Length)
        {
            Array.Resize(ref waiting, Math.Max(waiting.Length * 2, waitingCount + samples.Length));
        }

        samples.CopyTo(waiting.AsSpan(waitingCount));
        waitingCount += samples.Length;
    }

    private void Give(long upTo)
    {
        while (given < upTo)
        {
            var place = given * numerator;
            var first = (place / denominator) - half + 1;
            var from = (int)(first - waitingStart);
            if (from + (2 * half) > waitingCount)
            {
                break;
            }

            var row = Row((double)(place % denominator) / denominator);
            to.Add(DotProduct.Of(row, waiting.AsSpan(from, 2 * half)));
            given++;
        }

        // What lies before the next sample's reach is not needed again.
        var unneeded = (int)Math.Min((given * numerator / denominator) - half + 1 - waitingStart, waitingCount);
        if (unneeded > 0)
        {
            waiting.AsSpan(unneeded, waitingCount - unneeded).CopyTo(waiting);
            waitingCount -= unneeded;
            waitingStart += unneeded;
        }
    }

    private float[] Row(double fraction)
    {
        var phase = (int)Math.Round(fraction * (rows.Length - 1));
        return rows[phase] ??= MakeRow((double)phase / (rows.Length - 1));
    }

    private float[] MakeRow(double fraction)
    {
        var row = new double[2 * half];
        for (var i = 0; i < row.Length; i++)
        {
            var distance = i - half + 1 - fraction;
            row[i] = Sinc(cutoff * distance) * Kaiser(distance / half);
        }

        var sum = row.Sum();
        return [.. row.Select(weight => (float)(weight / sum))];
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : Bessel(KaiserBeta * Math.Sqrt(1 - (x * x))) / BesselOfBeta;

    // The modified Bessel function of order zero, as its series.
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-15; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
