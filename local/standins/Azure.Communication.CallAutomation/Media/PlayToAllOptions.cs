namespace Azure.Communication.CallAutomation;

/// <summary>What to play to everybody.</summary>
public sealed class PlayToAllOptions
{
    /// <summary>Plays one source.</summary>
    public PlayToAllOptions(PlaySource playSource)
        : this([playSource])
    {
    }

    /// <summary>Plays sources one after the other.</summary>
    public PlayToAllOptions(IEnumerable<PlaySource> playSources) => PlaySources = [.. playSources];

    /// <summary>What to play, in this order.</summary>
    public IReadOnlyList<PlaySource> PlaySources { get; }

    /// <summary>Plays on and on, until it is cancelled; PlayCompleted never comes.</summary>
    public bool Loop { get; set; }

    /// <summary>Ends the media operations of the call first, instead of waiting for them.</summary>
    public bool InterruptCallMediaOperation { get; set; }

    /// <summary>Where the events of this operation go; null means the call's own address.</summary>
    public Uri? OperationCallbackUri { get; set; }

    /// <summary>Comes back in the events of this operation; null becomes a new GUID.</summary>
    public string? OperationContext { get; set; }
}
