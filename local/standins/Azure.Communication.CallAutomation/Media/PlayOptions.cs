namespace Azure.Communication.CallAutomation;

/// <summary>What to play, and to whom.</summary>
public sealed class PlayOptions
{
    /// <summary>Plays one source; no participant means everybody.</summary>
    public PlayOptions(PlaySource playSource, IEnumerable<CommunicationIdentifier> playTo)
        : this([playSource], playTo)
    {
    }

    /// <summary>Plays sources one after the other; no participant means everybody.</summary>
    public PlayOptions(IEnumerable<PlaySource> playSources, IEnumerable<CommunicationIdentifier> playTo)
    {
        PlaySources = [.. playSources];
        PlayTo = [.. playTo];
    }

    /// <summary>What to play, in this order.</summary>
    public IReadOnlyList<PlaySource> PlaySources { get; }

    /// <summary>Who hears it; empty means everybody.</summary>
    public IReadOnlyList<CommunicationIdentifier> PlayTo { get; }

    /// <summary>Plays on and on, until it is cancelled; PlayCompleted never comes.</summary>
    public bool Loop { get; set; }

    /// <summary>Ends the media operations of the call first, instead of waiting for them.</summary>
    public bool InterruptCallMediaOperation { get; set; }

    /// <summary>Where the events of this operation go; null means the call's own address.</summary>
    public Uri? OperationCallbackUri { get; set; }

    /// <summary>Comes back in the events of this operation; null becomes a new GUID.</summary>
    public string? OperationContext { get; set; }
}
