using System.Text.Json.Serialization;

namespace Pbx.Domain.Prompts;

/// <summary>Something that a caller hears.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "sound")]
[JsonDerivedType(typeof(Speech), "speech")]
[JsonDerivedType(typeof(Signal), "signal")]
[JsonDerivedType(typeof(Named), "named")]
[JsonDerivedType(typeof(Recorded), "recorded")]
[JsonDerivedType(typeof(Message), "message")]
public abstract record Sound
{
    private Sound()
    {
    }

    /// <summary>Text, read aloud.</summary>
    public sealed record Speech(string Text, Language Language) : Sound;

    /// <summary>A tone of the telephone network.</summary>
    public sealed record Signal(Tone Tone) : Sound;

    /// <summary>A prompt of the account's own, by its name; before it is played, its file is put in its place.</summary>
    /// <param name="Name">As the document has it.</param>
    /// <param name="Language">Of the call.</param>
    /// <param name="Otherwise">What is said if the prompt is not there any more.</param>
    public sealed record Named(string Name, Language Language, Prompt Otherwise) : Sound;

    /// <summary>An audio file of the account (VMR-097).</summary>
    public sealed record Recorded(AudioFile File) : Sound;

    /// <summary>What a caller has left in a mailbox.</summary>
    /// <param name="File">The recording, as its store names it.</param>
    public sealed record Message(string File, TimeSpan Length) : Sound;
}

/// <summary>The tones that the platform plays in the media, because a call is answered before anybody rings (EXT-069).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Tone>))]
public enum Tone
{
    /// <summary>One period of ring-back, played in a loop.</summary>
    [JsonStringEnumMemberName("ringback")]
    Ringback,

    /// <summary>Busy tone, 10 s long (EXT-072).</summary>
    [JsonStringEnumMemberName("busy")]
    Busy,

    /// <summary>A short tone: a message may be spoken now, or a recording begins (VMR-052, VMR-114).</summary>
    [JsonStringEnumMemberName("beep")]
    Beep,

    /// <summary>The platform's own music, for who waits in a queue without music of its own (QUE-240); played in a loop.</summary>
    [JsonStringEnumMemberName("music")]
    Music,
}
