namespace Pbx.Domain.Prompts;

/// <summary>How long a sound can take at the very most, so that a network that never tells us of its end is not waited for without end.</summary>
public static class SoundLength
{
    private const double SlowestLettersPerSecond = 10;

    /// <summary>The longest audio file (VMR-096).</summary>
    public static readonly TimeSpan LongestFile = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    /// <summary>A generous upper bound, with the time that the network needs to begin.</summary>
    public static TimeSpan AtMost(Sound sound) => Grace + sound switch
    {
        Sound.Speech speech => TimeSpan.FromSeconds(Math.Ceiling(speech.Text.Length / SlowestLettersPerSecond)),
        Sound.Named or Sound.Recorded => LongestFile,
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
