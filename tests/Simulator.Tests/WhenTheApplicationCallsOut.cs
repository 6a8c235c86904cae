using System.Net;

namespace Pbx.Simulator.Tests;

public sealed class WhenTheApplicationCallsOut
{
    private static async Task<string> Create(Desk desk, params string[] targets)
    {
        var answer = await desk.Ask(HttpMethod.Post, "/calling/callConnections", new
        {
            targets = targets.Select(rawId => new { rawId }),
            sourceCallerIdNumber = new { value = Desk.Company },
            callbackUri = desk.App.Callback,
            operationContext = "out-1",
        }, HttpStatusCode.Created);
        await desk.Clock.Settled();
        Assert.Equal("connecting", (string?)answer!["callConnectionState"]);
        return (string)answer["callConnectionId"]!;
    }

    [Fact]
    public async Task The_call_is_connected_when_the_phone_answers()
    {
        await using var desk = await Desk.Open();
        await desk.Behaves(Desk.Mobile, "answer", 3);
        var leg = await Create(desk, Desk.Mobile);
        await desk.Play(leg, desk.App.File(1), expected: HttpStatusCode.BadRequest);
        await desk.Advance(4);

        Assert.Equal(["CallConnected", "ParticipantsUpdated"], desk.App.Types);
        Assert.Equal("out-1", (string?)desk.App.Events[0].Data["operationContext"]);
        Assert.Equal(["0-3 network-ring", "3-4 silence"], Desk.Heard(await desk.Phone(Desk.Mobile)));
        await desk.Phone(Desk.Mobile, "hangup");
        Assert.Equal("CallDisconnected 0/560000", desk.App.Lines[^1]);
    }

    [Theory]
    [InlineData("busy", 0, "486/560486")]
    [InlineData("decline", 0, "603/560603")]
    [InlineData("offline", 0, "480/560480")]
    [InlineData("no-answer", 115, "408/560408")]
    public async Task A_call_that_is_not_answered_fails(string behaviour, int seconds, string code)
    {
        await using var desk = await Desk.Open();
        await desk.Behaves(Desk.Mobile, behaviour);
        var leg = await Create(desk, Desk.Mobile);
        await desk.Advance(seconds);

        Assert.Equal(["CreateCallFailed " + code], desk.App.Lines);
        await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{leg}", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_answers_first_makes_the_call_and_others_may_join()
    {
        await using var desk = await Desk.Open();
        await desk.Behaves(Desk.Alice, "busy");
        await desk.Behaves(Desk.Bob, "answer", 2);
        await desk.Behaves(Desk.Mobile, "answer", 5);
        await Create(desk, Desk.Alice, Desk.Bob, Desk.Mobile);
        await desk.Advance(6);

        Assert.Equal(["CallConnected", "ParticipantsUpdated", "ParticipantsUpdated"], desk.App.Types);
        Assert.Equal(["0-2 network-ring", "2-5 silence", "5-6 party"], Desk.Heard(await desk.Phone(Desk.Bob)));
    }

    [Fact]
    public async Task A_call_that_still_rings_can_be_hung_up()
    {
        await using var desk = await Desk.Open();
        var leg = await Create(desk, Desk.Mobile);
        await desk.Ask(HttpMethod.Delete, $"/calling/callConnections/{leg}", null, HttpStatusCode.NoContent);
        await desk.Clock.Settled();

        Assert.Equal(["CallDisconnected 487/0"], desk.App.Lines);
        Assert.Equal("idle", (string?)(await desk.Phone(Desk.Mobile))["state"]);
    }
}
