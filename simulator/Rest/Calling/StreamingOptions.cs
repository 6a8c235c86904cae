using System.Text.Json;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Media.Streaming;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>Reads WebSocketMediaStreamingOptions. The members of that derived model are checked here, as the OpenAPI file names only its base.</summary>
internal static class StreamingOptions
{
    public static StreamingRequest Read(JsonElement json, CallingRequest request)
    {
        if (json.Is("enableBidirectional"))
        {
            throw new CallRefusedException(Refusal.NotSimulated, "The simulator streams in one direction: mediaStreamingOptions.enableBidirectional must be false.");
        }

        if (json.Text("audioFormat") is not (null or "pcm16KMono"))
        {
            throw new CallRefusedException(Refusal.NotSimulated, "The simulator streams 16 kHz: mediaStreamingOptions.audioFormat must be pcm16KMono.");
        }

        if (json.Text("contentType") is not (null or "audio"))
        {
            throw new CallRefusedException(Refusal.Invalid, "mediaStreamingOptions.contentType must be audio.");
        }

        return new StreamingRequest(
            request.WebSocket(json.Text("transportUrl") ?? string.Empty, "mediaStreamingOptions.transportUrl"),
            json.Text("audioChannelType") is "mixed")
        {
            StartsAtOnce = json.Is("startMediaStreaming"),
            TellsKeys = json.Is("enableDtmfTones"),
        };
    }

    private static bool Is(this JsonElement json, string name) => json.Member(name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new CallRefusedException(Refusal.Invalid, $"mediaStreamingOptions.{name} must be true or false."),
    };
}
