using System.Net;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenTheApplicationConnects
{
    private static async Task<JsonNode> Connect(Desk desk, object locator)
    {
        var answer = await desk.Ask(HttpMethod.Post, "/calling/callConnections:connect", new { callLocator = locator, callbackUri = desk.App.Callback, operationContext = "join-1" }, HttpStatusCode.OK);
        await desk.Clock.Settled();
        return answer!;
    }

    [Fact]
    public async Task A_second_leg_takes_part_and_each_is_told_of_what_it_asked_for()
    {
        await using var desk = await Desk.Open();
        var (call, first) = await desk.AnsweredCall();
        desk.App.Forget();
        var answer = await Connect(desk, new { kind = "serverCallLocator", serverCallId = (string)(await desk.Call(call))["serverCallId"]! });
        var second = (string)answer["callConnectionId"]!;

        Assert.Equal("connecting", (string?)answer["callConnectionState"]);
        Assert.Equal(["CallConnected", "ParticipantsUpdated"], desk.App.Types);
        Assert.All(desk.App.Events, e => Assert.Equal(second, (string?)e.Data["callConnectionId"]));
        Assert.Equal("join-1", (string?)desk.App.Events[0].Data["operationContext"]);
        await desk.Play(second, desk.App.File(1), "second");
        await desk.Advance(2);
        Assert.All(desk.App.Events.Where(e => e.Type == "PlayCompleted"), e => Assert.Equal(second, (string?)e.Data["callConnectionId"]));

        desk.App.Forget();
        await desk.Ask(HttpMethod.Delete, $"/calling/callConnections/{first}", null, HttpStatusCode.NoContent);
        await desk.Clock.Settled();
        Assert.Equal([("CallDisconnected", first)], desk.App.Events.Select(e => (e.Type, (string)e.Data["callConnectionId"]!)));
        Assert.Equal("connected", (string?)(await desk.Call(call))["state"]);
        await desk.Call(call, "hangup");
        Assert.Equal(("CallDisconnected", second), (desk.App.Types[^1], (string)desk.App.Events[^1].Data["callConnectionId"]!));
    }

    [Fact]
    public async Task Both_legs_hear_who_comes_and_that_the_call_ends()
    {
        await using var desk = await Desk.Open();
        var (call, first) = await desk.AnsweredCall();
        await Connect(desk, new { kind = "serverCallLocator", serverCallId = (string)(await desk.Call(call))["serverCallId"]! });
        await desk.Behaves(Desk.Alice, "answer");
        desk.App.Forget();
        await desk.Add(first, Desk.Alice);
        await desk.Ask(HttpMethod.Post, $"/calling/callConnections/{first}:terminate", null, HttpStatusCode.NoContent);
        await desk.Clock.Settled();

        Assert.Equal(["AddParticipantSucceeded", "CallDisconnected", "CallDisconnected", "ParticipantsUpdated", "ParticipantsUpdated"], desk.App.Types.Order());
    }

    [Theory]
    [InlineData("""{"kind":"serverCallLocator","serverCallId":"bm8gc3VjaCBjYWxs"}""")]
    [InlineData("""{"kind":"groupCallLocator","groupCallId":"29228d3e-040e-4656-a70e-890ab4e173e5"}""")]
    [InlineData("""{"kind":"roomCallLocator","roomId":"99"}""")]
    public async Task A_call_that_is_not_there_fails(string locator)
    {
        await using var desk = await Desk.Open();
        var answer = await Connect(desk, JsonNode.Parse(locator)!);

        Assert.Equal(["ConnectFailed 404/0"], desk.App.Lines);
        await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{answer["callConnectionId"]}", null, HttpStatusCode.NotFound);
    }
}
