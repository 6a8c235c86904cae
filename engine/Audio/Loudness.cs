namespace Pbx.Engine.Audio;

/// <summary>
/// How loud a sound is to the ear, and the gain that makes all stored sounds alike (VMR-097): the integrated loudness of ITU-R BS.1770-4 and EBU R 128 for one channel, in LUFS
/// (K weighting, blocks of 400 ms that overlap by three quarters, gates at −70 LUFS and at 10 LU below the mean). The goal is −20 LUFS with no sample above −1 dBFS.
/// </summary>
internal static class Loudness
{
    /// <summary>What every stored sound is brought to, in LUFS.</summary>
    public const double Goal = -20;

    private const double HighestPeak = -1; // dBFS
    private const double MostGain = 24; // dB; more would only make the noise of a silent recording loud
    private const double Silence = -70; // LUFS
    private const double RelativeGate = -10; // LU
    private const int Step = StoredForm.Rate / 10;
    private const int StepsInBlock = 4;

    /// <summary>What to multiply the samples with. A sound that is silent stays as it is.</summary>
    public static double Gain(Samples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var peak = 0f;
        foreach (var block in samples.Blocks)
        {
            foreach (var sample in block.Span)
            {
                peak = Math.Max(peak, Math.Abs(sample));
            }
        }

        return Measure(samples) is { } loudness
            ? Math.Min(Factor(Math.Min(Goal - loudness, MostGain)), Factor(HighestPeak) / peak)
            : 1;
    }

    /// <summary>The integrated loudness in LUFS; none for silence.</summary>
    public static double? Measure(Samples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var blocks = Blocks(Steps(samples)).Where(power => Level(power) > Silence).ToList();
        if (blocks.Count == 0)
        {
            return null;
        }

        var gate = Level(blocks.Average()) + RelativeGate;
        return Level(blocks.Where(power => Level(power) > gate).Average());
    }

    private static IEnumerable<double> Blocks(List<double> steps)
    {
        // A sound shorter than one block is one block.
        if (steps.Count < StepsInBlock)
        {
            return steps.Count == 0 ? [] : [steps.Average()];
        }

        return Enumerable.Range(0, steps.Count - StepsInBlock + 1).Select(i => steps.Skip(i).Take(StepsInBlock).Average());
    }

    private static List<double> Steps(Samples samples)
    {
        var (shelf, pass) = (Biquad.Shelf(), Biquad.HighPass());
        var steps = new List<double>((samples.Count / Step) + 1);
        var (sum, count) = (0.0, 0);
        foreach (var block in samples.Blocks)
        {
            foreach (var sample in block.Span)
            {
                var weighted = pass.Next(shelf.Next(sample));
                sum += weighted * weighted;
                if (++count == Step)
                {
                    steps.Add(sum / Step);
                    (sum, count) = (0, 0);
                }
            }
        }

        // The rest is less than a tenth of a second, and counts only if there is nothing else.
        if (steps.Count == 0 && count > 0)
        {
            steps.Add(sum / count);
        }

        return steps;
    }

    private static double Level(double power) => power <= 0 ? double.NegativeInfinity : -0.691 + (10 * Math.Log10(power));

    private static double Factor(double decibels) => Math.Pow(10, decibels / 20);

    /// <summary>A filter of second order; the two of BS.1770 are made for the rate of the stored form from their analogue form.</summary>
    private sealed class Biquad(double b0, double b1, double b2, double a1, double a2)
    {
        private double x1;
        private double x2;
        private double y1;
        private double y2;

        public static Biquad Shelf()
        {
            const double Frequency = 1681.974450955533;
            const double Gain = 3.999843853973347;
            const double Q = 0.7071752369554196;
            var k = Math.Tan(Math.PI * Frequency / StoredForm.Rate);
            var high = Factor(Gain);
            var band = Math.Pow(high, 0.4996667741545416);
            var a0 = 1 + (k / Q) + (k * k);
            return new(
                (high + (band * k / Q) + (k * k)) / a0, 2 * ((k * k) - high) / a0, (high - (band * k / Q) + (k * k)) / a0,
                2 * ((k * k) - 1) / a0, (1 - (k / Q) + (k * k)) / a0);
        }

        public static Biquad HighPass()
        {
            const double Frequency = 38.13547087602444;
            const double Q = 0.5003270373238773;
            var k = Math.Tan(Math.PI * Frequency / StoredForm.Rate);
            var a0 = 1 + (k / Q) + (k * k);
            return new(1, -2, 1, 2 * ((k * k) - 1) / a0, (1 - (k / Q) + (k * k)) / a0);
        }

        public double Next(double x)
        {
            var y = (b0 * x) + (b1 * x1) + (b2 * x2) - (a1 * y1) - (a2 * y2);
            (x2, x1, y2, y1) = (x1, x, y1, y);
            return y;
        }
    }
}
