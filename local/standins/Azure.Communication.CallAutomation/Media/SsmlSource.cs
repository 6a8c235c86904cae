namespace Azure.Communication.CallAutomation;

/// <summary>A text in speech mark-up that is read aloud; the call needs <see cref="CallIntelligenceOptions"/> for that.</summary>
public sealed class SsmlSource : PlaySource
{
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public SsmlSource(string ssmlText)
    {
        ArgumentNullException.ThrowIfNull(ssmlText);
        SsmlText = ssmlText;
    }

    /// <summary>The mark-up.</summary>
    internal string SsmlText { get; }

    /// <summary>The endpoint of a voice of one's own.</summary>
    public string? CustomVoiceEndpointId { get; set; }
}
