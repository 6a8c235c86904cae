using Pbx.Domain.Prompts;
using Pbx.Engine.Audio.Mp3;
using Pbx.Engine.Audio.Wav;

namespace Pbx.Engine.Audio;

/// <summary>
/// Makes the stored form of an uploaded file (VMR-096, VMR-097): what it is is decided by its content, not by its name. Every reason to refuse it is said at once, in words for
/// administrators.
/// </summary>
public static class AudioConversion
{
    /// <summary>The most bytes of an upload (VMR-096).</summary>
    public const int LargestUpload = 20 * 1024 * 1024;

    private const int BlockLength = 4096;

    /// <summary>How long a file may play (VMR-096).</summary>
    public static readonly TimeSpan Longest = SoundLength.LongestFile;

    /// <summary>The stored form, or why there is none.</summary>
    public static Converted Convert(ReadOnlyMemory<byte> file)
    {
        if (file.Length == 0)
        {
            return new Converted.Refused(["The file is empty."]);
        }

        var (sound, problems) = Open(file);
        if (sound is null)
        {
            return new Converted.Refused(problems);
        }

        var samples = Decode(sound, out var isTooLong);
        problems.AddRange(sound.Problems);
        if (isTooLong)
        {
            problems.Add($"The file plays for more than {Longest.TotalMinutes:0} minutes.");
        }

        if (samples.Count == 0 && problems.Count == 0)
        {
            problems.Add("There is no sound in the file: its length is zero.");
        }

        return problems.Count > 0 ? new Converted.Refused(problems) : new Converted.Done(StoredForm.Write(samples, Loudness.Gain(samples)));
    }

    private static (IDecodedSound? Sound, List<string> Problems) Open(ReadOnlyMemory<byte> file) =>
        WavReading.Is(file.Span) ? WavReading.Open(file)
        : Mp3Reading.Is(file.Span) ? Mp3Reading.Open(file)
        : (null, [OtherFormat.Of(file.Span) is { } other
            ? $"The file is {other}, which cannot be read. Upload MP3 or WAV."
            : "The file is no audio that can be read. Upload MP3 or WAV."]);

    private static Samples Decode(IDecodedSound sound, out bool isTooLong)
    {
        var most = (long)(Longest.TotalSeconds * sound.Rate);
        var samples = new Samples();
        var resampler = new Resampler(sound.Rate, samples);
        var block = new float[BlockLength];
        long taken = 0;
        while (taken <= most && sound.Read(block) is var count and > 0)
        {
            resampler.Write(block.AsSpan(0, count));
            taken += count;
        }

        isTooLong = taken > most;
        resampler.Finish();
        return samples;
    }
}

/// <summary>What became of an uploaded file.</summary>
public abstract record Converted
{
    private Converted()
    {
    }

    /// <summary>The stored form.</summary>
    public sealed record Done(ReadOnlyMemory<byte> Content) : Converted;

    /// <summary>It is not taken, for these reasons.</summary>
    public sealed record Refused(IReadOnlyList<string> Reasons) : Converted;
}
