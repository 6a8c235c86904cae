namespace Azure.Communication.CallAutomation;

/// <summary>How to collect keys of one participant: until there are enough, a stop key is pressed, or a time-out.</summary>
public sealed class CallMediaRecognizeDtmfOptions : CallMediaRecognizeOptions
{
    /// <param name="targetParticipant">Who presses the keys.</param>
    /// <param name="maxTonesToCollect">How many keys are enough, one at least.</param>
    public CallMediaRecognizeDtmfOptions(CommunicationIdentifier targetParticipant, int maxTonesToCollect)
        : base(RecognizeInputType.Dtmf, targetParticipant) => MaxTonesToCollect = maxTonesToCollect;

    /// <summary>How long to wait for the next key, in whole seconds from 1 to 60.</summary>
    public TimeSpan InterToneTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Keys that end the collection.</summary>
    public IList<DtmfTone> StopTones { get; set; } = [];

    internal int MaxTonesToCollect { get; }
}
