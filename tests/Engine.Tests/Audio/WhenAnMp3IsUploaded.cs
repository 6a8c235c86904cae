using System.Runtime.CompilerServices;
using Pbx.Engine.Audio;

namespace Pbx.Engine.Tests.Audio;

[Trait("Rule", "VMR-096")]
[Trait("Rule", "VMR-097")]
public sealed class WhenAnMp3IsUploaded
{
    [Theory]
    [InlineData("tone-joint-stereo.mp3")]
    [InlineData("tone-low-rate.mp3")]
    public void A_tone_stays_a_tone_of_its_length_and_loudness(string file)
    {
        var stored = Tone.Stored(Read(file));

        var (amplitude, residue) = Tone.Measure(stored, 1000);
        Assert.InRange(Tone.Decibels(amplitude / residue), 40, 200);
        Assert.InRange(Tone.Decibels(amplitude) - 3.01, -20.2, -19.8);
        Assert.InRange(StoredForm.LengthOf(stored.Length).TotalSeconds, 0.999, 1.08);
    }

    [Fact]
    public void Another_decoder_hears_the_same()
    {
        var ours = Tone.Samples(Tone.Stored(Read("plucked-variable.mp3")));
        var theirs = Tone.Samples(Tone.Stored(Read("plucked-variable.wav")));

        Assert.Equal(theirs.Length, ours.Length);
        var difference = ours.Zip(theirs, (a, b) => (a - b) * (a - b)).Sum();
        Assert.InRange(10 * Math.Log10(theirs.Sum(sample => sample * sample) / difference), 70, 200);
    }

    [Fact]
    public void A_title_before_the_sound_and_rubbish_after_it_are_passed_over()
    {
        var plain = Read("tone-low-rate.mp3");
        byte[] title = [.. "ID3"u8, 4, 0, 0, 0, 0, 1, 2, .. new byte[130]];

        Assert.Equal(Tone.Stored(plain), Tone.Stored([.. title, .. plain, .. "TAG"u8, .. new byte[125]]));
    }

    [Fact]
    public void A_file_that_is_cut_off_is_refused()
    {
        var whole = Read("tone-joint-stereo.mp3");

        Assert.StartsWith("The file is cut off: it announces ", Assert.Single(Tone.Refused(whole[..^300])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_middle_is_passed_over()
    {
        var whole = Read("tone-low-rate.mp3");
        var damaged = whole.ToArray();
        new Random(5).NextBytes(damaged.AsSpan(damaged.Length / 2, 150));

        Assert.IsType<Converted.Done>(AudioConversion.Convert(damaged), exactMatch: true);
    }

    [Fact]
    public void Another_layer_of_MPEG_is_named() =>
        Assert.Equal(
            ["The sound is written as MPEG audio of layer II, which cannot be read. Layer III (MP3) can."],
            Tone.Refused([0xff, 0xfd, 0x90, 0x04, .. new byte[2000]]));

    [Fact]
    public void Whatever_bits_come_the_decoder_ends()
    {
        var whole = Read("plucked-variable.mp3");
        var random = new Random(11);
        for (var run = 0; run < 15; run++)
        {
            var broken = whole.ToArray();
            for (var i = 0; i < 30; i++)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(AudioConversion.Convert(broken));
        }
    }

    private static byte[] Read(string file, [CallerFilePath] string here = "") =>
        System.IO.File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Data", "audio", file));
}
