using System.Buffers.Binary;

namespace Pbx.Simulator.Network.Media;

/// <summary>
/// Reads how long an audio file plays. Only what the network plays is accepted: WAV of 16-bit PCM, mono, 16 kHz, and MP3 that
/// begins with an ID3v2 tag (the "play audio" pages of Call Automation).
/// </summary>
public static class AudioFile
{
    private static readonly int[] Mpeg1Layer3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Mpeg2Layer3 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    /// <summary>The length of a whole file.</summary>
    public static AudioLength Measure(ReadOnlySpan<byte> file) => file switch
    {
        _ when file.Length > 12 && file[..4].SequenceEqual("RIFF"u8) && file[8..12].SequenceEqual("WAVE"u8) => Wav(file),
        _ when file.Length > 10 && file[..3].SequenceEqual("ID3"u8) => Mp3(file),
        _ => new AudioLength.NotPlayable("It is neither WAV nor MP3 with an ID3v2 tag."),
    };

    private static AudioLength Wav(ReadOnlySpan<byte> file)
    {
        var format = false;
        for (var at = 12; at + 8 <= file.Length;)
        {
            var name = file.Slice(at, 4);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var body = file[(at + 8)..];
            if (name.SequenceEqual("fmt "u8) && body.Length >= 16)
            {
                var kind = BinaryPrimitives.ReadUInt16LittleEndian(body);
                var channels = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
                var rate = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
                var bits = BinaryPrimitives.ReadUInt16LittleEndian(body[14..]);
                if ((kind, channels, rate, bits) != (1, 1, 16_000, 16))
                {
                    return new AudioLength.NotPlayable($"A WAV file must be 16-bit PCM, mono, 16 kHz; this one is format {kind}, {bits} bits, {channels} channels, {rate} Hz.");
                }

                format = true;
            }
            else if (name.SequenceEqual("data"u8))
            {
                // A file written while streaming says more than there is.
                var bytes = Math.Min(size, (uint)body.Length);
                return format
                    ? new AudioLength.Known(TimeSpan.FromTicks(bytes * TimeSpan.TicksPerSecond / 32_000))
                    : new AudioLength.NotPlayable("The WAV file has no format before its data.");
            }

            var next = at + 8 + (long)size + (size & 1);
            if (next > file.Length)
            {
                break;
            }

            at = (int)next;
        }

        return new AudioLength.NotPlayable("The WAV file has no data.");
    }

    private static AudioLength Mp3(ReadOnlySpan<byte> file)
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
                return new AudioLength.Known(TimeSpan.FromMilliseconds((long)(file.Length - at) * 8 / kilobits));
            }
        }

        return new AudioLength.NotPlayable("The MP3 file has no audio frame.");
    }
}
