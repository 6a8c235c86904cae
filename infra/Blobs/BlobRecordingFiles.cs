using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Sas;
using Pbx.Engine.Audio.Wav;
using Pbx.Engine.Recordings;

namespace Pbx.Infra.Blobs;

/// <summary>
/// The files that the network records into the container <c>recordings</c>. How it names them is not published, but for the day of the start that comes first; so a file belongs to a
/// recording when a part of its name is the recording's id, or when the metadata that lie beside it say so.
/// </summary>
public sealed class BlobRecordingFiles(BlobAccount blobs) : IRecordingFiles
{
    /// <summary>The container of all accounts. The network needs the right to write there.</summary>
    public const string Container = "recordings";

    private const string Sound = ".wav";
    private const string Metadata = ".json";
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan StartsBefore = TimeSpan.FromHours(1); // the clocks of two services
    private readonly ConcurrentDictionary<string, string> described = new(StringComparer.Ordinal); // metadata file to recording
    private bool isMade;

    /// <inheritdoc/>
    public async Task<Uri> Destination(CancellationToken cancel)
    {
        var container = blobs.Container(Container);
        if (!Volatile.Read(ref isMade))
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancel);
            Volatile.Write(ref isMade, true);
        }

        return container.Uri;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Find(string network, DateTimeOffset since, CancellationToken cancel)
    {
        for (var day = (since - StartsBefore).UtcDateTime.Date; day <= since.UtcDateTime.Date; day += TimeSpan.FromDays(1))
        {
            var names = await List(FormattableString.Invariant($"{day:yyyyMMdd}/"), cancel);
            if (await Folder(names, network, cancel) is { } folder)
            {
                return [.. names.Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(Sound, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
            }
        }

        return [];
    }

    /// <inheritdoc/>
    public string? NameOf(Uri location)
    {
        ArgumentNullException.ThrowIfNull(location);
        var root = blobs.Container(Container).Uri.AbsoluteUri.TrimEnd('/') + "/";
        var at = location.GetLeftPart(UriPartial.Path);
        return at.StartsWith(root, StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(at[root.Length..]) : null;
    }

    /// <inheritdoc/>
    public async Task<AudioMeasure?> Measure(string file, CancellationToken cancel)
    {
        if (await Open(file, cancel) is not { } audio)
        {
            return null;
        }

        await using (audio)
        {
            var beginning = new byte[WavHeader.Enough];
            var read = await audio.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancel);
            return WavHeader.Measure(beginning.AsSpan(0, read), audio.Length);
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> Open(string file, CancellationToken cancel)
    {
        try
        {
            return await blobs.Container(Container).GetBlobClient(file).OpenReadAsync(cancellationToken: cancel);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<Uri> Lend(string file, TimeSpan within, CancellationToken cancel) => blobs.Sign(blobs.Container(Container).GetBlobClient(file), BlobSasPermissions.Read, within, cancel);

    /// <inheritdoc/>
    public async Task Delete(string file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        var folder = FolderOf(file);
        await blobs.Container(Container).GetBlobClient(file).DeleteIfExistsAsync(cancellationToken: cancel);
        var rest = await List(folder, cancel);

        // the metadata describe all parts: they go with the last of them
        if (folder.Length > 0 && !rest.Exists(name => name.EndsWith(Sound, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var name in rest)
            {
                await blobs.Container(Container).GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancel);
            }
        }
    }

    private async Task<string?> Folder(List<string> names, string network, CancellationToken cancel)
    {
        var part = $"/{network}/";
        if (names.Find(name => name.Contains(part, StringComparison.Ordinal)) is { } named)
        {
            return named[..(named.IndexOf(part, StringComparison.Ordinal) + part.Length)];
        }

        foreach (var name in names.Where(name => name.EndsWith(Metadata, StringComparison.OrdinalIgnoreCase)))
        {
            if (await Described(name, cancel) == network)
            {
                return FolderOf(name);
            }
        }

        return null;
    }

    private async Task<string> Described(string name, CancellationToken cancel)
    {
        if (described.TryGetValue(name, out var known))
        {
            return known;
        }

        var content = await blobs.Container(Container).GetBlobClient(name).DownloadContentAsync(cancel);
        var recording = Recording(content.Value.Content);
        if (described.Count >= MostRemembered)
        {
            described.Clear();
        }

        return described[name] = recording;
    }

    private static string Recording(BinaryData metadata)
    {
        try
        {
            using var json = JsonDocument.Parse(metadata.ToMemory());
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("recordingId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() ?? "" : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private async Task<List<string>> List(string prefix, CancellationToken cancel)
    {
        var names = new List<string>();
        await foreach (var blob in blobs.List(Container, prefix, cancel))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    private static string FolderOf(string name) => name[..(name.LastIndexOf('/') + 1)];
}
