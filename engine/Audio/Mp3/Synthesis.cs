namespace Pbx.Engine.Audio.Mp3;

/// <summary>From one sample in each of 32 bands to 32 samples in time (ISO/IEC 11172-3, 2.4.3.2 and figure A.2).</summary>
internal sealed class Synthesis
{
    private const int Bands = 32;
    private const int VectorLength = 64;
    private const int Vectors = 16;

    private static readonly float[] Matrix = MakeMatrix();

    private readonly float[] vectors = new float[Vectors * VectorLength];
    private int newest;

    /// <summary>Turns 18 samples in each of 32 bands, band after band, into 576 samples.</summary>
    public void Give(ReadOnlySpan<float> bands, Span<float> samples)
    {
        Span<float> slot = stackalloc float[Bands];
        for (var time = 0; time < 18; time++)
        {
            for (var band = 0; band < Bands; band++)
            {
                slot[band] = bands[(band * 18) + time];
            }

            Slot(slot, samples.Slice(time * Bands, Bands));
        }
    }

    private void Slot(ReadOnlySpan<float> slot, Span<float> samples)
    {
        newest = (newest + Vectors - 1) % Vectors;
        var fresh = vectors.AsSpan(newest * VectorLength, VectorLength);
        for (var i = 0; i < VectorLength; i++)
        {
            fresh[i] = DotProduct.Of(Matrix.AsSpan(i * Bands, Bands), slot);
        }

        samples.Clear();
        var window = SynthesisWindow.Coefficients.AsSpan();
        for (var part = 0; part < Vectors; part++)
        {
            // Of even vectors the first half counts, of odd ones the second.
            var half = vectors.AsSpan(((newest + part) % Vectors * VectorLength) + (part % 2 * Bands), Bands);
            for (var i = 0; i < Bands; i++)
            {
                samples[i] += half[i] * window[(part * Bands) + i];
            }
        }
    }

    private static float[] MakeMatrix()
    {
        var matrix = new float[VectorLength * Bands];
        for (var i = 0; i < VectorLength; i++)
        {
            for (var band = 0; band < Bands; band++)
            {
                matrix[(i * Bands) + band] = (float)Math.Cos((16 + i) * ((2 * band) + 1) * Math.PI / 64);
            }
        }

        return matrix;
    }
}
