namespace Pbx.Simulator.Network.Media;

/// <summary>How long an audio file plays, or why it cannot be played.</summary>
public abstract record AudioLength
{
    private AudioLength()
    {
    }

    public sealed record Known(TimeSpan Length) : AudioLength;

    /// <summary>It could not be fetched (400/8536).</summary>
    public sealed record NotFetched(string Why) : AudioLength;

    /// <summary>It is not audio that the network plays (400/8535).</summary>
    public sealed record NotPlayable(string Why) : AudioLength;
}

/// <summary>Finds out how long the file behind a URI plays. The model knows no HTTP; its host does the fetching.</summary>
public delegate Task<AudioLength> MeasureAudio(string uri, string? cacheId, CancellationToken cancel);
