using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace Pbx.EndToEnd.Audio;

/// <summary>Files to upload.</summary>
internal static class Sounds
{
    /// <summary>A tone as WAV, 8 kHz and 8 bits: not the stored form.</summary>
    public static byte[] Wav(double seconds, double frequency = 500)
    {
        var file = new byte[44 + (int)(8000 * seconds)];
        "RIFF\0\0\0\0WAVEfmt "u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(20), 1 | (1 << 16));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(32), 1 | (8 << 16));
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), file.Length - 44);
        for (var i = 44; i < file.Length; i++)
        {
            file[i] = (byte)(128 + (60 * Math.Sin(2 * Math.PI * frequency * (i - 44) / 8000)));
        }

        return file;
    }

    /// <summary>One second of a tone as MP3.</summary>
    public static byte[] Mp3([CallerFilePath] string here = "") =>
        File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Data", "audio", "tone-joint-stereo.mp3"));

    public static ByteArrayContent As(this byte[] file, string type)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
