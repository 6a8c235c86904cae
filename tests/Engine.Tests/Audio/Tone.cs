using System.Buffers.Binary;
using System.Numerics;
using Pbx.Engine.Audio;

namespace Pbx.Engine.Tests.Audio;

/// <summary>Makes WAV files with tones in every form, and measures what became of them.</summary>
internal static class Tone
{
    /// <summary>How samples are written: format tag, bits, and what one sample becomes.</summary>
    public static readonly Dictionary<string, (int Tag, int Bits)> Codings = new(StringComparer.Ordinal)
    {
        ["8"] = (1, 8),
        ["16"] = (1, 16),
        ["24"] = (1, 24),
        ["32"] = (1, 32),
        ["float"] = (3, 32),
        ["double"] = (3, 64),
        ["a-law"] = (6, 8),
        ["mu-law"] = (7, 8),
    };

    /// <summary>A sum of sines of the same amplitude on every channel.</summary>
    public static byte[] Wav(int rate, double seconds, string coding = "16", int channels = 1, double amplitude = 0.25, params double[] frequencies)
    {
        var frames = (int)Math.Round(rate * seconds);
        return Wav(rate, coding, channels, [.. Enumerable.Range(0, frames).Select(i => frequencies.Sum(f => amplitude * Math.Sin(2 * Math.PI * f * i / rate)))]);
    }

    public static byte[] Wav(int rate, string coding, int channels, double[] samples)
    {
        var (tag, bits) = Codings[coding];
        var data = new MemoryStream();
        Span<byte> sample = stackalloc byte[8];
        foreach (var level in samples)
        {
            sample.Clear();
            switch (coding)
            {
                case "8": sample[0] = (byte)Math.Round(128 + (level * 127)); break;
                case "16": BinaryPrimitives.WriteInt16LittleEndian(sample, (short)Math.Round(level * 32767)); break;
                case "24": BinaryPrimitives.WriteInt32LittleEndian(sample, (int)Math.Round(level * 8388607)); break;
                case "32": BinaryPrimitives.WriteInt32LittleEndian(sample, (int)Math.Round(level * 2147483647)); break;
                case "float": BinaryPrimitives.WriteSingleLittleEndian(sample, (float)level); break;
                case "double": BinaryPrimitives.WriteDoubleLittleEndian(sample, level); break;
                case "a-law": sample[0] = Nearest(level, ALaw); break;
                default: sample[0] = Nearest(level, MuLaw); break;
            }

            for (var channel = 0; channel < channels; channel++)
            {
                data.Write(sample[..(bits / 8)]);
            }
        }

        return File(tag, bits, channels, rate, data.ToArray());
    }

    /// <summary>A file with any numbers in its format chunk.</summary>
    public static byte[] File(int tag, int bits, int channels, int rate, byte[] data, uint? announced = null, byte[]? before = null)
    {
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + data.Length);
        writer.Write("WAVE"u8);
        writer.Write(before ?? []);
        writer.Write("fmt "u8);
        writer.Write(16);
        writer.Write((ushort)tag);
        writer.Write((ushort)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((ushort)(channels * bits / 8));
        writer.Write((ushort)bits);
        writer.Write("data"u8);
        writer.Write(announced ?? (uint)data.Length);
        writer.Write(data);
        return file.ToArray();
    }

    public static byte[] Stored(byte[] upload)
    {
        var converted = AudioConversion.Convert(upload);
        Assert.True(converted is Converted.Done, string.Join(" ", (converted as Converted.Refused)?.Reasons ?? []));
        return ((Converted.Done)converted).Content.ToArray();
    }

    public static IReadOnlyList<string> Refused(byte[] upload) => Assert.IsType<Converted.Refused>(AudioConversion.Convert(upload)).Reasons;

    /// <summary>The samples of a file in the stored form, 1 being full scale.</summary>
    public static double[] Samples(byte[] stored) =>
        [.. Enumerable.Range(0, (stored.Length - 44) / 2).Select(i => BinaryPrimitives.ReadInt16LittleEndian(stored.AsSpan(44 + (2 * i))) / 32767.0)];

    /// <summary>The amplitude of a frequency, and what else there is, both away from the ends (where a tone that begins is no tone).</summary>
    public static (double Amplitude, double Residue) Measure(byte[] stored, double frequency)
    {
        var all = Samples(stored);
        var middle = all[1000..^1000];
        middle = middle[..(middle.Length / 160 * 160)]; // whole periods of every multiple of 100 Hz
        Complex sum = 0;
        for (var i = 0; i < middle.Length; i++)
        {
            sum += middle[i] * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * i / 16000);
        }

        var phasor = 2 * sum / middle.Length;
        var rest = 0.0;
        for (var i = 0; i < middle.Length; i++)
        {
            var left = middle[i] - (phasor * Complex.FromPolarCoordinates(1, 2 * Math.PI * frequency * i / 16000)).Real;
            rest += left * left;
        }

        return (phasor.Magnitude, Math.Sqrt(2 * rest / middle.Length));
    }

    public static double Decibels(double ratio) => 20 * Math.Log10(ratio);

    private static byte Nearest(double level, Func<byte, double> decode) =>
        (byte)Enumerable.Range(0, 256).MinBy(code => Math.Abs(decode((byte)code) - level));

    // From the tables of G.711: a decision value per segment, which the product computes otherwise.
    private static double ALaw(byte code)
    {
        var bits = code ^ 0x55;
        double[] steps = [2, 2, 4, 8, 16, 32, 64, 128];
        double[] starts = [0, 32, 64, 128, 256, 512, 1024, 2048];
        var segment = (bits >> 4) & 7;
        var level = starts[segment] + (steps[segment] * ((bits & 15) + 0.5));
        return ((bits & 128) != 0 ? level : -level) / 4096;
    }

    private static double MuLaw(byte code)
    {
        var bits = code ^ 0xff;
        var segment = (bits >> 4) & 7;
        var level = (((2 * (bits & 15)) + 33) * Math.Pow(2, segment)) - 33;
        return ((bits & 128) != 0 ? -level : level) / 8192;
    }
}
