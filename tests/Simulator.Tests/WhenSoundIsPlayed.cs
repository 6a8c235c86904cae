using System.Net;

namespace Pbx.Simulator.Tests;

public sealed class WhenSoundIsPlayed
{
    [Fact]
    public async Task A_file_lasts_as_long_as_it_is_to_the_tick()
    {
        await using var desk = await Desk.Open();
        var call = await desk.Dial();
        await desk.Advance(1.5);
        var leg = await desk.Answer();
        await desk.Play(leg, desk.App.File(4), "welcome");
        Assert.Equal("PlayStarted 200/0", desk.App.Lines[^1]);
        await desk.Advance(3.9999999);
        Assert.DoesNotContain("PlayCompleted", desk.App.Types);
        await desk.Advance(0.0000001);

        Assert.Equal("PlayCompleted 200/0", desk.App.Lines[^1]);
        Assert.Equal("welcome", (string?)desk.App.Events[^1].Data["operationContext"]);
        await desk.Advance(1);
        await desk.Call(call, "hangup");
        var heard = await desk.Call(call);
        Assert.Equal(["0-1.5 network-ring", "1.5-5.5 file 4s.wav", "5.5-6.5 silence"], Desk.Heard(heard));
        Assert.Equal("welcome", (string?)heard["heard"]![1]!["operationContext"]);
        Assert.Null(heard["heard"]![2]!["ongoing"]);
    }

    [Theory]
    [InlineData("Hi", 1)]
    [InlineData("Fourteen chars", 1)]
    [InlineData("Welcome to the company. We are there.", 2.643)]
    public async Task A_text_is_said_at_fourteen_characters_a_second(string text, double seconds)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Play(leg, text);
        await desk.Advance(seconds);

        Assert.Equal("PlayCompleted", desk.App.Types[^1]);
        var heard = await desk.Call(call);
        Assert.Equal([FormattableString.Invariant($"0-{seconds} text {text}")], Desk.Heard(heard));
        Assert.Equal("en-GB", (string?)heard["heard"]![0]!["locale"]);
    }

    [Fact]
    public async Task Several_sources_follow_one_another()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.On(leg, ":play", new
        {
            playSources = new object[]
            {
                new { kind = "file", file = new { uri = desk.App.File(2) } },
                new { kind = "ssml", ssml = new { ssmlText = "<speak><b>One two</b></speak>" } },
                new { kind = "file", file = new { uri = desk.App.File(2) } },
            },
        });
        await desk.Advance(6);

        Assert.Equal(["0-2 file 2s.wav", "2-3 text <speak><b>One two</b></speak>", "3-5 file 2s.wav", "5-6 silence"], Desk.Heard(await desk.Call(call)));
        Assert.Equal(["PlayStarted", "PlayCompleted"], desk.App.Types.Skip(2));
    }

    [Fact]
    public async Task A_loop_never_completes_and_is_one_stretch_until_it_is_cancelled()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Play(leg, desk.App.File(7), "music", loop: true);
        await desk.Advance(100);
        await desk.On(leg, ":cancelAllMediaOperations");

        Assert.Equal(["PlayStarted 200/0", "PlayCanceled 400/8508"], desk.App.Lines.Skip(2));
        var heard = await desk.Call(call);
        Assert.Equal(["0-100 file 7s.wav"], Desk.Heard(heard));
        Assert.True((bool)heard["heard"]![0]!["loop"]!);
    }

    [Fact]
    public async Task Operations_wait_for_their_turn()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Play(leg, desk.App.File(2), "one");
        await desk.Play(leg, desk.App.File(3), "two");
        await desk.Recognize(leg, prompt: desk.App.File(1), context: "three");
        await desk.Advance(11);

        Assert.Equal(["0-2 file 2s.wav", "2-5 file 3s.wav", "5-6 file 1s.wav", "6-11 silence"], Desk.Heard(await desk.Call(call)));
        Assert.Equal(
            ["PlayStarted one", "PlayCompleted one", "PlayStarted two", "PlayCompleted two", "RecognizeFailed three"],
            desk.App.Events.Skip(2).Select(e => $"{e.Type} {e.Data["operationContext"]}"));
    }

    [Fact]
    public async Task Cancelling_takes_what_runs_and_what_waits()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Play(leg, desk.App.File(2), "one");
        await desk.Play(leg, desk.App.File(3), "two");
        await desk.Recognize(leg, context: "three");
        await desk.Advance(1);
        await desk.On(leg, ":cancelAllMediaOperations");
        await desk.Advance(10);

        Assert.Equal(
            ["PlayStarted one", "PlayCanceled one", "PlayCanceled two", "RecognizeCanceled three"],
            desk.App.Events.Skip(2).Select(e => $"{e.Type} {e.Data["operationContext"]}"));
        Assert.Equal(["0-1 file 2s.wav", "1-11 silence"], Desk.Heard(await desk.Call(call)));
    }

    [Fact]
    public async Task An_interrupting_operation_takes_the_place_of_all_others()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Play(leg, desk.App.File(20), "music", loop: true);
        await desk.Play(leg, desk.App.File(3), "waits");
        await desk.Advance(4);
        await desk.Play(leg, desk.App.File(2), "now", interrupt: true);
        await desk.Advance(3);

        Assert.Equal(
            ["PlayStarted music", "PlayCanceled music", "PlayCanceled waits", "PlayStarted now", "PlayCompleted now"],
            desk.App.Events.Skip(2).Select(e => $"{e.Type} {e.Data["operationContext"]}"));
        Assert.Equal(["0-4 file 20s.wav", "4-6 file 2s.wav", "6-7 silence"], Desk.Heard(await desk.Call(call)));
    }

    [Fact]
    public async Task Only_those_who_are_named_hear_it()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Play(leg, desk.App.File(3), to: [Desk.Alice]);
        await desk.Advance(4);

        Assert.Equal(["0-4 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal(["0-3 file 3s.wav", "3-4 party"], Desk.Heard(await desk.Phone(Desk.Alice)));
        await desk.Play(leg, desk.App.File(3), to: [Desk.Bob], expected: HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/audio/none.wav", "400/8536")]
    [InlineData("/audio/stereo.wav", "400/8535")]
    [InlineData("/audio/words.txt", "400/8535")]
    public async Task A_file_that_cannot_be_played_fails_and_the_next_one_has_its_turn(string path, string code)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Play(leg, desk.App.Base + path, "bad");
        await desk.Recognize(leg, prompt: desk.App.Base + path, context: "ask");
        await desk.Play(leg, desk.App.File(1), "good");

        Assert.Equal(["PlayFailed " + code, "RecognizeFailed " + code, "PlayStarted 200/0"], desk.App.Lines.Skip(2));
        Assert.Equal(0, (int)desk.App.Events[2].Data["failedPlaySourceIndex"]!);
    }

    [Fact]
    public async Task A_cached_file_is_fetched_once_an_hour()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        foreach (var wait in new[] { 1, 3600, 1 })
        {
            await desk.On(leg, ":play", new { playSources = new[] { new { kind = "file", playSourceCacheId = "w", file = new { uri = desk.App.File(1) } } } });
            await desk.Advance(wait);
        }

        Assert.Equal(2, desk.App.FilesFetched);
    }

    [Fact]
    public async Task Text_needs_the_speech_service()
    {
        await using var desk = await Desk.Open();
        await desk.Dial();
        var answer = await desk.Ask(HttpMethod.Post, "/calling/callConnections:answer", new { incomingCallContext = desk.App.LastContext, callbackUri = desk.App.Callback }, HttpStatusCode.OK);

        await desk.Play((string)answer!["callConnectionId"]!, "Hello", expected: HttpStatusCode.BadRequest);
    }
}
