using System.Buffers.Binary;
using Pbx.Functions.Sounds;

namespace Pbx.Functions.Tests.Sounds;

/// <summary>The tones are measured as files: their form, their length, where they sound, and their pitch.</summary>
public sealed class WhenATonePlays
{
    private const int Rate = 16_000;

    [Fact]
    [Trait("Rule", "EXT-072")]
    public void Busy_tone_lasts_ten_seconds_half_of_each_second()
    {
        var samples = Samples(ToneFile.Busy());
        Assert.Equal(10 * Rate, samples.Length);
        for (var second = 0; second < 10; second++)
        {
            Assert.True(Loudness(samples, second, 0.5) > 1000);
            Assert.Equal(0, Loudness(samples, second + 0.5, 0.5));
        }
    }

    [Fact]
    public void Ring_back_sounds_one_second_in_five_at_425_hertz()
    {
        var samples = Samples(ToneFile.Ringback());
        Assert.Equal(5 * Rate, samples.Length);
        Assert.Equal(0, Loudness(samples, 1, 4));
        var crossings = 0;
        for (var i = 1; i < Rate; i++)
        {
            crossings += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
        }

        Assert.InRange(crossings, 424, 426);
    }

    [Fact]
    [Trait("Rule", "QUE-240")]
    public void Music_sounds_all_the_time_and_ends_where_it_begins()
    {
        var samples = Samples(ToneFile.Music());
        Assert.Equal(32 * Rate, samples.Length);
        for (var second = 0; second < 32; second++)
        {
            Assert.InRange(Loudness(samples, second, 1), 100, 20_000);
        }

        Assert.InRange(Math.Abs(samples[0] - samples[^1]), 0, 500); // no click where the loop closes
        Assert.Equal(samples.AsSpan(0, 8 * Rate).ToArray(), samples.AsSpan(8 * Rate, 8 * Rate).ToArray());
    }

    // WAV, PCM, mono, 16 kHz, 16 bit: what the network takes
    private static short[] Samples(byte[] file)
    {
        Assert.Equal("RIFF"u8, file.AsSpan(0, 4));
        Assert.Equal(file.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        Assert.Equal("WAVEfmt "u8, file.AsSpan(8, 8));
        Assert.Equal((1, 1, Rate, 16), (
            BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(20)),
            BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(22)),
            BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(24)),
            BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(34))));
        var samples = new short[BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(40)) / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(44 + (2 * i)));
        }

        return samples;
    }

    private static double Loudness(short[] samples, double from, double seconds) =>
        samples.Skip((int)(from * Rate)).Take((int)(seconds * Rate)).Average(sample => Math.Abs((double)sample));
}
