using System.Globalization;
using System.Text.Json;

namespace Pbx.Infra.CallAutomation;

/// <summary>What Event Grid delivered.</summary>
/// <param name="ValidationCode">To be answered as <c>{"validationResponse": …}</c>. Nothing else comes with it.</param>
/// <param name="Files">Recordings whose files are ready.</param>
public sealed record RecordingFiles(string? ValidationCode, IReadOnlyList<RecordingFile> Files);

/// <summary>A recording whose files are ready.</summary>
/// <param name="Recording">The network's name for it.</param>
/// <param name="Locations">Where the audio is, in the order of its parts.</param>
/// <param name="Length">How long all of it is, when it is said.</param>
public sealed record RecordingFile(string Recording, IReadOnlyList<Uri> Locations, TimeSpan? Length);

/// <summary>
/// The webhook of Event Grid (event schema) that tells that the file of a recording is ready (RecordingFileStatusUpdated). At least once, in any order, and sometimes never.
/// </summary>
public static class RecordingFileWebhook
{
    private const string Ready = "Microsoft.Communication.RecordingFileStatusUpdated";
    private const string Validation = "Microsoft.EventGrid.SubscriptionValidationEvent";
    private const string RecordingOfSubject = "/recordingId/";

    /// <summary>What is in a body; events of other types are passed over.</summary>
    /// <exception cref="MalformedWebhookException">It is not an array of events, or one that we need lacks something; all problems are named.</exception>
    public static RecordingFiles Read(ReadOnlyMemory<byte> body)
    {
        string? validation = null;
        List<RecordingFile> files = [];
        foreach (var evt in WebhookBody.Read(body.Span, Read))
        {
            validation = evt.Type == Validation ? evt.ValidationCode : validation;
            if (evt.Type == Ready)
            {
                files.Add(new RecordingFile(evt.Recording, [.. evt.Chunks.OrderBy(chunk => chunk.Index).Select(chunk => chunk.Location)], evt.Length));
            }
        }

        return new RecordingFiles(validation, files);
    }

    private static Wire Read(ref Utf8JsonReader json, WebhookProblems problems)
    {
        var wire = new Wire();
        var (dataFrom, dataCount) = (0, 0);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("data"u8))
            {
                dataFrom = problems.All.Count;
                ReadData(ref json, wire, problems);
                dataCount = problems.All.Count - dataFrom;
            }
            else if (json.ValueTextEquals("eventType"u8))
            {
                wire.Type = WebhookBody.Text(ref json, "/eventType", problems) ?? "";
            }
            else if (json.ValueTextEquals("subject"u8))
            {
                wire.Recording = Named(WebhookBody.Text(ref json, "/subject", problems) ?? "");
            }
            else
            {
                json.Skip();
            }
        }

        if (wire.Type is not (Ready or Validation))
        {
            problems.Forget(dataFrom, dataCount);
        }

        Require(wire.Type.Length > 0, "/eventType", "An event has a type.", problems);
        Require(wire.Type != Validation || wire.ValidationCode.Length > 0, "/data/validationCode", "A validation has a code.", problems);
        Require(wire.Type != Ready || wire.Recording.Length > 0, "/subject", "It is not said which recording it is.", problems);
        return wire;
    }

    // /recording/call/{call}/serverCallId/{server call}/recordingId/{recording}
    private static string Named(string subject)
    {
        var at = subject.LastIndexOf(RecordingOfSubject, StringComparison.Ordinal);
        return at < 0 ? "" : subject[(at + RecordingOfSubject.Length)..];
    }

    private static void ReadData(ref Utf8JsonReader json, Wire wire, WebhookProblems problems)
    {
        if (!WebhookBody.Object(ref json, "/data", problems))
        {
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("validationCode"u8))
            {
                wire.ValidationCode = WebhookBody.Text(ref json, "/data/validationCode", problems) ?? "";
            }
            else if (json.ValueTextEquals("recordingDurationMs"u8))
            {
                wire.Length = WebhookBody.Number(ref json, "/data/recordingDurationMs", problems) is { } length ? TimeSpan.FromMilliseconds(length) : null;
            }
            else if (json.ValueTextEquals("recordingStorageInfo"u8))
            {
                ReadStorage(ref json, wire, problems);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void ReadStorage(ref Utf8JsonReader json, Wire wire, WebhookProblems problems)
    {
        if (!WebhookBody.Object(ref json, "/data/recordingStorageInfo", problems))
        {
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("recordingChunks"u8))
            {
                ReadChunks(ref json, wire, problems);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void ReadChunks(ref Utf8JsonReader json, Wire wire, WebhookProblems problems)
    {
        const string Place = "/data/recordingStorageInfo/recordingChunks";
        var isList = WebhookBody.Array(ref json, Place, problems);
        for (var i = 0; isList && json.Read() && json.TokenType != JsonTokenType.EndArray; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{Place}/{i}");
            if (WebhookBody.Opens(ref json, JsonTokenType.StartObject, place, "A part of a recording is an object.", problems))
            {
                ReadChunk(ref json, wire, place, problems);
            }
        }
    }

    private static void ReadChunk(ref Utf8JsonReader json, Wire wire, string place, WebhookProblems problems)
    {
        var (index, location) = (0, "");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("index"u8))
            {
                index = WebhookBody.Number(ref json, $"{place}/index", problems) ?? 0;
            }
            else if (json.ValueTextEquals("contentLocation"u8))
            {
                location = WebhookBody.Text(ref json, $"{place}/contentLocation", problems) ?? "";
            }
            else
            {
                json.Skip();
            }
        }

        var isAddress = Uri.TryCreate(location, UriKind.Absolute, out var uri);
        Require(isAddress, $"{place}/contentLocation", "It is not said where the file is.", problems);
        if (uri is not null && isAddress)
        {
            wire.Chunks.Add((index, uri));
        }
    }

    private static void Require(bool holds, string place, string message, WebhookProblems problems)
    {
        if (!holds)
        {
            problems.Add(place, message);
        }
    }

    private sealed class Wire
    {
        public string Type { get; set; } = "";

        public string Recording { get; set; } = "";

        public string ValidationCode { get; set; } = "";

        public TimeSpan? Length { get; set; }

        public List<(int Index, Uri Location)> Chunks { get; } = [];
    }
}
