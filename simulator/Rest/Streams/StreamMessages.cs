using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pbx.Simulator.Network.Media.Streaming;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Rest.Streams;

/// <summary>Writes the packets of a stream as Call Automation sends them (AudioMetadata, AudioData, DtmfData).</summary>
internal static class StreamMessages
{
    public static byte[] Write(StreamPacket packet) => JsonSerializer.SerializeToUtf8Bytes(packet switch
    {
        StreamPacket.Metadata metadata => new JsonObject
        {
            ["kind"] = "AudioMetadata",
            ["audioMetadata"] = new JsonObject
            {
                ["subscriptionId"] = metadata.SubscriptionId,
                ["encoding"] = "PCM",
                ["sampleRate"] = 16_000,
                ["channels"] = 1,
                ["length"] = 640,
            },
        },
        StreamPacket.Audio audio => new JsonObject { ["kind"] = "AudioData", ["audioData"] = Write(audio) },
        StreamPacket.Key key => new JsonObject
        {
            ["kind"] = "DtmfData",
            ["dtmfData"] = new JsonObject { ["data"] = key.Tone.Key().ToString() },
        },
        _ => throw new InvalidOperationException("Unknown packet."),
    });

    private static JsonObject Write(StreamPacket.Audio audio)
    {
        var json = new JsonObject { ["timestamp"] = audio.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) };
        if (audio.Who is { } who)
        {
            json["participantRawID"] = who.RawId;
        }

        json["data"] = Convert.ToBase64String(audio.Pcm.Span);
        json["silent"] = audio.Silent;
        return json;
    }
}
