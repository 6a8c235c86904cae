namespace Azure.Communication.CallAutomation;

/// <summary>Something to play: a file, or a text that is read.</summary>
public abstract class PlaySource
{
    private protected PlaySource()
    {
    }

    /// <summary>
    /// Keeps the download for about an hour under this id; a file that changes under the same id is not read again. Null keeps nothing.
    /// </summary>
    public string? PlaySourceCacheId { get; set; }
}
