using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Recordings;
using Pbx.Simulator.Rest.Recordings;

namespace Pbx.Simulator.Rest.Control;

/// <summary><c>/sim/recordings</c>: what is and was recorded, to be looked at and listened to.</summary>
internal static class RecordingControl
{
    public static void Map(IEndpointRouteBuilder app, PhoneNetwork network, RecordingArchive archive)
    {
        app.MapGet("/sim/recordings", () => ControlCall.Json(network.Read(n => new JsonArray([.. n.AllRecordings.Select(r => Show(r, archive))]))));
        app.MapGet("/sim/recordings/{id}", (string id) => network.Read(n => Find(n, id) is { } found ? Show(found, archive) : null) is { } shown
            ? ControlCall.Json(shown)
            : Missing(id));
        app.MapGet("/sim/recordings/{id}/audio", (string id) => network.Read(n => Find(n, id)?.Recorded.Sound) is { } sound ? Audible.File(sound) : Missing(id));
    }

    /// <summary>To be used inside of the network's lock.</summary>
    public static JsonObject Show(Recording recording, RecordingArchive archive)
    {
        var content = recording.Recorded;
        return new JsonObject
        {
            ["id"] = recording.Id,
            ["call"] = recording.Call.Id,
            ["from"] = recording.Call.From.RawId,
            ["to"] = recording.Call.To.RawId,
            ["serverCallId"] = recording.Call.ServerCallId,
            ["state"] = State(recording),
            ["channelType"] = recording.Asked.Unmixed ? "unmixed" : "mixed",
            ["started"] = recording.Started is { } started ? Views.Instant(started) : null,
            ["stopped"] = recording.Stopped is { } stopped ? Views.Instant(stopped) : null,
            ["seconds"] = content.Sound.Length.TotalSeconds,
            ["participants"] = new JsonArray([.. content.Participants.Select(p => JsonValue.Create(p.RawId))]),
            ["channels"] = new JsonArray([.. content.Channels.Select(c => JsonValue.Create(c?.RawId))]),
            ["file"] = archive.Of(recording) is { } file
                ? new JsonObject { ["at"] = Views.Instant(file.At), ["contentLocation"] = file.Content.AbsoluteUri, ["metadataLocation"] = file.MetadataPlace.AbsoluteUri }
                : null,
        };
    }

    /// <summary>Where it is, in a word.</summary>
    public static string State(Recording recording) => recording.Stage.ToString().ToLowerInvariant();

    private static Recording? Find(PhoneNetwork network, string id) => network.AllRecordings.FirstOrDefault(r => string.Equals(r.Id, id, StringComparison.Ordinal));

    private static IResult Missing(string id) => Problems.NotFound($"There is no recording {id}.");
}
