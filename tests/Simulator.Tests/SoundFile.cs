using System.Buffers.Binary;
using System.Text;

namespace Pbx.Simulator.Tests;

/// <summary>A WAV file, read strictly and listened to: how loud it is where, and which tones are in it.</summary>
public sealed class SoundFile
{
    private const int Rate = 16_000;
    private readonly short[][] channels;

    private SoundFile(short[][] channels) => this.channels = channels;

    public int Channels => channels.Length;

    public double Seconds => (double)channels[0].Length / Rate;

    /// <summary>16-bit PCM at 16 kHz in the plainest form, whose header agrees with its size.</summary>
    public static SoundFile Read(byte[] file)
    {
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(file.Length - 8, BitConverter.ToInt32(file, 4));
        Assert.Equal("WAVEfmt ", Encoding.ASCII.GetString(file, 8, 8));
        var count = BitConverter.ToInt16(file, 22);
        Assert.Equal((1, Rate, Rate * 2 * count, 2 * count, 16), (BitConverter.ToInt16(file, 20), BitConverter.ToInt32(file, 24), BitConverter.ToInt32(file, 28), BitConverter.ToInt16(file, 32), BitConverter.ToInt16(file, 34)));
        Assert.Equal("data", Encoding.ASCII.GetString(file, 36, 4));
        Assert.Equal(file.Length - 44, BitConverter.ToInt32(file, 40));
        return new SoundFile([.. Enumerable.Range(0, count).Select(c => Enumerable.Range(0, (file.Length - 44) / 2 / count)
            .Select(i => BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(44 + 2 * (i * count + c)))).ToArray())]);
    }

    /// <summary>Of which of these tones some second consists, in words: what each second is, <c>-</c> for silence.</summary>
    public string[] Heard(int channel = 0, params int[] hertz) => [.. Enumerable.Range(0, (int)Math.Ceiling(Seconds)).Select(second =>
    {
        var tones = hertz.Where(h => Has(h, second + 0.1, Math.Min(second + 0.9, Seconds), channel)).ToArray();
        return tones.Length > 0 ? string.Join('+', tones) : IsSilent(second, Math.Min(second + 1, Seconds), channel) ? "-" : "?";
    })];

    public bool IsSilent(double from, double to, int channel = 0) => Part(from, to, channel).All(s => s == 0);

    /// <summary>Whether a tone is there through all of a stretch: each tenth of a second has it.</summary>
    public bool Has(int hertz, double from, double to, int channel = 0)
    {
        for (var at = from; at + 0.0999 <= to; at += 0.1)
        {
            if (Loudness(hertz, at, at + 0.1, channel) < 1000)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The amplitude of one frequency in a stretch (Goertzel).</summary>
    public double Loudness(int hertz, double from, double to, int channel = 0)
    {
        var part = Part(from, to, channel);
        var (before, last) = (0.0, 0.0);
        var coefficient = 2 * Math.Cos(2 * Math.PI * hertz / Rate);
        foreach (var sample in part)
        {
            (before, last) = (last, sample + coefficient * last - before);
        }

        return 2 * Math.Sqrt(Math.Max(0, last * last + before * before - coefficient * last * before)) / part.Length;
    }

    private short[] Part(double from, double to, int channel) =>
        channels[channel][(int)Math.Round(from * Rate)..Math.Min(channels[channel].Length, (int)Math.Round(to * Rate))];
}
