namespace Pbx.Domain.Prompts;

/// <summary>How long a sound can take at the very most, so that a network that never tells us of its end is not waited for without end.</summary>
public static class SoundLength
{
    private const double SlowestLettersPerSecond = 10;
    private const double LettersPerSecond = 14;

    /// <summary>The longest audio file (VMR-096).</summary>
    public static readonly TimeSpan LongestFile = TimeSpan.FromMinutes(10);

    /// <summary>What a file is taken for whose length nobody knows: a spoken sentence.</summary>
    public static TimeSpan UsualFile { get; } = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    /// <summary>How long a sound takes when all goes well: what the network's voice needs for a text, and what the files of our tones last.</summary>
    /// <param name="files">How long the account's files last; one that is not in it is taken for a spoken sentence.</param>
    public static TimeSpan About(Sound sound, IReadOnlyDictionary<AudioFile, TimeSpan> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return sound switch
        {
            Sound.Speech speech => Spoken(speech.Text),
            Sound.Signal signal => Of(signal.Tone),
            Sound.Message message => message.Length,
            Sound.Recorded recorded when files.TryGetValue(recorded.File, out var length) => length,
            _ => UsualFile,
        };
    }

    /// <summary>How long one period of a tone lasts.</summary>
    public static TimeSpan Of(Tone tone) => tone switch
    {
        Tone.Ringback => TimeSpan.FromSeconds(5),
        Tone.Busy => TimeSpan.FromSeconds(10), // EXT-072
        Tone.Beep => TimeSpan.FromMilliseconds(400),
        Tone.Music => TimeSpan.FromSeconds(32),
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "Not a tone that the platform plays."),
    };

    private static TimeSpan Spoken(string text)
    {
        var seconds = text.Length / LettersPerSecond;
        return seconds <= 1 ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
    }

    /// <summary>A generous upper bound, with the time that the network needs to begin.</summary>
    public static TimeSpan AtMost(Sound sound) => Grace + sound switch
    {
        Sound.Speech speech => TimeSpan.FromSeconds(Math.Ceiling(speech.Text.Length / SlowestLettersPerSecond)),
        Sound.Named or Sound.Recorded => LongestFile,
        Sound.Message message => message.Length,
        _ => TimeSpan.FromSeconds(10),
    };
}

/// <summary>Text that is read aloud.</summary>
public static class SpokenText
{
    /// <summary>The most letters that the network reads in one go.</summary>
    public const int Longest = 400;

    /// <summary>What is asked of a text, for people.</summary>
    public const string Rule = "A spoken text has 1 to 400 characters.";
}
