using System.Net;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenSomebodyCalls
{
    [Fact]
    public async Task The_application_is_told_who_calls_whom()
    {
        await using var desk = await Desk.Open();
        await desk.Control(HttpMethod.Post, "/sim/calls", new { from = "+31612345678", to = Desk.Company, displayName = "Anna" });

        var incoming = Assert.Single(desk.App.Incoming);
        var to = incoming.Data["to"]!;
        Assert.Equal(("phoneNumber", "4:+31205550100", "+31205550100"), ((string?)to["kind"], (string?)to["rawId"], (string?)to["phoneNumber"]!["value"]));
        Assert.Equal("+31612345678", (string?)incoming.Data["from"]!["phoneNumber"]!["value"]);
        Assert.Equal("Anna", (string?)incoming.Data["callerDisplayName"]);
        Assert.Equal("/caller/4:+31612345678/recipient/4:+31205550100", (string?)incoming.Event["subject"]);
        Assert.Equal("Notification", incoming.Headers["aeg-event-type"]);
        Assert.Equal("0", incoming.Headers["aeg-delivery-count"]);
        Assert.StartsWith("Bearer ", incoming.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anonymous_caller_has_no_number()
    {
        await using var desk = await Desk.Open();
        await desk.Dial("anonymous");

        Assert.Equal("""{"value":"anonymous","isAnonymous":true}""", desk.App.Incoming[0].Data["from"]!["phoneNumber"]!.ToJsonString());
    }

    [Fact]
    public async Task An_answered_call_is_connected_and_its_only_participant_is_the_caller()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();

        Assert.Equal(["CallConnected 200/0", "ParticipantsUpdated 200/0"], desk.App.Lines);
        Assert.Equal("call-1", (string?)desk.App.Events[0].Data["operationContext"]);
        Assert.Null(desk.App.Events[1].Data["operationContext"]);
        Assert.Equal(1, (int)desk.App.Events[1].Data["sequenceNumber"]!);
        Assert.Equal(Desk.Caller, (string?)Assert.Single(desk.App.Events[1].Data["participants"]!.AsArray())!["identifier"]!["rawId"]);
        Assert.Equal("connected", (string?)(await desk.Call(call))["state"]);
        var properties = await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{leg}", null, HttpStatusCode.OK);
        Assert.Equal("connected", (string?)properties!["callConnectionState"]);
        Assert.Equal((string?)desk.App.Incoming[0].Data["correlationId"], (string?)properties["correlationId"]);
        Assert.Equal((string?)desk.App.Incoming[0].Data["serverCallId"], (string?)properties["serverCallId"]);
    }

    [Fact]
    public async Task A_call_rings_for_thirty_seconds_and_then_the_caller_gives_up()
    {
        await using var desk = await Desk.Open();
        var call = await desk.Dial();
        await desk.Advance(29.999);
        Assert.Equal("ringing", (string?)(await desk.Call(call))["state"]);
        await desk.Advance(0.001);

        var ended = await desk.Call(call);
        Assert.Equal(("ended", "not-answered"), ((string?)ended["state"], (string?)ended["endReason"]));
        Assert.Equal(["0-30 network-ring"], Desk.Heard(ended));
        Assert.Empty(desk.App.Events);
        await desk.Ask(HttpMethod.Post, "/calling/callConnections:answer", new { incomingCallContext = desk.App.LastContext, callbackUri = desk.App.Callback }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_to_anybody_and_cannot_be_answered()
    {
        await using var desk = await Desk.Open();
        var call = await desk.Dial();
        await desk.Advance(4);
        await desk.Call(call, "hangup");

        Assert.Equal("gave-up", (string?)(await desk.Call(call))["endReason"]);
        Assert.Empty(desk.App.Events);
        await desk.Ask(HttpMethod.Post, "/calling/callConnections:answer", new { incomingCallContext = desk.App.LastContext, callbackUri = desk.App.Callback }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_call_can_be_answered_once()
    {
        await using var desk = await Desk.Open();
        await desk.AnsweredCall();

        var refused = await desk.Ask(HttpMethod.Post, "/calling/callConnections:answer", new { incomingCallContext = desk.App.LastContext, callbackUri = desk.App.Callback }, HttpStatusCode.NotFound);
        Assert.Equal("8522", (string?)refused!["error"]!["code"]);
        Assert.Equal(2, desk.App.Events.Count);
    }

    [Theory]
    [InlineData("busy", "busy")]
    [InlineData("forbidden", "declined")]
    [InlineData("none", "declined")]
    public async Task A_rejected_call_ends_without_an_event(string reason, string ended)
    {
        await using var desk = await Desk.Open();
        var call = await desk.Dial();
        await desk.Ask(HttpMethod.Post, "/calling/callConnections:reject", new { incomingCallContext = desk.App.LastContext, callRejectReason = reason }, HttpStatusCode.NoContent);

        Assert.Equal(ended, (string?)(await desk.Call(call))["endReason"]);
        Assert.Empty(desk.App.Events);
    }

    [Fact]
    public async Task A_redirected_call_rings_somewhere_else_and_the_application_hears_no_more()
    {
        await using var desk = await Desk.Open();
        var call = await desk.Dial();
        await desk.Ask(HttpMethod.Post, "/calling/callConnections:redirect", new { incomingCallContext = desk.App.LastContext, target = new { rawId = Desk.Mobile } }, HttpStatusCode.NoContent);
        Assert.Equal("ringing", (string?)(await desk.Phone(Desk.Mobile))["state"]);
        Assert.Equal(Desk.Caller, (string?)(await desk.Phone(Desk.Mobile))["caller"]!["address"]);
        await desk.Advance(3);
        await desk.Phone(Desk.Mobile, "answer");
        await desk.Advance(2);
        await desk.Call(call, "hangup");

        Assert.Equal(["0-3 network-ring", "3-5 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal("idle", (string?)(await desk.Phone(Desk.Mobile))["state"]);
        Assert.Empty(desk.App.Events);
    }

    [Fact]
    public async Task A_call_redirected_to_another_number_of_the_resource_comes_in_again()
    {
        await using var desk = await Desk.Open();
        await desk.Dial();
        await desk.Ask(HttpMethod.Post, "/calling/callConnections:redirect", new { incomingCallContext = desk.App.LastContext, target = new { rawId = "4:+31205550199" } }, HttpStatusCode.NoContent);
        await desk.Clock.Settled();

        Assert.Equal(2, desk.App.Incoming.Count);
        Assert.Equal("4:+31205550199", (string?)desk.App.Incoming[1].Data["to"]!["rawId"]);
        await desk.Answer();
        Assert.Equal(["CallConnected", "ParticipantsUpdated"], desk.App.Types);
    }

    [Fact]
    public async Task A_call_redirected_to_an_identity_comes_in_again_and_rings_its_phone()
    {
        await using var desk = await Desk.Open();
        var call = await desk.Dial();
        await desk.Ask(HttpMethod.Post, "/calling/callConnections:redirect", new { incomingCallContext = desk.App.LastContext, target = new { rawId = Desk.Alice } }, HttpStatusCode.NoContent);
        await desk.Clock.Settled();

        Assert.Equal(Desk.Alice, (string?)desk.App.Incoming[1].Data["to"]!["rawId"]);
        Assert.Equal(Desk.Caller, (string?)desk.App.Incoming[1].Data["from"]!["rawId"]);
        await desk.Phone(Desk.Alice, "answer");
        Assert.Equal(Desk.Alice, (string?)(await desk.Call(call))["heard"]!.AsArray()[^1]!["who"]);
        Assert.Empty(desk.App.Events);
    }

    [Fact]
    public async Task The_application_may_answer_for_an_identity_itself()
    {
        await using var desk = await Desk.Open();
        var call = await desk.Dial();
        await desk.Ask(HttpMethod.Post, "/calling/callConnections:redirect", new { incomingCallContext = desk.App.LastContext, target = new { rawId = Desk.Alice } }, HttpStatusCode.NoContent);
        await desk.Clock.Settled();
        var leg = await desk.Answer();
        await desk.Play(leg, desk.App.File(2));
        await desk.Advance(3);

        Assert.Equal(["CallConnected", "ParticipantsUpdated", "PlayStarted", "PlayCompleted"], desk.App.Types);
        Assert.Equal(Desk.Caller, (string?)desk.App.Events[1].Data["participants"]![0]!["identifier"]!["rawId"]);
        Assert.Equal(["0-2 file 2s.wav", "2-3 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal("idle", (string?)(await desk.Phone(Desk.Alice))["state"]);
        await desk.Call(call, "hangup");
        Assert.Equal("CallDisconnected 0/560000", desk.App.Lines[^1]);
    }

    [Fact]
    public async Task A_number_that_is_not_of_the_resource_cannot_be_called()
    {
        await using var desk = await Desk.Open();
        var problem = await desk.Control(HttpMethod.Post, "/sim/calls", new { from = "+31612345678", to = "+31687654321" }, HttpStatusCode.BadRequest);

        Assert.Contains("not a number of the resource", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("204")]
    [InlineData("*21")]
    [InlineData("+31687654321")]
    public async Task Whatever_is_dialled_at_a_phone_reaches_the_application(string dialled)
    {
        await using var desk = await Desk.Open();
        var phone = await desk.Phone("+31205550142", "dial", new { to = dialled });

        Assert.Equal("calling", (string?)phone["state"]);
        Assert.Equal("4:" + dialled, (string?)desk.App.Incoming[0].Data["to"]!["rawId"]);
        Assert.Equal("4:+31205550142", (string?)desk.App.Incoming[0].Data["from"]!["rawId"]);
    }

    [Fact]
    public async Task A_web_phone_may_send_the_dialled_string_in_the_context()
    {
        await using var desk = await Desk.Open();
        await desk.Phone(Desk.Alice, "dial", new { to = Desk.Bob, voipHeaders = new { dialled = "204" } });

        Assert.Equal(Desk.Bob, (string?)desk.App.Incoming[0].Data["to"]!["rawId"]);
        Assert.Equal("204", (string?)desk.App.Incoming[0].Data["customContext"]!["voipHeaders"]!["dialled"]);
    }

    [Fact]
    public async Task The_application_hangs_up_and_the_caller_is_alone_on_the_line()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Advance(2);
        await desk.Ask(HttpMethod.Delete, $"/calling/callConnections/{leg}", null, HttpStatusCode.NoContent);
        await desk.Clock.Settled();

        Assert.Equal("CallDisconnected 0/0", desk.App.Lines[^1]);
        Assert.Equal("call-1", (string?)desk.App.Events[^1].Data["operationContext"]);
        Assert.Equal(["0-2 silence"], Desk.Heard(await desk.Call(call)));
        await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{leg}", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_caller_hangs_up_and_the_application_is_told()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Call(call, "hangup");

        Assert.Equal("CallDisconnected 0/560000", desk.App.Lines[^1]);
        await desk.On(leg, ":play", new { playSources = new[] { new { kind = "file", file = new { uri = desk.App.File(1) } } } }, HttpStatusCode.NotFound);
        await desk.Call(call, "hangup", expected: HttpStatusCode.Conflict);
    }
}
