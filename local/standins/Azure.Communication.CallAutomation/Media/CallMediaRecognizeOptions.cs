namespace Azure.Communication.CallAutomation;

/// <summary>How to listen to one participant.</summary>
public abstract class CallMediaRecognizeOptions
{
    private protected CallMediaRecognizeOptions(RecognizeInputType inputType, CommunicationIdentifier targetParticipant)
    {
        ArgumentNullException.ThrowIfNull(targetParticipant);
        InputType = inputType;
        TargetParticipant = targetParticipant;
    }

    /// <summary>Played before listening; <see cref="PlayPrompts"/> goes before it.</summary>
    public PlaySource? Prompt { get; set; }

    /// <summary>Played before listening, one after the other.</summary>
    public IList<PlaySource> PlayPrompts { get; set; } = [];

    /// <summary>Whether a key ends the prompt.</summary>
    public bool InterruptPrompt { get; set; } = true;

    /// <summary>Ends the media operations of the call first, instead of waiting for them.</summary>
    public bool InterruptCallMediaOperation { get; set; } = true;

    /// <summary>How long to wait for the first key after the prompt, in whole seconds up to 300.</summary>
    public TimeSpan InitialSilenceTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The language of speech, such as <c>nl-NL</c>; null: en-US.</summary>
    public string? SpeechLanguage { get; set; }

    /// <summary>Where the events of this operation go; null means the call's own address.</summary>
    public Uri? OperationCallbackUri { get; set; }

    /// <summary>Comes back in the events of this operation; null becomes a new GUID.</summary>
    public string? OperationContext { get; set; }

    internal RecognizeInputType InputType { get; }

    internal CommunicationIdentifier TargetParticipant { get; }
}
