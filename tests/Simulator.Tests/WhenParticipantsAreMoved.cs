using System.Net;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenParticipantsAreMoved
{
    private const string Other = "4:+31698765432";

    private static Task<JsonNode?> Move(Desk desk, string to, string from, string[] who, HttpStatusCode expected = HttpStatusCode.Accepted) =>
        desk.On(to, "/participants:moveHere", new { targetParticipants = who.Select(rawId => new { rawId }), fromCall = from, operationContext = "move-1" }, expected);

    [Fact]
    public async Task The_parked_caller_comes_into_the_other_call_and_its_own_ends()
    {
        await using var desk = await Desk.Open();
        var (call, parked) = await desk.AnsweredCall(operationContext: "parked");
        await desk.Play(parked, desk.App.Tone(1500, 1), "hold-music", loop: true);
        await desk.Advance(5);
        var (_, other) = await desk.AnsweredCall(Other, "other");
        desk.App.Forget();
        var answer = await Move(desk, other, parked, [Desk.Caller]);
        await desk.Advance(3);

        Assert.Equal((Desk.Caller, parked, "move-1"), ((string?)answer!["participants"]![0]!["identifier"]!["rawId"], (string?)answer["fromCall"], (string?)answer["operationContext"]));
        Assert.Equal(["MoveParticipantSucceeded", "ParticipantsUpdated"], desk.App.Events.Where(e => (string?)e.Data["callConnectionId"] == other).Select(e => e.Type));
        Assert.Equal(["PlayFailed", "CallDisconnected"], desk.App.Events.Where(e => (string?)e.Data["callConnectionId"] == parked).Select(e => e.Type));
        var moved = desk.App.Events.First(e => e.Type == "MoveParticipantSucceeded").Data;
        Assert.Equal((Desk.Caller, parked), ((string?)moved["participant"]!["rawId"], (string?)moved["fromCall"]));
        Assert.Equal(["0-5 file 1500-hz-1s-16000-1.wav", "5-8 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal(["0-5 file 1500-hz-1s-16000-1.wav", "5-8 party"], Desk.Heard(await desk.Phone(Desk.Caller)));
        Assert.Equal(["1500", "1500", "1500", "1500", "1500", "-", "-", "-"], (await desk.Ear(Desk.Caller)).Heard(0, 1500));
        Assert.Equal(Other, (string?)(await desk.Phone(Desk.Caller))["hears"]!["who"]);
        await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{parked}", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_was_moved_presses_keys_speaks_and_hangs_up_in_the_new_call()
    {
        await using var desk = await Desk.Open();
        var (call, first) = await desk.AnsweredCall();
        await desk.Call(call, "speak", new { seconds = 10 });
        var (_, second) = await desk.AnsweredCall(Other);
        await Move(desk, second, first, [Desk.Caller]);
        Assert.True((bool)(await desk.Phone(Other))["hears"]!["speaking"]!);
        await desk.Advance(11);
        Assert.False((bool)(await desk.Phone(Other))["hears"]!["speaking"]!);
        await desk.Recognize(second, max: 1);
        await desk.Call(call, "dtmf", new { tones = "7" });
        Assert.Equal("RecognizeCompleted 200/8531", desk.App.Lines[^1]);
        await desk.Call(call, "hangup");
        Assert.Equal("ParticipantsUpdated", desk.App.Types[^1]);
        Assert.Equal("idle", (string?)(await desk.Phone(Desk.Caller))["state"]);
    }

    [Fact]
    public async Task Whoever_is_not_in_the_other_call_fails_and_the_others_are_moved()
    {
        await using var desk = await Desk.Open();
        var (_, first) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(first, Desk.Alice);
        var (_, second) = await desk.AnsweredCall(Other);
        desk.App.Forget();
        await Move(desk, second, first, [Desk.Bob, Desk.Alice]);

        Assert.Equal(["MoveParticipantFailed 404/0", "MoveParticipantSucceeded 200/0", "ParticipantsUpdated 200/0"], desk.App.Events.Where(e => (string?)e.Data["callConnectionId"] == second).Select(e => e.Line));
        Assert.Equal(["ParticipantsUpdated"], desk.App.Events.Where(e => (string?)e.Data["callConnectionId"] == first).Select(e => e.Type));
        await Move(desk, second, "no-such-call", [Desk.Caller]);
        Assert.Equal("MoveParticipantFailed 404/0", desk.App.Lines[^1]);
        await Move(desk, second, second, [Other], HttpStatusCode.BadRequest);
        await Move(desk, second, first, [], HttpStatusCode.BadRequest);
    }
}
