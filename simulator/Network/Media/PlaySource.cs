using System.Text.RegularExpressions;
using Pbx.Simulator.Network.Audio;

namespace Pbx.Simulator.Network.Media;

/// <summary>Something that the application asks to be played.</summary>
public abstract partial record PlaySource
{
    /// <summary>The pace at which texts are read.</summary>
    internal const int CharactersASecond = 14;

    private PlaySource()
    {
    }

    /// <summary>Whether it needs the speech service of the call.</summary>
    public bool IsSpoken => this is not File;

    /// <summary>An audio file; with a cache id its download is kept for an hour and not looked at again.</summary>
    public sealed record File(string Uri, string? CacheId) : PlaySource;

    /// <summary>A text read aloud.</summary>
    public sealed record Text(string Words, string? Locale) : PlaySource;

    /// <summary>A text with speech mark-up.</summary>
    public sealed record Ssml(string Markup) : PlaySource;

    /// <summary>How long it takes to say a text: fourteen characters a second, one second at least.</summary>
    public static TimeSpan SpeakingLength(string text)
    {
        var seconds = text.Length / (double)CharactersASecond;
        return seconds <= 1 ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
    }

    /// <summary>How long mark-up takes to say: the text in it.</summary>
    public static TimeSpan MarkupLength(string markup) => SpeakingLength(WithoutMarkup(markup));

    /// <summary>How it sounds when it is spoken; a file must be fetched for that.</summary>
    internal FetchedAudio.Playable Spoken() => this switch
    {
        Text text => Said(text.Words, SpeakingLength(text.Words)),
        Ssml ssml => Said(WithoutMarkup(ssml.Markup), MarkupLength(ssml.Markup)),
        _ => throw new InvalidOperationException("A file is not spoken."),
    };

    internal Sound AsSound(bool loop, string? operationContext) => this switch
    {
        File file => new Sound(SoundKind.File) { Uri = file.Uri, Loop = loop, OperationContext = operationContext },
        Text text => new Sound(SoundKind.Text) { Text = text.Words, Locale = text.Locale, Loop = loop, OperationContext = operationContext },
        Ssml ssml => new Sound(SoundKind.Text) { Text = ssml.Markup, Loop = loop, OperationContext = operationContext },
        _ => throw new InvalidOperationException("Unknown source."),
    };

    private static FetchedAudio.Playable Said(string text, TimeSpan length) => new(length, new Words(text, length));

    private static string WithoutMarkup(string markup) => Tags().Replace(markup, string.Empty).Trim();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();
}
