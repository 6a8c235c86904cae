using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Recordings;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest.Events;

namespace Pbx.Simulator.Rest.Recordings;

/// <summary>
/// Files recordings that are over, some seconds later: into the container that was asked for, or here for a day. Then Event Grid
/// is told, unless weather or a race loses that.
/// </summary>
internal sealed class RecordingArchive(PhoneNetwork network, SimulatorOptions options, SimulatorAddress address, EventGridCourier eventGrid, ILogger<RecordingArchive> log)
{
    /// <summary>How long the simulator keeps a file.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const string What = "recording-file";

    private readonly ConcurrentDictionary<string, FiledRecording> filed = new(StringComparer.Ordinal); // by document id

    private Clock Clock => network.Clock;

    /// <summary>Takes a recording that is over; returns at once.</summary>
    public void Take(Recording recording) => Later.After(Clock, options.RecordingFileDelay, What, () => File(recording));

    /// <summary>The file that the simulator keeps; null when it never did, or does no more.</summary>
    public FiledRecording? Find(string documentId) =>
        filed.TryGetValue(documentId, out var found) && found.Recording.Asked.Destination is null && Clock.GetUtcNow() < found.At + Kept ? found : null;

    /// <summary>Where a recording was filed; null before.</summary>
    public FiledRecording? Of(Recording recording) => filed.GetValueOrDefault(recording.DocumentId);

    public bool Delete(string documentId) => Find(documentId) is not null && filed.TryRemove(documentId, out _);

    public void Forget() => filed.Clear();

    private async Task File(Recording recording)
    {
        if (network.Read(n => n.AllRecordings.Contains(recording)) is false)
        {
            return; // forgotten by a reset
        }

        var (content, metadata) = network.Read(_ => (recording.Recorded, RecordingMetadata.Write(recording, options.ResourceId)));
        var fault = network.UseUp(r => r.EmptyRecording > 0 ? r with { EmptyRecording = r.EmptyRecording - 1 } : null) ? FileFault.Empty
            : network.UseUp(r => r.ShortRecording > 0 ? r with { ShortRecording = r.ShortRecording - 1 } : null) ? FileFault.Short
            : FileFault.None;
        FiledRecording file;
        try
        {
            using var stream = FiledRecording.Open(content.Sound, fault);
            file = recording.Asked.Destination is { } place
                ? await Store(recording, place, stream, metadata, fault)
                : Keep(recording, metadata, fault);
        }
        catch (IOException e)
        {
            Log.NotFiled(log, recording.Id, e.Message);
            return;
        }

        ForgetOldOnes();
        filed[recording.DocumentId] = file;
        var forecast = network.ForecastForRecordingFile();
        if (forecast.Lost || network.UseUp(WithoutEvent))
        {
            Log.FileEventLost(log, recording.Id);
            return;
        }

        eventGrid.Take(RecordingFileEvent.Write(file, content.Sound, options.Topic), forecast);
    }

    private void ForgetOldOnes()
    {
        var known = network.Read(n => n.AllRecordings.ToHashSet());
        foreach (var old in filed.Where(f => f.Value.At + Kept <= Clock.GetUtcNow() && !known.Contains(f.Value.Recording)).Select(f => f.Key).ToArray())
        {
            filed.TryRemove(old, out _);
        }
    }

    private async Task<FiledRecording> Store(Recording recording, Uri place, Stream content, string metadata, FileFault fault)
    {
        var storage = options.RecordingStorage ?? throw new IOException($"The simulator was given no storage account, so nothing is written to {place}.");
        var day = recording.Started?.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var folder = $"{day}/{recording.Call.CorrelationId}/{recording.Id}/{recording.DocumentId}";
        var sound = await storage.Write(place, $"{folder}/0-audio.wav", content, "audio/wav", CancellationToken.None);
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(metadata));
        return new FiledRecording(recording, metadata, fault, Clock.GetUtcNow())
        {
            Content = sound,
            MetadataPlace = await storage.Write(place, $"{folder}/0-acsmetadata.json", json, "application/json", CancellationToken.None),
            Delete = sound,
        };
    }

    private FiledRecording Keep(Recording recording, string metadata, FileFault fault)
    {
        var place = $"{address.Base}{KeptFiles.Objects}/{recording.DocumentId}";
        return new FiledRecording(recording, metadata, fault, Clock.GetUtcNow())
        {
            Content = new Uri(place + KeptFiles.Sound),
            MetadataPlace = new Uri(place + KeptFiles.Metadata),
            Delete = new Uri(place),
        };
    }

    private static Network.Weather.Races? WithoutEvent(Network.Weather.Races races)
    {
        var rest = races.Lose.ToList();
        return rest.Remove(RecordingFileEvent.Name) ? races with { Lose = rest } : null;
    }
}
