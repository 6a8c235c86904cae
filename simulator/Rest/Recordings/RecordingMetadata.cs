using System.Text.Json.Nodes;
using Pbx.Simulator.Network.Audio;
using Pbx.Simulator.Network.Recordings;
using Pbx.Simulator.Rest.Control;

namespace Pbx.Simulator.Rest.Recordings;

/// <summary>
/// The JSON that lies beside the file of a recording, with the members that published samples read, and the recordingId besides.
/// </summary>
internal static class RecordingMetadata
{
    /// <summary>To be used inside of the network's lock.</summary>
    public static string Write(Recording recording, string resourceId)
    {
        var content = recording.Recorded;
        return new JsonObject
        {
            ["resourceId"] = resourceId,
            ["callId"] = recording.Call.CorrelationId,
            ["serverCallId"] = recording.Call.ServerCallId,
            ["recordingId"] = recording.Id,
            ["chunkDocumentId"] = recording.DocumentId,
            ["chunkIndex"] = 0,
            ["chunkStartTime"] = recording.Started is { } started ? Views.Instant(started) : null,
            ["chunkDuration"] = content.Sound.Length.TotalMilliseconds,
            ["pauseResumeIntervals"] = new JsonArray([.. recording.Pauses.Select(p => new JsonObject
            {
                ["startTime"] = Views.Instant(p.From),
                ["duration"] = (p.To - p.From).TotalMilliseconds,
            })]),
            ["recordingInfo"] = new JsonObject
            {
                ["contentType"] = "audio",
                ["channelType"] = recording.Asked.Unmixed ? "unmixed" : "mixed",
                ["format"] = "wav",
                ["audioConfiguration"] = new JsonObject
                {
                    ["sampleRate"] = Pcm.Rate,
                    ["bitRate"] = 16 * Pcm.Rate * content.Sound.Channels,
                    ["channels"] = content.Sound.Channels,
                },
            },
            ["participants"] = new JsonArray([.. content.Participants.Select(who =>
            {
                var participant = new JsonObject { ["participantId"] = who.RawId };
                if (content.Channels.ToList().IndexOf(who) is >= 0 and var channel)
                {
                    participant["channel"] = channel;
                }

                return participant;
            })]),
        }.ToJsonString(ControlCall.Readable);
    }
}
