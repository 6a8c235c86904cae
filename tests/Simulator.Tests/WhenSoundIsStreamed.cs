using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenSoundIsStreamed
{
    private static object Options(Desk desk, string channels = "unmixed", bool start = true, bool keys = false, string path = "/stream") => new
    {
        transportType = "websocket",
        transportUrl = desk.App.Base.Replace("http:", "ws:", StringComparison.Ordinal) + path,
        audioChannelType = channels,
        contentType = "audio",
        startMediaStreaming = start,
        enableDtmfTones = keys,
    };

    private static async Task<(string Call, string Leg)> Answered(Desk desk, object options, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var call = await desk.Dial();
        var answer = await desk.Ask(HttpMethod.Post, "/calling/callConnections:answer", new
        {
            incomingCallContext = desk.App.LastContext,
            callbackUri = desk.App.Callback,
            operationContext = "call-1",
            mediaStreamingOptions = options,
        }, expected);
        await desk.Clock.Settled();
        return (call, (string?)answer!["callConnectionId"] ?? string.Empty);
    }

    private static JsonNode[] Audio(StreamTaken stream) => [.. stream.Messages.Where(m => (string?)m["kind"] == "AudioData").Select(m => m["audioData"]!)];

    [Fact]
    public async Task Each_participant_is_streamed_in_frames_of_20_ms_and_speech_is_sound()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await Answered(desk, Options(desk));
        await desk.Advance(1);
        await desk.Call(call, "speak", new { seconds = 2 });
        await desk.Advance(3);
        var subscription = (await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{leg}", null, HttpStatusCode.OK))!["mediaStreamingSubscription"]!;
        await desk.On(leg, ":stopMediaStreaming", new { });
        await desk.App.Streams[0].Ended;

        var stream = Assert.Single(desk.App.Streams);
        Assert.StartsWith("Bearer ", stream.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(leg, stream.Headers["x-ms-call-connection-id"]);
        Assert.Equal((string?)desk.App.Events[0].Data["correlationId"], stream.Headers["x-ms-call-correlation-id"]);
        var metadata = stream.Messages[0]["audioMetadata"]!;
        Assert.Equal(("AudioMetadata", "PCM", 16_000, 1, 640), ((string?)stream.Messages[0]["kind"], (string?)metadata["encoding"], (int)metadata["sampleRate"]!, (int)metadata["channels"]!, (int)metadata["length"]!));

        var audio = Audio(stream);
        Assert.Equal(200, audio.Length);
        Assert.All(audio, a => Assert.Equal((Desk.Caller, 640), ((string?)a["participantRawID"], Convert.FromBase64String((string)a["data"]!).Length)));
        Assert.All(audio, a => Assert.Equal((bool)a["silent"]!, Convert.FromBase64String((string)a["data"]!).All(b => b == 0)));
        Assert.Equal([.. Enumerable.Range(50, 100)], Enumerable.Range(0, 200).Where(i => !(bool)audio[i]["silent"]!));
        Assert.Equal(Desk.Start, DateTimeOffset.Parse((string)audio[0]["timestamp"]!, CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.FromMilliseconds(20), DateTimeOffset.Parse((string)audio[1]["timestamp"]!, CultureInfo.InvariantCulture) - Desk.Start);

        var started = desk.App.Events.Single(e => e.Type == "MediaStreamingStarted").Data["mediaStreamingUpdate"]!;
        Assert.Equal(("mediaStreamingStarted", "subscriptionStarted"), ((string?)started["mediaStreamingStatus"], (string?)started["mediaStreamingStatusDetails"]));
        Assert.Equal(("active", (string?)metadata["subscriptionId"]), ((string?)subscription["state"], (string?)subscription["id"]));
    }

    [Fact]
    public async Task A_mixed_stream_has_one_frame_of_all_together_and_the_muted_are_not_in_it()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await Answered(desk, Options(desk, "mixed", keys: true));
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Phone(Desk.Alice, "speak", new { seconds = 4 });
        await desk.Advance(1);
        await desk.Phone(Desk.Alice, "mute");
        await desk.Phone(Desk.Alice, "dtmf", new { tones = "#" });
        await desk.Advance(1);
        await desk.On(leg, ":stopMediaStreaming", new { });
        await desk.App.Streams[0].Ended;

        var audio = Audio(desk.App.Streams[0]);
        Assert.Equal(100, audio.Length);
        Assert.All(audio, a => Assert.Null(a["participantRawID"]));
        Assert.Equal(50, audio.Count(a => !(bool)a["silent"]!));
        Assert.Equal("#", (string?)desk.App.Streams[0].Messages.Single(m => (string?)m["kind"] == "DtmfData")["dtmfData"]!["data"]);
    }

    [Fact]
    public async Task Streaming_is_started_stopped_and_started_again()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await Answered(desk, Options(desk, start: false));
        await desk.On(leg, ":stopMediaStreaming", new { }, HttpStatusCode.BadRequest);
        await desk.On(leg, ":startMediaStreaming", new { operationContext = "ms-1" });
        await desk.On(leg, ":startMediaStreaming", new { }, HttpStatusCode.BadRequest);
        await desk.Advance(0.1);
        await desk.On(leg, ":stopMediaStreaming", new { operationContext = "ms-2" });
        await desk.App.Streams[0].Ended;
        await desk.Advance(1);
        Assert.Equal(5, Audio(desk.App.Streams[0]).Length);
        await desk.On(leg, ":startMediaStreaming", new { operationContext = "ms-3" });
        await desk.Call(call, "hangup");
        await desk.App.Streams[1].Ended;

        Assert.Equal(
            ["MediaStreamingStarted ms-1", "MediaStreamingStopped ms-2", "MediaStreamingStarted ms-3", "MediaStreamingStopped ms-3", "CallDisconnected call-1"],
            desk.App.Events.Skip(2).Select(e => $"{e.Type} {e.Data["operationContext"]}"));
    }

    [Theory]
    [InlineData("/no-stream", "initialWebSocketConnectionFailed")]
    [InlineData("/stream-unauthorized", "authenticationFailure")]
    [InlineData("/stream-forbidden", "forbidden")]
    public async Task A_stream_that_cannot_be_opened_fails_and_the_call_goes_on(string path, string details)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await Answered(desk, Options(desk, path: path));

        var failed = desk.App.Events.Single(e => e.Type == "MediaStreamingFailed").Data;
        Assert.Equal(("mediaStreamingFailed", details), ((string?)failed["mediaStreamingUpdate"]!["mediaStreamingStatus"], (string?)failed["mediaStreamingUpdate"]!["mediaStreamingStatusDetails"]));
        await desk.Play(leg, desk.App.File(1));
        await desk.Advance(1);
        Assert.Equal("PlayCompleted", desk.App.Types[^1]);
    }

    [Fact]
    public async Task A_stream_that_the_application_closes_is_told_as_lost()
    {
        await using var desk = await Desk.Open();
        var told = new TaskCompletionSource();
        desk.App.OnDelivery = d =>
        {
            if (d.Type == "MediaStreamingFailed")
            {
                told.TrySetResult();
            }

            return Task.CompletedTask;
        };
        await Answered(desk, Options(desk));
        await desk.App.Streams[0].Close();
        await told.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("streamConnectionInterrupted", (string?)desk.App.Events[^1].Data["mediaStreamingUpdate"]!["mediaStreamingStatusDetails"]);
    }

    [Theory]
    [InlineData("""{"transportType":"websocket","audioChannelType":"mixed","transportUrl":"https://example.test/"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"transportType":"websocket","audioChannelType":"mixed"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"transportType":"websocket","audioChannelType":"mixed","transportUrl":"wss://example.test/","startMediaStreaming":"yes"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"transportType":"websocket","audioChannelType":"mixed","transportUrl":"wss://example.test/","enableBidirectional":true}""", HttpStatusCode.NotImplemented)]
    [InlineData("""{"transportType":"websocket","audioChannelType":"mixed","transportUrl":"wss://example.test/","audioFormat":"pcm24KMono"}""", HttpStatusCode.NotImplemented)]
    public async Task Options_that_cannot_be_met_are_refused_and_the_call_goes_on_ringing(string options, HttpStatusCode expected)
    {
        await using var desk = await Desk.Open();
        await Answered(desk, JsonNode.Parse(options)!, expected);

        await desk.Answer();
        Assert.Equal(["CallConnected", "ParticipantsUpdated"], desk.App.Types);
    }

    [Fact]
    public async Task Without_options_nothing_can_be_streamed()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();

        await desk.On(leg, ":startMediaStreaming", new { }, HttpStatusCode.BadRequest);
    }
}
