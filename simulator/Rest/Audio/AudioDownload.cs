using System.Collections.Concurrent;
using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Rest.Audio;

/// <summary>
/// Fetches audio files to find out how long they play. With a cache id the first download is kept for an hour, so that a changed
/// file is not heard until then, as in the real service.
/// </summary>
internal sealed class AudioDownload(Clock clock) : IDisposable
{
    private const int Largest = 50 * 1024 * 1024;
    private static readonly TimeSpan CacheKept = TimeSpan.FromHours(1);

    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = Largest };
    private readonly ConcurrentDictionary<string, (AudioLength Length, DateTimeOffset Since)> cache = new(StringComparer.Ordinal);

    public async Task<AudioLength> Measure(string uri, string? cacheId, CancellationToken cancel)
    {
        if (cacheId is not null && cache.TryGetValue(cacheId, out var known) && clock.GetUtcNow() < known.Since + CacheKept)
        {
            return known.Length;
        }

        var length = await Fetch(uri, cancel);
        if (cacheId is not null && length is AudioLength.Known)
        {
            cache[cacheId] = (length, clock.GetUtcNow());
        }

        return length;
    }

    public void Forget() => cache.Clear();

    public void Dispose() => client.Dispose();

    private async Task<AudioLength> Fetch(string uri, CancellationToken cancel)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var place) || place.Scheme is not ("http" or "https"))
        {
            return new AudioLength.NotFetched($"'{uri}' is not an http or https URI.");
        }

        try
        {
            using var response = await client.GetAsync(place, cancel);
            return response.IsSuccessStatusCode
                ? AudioFile.Measure(await response.Content.ReadAsByteArrayAsync(cancel))
                : new AudioLength.NotFetched($"The server answered {(int)response.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            return new AudioLength.NotFetched(e.Message);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new AudioLength.NotFetched("The server did not answer in time.");
        }
    }
}
