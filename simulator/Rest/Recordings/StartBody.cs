using System.Text.Json;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Recordings;
using Pbx.Simulator.Rest.Calling;

namespace Pbx.Simulator.Rest.Recordings;

/// <summary>
/// Reads what a recording shall be. What is not said is audio, mixed, WAV. What the service does not allow is refused, and so is
/// what it allows and the simulator has no encoder for: MP3 and MP4.
/// </summary>
internal static class StartBody
{
    public static (string? Leg, string? ServerCall, RecordingRequest Asked) Read(CallingRequest request)
    {
        var body = request.Body;
        var leg = body.Text("callConnectionId");
        var locator = body.Member("callLocator");
        if ((leg is null) == (locator is null))
        {
            throw Refused("Exactly one of callLocator and callConnectionId must be given.");
        }

        var unmixed = IsUnmixed(body);
        var asked = new RecordingRequest
        {
            Unmixed = unmixed,
            Channels = Channels(body, unmixed),
            PauseOnStart = body.Flag("pauseOnStart") ?? false,
            StateCallback = body.Text("recordingStateCallbackUri") is { } callback ? request.Callback(callback, "recordingStateCallbackUri") : null,
            Destination = body.Member("externalStorage") is { } storage ? Destination(storage) : null,
        };
        return (leg, locator is { } located ? ServerCallId(located) : null, asked);
    }

    private static string ServerCallId(JsonElement locator)
    {
        if (locator.Text("kind") is not (null or "serverCallLocator"))
        {
            throw Refused("callLocator.kind must be serverCallLocator: there are no group calls and rooms in the simulator.");
        }

        return locator.Text("serverCallId") is { Length: > 0 } id ? id : throw Refused("callLocator.serverCallId is required.");
    }

    // The combinations of the published table.
    private static bool IsUnmixed(JsonElement body)
    {
        var content = body.Text("recordingContentType") ?? "audio";
        var channel = body.Text("recordingChannelType") ?? "mixed";
        var format = body.Text("recordingFormatType") ?? (content is "audio" ? "wav" : "mp4");
        if ((content, channel, format) is not (("audioVideo", "mixed", "mp4") or ("audio", "mixed", "mp3" or "wav") or ("audio", "unmixed", "wav")))
        {
            throw Refused($"A recording cannot be {content}, {channel} and {format}: audioVideo is mixed mp4, audio is mixed mp3 or wav, or unmixed wav.");
        }

        return format is "wav"
            ? channel is "unmixed"
            : throw Refused($"The simulator records wav only: it has no encoder for {format}.");
    }

    private static Dictionary<int, Address> Channels(JsonElement body, bool unmixed)
    {
        var ordering = body.Items("audioChannelParticipantOrdering").Select((p, i) => (Channel: i, Who: Identifiers.Read(p, $"audioChannelParticipantOrdering[{i}]"))).ToList();
        var affinity = body.Items("channelAffinity").Select((a, i) => (Channel: a.Number("channel"), Who: Identifiers.Read(a.GetProperty("participant"), $"channelAffinity[{i}].participant"))).ToList();
        if (!unmixed && ordering.Count + affinity.Count > 0)
        {
            throw Refused("audioChannelParticipantOrdering and channelAffinity are for unmixed recordings.");
        }

        if (ordering.Count > 0 && affinity.Count > 0)
        {
            throw Refused("Either audioChannelParticipantOrdering or channelAffinity can be given.");
        }

        var free = new Queue<int>(Enumerable.Range(0, RecordingRequest.MostChannels).Except(affinity.Select(a => a.Channel).OfType<int>()));
        var all = ordering.Concat(affinity.Select(a => (Channel: a.Channel ?? (free.TryDequeue(out var next) ? next : RecordingRequest.MostChannels), a.Who))).ToList();
        if (all.Exists(c => c.Channel >= RecordingRequest.MostChannels))
        {
            throw Refused($"A recording has at most {RecordingRequest.MostChannels} channels.");
        }

        return all.DistinctBy(c => c.Channel).Count() == all.Count && all.DistinctBy(c => c.Who).Count() == all.Count
            ? all.ToDictionary(c => c.Channel, c => c.Who)
            : throw Refused("Each channel and each participant may be named once.");
    }

    private static Uri? Destination(JsonElement storage)
    {
        if (storage.Text("recordingStorageKind") is "azureCommunicationServices")
        {
            return null;
        }

        return Uri.TryCreate(storage.Text("recordingDestinationContainerUrl"), UriKind.Absolute, out var place) && place.Scheme is "https" or "http"
            ? place
            : throw Refused("externalStorage.recordingDestinationContainerUrl must be the https URI of a container.");
    }

    private static CallRefusedException Refused(string why) => new(Refusal.Invalid, why);
}
