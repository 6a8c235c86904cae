using System.Buffers.Binary;

namespace Pbx.Simulator.Network.Audio;

/// <summary>A WAV file that was read: its form and its data, or what is wrong with it.</summary>
internal sealed record WavFile(int Format, int Channels, int Rate, int Bits, byte[] Data)
{
    private const int Integers = 1;
    private const int Floats = 3;
    private const int Extensible = 0xFFFE;

    /// <summary>Why it cannot be read; null when it can.</summary>
    public string? Problem { get; private init; }

    /// <summary>Whether it is in the form that the network plays.</summary>
    public bool IsAsPlayed => (Format, Channels, Rate, Bits) == (Integers, 1, Pcm.Rate, 16);

    public static bool Is(ReadOnlySpan<byte> file) => file.Length > 12 && file[..4].SequenceEqual("RIFF"u8) && file[8..12].SequenceEqual("WAVE"u8);

    public static WavFile Read(ReadOnlySpan<byte> file)
    {
        WavFile? read = null;
        for (var at = 12; at + 8 <= file.Length;)
        {
            var name = file.Slice(at, 4);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var body = file[(at + 8)..];
            if (name.SequenceEqual("fmt "u8) && body.Length >= 16)
            {
                read = Described(body[..(int)Math.Min(size, body.Length)]);
                if (read.Problem is not null)
                {
                    return read;
                }
            }
            else if (name.SequenceEqual("data"u8))
            {
                // A file written while streaming says more than there is.
                return read is null
                    ? Bad("The WAV file has no format before its data.")
                    : read with { Data = body[..(int)Math.Min(size, (uint)body.Length)].ToArray() };
            }

            var next = at + 8 + (long)size + (size & 1);
            if (next > file.Length)
            {
                break;
            }

            at = (int)next;
        }

        return Bad("The WAV file has no data.");
    }

    /// <summary>All channels mixed into one, at the rate of the network.</summary>
    public short[] Samples()
    {
        var frames = Data.Length / (Channels * Bits / 8);
        var samples = new short[(long)frames * Pcm.Rate / Rate];
        var step = (double)Rate / Pcm.Rate;
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = Rate == Pcm.Rate ? Pcm.Cut((int)Math.Round(Frame(i))) : Pcm.Cut((int)Math.Round(At(i * step, step, frames)));
        }

        return samples;
    }

    // Between two frames when there are too few of them, the mean of some when there are too many.
    private double At(double place, double step, int frames)
    {
        var first = (int)place;
        if (step <= 1)
        {
            var next = Math.Min(first + 1, frames - 1);
            return Frame(first) + (place - first) * (Frame(next) - Frame(first));
        }

        var count = Math.Clamp((int)(place + step) - first, 1, frames - first);
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += Frame(first + i);
        }

        return sum / count;
    }

    private double Frame(int frame)
    {
        var sum = 0.0;
        for (var channel = 0; channel < Channels; channel++)
        {
            sum += Sample(Data.AsSpan((frame * Channels + channel) * Bits / 8));
        }

        return sum / Channels;
    }

    private double Sample(ReadOnlySpan<byte> at) => (Format, Bits) switch
    {
        (Floats, _) => 32_767.0 * BinaryPrimitives.ReadSingleLittleEndian(at),
        (_, 8) => (at[0] - 128) * 256,
        (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(at),
        (_, 24) => (at[0] << 8 | at[1] << 16 | at[2] << 24) / 65_536.0,
        _ => BinaryPrimitives.ReadInt32LittleEndian(at) / 65_536.0,
    };

    private static WavFile Described(ReadOnlySpan<byte> format)
    {
        var kind = BinaryPrimitives.ReadUInt16LittleEndian(format);
        var read = new WavFile(
            kind == Extensible && format.Length >= 26 ? BinaryPrimitives.ReadUInt16LittleEndian(format[24..]) : kind,
            BinaryPrimitives.ReadUInt16LittleEndian(format[2..]),
            BinaryPrimitives.ReadInt32LittleEndian(format[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(format[14..]),
            []);
        var readable = read.Channels is >= 1 and <= 64 && read.Rate is >= 1000 and <= 768_000
            && (read.Format, read.Bits) is (Integers, 8 or 16 or 24 or 32) or (Floats, 32);
        return readable
            ? read
            : read with { Problem = $"A WAV file must be 16-bit PCM, mono, 16 kHz; this one is format {read.Format}, {read.Bits} bits, {read.Channels} channels, {read.Rate} Hz." };
    }

    private static WavFile Bad(string problem) => new(0, 0, 0, 0, []) { Problem = problem };
}
