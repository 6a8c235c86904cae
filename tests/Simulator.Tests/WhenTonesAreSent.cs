using System.Net;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenTonesAreSent
{
    private static Task<JsonNode?> Send(Desk desk, string leg, string to, string[] tones, string context = "send-1", HttpStatusCode expected = HttpStatusCode.Accepted) =>
        desk.On(leg, ":sendDtmfTones", new { targetParticipant = new { rawId = to }, tones, operationContext = context }, expected);

    private static Task<JsonNode?> Watch(Desk desk, string leg, string verb, string who, string context) =>
        desk.On(leg, $":{verb}ContinuousDtmfRecognition", new { targetParticipant = new { rawId = who }, operationContext = context }, HttpStatusCode.OK);

    [Fact]
    public async Task The_phone_hears_them_four_a_second_and_the_application_is_told_when_they_are_through()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Send(desk, leg, Desk.Caller, ["one", "two", "pound", "asterisk"]);
        await Send(desk, leg, Desk.Caller, ["nine", "nine"], "send-2");
        await desk.Advance(0.999);
        Assert.Equal(2, desk.App.Events.Count);
        await desk.Advance(1.001);

        Assert.Equal(["SendDtmfTonesCompleted 200/0", "SendDtmfTonesCompleted 200/0"], desk.App.Lines.Skip(2));
        Assert.Equal(["send-1", "send-2"], desk.App.Events.Skip(2).Select(e => (string?)e.Data["operationContext"]));
        var heard = (await desk.Call(call))["heard"]!.AsArray();
        Assert.Equal(["0-1 keys", "1-1.5 keys", "1.5-2 silence"], Desk.Heard(await desk.Call(call)));
        var ear = await desk.Ear(Desk.Caller);
        Assert.True(ear.Has(697, 0, 0.1) && ear.Has(1209, 0, 0.1) && ear.Has(1336, 0.25, 0.35) && ear.Has(941, 0.5, 0.6) && ear.Has(852, 1.25, 1.35));
        Assert.True(ear.IsSilent(0.1, 0.25));
        Assert.Equal(["12#*", "99"], heard.Take(2).Select(h => (string?)h!["tones"]));
    }

    [Fact]
    public async Task Only_a_phone_number_can_be_sent_tones()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await Send(desk, leg, Desk.Alice, ["one"]);

        Assert.Equal("SendDtmfTonesFailed 400/0", desk.App.Lines[^1]);
        await Send(desk, leg, Desk.Bob, ["one"], expected: HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    public async Task Between_one_and_eighteen_tones_are_taken(int count)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await Send(desk, leg, Desk.Caller, [.. Enumerable.Repeat("five", count)], expected: HttpStatusCode.BadRequest);
        await Send(desk, leg, Desk.Caller, [.. Enumerable.Repeat("five", 18)]);
        await desk.Advance(4.5);

        Assert.Equal("SendDtmfTonesCompleted 200/0", desk.App.Lines[^1]);
    }

    [Fact]
    public async Task Who_hangs_up_meanwhile_has_not_heard_them()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Send(desk, leg, Desk.Caller, ["one", "two"]);
        await desk.Advance(0.3);
        await desk.Call(call, "hangup");

        Assert.Equal(["SendDtmfTonesFailed 404/0", "CallDisconnected 0/560000"], desk.App.Lines.Skip(2));
    }

    [Fact]
    public async Task At_the_other_end_of_a_line_to_ourselves_they_are_keys()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Add(leg, "4:+31205550177");
        var other = await desk.Answer();
        await desk.Recognize(other, max: 2, target: "4:" + Desk.Company);
        await Send(desk, leg, "4:+31205550177", ["four", "two"]);
        await desk.Advance(1);

        var recognised = desk.App.Events.Single(e => e.Type == "RecognizeCompleted");
        Assert.Equal(["four", "two"], recognised.Data["dtmfResult"]!["tones"]!.AsArray().Select(t => (string?)t));
    }

    [Fact]
    public async Task Each_key_is_told_with_its_place_beside_a_recognition_until_that_is_stopped()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await Watch(desk, leg, "start", Desk.Caller, "keys-caller");
        await Watch(desk, leg, "start", Desk.Alice, "keys-alice");
        await desk.Recognize(leg, max: 2);
        desk.App.Forget();
        await desk.Call(call, "dtmf", new { tones = "*1" });
        await desk.Phone(Desk.Alice, "dtmf", new { tones = "9" });

        Assert.Equal(["keys-caller 1 asterisk", "keys-caller 2 one", "keys-alice 1 nine"], desk.App.Events.Where(e => e.Type.EndsWith("ToneReceived", StringComparison.Ordinal)).Select(e => $"{e.Data["operationContext"]} {e.Data["sequenceId"]} {e.Data["tone"]}"));
        Assert.Single(desk.App.Events, e => e.Type == "RecognizeCompleted");
        desk.App.Forget();
        await desk.On(leg, ":cancelAllMediaOperations");
        await desk.Call(call, "dtmf", new { tones = "3" });
        await Watch(desk, leg, "stop", Desk.Caller, "stop-1");
        await desk.Call(call, "dtmf", new { tones = "4" });

        Assert.Equal(["ContinuousDtmfRecognitionToneReceived", "ContinuousDtmfRecognitionStopped"], desk.App.Types);
        Assert.Equal(["keys-caller", "stop-1"], desk.App.Events.Select(e => (string?)e.Data["operationContext"]));
        Assert.Equal(3, (int)desk.App.Events[0].Data["sequenceId"]!);
    }
}
