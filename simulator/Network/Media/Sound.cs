using Pbx.Simulator.Network.Audio;

namespace Pbx.Simulator.Network.Media;

/// <summary>What kind of sound somebody hears.</summary>
public enum SoundKind
{
    /// <summary>It rings: the caller's ringback, or the bell of a phone that is called.</summary>
    NetworkRing,

    /// <summary>An audio file.</summary>
    File,

    /// <summary>A text read aloud.</summary>
    Text,

    /// <summary>The line to other people is open; they may be speaking or not.</summary>
    Party,

    /// <summary>Greeting and tone of an answering machine.</summary>
    RecordedTone,

    /// <summary>Tones of keys that the application sends.</summary>
    Keys,

    Silence,
}

/// <summary>What somebody hears at one moment.</summary>
public sealed record Sound(SoundKind Kind)
{
    public static readonly Sound Ring = new(SoundKind.NetworkRing);
    public static readonly Sound Nothing = new(SoundKind.Silence);
    public static readonly Sound Tone = new(SoundKind.RecordedTone);

    /// <summary>Of a file.</summary>
    public string? Uri { get; init; }

    /// <summary>Of a text; SSML as it was sent.</summary>
    public string? Text { get; init; }

    /// <summary>Of a text.</summary>
    public string? Locale { get; init; }

    /// <summary>Of keys: what is sent, as printed on the phone.</summary>
    public string? Tones { get; init; }

    /// <summary>Whether it is repeated until it is cancelled.</summary>
    public bool Loop { get; init; }

    /// <summary>Of the request that plays it.</summary>
    public string? OperationContext { get; init; }

    /// <summary>Who is heard: raw ids, separated by a comma and a blank.</summary>
    public string? Who { get; init; }

    /// <summary>Whether somebody is known to speak, not only to be there.</summary>
    public bool Speaking { get; init; }

    /// <summary>Tells one playing of a source from the next one of the same source.</summary>
    internal long Playing { get; init; }

    /// <summary>Of what is played: how it sounds.</summary>
    internal Sounding? Audio { get; init; }
}
