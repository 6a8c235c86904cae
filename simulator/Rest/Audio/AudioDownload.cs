using System.Collections.Concurrent;
using System.Security.Cryptography;
using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Rest.Audio;

/// <summary>
/// Fetches audio files. With a cache id the first download is kept for an hour, so that a changed file is not heard until then,
/// as in the real service.
/// </summary>
internal sealed class AudioDownload(Clock clock) : IDisposable
{
    private const int Largest = 50 * 1024 * 1024;
    private static readonly TimeSpan CacheKept = TimeSpan.FromHours(1);

    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = Largest };
    private readonly ConcurrentDictionary<string, (FetchedAudio Audio, DateTimeOffset Since)> cache = new(StringComparer.Ordinal);

    // A prompt that is played in a thousand calls is in memory once, as long as one of them is remembered.
    private readonly ConcurrentDictionary<string, (TimeSpan Length, WeakReference<Waveform> Wave)> sameContent = new(StringComparer.Ordinal);

    public async Task<FetchedAudio> Fetch(string uri, string? cacheId, AudioFormats formats, CancellationToken cancel)
    {
        if (cacheId is not null && cache.TryGetValue(cacheId, out var known) && clock.GetUtcNow() < known.Since + CacheKept)
        {
            return known.Audio;
        }

        var fetched = await Download(uri, formats, cancel);
        if (cacheId is not null && fetched is FetchedAudio.Playable)
        {
            cache[cacheId] = (fetched, clock.GetUtcNow());
        }

        return fetched;
    }

    public void Forget()
    {
        cache.Clear();
        sameContent.Clear();
    }

    public void Dispose() => client.Dispose();

    private async Task<FetchedAudio> Download(string uri, AudioFormats formats, CancellationToken cancel)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var place) || place.Scheme is not ("http" or "https"))
        {
            return new FetchedAudio.NotFetched($"'{uri}' is not an http or https URI.");
        }

        try
        {
            using var response = await client.GetAsync(place, cancel);
            return response.IsSuccessStatusCode
                ? Read(await response.Content.ReadAsByteArrayAsync(cancel), formats)
                : new FetchedAudio.NotFetched($"The server answered {(int)response.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            return new FetchedAudio.NotFetched(e.Message);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new FetchedAudio.NotFetched("The server did not answer in time.");
        }
    }

    private FetchedAudio Read(byte[] file, AudioFormats formats)
    {
        var content = $"{formats} {Convert.ToHexString(SHA256.HashData(file))}";
        if (sameContent.TryGetValue(content, out var known) && known.Wave.TryGetTarget(out var wave))
        {
            return new FetchedAudio.Playable(known.Length, wave);
        }

        foreach (var gone in sameContent.Where(s => !s.Value.Wave.TryGetTarget(out _)).Select(s => s.Key).ToArray())
        {
            sameContent.TryRemove(gone, out _);
        }

        var read = AudioFile.Read(file, formats);
        if (read is FetchedAudio.Playable playable)
        {
            sameContent[content] = (playable.Length, new WeakReference<Waveform>(playable.Wave));
        }

        return read;
    }
}
