using System.Text;
using Pbx.Domain.Accounts;
using Pbx.Engine.Audio;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.Audio;

[Trait("Rule", "VMR-096")]
[Trait("Rule", "EXT-049")]
public sealed class WhenAnUploadIsRefused
{
    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("Dear caller, we are closed.", "The file is no audio that can be read. Upload MP3 or WAV.")]
    [InlineData("OggS and more", "The file is an Ogg file, which cannot be read. Upload MP3 or WAV.")]
    [InlineData("fLaC and more", "The file is a FLAC file, which cannot be read. Upload MP3 or WAV.")]
    [InlineData("0000ftypM4A and more", "The file is an MP4 or M4A file, which cannot be read. Upload MP3 or WAV.")]
    [InlineData("RIFF0000AVI and more", "The file is a RIFF file, but not a WAV, which cannot be read. Upload MP3 or WAV.")]
    [InlineData("RIFF0000WAVE", "The file is cut off: it ends before its sound begins.")]
    [InlineData("ID3 and nothing", "The file is cut off: it ends within its title tag.")]
    public void What_is_not_audio_is_named(string content, string reason) => Assert.Equal([reason], Tone.Refused(Encoding.ASCII.GetBytes(content)));

    [Fact]
    public void Noise_is_not_taken_for_MP3()
    {
        var noise = new byte[200_000];
        new Random(3).NextBytes(noise);

        Assert.Equal(["The file is no audio that can be read. Upload MP3 or WAV."], Tone.Refused(noise));
    }

    [Fact]
    public void A_file_that_is_cut_off_is_refused()
    {
        var whole = Tone.Wav(16000, 1, "16", 1, 0.25, 1000);

        Assert.Equal(["The file is cut off: it announces 32000 bytes of sound and has 31999."], Tone.Refused(whole[..^1]));
        Assert.Equal(["The file is cut off: it ends before its sound begins."], Tone.Refused(whole[..40]));
    }

    [Fact]
    public void A_file_without_sound_is_refused() =>
        Assert.Equal(["There is no sound in the file: its length is zero."], Tone.Refused(Tone.Wav(16000, "16", 1, [])));

    [Theory]
    [InlineData(2, 4, "Microsoft ADPCM with 4 bits")]
    [InlineData(0x31, 0, "GSM 6.10 with 0 bits")]
    [InlineData(0x55, 0, "MP3 with 0 bits")]
    [InlineData(1, 12, "PCM with 12 bits")]
    [InlineData(999, 16, "coding 999 with 16 bits")]
    public void A_coding_that_is_not_read_is_named(int tag, int bits, string name) =>
        Assert.Equal(
            [$"The sound is written as {name}, which cannot be read. PCM of 8, 16, 24 or 32 bits, floating point, A-law and µ-law can."],
            Tone.Refused(Tone.File(tag, bits, 1, 16000, new byte[100])));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        Assert.Equal(
            [
                "The file has 0 channels; 1 to 64 can be read.",
                "The file has 999 samples per second; 1000 to 384000 can be read.",
                "The sound is written as Microsoft ADPCM with 4 bits, which cannot be read. PCM of 8, 16, 24 or 32 bits, floating point, A-law and µ-law can.",
                "The file is cut off: it announces 200 bytes of sound and has 100.",
            ],
            Tone.Refused(Tone.File(2, 4, 0, 999, new byte[100], announced: 200)));
        Assert.Equal(
            ["The file is cut off: it announces 600001000 bytes of sound and has 601000.", "The file plays for more than 10 minutes."],
            Tone.Refused(Tone.File(1, 8, 1, 1000, new byte[601_000], announced: 600_001_000)));
    }

    [Fact]
    public void Ten_minutes_are_taken_and_a_sample_more_is_not()
    {
        var silence = Enumerable.Repeat((byte)128, 8000 * 600).ToArray();

        Assert.Equal(600, StoredForm.LengthOf(Tone.Stored(Tone.File(1, 8, 1, 8000, silence)).Length).TotalSeconds);
        Assert.Equal(["The file plays for more than 10 minutes."], Tone.Refused(Tone.File(1, 8, 1, 8000, [.. silence, 128])));
    }

    [Fact]
    public async Task An_upload_of_200_MB_is_not_read_to_its_end()
    {
        using var intake = new AudioIntake(new MemoryAudio(), TimeProvider.System);
        await using var upload = new Endless(200L * 1024 * 1024);

        Assert.IsType<Intake.TooLarge>(await intake.Take(AccountId.Parse("sample"), "long.wav", upload, CancellationToken.None));
        Assert.InRange(upload.Position, AudioConversion.LargestUpload, AudioConversion.LargestUpload + (64 * 1024));
    }

    private sealed class Endless(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - Position);
            Position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
