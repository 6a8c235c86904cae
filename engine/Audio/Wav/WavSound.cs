using System.Buffers.Binary;

namespace Pbx.Engine.Audio.Wav;

/// <summary>The samples of a WAV file (RIFF, WAVE): PCM of 8, 16, 24 or 32 bits, floating point of 32 or 64, A-law and µ-law, with any number of channels.</summary>
internal sealed class WavSound(WavFormat format, ReadOnlyMemory<byte> data) : IDecodedSound
{
    private int at;

    public int Rate => format.Rate;

    public IReadOnlyList<string> Problems => [];

    /// <summary>How long it plays.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((double)(data.Length / format.FrameLength) / format.Rate);

    public int Read(Span<float> mono)
    {
        var count = Math.Min(mono.Length, (data.Length - at) / format.FrameLength);
        var bytes = data.Span[at..];
        for (var i = 0; i < count; i++)
        {
            var sum = 0.0;
            for (var channel = 0; channel < format.Channels; channel++)
            {
                sum += Sample(bytes[((i * format.FrameLength) + (channel * format.SampleLength))..]);
            }

            mono[i] = (float)(sum / format.Channels);
        }

        at += count * format.FrameLength;
        return count;
    }

    private double Sample(ReadOnlySpan<byte> bytes) => format.Coding switch
    {
        WavCoding.Pcm8 => (bytes[0] - 128) / 128.0,
        WavCoding.Pcm16 => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768.0,
        WavCoding.Pcm24 => (bytes[0] | (bytes[1] << 8) | ((sbyte)bytes[2] << 16)) / 8388608.0,
        WavCoding.Pcm32 => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648.0,
        WavCoding.Float32 => Finite(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        WavCoding.Float64 => Finite(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        WavCoding.ALaw => G711.ALaw(bytes[0]),
        WavCoding.MuLaw => G711.MuLaw(bytes[0]),
        _ => throw new InvalidOperationException($"There is no coding {format.Coding}."),
    };

    // A float file may hold anything: what is no number is silence, and what is far too loud is cut.
    private static double Finite(double sample) => double.IsFinite(sample) ? Math.Clamp(sample, -16, 16) : 0;
}
