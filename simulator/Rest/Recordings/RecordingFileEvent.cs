using System.Globalization;
using System.Text.Json.Nodes;
using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Rest.Control;

namespace Pbx.Simulator.Rest.Recordings;

/// <summary>Microsoft.Communication.RecordingFileStatusUpdated: the file of a recording is there.</summary>
internal static class RecordingFileEvent
{
    /// <summary>The type without its prefix.</summary>
    public const string Name = "RecordingFileStatusUpdated";

    public static JsonObject Write(FiledRecording file, Rendering sound, string topic)
    {
        var recording = file.Recording;
        return new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["topic"] = topic,
            ["subject"] = $"/recording/call/{recording.Call.CorrelationId}/serverCallId/{recording.Call.ServerCallId}/recordingId/{recording.Id}",
            ["eventType"] = "Microsoft.Communication." + Name,
            ["eventTime"] = file.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["dataVersion"] = "1.0",
            ["metadataVersion"] = "1",
            ["data"] = new JsonObject
            {
                ["recordingStorageInfo"] = new JsonObject
                {
                    ["recordingChunks"] = new JsonArray(new JsonObject
                    {
                        ["documentId"] = recording.DocumentId,
                        ["index"] = 0,
                        ["endReason"] = "SessionEnded",
                        ["contentLocation"] = file.Content.AbsoluteUri,
                        ["metadataLocation"] = file.MetadataPlace.AbsoluteUri,
                        ["deleteLocation"] = file.Delete.AbsoluteUri,
                    }),
                },
                ["recordingStartTime"] = recording.Started is { } started ? Views.Instant(started) : null,
                ["recordingDurationMs"] = (long)Math.Round(sound.Length.TotalMilliseconds),
                ["sessionEndReason"] = recording.EndedWithTheCall ? "CallEnded" : "InitiatorLeft",
                ["recordingContentType"] = "Audio",
                ["recordingChannelType"] = recording.Asked.Unmixed ? "Unmixed" : "Mixed",
                ["recordingFormatType"] = "Wav",
            },
        };
    }
}
