using System.Collections.Concurrent;
using Pbx.Engine.Audio.Wav;
using Pbx.Engine.Recordings;

namespace Pbx.Infra.Memory;

/// <summary>The files of recordings in the memory of this process, for tests; a name is <c>{recording}/{part}.wav</c>.</summary>
public sealed class MemoryRecordingFiles : IRecordingFiles
{
    private const string Root = "memory:/recordings/";
    private readonly ConcurrentDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => files.Count;

    /// <summary>What the network does: puts the next part of a recording into the container.</summary>
    public Uri Put(string network, byte[] content)
    {
        var name = $"{network}/{Parts(network).Count}.wav";
        files[name] = content;
        return new Uri(Root + name);
    }

    /// <inheritdoc/>
    public Task<Uri> Destination(CancellationToken cancel) => Task.FromResult(new Uri(Root));

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Find(string network, DateTimeOffset since, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>(Parts(network));

    /// <inheritdoc/>
    public string? NameOf(Uri location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return location.OriginalString.StartsWith(Root, StringComparison.Ordinal) ? location.OriginalString[Root.Length..] : null;
    }

    /// <inheritdoc/>
    public Task<AudioMeasure?> Measure(string file, CancellationToken cancel) =>
        Task.FromResult(files.TryGetValue(file, out var content) ? WavHeader.Measure(content.AsSpan(0, Math.Min(content.Length, WavHeader.Enough)), content.Length) : null);

    /// <inheritdoc/>
    public Task<Stream?> Open(string file, CancellationToken cancel) => Task.FromResult<Stream?>(files.TryGetValue(file, out var content) ? new MemoryStream(content, writable: false) : null);

    /// <inheritdoc/>
    public Task<Uri> Lend(string file, TimeSpan within, CancellationToken cancel) => Task.FromResult(new Uri(Root + file));

    /// <inheritdoc/>
    public Task Delete(string file, CancellationToken cancel)
    {
        files.TryRemove(file, out _);
        return Task.CompletedTask;
    }

    private List<string> Parts(string network) => [.. files.Keys.Where(name => name.StartsWith($"{network}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
