using System.Text.Json.Serialization;

namespace Pbx.Domain.Prompts;

/// <summary>Something that a caller hears.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "sound")]
[JsonDerivedType(typeof(Speech), "speech")]
[JsonDerivedType(typeof(Signal), "signal")]
public abstract record Sound
{
    private Sound()
    {
    }

    /// <summary>Text, read aloud.</summary>
    public sealed record Speech(string Text, Language Language) : Sound;

    /// <summary>A tone of the telephone network.</summary>
    public sealed record Signal(Tone Tone) : Sound;
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
}
