using System.Buffers.Binary;
using Pbx.Engine.Recordings;

namespace Pbx.Engine.Audio.Wav;

/// <summary>Reads from the beginning of a WAV file (RIFF, PCM) how long it is.</summary>
public static class WavHeader
{
    /// <summary>As much of the beginning as is needed, with whatever stands between the parts.</summary>
    public const int Enough = 4096;

    private const int Part = 8;
    private const int Format = 16;

    /// <summary>What the beginning of a file says of all of it.</summary>
    /// <param name="beginning">The first bytes, <see cref="Enough"/> of them or all.</param>
    /// <param name="bytes">The length of the whole file.</param>
    public static AudioMeasure Measure(ReadOnlySpan<byte> beginning, long bytes)
    {
        var none = new AudioMeasure(bytes, null, IsWhole: false);
        if (!WavReading.Is(beginning))
        {
            return none;
        }

        long perSecond = 0;
        for (var at = 12; at + Part <= beginning.Length;)
        {
            var name = beginning.Slice(at, 4);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(beginning[(at + 4)..]);
            if (name.SequenceEqual("data"u8))
            {
                var there = Math.Min(size, Math.Max(0, bytes - at - Part));
                return perSecond == 0 ? none : new AudioMeasure(bytes, TimeSpan.FromSeconds((double)there / perSecond), there == size);
            }

            if (name.SequenceEqual("fmt "u8) && at + Part + Format <= beginning.Length)
            {
                perSecond = BinaryPrimitives.ReadUInt32LittleEndian(beginning[(at + Part + 8)..]);
            }

            if (size > beginning.Length)
            {
                return none;
            }

            at += Part + (int)size + ((int)size & 1);
        }

        return none;
    }
}
