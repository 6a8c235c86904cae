using System.Net;

namespace Pbx.Simulator.Tests;

public sealed class WhenKeysAreCollected
{
    /// <summary>Seconds to wait and keys to press, in turn; then what is told and when the last of it happened.</summary>
    [Theory]
    [InlineData("12 3", 3, "", "RecognizeCompleted 200/8531", "one,two,three")]
    [InlineData("1234", 3, "", "RecognizeCompleted 200/8531", "one,two,three")]
    [InlineData("*0", 2, "", "RecognizeCompleted 200/8531", "asterisk,zero")]
    [InlineData("12#", 5, "pound", "RecognizeCompleted 200/8514", "one,two")]
    [InlineData("#", 5, "pound", "RecognizeCompleted 200/8514", "")]
    [InlineData("1*", 5, "pound,asterisk", "RecognizeCompleted 200/8514", "one")]
    [InlineData("12", 5, "", "RecognizeCompleted 400/8532", "one,two")]
    [InlineData("", 5, "", "RecognizeFailed 400/8510", null)]
    public async Task Keys_end_the_recognition(string keys, int max, string stop, string told, string? tones)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Recognize(leg, max: max, stop: stop.Length == 0 ? null : stop.Split(','), context: "ask");
        foreach (var part in keys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            await desk.Call(call, "dtmf", new { tones = part });
            await desk.Advance(1.5);
        }

        await desk.Advance(10);
        var outcome = Assert.Single(desk.App.Events.Skip(2));
        Assert.Equal(told, outcome.Line);
        Assert.Equal("ask", (string?)outcome.Data["operationContext"]);
        if (tones is not null)
        {
            Assert.Equal("dtmf", (string?)outcome.Data["recognitionType"]);
            Assert.Equal(tones, string.Join(',', outcome.Data["dtmfResult"]!["tones"]!.AsArray().Select(t => (string?)t)));
        }
    }

    [Fact]
    public async Task The_silence_before_the_first_key_is_counted_from_the_end_of_the_prompt()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Recognize(leg, prompt: desk.App.File(10), initial: 4);
        await desk.Advance(13.999);
        Assert.Equal(2, desk.App.Events.Count);
        await desk.Advance(0.001);

        Assert.Equal("RecognizeFailed 400/8510", desk.App.Lines[^1]);
        Assert.Equal(["0-10 file 10s.wav", "10-14 silence"], Desk.Heard(await desk.Call(call)));
    }

    [Fact]
    public async Task The_time_between_keys_is_counted_from_the_last_key()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Recognize(leg, max: 9, between: 3);
        await desk.Call(call, "dtmf", new { tones = "1" });
        await desk.Advance(2.999);
        await desk.Call(call, "dtmf", new { tones = "2" });
        await desk.Advance(2.999);
        Assert.Equal(2, desk.App.Events.Count);
        await desk.Advance(0.001);

        Assert.Equal("RecognizeCompleted 400/8532", desk.App.Lines[^1]);
    }

    [Fact]
    public async Task A_key_stops_the_prompt_and_counts()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Recognize(leg, prompt: desk.App.File(10), max: 2);
        await desk.Advance(3);
        await desk.Call(call, "dtmf", new { tones = "1" });
        await desk.Advance(1);
        await desk.Call(call, "dtmf", new { tones = "2" });

        Assert.Equal(["0-3 file 10s.wav", "3-4 silence"], Desk.Heard(await desk.Call(call)));
        Assert.Equal("""["one","two"]""", desk.App.Events[^1].Data["dtmfResult"]!["tones"]!.ToJsonString());
    }

    [Fact]
    public async Task Keys_during_a_prompt_that_is_not_interrupted_are_lost()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Recognize(leg, prompt: desk.App.File(10), max: 1, interruptPrompt: false);
        await desk.Call(call, "dtmf", new { tones = "1" });
        await desk.Advance(10);
        await desk.Call(call, "dtmf", new { tones = "2" });

        Assert.Equal("""["two"]""", desk.App.Events[^1].Data["dtmfResult"]!["tones"]!.ToJsonString());
    }

    [Fact]
    public async Task Keys_outside_of_a_recognition_and_keys_of_others_are_lost()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Call(call, "dtmf", new { tones = "1" });
        await desk.Recognize(leg, max: 1);
        await desk.Phone(Desk.Alice, "dtmf", new { tones = "2" });
        await desk.Call(call, "dtmf", new { tones = new[] { "three" } });
        await desk.Call(call, "dtmf", new { tones = "4" });

        Assert.Equal("""["three"]""", Assert.Single(desk.App.Events, e => e.Type == "RecognizeCompleted").Data["dtmfResult"]!["tones"]!.ToJsonString());
    }

    [Fact]
    public async Task The_recognition_of_somebody_who_leaves_fails_and_the_others_go_on()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Recognize(leg, target: Desk.Alice, context: "now");
        await desk.Recognize(leg, target: Desk.Alice, context: "later");
        await desk.Phone(Desk.Alice, "hangup");

        Assert.Equal(["RecognizeFailed 500/8512", "RecognizeFailed 500/8512", "ParticipantsUpdated 200/0"], desk.App.Lines.Skip(4));
        Assert.Equal("connected", (string?)(await desk.Call(call))["state"]);
        await desk.Recognize(leg, target: Desk.Alice, expected: HttpStatusCode.NotFound);
    }
}
