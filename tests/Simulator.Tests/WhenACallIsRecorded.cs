using System.Net;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenACallIsRecorded
{
    [Fact]
    public async Task The_file_has_what_was_said_when_it_was_said_and_lasts_as_long()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        var (caller, alice) = (await desk.Voice(Desk.Caller), await desk.Voice(Desk.Alice));
        await desk.Call(call, "speak", new { seconds = 2 });
        await desk.Advance(2); // before the recording: not in it
        var id = await desk.Record(new { callConnectionId = leg });
        await desk.Call(call, "speak", new { seconds = 3 });
        await desk.Advance(5);
        await desk.Play(leg, desk.App.Tone(1500, 2), to: [Desk.Alice]);
        await desk.Advance(2);
        await desk.Call(call, "speak", new { seconds = 3 });
        await desk.Advance(1);
        await desk.Phone(Desk.Alice, "speak", new { seconds = 3 });
        await desk.Advance(3.5);
        await desk.Recording(id, "stop");
        await desk.Advance(4.999);
        Assert.Empty(desk.App.Filed);
        await desk.Advance(0.001);

        var file = await desk.LastFile();
        Assert.Equal(11.5, file.Seconds);
        Assert.Equal(1, file.Channels);
        Assert.Equal(
            [$"{caller}", $"{caller}", $"{caller}", "-", "-", "1500", "1500", $"{caller}", $"{caller}+{alice}", $"{caller}+{alice}", $"{alice}", "-"],
            file.Heard(0, caller, alice, 1500));
        Assert.Equal(11.5, (await desk.Listen($"/sim/recordings/{id}/audio")).Seconds);
    }

    [Fact]
    public async Task Its_state_and_its_file_are_told()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Advance(1);
        var id = await desk.Record(new { callConnectionId = leg, recordingStateCallbackUri = desk.App.Base + "/other", recordingFormatType = "wav" }, HttpStatusCode.Accepted);
        await desk.Advance(30);
        await desk.Call(call, "hangup");
        await desk.Advance(10);

        var states = desk.App.Events.Where(e => e.Type == "RecordingStateChanged").ToList();
        Assert.Equal(["/other active 2026-09-01T08:00:01.0000000+00:00", "/other inactive 2026-09-01T08:00:01.0000000+00:00"], states.Select(s => $"{s.Path} {s.Data["state"]} {s.Data["startDateTime"]}"));
        Assert.All(states, s => Assert.Equal((id, leg), ((string?)s.Data["recordingId"], (string?)s.Data["callConnectionId"])));
        var filed = Assert.Single(desk.App.Filed);
        var shown = await desk.Call(call);
        Assert.Equal("/recording-files", filed.Path);
        Assert.Equal("RECORDING-FILES", filed.Headers["aeg-subscription-name"]);
        Assert.Equal($"/recording/call/{shown["correlationId"]}/serverCallId/{shown["serverCallId"]}/recordingId/{id}", (string?)filed.Event["subject"]);
        Assert.Equal((30_000, "CallEnded", "2026-09-01T08:00:01.0000000Z"), ((int)filed.Data["recordingDurationMs"]!, (string?)filed.Data["sessionEndReason"], (string?)filed.Data["recordingStartTime"]));
        Assert.Equal("2026-09-01T08:00:36.0000000Z", (string?)filed.Event["eventTime"]);
    }

    [Fact]
    public async Task What_is_said_while_it_is_paused_is_not_in_it()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        var caller = await desk.Voice(Desk.Caller);
        var id = await desk.Record(new { callConnectionId = leg, pauseOnStart = true });
        Assert.Equal("inactive", await State(desk, id));
        await desk.Advance(2);
        await desk.Recording(id, ":resume");
        Assert.Equal("active", await State(desk, id));
        await desk.Advance(2);
        await desk.Recording(id, ":pause");
        await desk.Recording(id, ":pause");
        await desk.Call(call, "speak", new { seconds = 5 });
        await desk.Advance(3);
        await desk.Recording(id, ":resume");
        await desk.Recording(id, ":resume");
        await desk.Advance(4);
        await desk.Recording(id, ":pause");
        await desk.Advance(1);
        await desk.Recording(id, "stop");
        await desk.Advance(5);

        Assert.Equal(["-", "-", $"{caller}", $"{caller}", "-", "-"], (await desk.LastFile()).Heard(0, caller));
        Assert.Equal(["inactive", "active", "inactive", "active", "inactive", "inactive"], desk.App.Events.Where(e => e.Type == "RecordingStateChanged").Select(e => (string)e.Data["state"]!));
        var metadata = await Metadata(desk);
        Assert.Equal(
            ["2026-09-01T08:00:00.0000000Z 2000", "2026-09-01T08:00:04.0000000Z 3000", "2026-09-01T08:00:11.0000000Z 1000"],
            metadata["pauseResumeIntervals"]!.AsArray().Select(p => $"{p!["startTime"]} {p["duration"]}"));
        Assert.Equal(6000, (double)metadata["chunkDuration"]!);
    }

    [Fact]
    public async Task Its_metadata_name_the_recording_and_who_took_part()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Bob, "answer");
        await desk.Add(leg, Desk.Bob);
        await desk.Advance(1);
        await desk.Phone(Desk.Bob, "hangup");
        await desk.Advance(1);
        var id = await desk.Record(new { callConnectionId = leg });
        await desk.Behaves(Desk.Alice, "answer", 2);
        await desk.Add(leg, Desk.Alice);
        await desk.Advance(3);
        await desk.Recording(id, "stop");
        await desk.Advance(5);

        var metadata = await Metadata(desk);
        Assert.Equal(id, (string?)metadata["recordingId"]);
        Assert.Equal([Desk.Caller, Desk.Alice], metadata["participants"]!.AsArray().Select(p => (string)p!["participantId"]!));
        Assert.Equal((16_000, 1), ((int)metadata["recordingInfo"]!["audioConfiguration"]!["sampleRate"]!, (int)metadata["recordingInfo"]!["audioConfiguration"]!["channels"]!));
    }

    [Fact]
    public async Task Unmixed_each_participant_has_a_channel_in_the_order_in_which_they_are_first_heard()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Behaves(Desk.Bob, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Add(leg, Desk.Bob);
        await desk.Record(new { callConnectionId = leg, recordingChannelType = "unmixed" });
        await desk.Advance(1);
        await desk.Phone(Desk.Bob, "speak", new { seconds = 2 });
        await desk.Advance(1);
        await desk.Call(call, "speak", new { seconds = 2 });
        await desk.Play(leg, desk.App.Tone(1500, 1));
        await desk.Advance(2);
        await desk.Call(call, "hangup");
        await desk.Phone(Desk.Alice, "hangup");
        await desk.Phone(Desk.Bob, "hangup");
        await desk.Advance(5);

        var (caller, bob) = (await desk.Voice(Desk.Caller), await desk.Voice(Desk.Bob));
        var file = await desk.LastFile();
        Assert.Equal(3, file.Channels);
        Assert.Equal(["-", $"{bob}", $"{bob}", "-"], file.Heard(0, bob));
        Assert.Equal(["-", "-", $"{caller}", $"{caller}"], file.Heard(1, caller));
        Assert.True(file.IsSilent(0, 4, channel: 2));
        var participants = (await Metadata(desk))["participants"]!.AsArray();
        Assert.Equal([$"{Desk.Caller} 1", $"{Desk.Alice} 2", $"{Desk.Bob} 0"], participants.Select(p => $"{p!["participantId"]} {p["channel"]}"));
    }

    [Fact]
    public async Task A_channel_can_be_asked_for()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Record(new { callConnectionId = leg, recordingChannelType = "unmixed", channelAffinity = new[] { new { channel = 3, participant = new { rawId = Desk.Caller } } } });
        await desk.Call(call, "speak", new { seconds = 1 });
        await desk.Phone(Desk.Alice, "speak", new { seconds = 1 });
        await desk.Advance(1);
        await desk.Call(call, "hangup");
        await desk.Phone(Desk.Alice, "hangup");
        await desk.Advance(5);

        var file = await desk.LastFile();
        Assert.Equal(4, file.Channels);
        Assert.Equal([$"{await desk.Voice(Desk.Alice)}"], file.Heard(0, await desk.Voice(Desk.Alice)));
        Assert.Equal([$"{await desk.Voice(Desk.Caller)}"], file.Heard(3, await desk.Voice(Desk.Caller)));
        Assert.True(file.IsSilent(0, 1, channel: 1) && file.IsSilent(0, 1, channel: 2));
    }

    [Fact]
    public async Task It_goes_on_when_the_application_has_left_and_ends_with_the_call()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        var serverCallId = (string)(await desk.Call(call))["serverCallId"]!;
        var id = await desk.Record(new { callLocator = new { kind = "serverCallLocator", serverCallId }, recordingStateCallbackUri = desk.App.Base + "/other" }, HttpStatusCode.Accepted);
        await desk.Ask(HttpMethod.Delete, $"/calling/callConnections/{leg}", null, HttpStatusCode.NoContent);
        await desk.Advance(10);
        Assert.Equal("active", await State(desk, id));
        await desk.Phone(Desk.Alice, "hangup");
        await desk.Advance(5);

        Assert.Equal(10, (await desk.LastFile()).Seconds);
        Assert.Equal("inactive", (string?)desk.App.Events[^1].Data["state"]);
        await desk.Ask(HttpMethod.Get, $"/calling/recordings/{id}", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_is_muted_is_not_in_it()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        var id = await desk.Record(new { callConnectionId = leg });
        await desk.Phone(Desk.Alice, "speak", new { seconds = 6 });
        await desk.Advance(2);
        await desk.Phone(Desk.Alice, "mute");
        await desk.Advance(2);
        await desk.Phone(Desk.Alice, "unmute");
        await desk.Advance(2);
        await desk.Recording(id, "stop");
        await desk.Advance(5);

        var alice = await desk.Voice(Desk.Alice);
        Assert.Equal([$"{alice}", $"{alice}", "-", "-", $"{alice}", $"{alice}"], (await desk.LastFile()).Heard(0, alice));
        Assert.Equal("connected", (string?)(await desk.Call(call))["state"]);
    }

    [Fact]
    public async Task It_ends_when_the_call_is_transferred_away()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer", 1);
        await desk.Record(new { callConnectionId = leg });
        await desk.Advance(3);
        await desk.On(leg, ":transferToParticipant", new { targetParticipant = new { rawId = Desk.Alice } });
        await desk.Advance(10);

        Assert.Equal(4, (await desk.LastFile()).Seconds);
        Assert.Equal("talking", (string?)(await desk.Phone(Desk.Alice))["state"]);
    }

    [Fact]
    public async Task A_call_has_one_recording_at_a_time()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        var first = await desk.Record(new { callConnectionId = leg });
        await desk.Ask(HttpMethod.Post, "/calling/recordings", new { callConnectionId = leg }, HttpStatusCode.Conflict);
        await desk.Recording(first, "stop");
        await desk.Recording(first, "stop", HttpStatusCode.NotFound);
        await desk.Recording(first, ":pause", HttpStatusCode.NotFound);
        await desk.Recording(first, ":resume", HttpStatusCode.NotFound);
        var second = await desk.Record(new { callConnectionId = leg });

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task The_same_request_again_starts_no_second_recording()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        var repeat = Guid.NewGuid().ToString();
        async Task<string> Start()
        {
            using var answer = await desk.Send(HttpMethod.Post, "/calling/recordings", new { callConnectionId = leg }, r =>
            {
                r.Headers.Add("Repeatability-Request-ID", repeat);
                r.Headers.Add("Repeatability-First-Sent", "Tue, 01 Sep 2026 08:15:00 GMT");
            });
            return $"{(int)answer.StatusCode} {JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["recordingId"]}";
        }

        Assert.Equal(await Start(), await Start());
        await desk.Clock.Settled();
        Assert.Single(desk.App.Events, e => e.Type == "RecordingStateChanged");
    }

    [Theory]
    [InlineData("""{}""", 400, "Exactly one")]
    [InlineData("""{"callConnectionId":"LEG","callLocator":{"serverCallId":"x"}}""", 400, "Exactly one")]
    [InlineData("""{"callConnectionId":"0"}""", 404, "Call not found")]
    [InlineData("""{"callLocator":{"kind":"serverCallLocator","serverCallId":"x"}}""", 404, "Call not found")]
    [InlineData("""{"callLocator":{"kind":"roomCallLocator","roomId":"x"}}""", 400, "serverCallLocator")]
    [InlineData("""{"callConnectionId":"LEG","recordingFormatType":"mp3"}""", 400, "no encoder for mp3")]
    [InlineData("""{"callConnectionId":"LEG","recordingContentType":"audioVideo"}""", 400, "no encoder for mp4")]
    [InlineData("""{"callConnectionId":"LEG","recordingContentType":"audioVideo","recordingFormatType":"wav"}""", 400, "cannot be audioVideo, mixed and wav")]
    [InlineData("""{"callConnectionId":"LEG","recordingChannelType":"unmixed","recordingFormatType":"mp3"}""", 400, "cannot be audio, unmixed and mp3")]
    [InlineData("""{"callConnectionId":"LEG","channelAffinity":[{"participant":{"rawId":"4:+31612345678"}}]}""", 400, "unmixed recordings")]
    [InlineData("""{"callConnectionId":"LEG","recordingChannelType":"unmixed","channelAffinity":[{"channel":5,"participant":{"rawId":"4:+31612345678"}}]}""", 400, "at most 4")]
    [InlineData("""{"callConnectionId":"LEG","recordingChannelType":"unmixed","channelAffinity":[{"channel":1,"participant":{"rawId":"4:+1"}},{"channel":1,"participant":{"rawId":"4:+2"}}]}""", 400, "named once")]
    [InlineData("""{"callConnectionId":"LEG","recordingChannelType":"unmixed","audioChannelParticipantOrdering":[{"rawId":"4:+1"},{"rawId":"4:+2"},{"rawId":"4:+3"},{"rawId":"4:+4"},{"rawId":"4:+5"},{"rawId":"4:+6"}]}""", 400, "at most 5 channels")]
    [InlineData("""{"callConnectionId":"LEG","recordingStateCallbackUri":"ftp://example.test/"}""", 400, "https URI")]
    [InlineData("""{"callConnectionId":"LEG","externalStorage":{"recordingStorageKind":"azureBlobStorage"}}""", 400, "recordingDestinationContainerUrl")]
    public async Task What_makes_no_sense_is_refused_with_a_reason(string body, int status, string reason)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();

        using var answer = await desk.Send(HttpMethod.Post, "/calling/recordings", body.Replace("LEG", leg, StringComparison.Ordinal));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.True((int)answer.StatusCode == status && text.Contains(reason, StringComparison.Ordinal), $"{(int)answer.StatusCode} {text}");
    }

    [Fact]
    public async Task A_call_that_rings_is_not_recorded()
    {
        await using var desk = await Desk.Open();
        var answer = await desk.Ask(HttpMethod.Post, "/calling/callConnections", new
        {
            targets = new[] { new { rawId = Desk.Alice } },
            callbackUri = desk.App.Callback,
        }, HttpStatusCode.Created);

        await desk.Ask(HttpMethod.Post, "/calling/recordings", new { callConnectionId = (string)answer!["callConnectionId"]! }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_a_storage_account_what_is_to_be_stored_elsewhere_does_not_start()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        var id = await desk.Record(new { callConnectionId = leg, externalStorage = new { recordingStorageKind = "azureBlobStorage", recordingDestinationContainerUrl = "https://nobody.example.test/recordings" } });

        Assert.Equal("StartRecordingFailed 500/9999", desk.App.Lines[^1]);
        Assert.Equal(id, (string?)desk.App.Events[^1].Data["recordingId"]);
        await desk.Ask(HttpMethod.Get, $"/calling/recordings/{id}", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_reset_forgets_recordings_and_their_files()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Recording(await desk.Record(new { callConnectionId = leg }), "stop");
        await desk.Control(HttpMethod.Post, "/sim/reset");
        await desk.Advance(60);

        Assert.Empty(desk.App.Filed);
        Assert.Equal("[]", await desk.Http.GetStringAsync("/sim/recordings"));
    }

    private static async Task<string?> State(Desk desk, string id) =>
        (string?)(await desk.Ask(HttpMethod.Get, $"/calling/recordings/{id}", null, HttpStatusCode.OK))!["recordingState"];

    private static async Task<JsonNode> Metadata(Desk desk)
    {
        using var answer = await desk.Fetch((string)desk.App.Filed[^1].Data["recordingStorageInfo"]!["recordingChunks"]![0]!["metadataLocation"]!);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
