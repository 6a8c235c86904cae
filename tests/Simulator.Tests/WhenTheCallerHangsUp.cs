namespace Pbx.Simulator.Tests;

public sealed class WhenTheCallerHangsUp
{
    [Fact]
    public async Task While_something_is_played_it_fails_and_what_waits_too()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Play(leg, desk.App.File(5));
        await desk.Recognize(leg);
        await desk.Advance(2);
        await desk.Call(call, "hangup");

        Assert.Equal(["PlayStarted 200/0", "PlayFailed 500/8572", "RecognizeFailed 500/8512", "CallDisconnected 0/560000"], desk.App.Lines.Skip(2));
        Assert.Equal(["0-2 file 5s.wav"], Desk.Heard(await desk.Call(call)));
        await desk.Advance(60);
        Assert.Equal(6, desk.App.Events.Count);
    }

    [Fact]
    public async Task While_keys_are_collected_the_recognition_fails()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Recognize(leg);
        await desk.Call(call, "dtmf", new { tones = "1" });
        await desk.Call(call, "hangup");

        Assert.Equal(["RecognizeFailed 500/8512", "CallDisconnected 0/560000"], desk.App.Lines.Skip(2));
    }

    [Fact]
    public async Task While_a_phone_rings_the_invitation_ends_and_the_phone_stops_ringing()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Add(leg, Desk.Alice);
        await desk.Add(leg, Desk.Mobile);
        await desk.Advance(4);
        await desk.Call(call, "hangup");

        Assert.Equal(["AddParticipantFailed 487/0", "AddParticipantFailed 487/540487", "CallDisconnected 0/560000"], desk.App.Lines.Skip(2));
        Assert.Equal(["0-4 network-ring"], Desk.Heard(await desk.Phone(Desk.Alice)));
        Assert.Equal("idle", (string?)(await desk.Phone(Desk.Alice))["state"]);
    }

    [Fact]
    public async Task While_others_are_in_the_call_they_stay_until_they_leave_themselves()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Advance(3);
        await desk.Call(call, "hangup");
        Assert.Equal("ParticipantsUpdated", desk.App.Types[^1]);
        Assert.Equal(Desk.Alice, (string?)Assert.Single(desk.App.Events[^1].Data["participants"]!.AsArray())!["identifier"]!["rawId"]);
        await desk.Advance(2);
        await desk.Phone(Desk.Alice, "hangup");

        Assert.Equal("CallDisconnected 0/0", desk.App.Lines[^1]);
        Assert.Equal(["0-3 party", "3-5 silence"], Desk.Heard(await desk.Phone(Desk.Alice)));
    }

    [Fact]
    public async Task While_the_call_is_redirected_the_other_phone_stops_ringing()
    {
        await using var desk = await Desk.Open();
        var call = await desk.Dial();
        await desk.Ask(HttpMethod.Post, "/calling/callConnections:redirect", new { incomingCallContext = desk.App.LastContext, target = new { rawId = Desk.Mobile } }, System.Net.HttpStatusCode.NoContent);
        await desk.Call(call, "hangup");

        Assert.Equal("idle", (string?)(await desk.Phone(Desk.Mobile))["state"]);
        Assert.Empty(desk.App.Events);
    }
}
