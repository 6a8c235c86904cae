using System.Buffers.Binary;

namespace Pbx.EndToEnd.World;

/// <summary>A WAV file as it came over the wire, measured by itself: mono, 16 bit, 16 kHz, or the test fails.</summary>
public sealed class Sound
{
    private const int Rate = 16_000;
    private readonly short[] samples;

    public Sound(byte[] file)
    {
        Assert.True(file.AsSpan().StartsWith("RIFF"u8) && file.AsSpan(8).StartsWith("WAVE"u8), "It is no WAV file.");
        var data = file.AsSpan().IndexOf("data"u8);
        Assert.Equal((1, 1, Rate, 16), (Short(file, 20), Short(file, 22), BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(24)), Short(file, 34)));
        var bytes = file.AsSpan(data + 8);
        Assert.Equal(bytes.Length, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(data + 4)));
        samples = new short[bytes.Length / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]);
        }
    }

    public double Seconds => (double)samples.Length / Rate;

    /// <summary>How loud a stretch is, from 0 to 1 (root mean square).</summary>
    public double Loudness(double from, double to)
    {
        var part = samples.AsSpan((int)(from * Rate), (int)((to - from) * Rate));
        double sum = 0;
        foreach (var sample in part)
        {
            sum += (double)sample * sample;
        }

        return Math.Sqrt(sum / part.Length) / short.MaxValue;
    }

    private static int Short(byte[] file, int at) => BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(at));
}
