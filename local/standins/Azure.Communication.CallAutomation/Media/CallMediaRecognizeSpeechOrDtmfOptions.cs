namespace Azure.Communication.CallAutomation;

/// <summary>How to listen for speech or keys of one participant, whichever comes first; speech ends with a silence.</summary>
public sealed class CallMediaRecognizeSpeechOrDtmfOptions : CallMediaRecognizeOptions
{
    /// <param name="targetParticipant">Who speaks or presses keys.</param>
    /// <param name="maxTonesToCollect">How many keys are enough, one at least.</param>
    public CallMediaRecognizeSpeechOrDtmfOptions(CommunicationIdentifier targetParticipant, int maxTonesToCollect)
        : base(RecognizeInputType.SpeechOrDtmf, targetParticipant) => MaxTonesToCollect = maxTonesToCollect;

    /// <summary>How long a silence ends the speech, in milliseconds.</summary>
    public TimeSpan EndSilenceTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long to wait for the next key, in whole seconds from 1 to 60.</summary>
    public TimeSpan InterToneTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Keys that end the collection.</summary>
    public IList<DtmfTone> StopTones { get; set; } = [];

    internal int MaxTonesToCollect { get; }
}
