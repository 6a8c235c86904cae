namespace Pbx.Simulator.Network.Audio;

/// <summary>An audio file that was asked for: how long it plays and how it sounds, or why it cannot be played.</summary>
public abstract record FetchedAudio
{
    private FetchedAudio()
    {
    }

    public sealed record Playable(TimeSpan Length, Waveform Wave) : FetchedAudio;

    /// <summary>It could not be fetched (400/8536).</summary>
    public sealed record NotFetched(string Why) : FetchedAudio;

    /// <summary>It is not audio that the network plays (400/8535).</summary>
    public sealed record NotPlayable(string Why) : FetchedAudio;
}

/// <summary>Which files are taken.</summary>
public enum AudioFormats
{
    /// <summary>What the network plays: WAV of 16-bit PCM, mono, 16 kHz, and MP3 that begins with an ID3v2 tag.</summary>
    Played,

    /// <summary>Also any other WAV of PCM or floats: a person holds it to the phone.</summary>
    Any,
}

/// <summary>Fetches the file behind a URI. The model knows no HTTP; its host does the fetching.</summary>
public delegate Task<FetchedAudio> FetchAudio(string uri, string? cacheId, AudioFormats formats, CancellationToken cancel);
