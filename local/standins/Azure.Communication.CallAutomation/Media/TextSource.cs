namespace Azure.Communication.CallAutomation;

/// <summary>A text that is read aloud; the call needs <see cref="CallIntelligenceOptions"/> for that.</summary>
public sealed class TextSource : PlaySource
{
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public TextSource(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>Read by a voice with a name, such as <c>de-DE-KatjaNeural</c>.</summary>
    public TextSource(string text, string voiceName)
        : this(text) => VoiceName = voiceName;

    /// <summary>Read by any voice of a language and kind.</summary>
    public TextSource(string text, string sourceLocale, VoiceKind voiceKind)
        : this(text)
    {
        SourceLocale = sourceLocale;
        VoiceKind = voiceKind;
    }

    /// <summary>What is read.</summary>
    internal string Text { get; }

    /// <summary>The language of the text, such as <c>de-DE</c>.</summary>
    public string? SourceLocale { get; set; }

    /// <summary>The kind of voice; used when no name is given.</summary>
    public VoiceKind? VoiceKind { get; set; }

    /// <summary>The voice.</summary>
    public string? VoiceName { get; set; }

    /// <summary>The endpoint of a voice of one's own.</summary>
    public string? CustomVoiceEndpointId { get; set; }
}
