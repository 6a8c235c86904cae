using System.Buffers.Binary;
using System.Security.Cryptography;
using Pbx.Domain.Prompts;

namespace Pbx.Engine.Audio;

/// <summary>The one form that audio is stored and played in: WAV, mono, 16-bit PCM, 16 kHz (VMR-097).</summary>
public static class StoredForm
{
    /// <summary>Samples per second.</summary>
    public const int Rate = 16_000;

    /// <summary>The bytes before the first sample.</summary>
    public const int HeaderLength = 44;

    /// <summary>The media type.</summary>
    public const string ContentType = "audio/wav";

    /// <summary>Writes samples (1 is full scale), each multiplied by the gain and cut at full scale.</summary>
    public static byte[] Write(Samples samples, double gain)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var file = new byte[HeaderLength + (samples.Count * sizeof(short))];
        Header(file);
        var at = HeaderLength;
        foreach (var block in samples.Blocks)
        {
            foreach (var sample in block.Span)
            {
                var level = Math.Clamp(Math.Round(sample * gain * short.MaxValue), short.MinValue, short.MaxValue);
                BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at), (short)level);
                at += sizeof(short);
            }
        }

        return file;
    }

    /// <summary>How long a file of this form plays.</summary>
    public static TimeSpan LengthOf(long bytes) => TimeSpan.FromSeconds((double)(bytes - HeaderLength) / sizeof(short) / Rate);

    /// <summary>The name of a content.</summary>
    public static AudioFile NameOf(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return AudioFile.Parse(Convert.ToHexStringLower(hash));
    }

    private static void Header(Span<byte> file)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], Rate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16);
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], file.Length - HeaderLength);
    }
}
