using System.Buffers.Binary;

namespace Pbx.Engine.Audio.Wav;

/// <summary>Reads the chunks of a WAV file, and says everything that is wrong with it.</summary>
internal static class WavReading
{
    private const int Extensible = 0xfffe;
    private const int MostChannels = 64;
    private const int LowestRate = 1000;

    /// <summary>Whether these bytes begin a WAV file.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.Length >= 12 && file[..4].SequenceEqual("RIFF"u8) && file[8..12].SequenceEqual("WAVE"u8);

    public static (WavSound? Sound, List<string> Problems) Open(ReadOnlyMemory<byte> file)
    {
        var problems = new List<string>();
        WavFormat? format = null;
        ReadOnlyMemory<byte>? data = null;
        var at = 12;
        while (data is null && at + 8 <= file.Length)
        {
            var name = file.Span.Slice(at, 4);
            var said = BinaryPrimitives.ReadUInt32LittleEndian(file.Span[(at + 4)..]);
            var there = (int)Math.Min(said, file.Length - at - 8);
            var chunk = file.Slice(at + 8, there);
            if (name.SequenceEqual("fmt "u8))
            {
                format = Format(chunk.Span, problems);
            }
            else if (name.SequenceEqual("data"u8))
            {
                data = chunk;
                if (there < said && said < int.MaxValue) // who writes to a pipe does not know the length, and says the largest
                {
                    problems.Add($"The file is cut off: it announces {said} bytes of sound and has {there}.");
                }
            }

            at += 8 + there + (there & 1); // chunks begin at even places
        }

        if (data is null)
        {
            problems.Add("The file is cut off: it ends before its sound begins.");
        }
        else if (format is null && problems.Count == 0)
        {
            problems.Add("The file does not say how its sound is written: it has no format chunk.");
        }

        return (format is not null && data is { } sound ? new WavSound(format, sound) : null, problems);
    }

    private static WavFormat? Format(ReadOnlySpan<byte> chunk, List<string> problems)
    {
        if (chunk.Length < 16)
        {
            problems.Add("The file is damaged: its format chunk is too short.");
            return null;
        }

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (tag == Extensible && chunk.Length >= 26)
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]); // the first bytes of the sub-format
        }

        var channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        var frame = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        var before = problems.Count;
        if (channels is 0 or > MostChannels)
        {
            problems.Add($"The file has {channels} channels; 1 to {MostChannels} can be read.");
        }

        if (rate is < LowestRate or > Resampler.HighestRate)
        {
            problems.Add($"The file has {rate} samples per second; {LowestRate} to {Resampler.HighestRate} can be read.");
        }

        if (Coding(tag, bits) is not { } coding)
        {
            problems.Add($"The sound is written as {Name(tag)} with {bits} bits, which cannot be read. PCM of 8, 16, 24 or 32 bits, floating point, A-law and µ-law can.");
            return null;
        }

        var length = bits / 8;
        if (problems.Count == before && frame != channels * length)
        {
            problems.Add($"The file is damaged: {channels} channels of {bits} bits do not make frames of {frame} bytes.");
        }

        return problems.Count == before ? new WavFormat(coding, channels, (int)rate, length, frame) : null;
    }

    private static WavCoding? Coding(int tag, int bits) => (tag, bits) switch
    {
        (1, 8) => WavCoding.Pcm8,
        (1, 16) => WavCoding.Pcm16,
        (1, 24) => WavCoding.Pcm24,
        (1, 32) => WavCoding.Pcm32,
        (3, 32) => WavCoding.Float32,
        (3, 64) => WavCoding.Float64,
        (6, 8) => WavCoding.ALaw,
        (7, 8) => WavCoding.MuLaw,
        _ => null,
    };

    // RFC 2361 has the numbers.
    private static string Name(int tag) => tag switch
    {
        1 => "PCM",
        2 => "Microsoft ADPCM",
        3 => "floating point",
        6 => "A-law",
        7 => "µ-law",
        0x11 => "IMA ADPCM",
        0x31 => "GSM 6.10",
        0x50 => "MPEG",
        0x55 => "MP3",
        _ => $"coding {tag}",
    };
}
