namespace Pbx.Simulator.Network.Audio;

/// <summary>
/// Reads audio files. Only what the network plays is accepted unless more is asked for: WAV of 16-bit PCM, mono, 16 kHz, and MP3
/// that begins with an ID3v2 tag (the "play audio" pages of Call Automation). Of an MP3 only the length is read: it sounds like a
/// voice that murmurs.
/// </summary>
public static class AudioFile
{
    private static readonly int[] Mpeg1Layer3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Mpeg2Layer3 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    /// <summary>A whole file.</summary>
    public static FetchedAudio Read(ReadOnlySpan<byte> file, AudioFormats formats) => file switch
    {
        _ when WavFile.Is(file) => Wav(WavFile.Read(file), formats),
        _ when file.Length > 10 && file[..3].SequenceEqual("ID3"u8) => Mp3(file),
        _ => new FetchedAudio.NotPlayable("It is neither WAV nor MP3 with an ID3v2 tag."),
    };

    private static FetchedAudio Wav(WavFile wav, AudioFormats formats)
    {
        if (wav.Problem is { } problem)
        {
            return new FetchedAudio.NotPlayable(problem);
        }

        if (formats == AudioFormats.Played && !wav.IsAsPlayed)
        {
            return new FetchedAudio.NotPlayable($"A WAV file must be 16-bit PCM, mono, 16 kHz; this one is format {wav.Format}, {wav.Bits} bits, {wav.Channels} channels, {wav.Rate} Hz.");
        }

        var samples = wav.Samples();
        return new FetchedAudio.Playable(Pcm.Time(samples.Length), new Clip(samples));
    }

    private static FetchedAudio Mp3(ReadOnlySpan<byte> file)
    {
        var tag = 10 + ((file[6] & 0x7F) << 21 | (file[7] & 0x7F) << 14 | (file[8] & 0x7F) << 7 | file[9] & 0x7F);
        for (var at = tag; at + 4 <= file.Length; at++)
        {
            if (file[at] != 0xFF || (file[at + 1] & 0xE6) != 0xE2) // the sync of a frame of layer III
            {
                continue;
            }

            var index = file[at + 2] >> 4;
            var kilobits = index == 15 ? 0 : (file[at + 1] & 0x18) == 0x18 ? Mpeg1Layer3[index] : Mpeg2Layer3[index];
            if (kilobits > 0)
            {
                var length = TimeSpan.FromMilliseconds((long)(file.Length - at) * 8 / kilobits);
                return new FetchedAudio.Playable(length, Words.Murmured(length));
            }
        }

        return new FetchedAudio.NotPlayable("The MP3 file has no audio frame.");
    }
}
