using System.Buffers.Binary;
using Pbx.Domain.Prompts;

namespace Pbx.Functions.Sounds;

/// <summary>Makes the tones of the telephone network as files that the network takes: WAV, mono, 16 bit, 16 kHz. 425 Hz, the European tone (ITU-T E.180); 1 kHz for the tone after which one speaks.</summary>
internal static class ToneFile
{
    private const int Rate = 16_000;
    private const int Header = 44;
    private const double Network = 425;
    private const double Speak = 1000;
    private const double Loudness = 0.2;
    private const double Beat = 0.5;

    // in Hz; 16 notes of half a second, so that four rounds make one file
    private static readonly double[] Notes =
    [
        261.63, 329.63, 392.00, 329.63,
        220.00, 261.63, 329.63, 261.63,
        174.61, 220.00, 261.63, 220.00,
        196.00, 246.94, 293.66, 246.94,
    ];

    /// <summary>One period of ring-back: one second of tone, four of silence.</summary>
    public static byte[] Ringback() => Make(Tone.Ringback, Network, second => second < 1);

    /// <summary>Ten seconds of busy tone: half a second of tone, half a second of silence (EXT-072).</summary>
    public static byte[] Busy() => Make(Tone.Busy, Network, second => second % 1 < 0.5);

    /// <summary>The short tone before a message or a recording (VMR-052, VMR-114).</summary>
    public static byte[] Beep() => Make(Tone.Beep, Speak, _ => true);

    /// <summary>Music for who waits: broken chords in C, A minor, F and G, one note each half second, in a loop without a seam.</summary>
    public static byte[] Music() => Make(Tone.Music, Chords);

    private static byte[] Make(Tone tone, double frequency, Func<double, bool> isOn) => Make(tone, second => isOn(second) ? Loudness * Math.Sin(2 * Math.PI * frequency * second) : 0);

    // each note fades out while the next one sounds, so none ends with a click
    private static double Chords(double second)
    {
        var level = 0.0;
        for (var back = 0; back < 4; back++)
        {
            var begins = (Math.Floor(second / Beat) - back) * Beat;
            var since = second - begins;
            var note = (int)Math.Round(begins / Beat) + (Notes.Length * 2);
            var rising = Math.Min(1, since / 0.02);
            level += Loudness * 0.5 * rising * Math.Exp(-2.5 * since) * (1 - (since / (4 * Beat))) * Math.Sin(2 * Math.PI * Notes[note % Notes.Length] * since);
        }

        return level;
    }

    private static byte[] Make(Tone tone, Func<double, double> levelAt)
    {
        var samples = (int)(SoundLength.Of(tone).TotalSeconds * Rate);
        var file = new byte[Header + (samples * sizeof(short))];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), Rate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), samples * sizeof(short));
        for (var i = 0; i < samples; i++)
        {
            var second = (double)i / Rate;
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(Header + (i * sizeof(short))), (short)(levelAt(second) * short.MaxValue));
        }

        return file;
    }
}
