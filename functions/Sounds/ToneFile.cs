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

    /// <summary>One period of ring-back: one second of tone, four of silence.</summary>
    public static byte[] Ringback() => Make(Tone.Ringback, Network, second => second < 1);

    /// <summary>Ten seconds of busy tone: half a second of tone, half a second of silence (EXT-072).</summary>
    public static byte[] Busy() => Make(Tone.Busy, Network, second => second % 1 < 0.5);

    /// <summary>The short tone before a message or a recording (VMR-052, VMR-114).</summary>
    public static byte[] Beep() => Make(Tone.Beep, Speak, _ => true);

    private static byte[] Make(Tone tone, double frequency, Func<double, bool> isOn)
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
            var level = isOn(second) ? Loudness * Math.Sin(2 * Math.PI * frequency * second) : 0;
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(Header + (i * sizeof(short))), (short)(level * short.MaxValue));
        }

        return file;
    }
}
