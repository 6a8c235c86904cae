using System.Buffers.Binary;
using Pbx.Engine.Audio;

namespace Pbx.Engine.Tests.Audio;

public sealed class WhenAnUploadIsConverted
{
    public static TheoryData<string, int, int, double> Forms()
    {
        var forms = new TheoryData<string, int, int, double>();
        foreach (var rate in (int[])[8000, 11025, 16000, 22050, 22051, 32000, 44056, 44100, 48000, 96000, 192000])
        {
            forms.Add("16", 1, rate, 60);
        }

        foreach (var (coding, least) in new[] { ("8", 38.0), ("16", 60), ("24", 60), ("32", 60), ("float", 60), ("double", 60), ("a-law", 30), ("mu-law", 30) })
        {
            forms.Add(coding, 2, 44100, least);
            forms.Add(coding, 6, 16000, least);
        }

        return forms;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    [Trait("Rule", "VMR-097")]
    [Trait("Rule", "VMR-096")]
    [Trait("Rule", "EXT-049")]
    public void A_tone_of_1_kHz_stays_one_from_every_form_of_WAV(string coding, int channels, int rate, double least)
    {
        var stored = Tone.Stored(Tone.Wav(rate, 1, coding, channels, 0.25, 1000));

        IsOfTheStoredForm(stored, 16000);
        var (amplitude, residue) = Tone.Measure(stored, 1000);
        Assert.InRange(Tone.Decibels(amplitude / residue), least, 200);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3400)]
    [InlineData(7000)]
    public void What_the_stored_form_can_hold_passes_unchanged(double frequency)
    {
        var stored = Tone.Stored(Tone.Wav(44100, 2, "float", 1, 0.25, 1000, frequency));

        var difference = Tone.Decibels(Tone.Measure(stored, frequency).Amplitude / Tone.Measure(stored, 1000).Amplitude);
        Assert.InRange(difference, -0.1, 0.1);
    }

    [Theory]
    [InlineData(44100, 8200)]
    [InlineData(44100, 9000)]
    [InlineData(44100, 15000)]
    [InlineData(44100, 21000)]
    [InlineData(48000, 8000.5)]
    [InlineData(32000, 15900)]
    public void What_lies_above_8_kHz_does_not_come_back_as_something_else(int rate, double frequency)
    {
        var stored = Tone.Stored(Tone.Wav(rate, 2, "float", 1, 0.25, 1000, frequency));

        var (amplitude, residue) = Tone.Measure(stored, 1000);
        Assert.InRange(Tone.Decibels(residue / amplitude), -200, -50);
    }

    [Fact]
    public void A_narrow_sound_gets_no_mirror_image()
    {
        var stored = Tone.Stored(Tone.Wav(8000, 2, "float", 1, 0.25, 3300));

        var (amplitude, residue) = Tone.Measure(stored, 3300);
        Assert.InRange(Tone.Decibels(residue / amplitude), -200, -60);
    }

    [Theory]
    [InlineData(8000, 0.9)]
    [InlineData(44100, 0.01)]
    [InlineData(16000, 0.1)]
    [Trait("Rule", "VMR-097")]
    public void Loud_and_quiet_sounds_are_stored_equally_loud(int rate, double amplitude)
    {
        var stored = Tone.Stored(Tone.Wav(rate, 3, "float", 1, amplitude, 1000));

        // By BS.1770 a sine of 997 Hz at full scale has −3.01 LUFS; the goal is −20.
        Assert.InRange(Tone.Decibels(Tone.Measure(stored, 1000).Amplitude) - 3.01, -20.2, -19.8);
    }

    [Fact]
    public void A_long_pause_makes_the_words_no_louder()
    {
        var words = Enumerable.Range(0, 16000).Select(i => 0.3 * Math.Sin(2 * Math.PI * 1000 * i / 16000)).ToArray();
        var stored = Tone.Samples(Tone.Stored(Tone.Wav(16000, "float", 1, [.. words, .. new double[16000 * 20], .. words])));

        Assert.InRange(Tone.Decibels(stored.Max()) - 3.01, -20.6, -19);
    }

    [Fact]
    public void No_peak_reaches_full_scale()
    {
        var clicks = new double[32000];
        for (var i = 0; i < clicks.Length; i++)
        {
            clicks[i] = i % 4000 == 100 ? 1.0 : 0.004 * Math.Sin(i);
        }

        Assert.InRange(Tone.Samples(Tone.Stored(Tone.Wav(16000, "float", 1, clicks))).Max(Math.Abs), 0.88, 0.892); // −1 dB
    }

    [Fact]
    public void Silence_stays_silent()
    {
        var stored = Tone.Stored(Tone.Wav(44100, "16", 2, new double[44100]));

        Assert.All(Tone.Samples(stored), sample => Assert.Equal(0, sample));
        IsOfTheStoredForm(stored, 16000);
    }

    [Fact]
    public void Channels_are_mixed()
    {
        var samples = new MemoryStream();
        Span<byte> frame = stackalloc byte[4];
        for (var i = 0; i < 16000; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(frame, (short)(8000 * Math.Sin(2 * Math.PI * 1000 * i / 16000)));
            BinaryPrimitives.WriteInt16LittleEndian(frame[2..], (short)(8000 * Math.Sin(2 * Math.PI * 2000 * i / 16000)));
            samples.Write(frame);
        }

        var stored = Tone.Stored(Tone.File(1, 16, 2, 16000, samples.ToArray()));

        var (left, right) = (Tone.Measure(stored, 1000).Amplitude, Tone.Measure(stored, 2000).Amplitude);
        Assert.InRange(Tone.Decibels(left / right), -0.1, 0.1);
    }

    [Theory]
    [InlineData(44100, 44101, 16001)]
    [InlineData(8000, 1, 2)]
    [InlineData(48000, 7, 3)]
    public void The_length_stays_what_it_was(int rate, int frames, int stored) =>
        IsOfTheStoredForm(Tone.Stored(Tone.Wav(rate, "16", 1, [.. Enumerable.Repeat(0.1, frames)])), stored);

    [Fact]
    public void The_same_upload_makes_the_same_file_and_the_stored_form_has_its_name()
    {
        var upload = Tone.Wav(44100, 0.5, "16", 2, 0.25, 440);
        var (first, again) = (Tone.Stored(upload), Tone.Stored(upload));

        Assert.Equal(first, again);
        Assert.Equal(StoredForm.NameOf(first), StoredForm.NameOf(again));
        Assert.NotEqual(StoredForm.NameOf(first), StoredForm.NameOf(Tone.Stored(Tone.Wav(44100, 0.5, "16", 2, 0.25, 441))));
        Assert.Equal(0.5, StoredForm.LengthOf(first.Length).TotalSeconds);
    }

    [Fact]
    public void Chunks_of_other_kinds_odd_lengths_and_unknown_lengths_are_passed_over()
    {
        byte[] odd = [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0];
        var plain = Tone.Wav(16000, 0.25, "16", 1, 0.25, 1000)[44..];

        IsOfTheStoredForm(Tone.Stored(Tone.File(1, 16, 1, 16000, plain, before: odd)), 4000);
        IsOfTheStoredForm(Tone.Stored(Tone.File(1, 16, 1, 16000, plain, announced: uint.MaxValue)), 4000);
    }

    [Fact]
    public void A_format_that_is_written_at_length_is_read()
    {
        var plain = Tone.Wav(16000, 0.25, "24", 2, 0.25, 1000);
        byte[] extensible = [40, 0, 0, 0, 0xfe, 0xff, .. plain[22..36], 22, 0, 24, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

        IsOfTheStoredForm(Tone.Stored([.. plain[..16], .. extensible, .. plain[36..]]), 4000);
    }

    private static void IsOfTheStoredForm(byte[] stored, int samples)
    {
        Assert.Equal("RIFF"u8.ToArray(), stored[..4]);
        Assert.Equal(stored.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(stored.AsSpan(4)));
        Assert.Equal("WAVEfmt "u8.ToArray(), stored[8..16]);
        Assert.Equal((1, 1), (BinaryPrimitives.ReadInt16LittleEndian(stored.AsSpan(20)), BinaryPrimitives.ReadInt16LittleEndian(stored.AsSpan(22))));
        Assert.Equal((16000, 32000), (BinaryPrimitives.ReadInt32LittleEndian(stored.AsSpan(24)), BinaryPrimitives.ReadInt32LittleEndian(stored.AsSpan(28))));
        Assert.Equal((2, 16), (BinaryPrimitives.ReadInt16LittleEndian(stored.AsSpan(32)), BinaryPrimitives.ReadInt16LittleEndian(stored.AsSpan(34))));
        Assert.Equal("data"u8.ToArray(), stored[36..40]);
        Assert.Equal((samples * 2, samples * 2), (BinaryPrimitives.ReadInt32LittleEndian(stored.AsSpan(40)), stored.Length - 44));
    }
}
