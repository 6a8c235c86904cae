using System.Net;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenACallIsTransferred
{
    private static Task<JsonNode?> Transfer(Desk desk, string leg, string target, string? transferee = null, string? callerId = null, HttpStatusCode expected = HttpStatusCode.Accepted) =>
        desk.On(leg, ":transferToParticipant", new
        {
            targetParticipant = new { rawId = target },
            transferee = transferee is null ? null : new { rawId = transferee },
            sourceCallerIdNumber = callerId is null ? null : new { value = callerId },
            operationContext = "xfer-1",
        }, expected);

    [Theory]
    [InlineData(Desk.Alice)]
    [InlineData(Desk.Mobile)]
    public async Task The_two_talk_without_the_application_once_the_target_answers(string target)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(target, "answer", 4);
        await Transfer(desk, leg, target);
        Assert.Equal("transferring", (string?)(await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{leg}", null, HttpStatusCode.OK))!["callConnectionState"]);
        Assert.Equal(Desk.Caller, (string?)(await desk.Phone(target))["caller"]!["address"]);
        await desk.Advance(6);

        Assert.Equal(["CallTransferAccepted 200/7015", "CallDisconnected 0/0"], desk.App.Lines.Skip(2));
        var accepted = desk.App.Events[2].Data;
        Assert.Equal(("xfer-1", target, Desk.Caller), ((string?)accepted["operationContext"], (string?)accepted["transferTarget"]!["rawId"], (string?)accepted["transferee"]!["rawId"]));
        Assert.Equal(["0-4 silence", "4-6 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal(["0-4 network-ring", "4-6 party"], Desk.Heard(await desk.Phone(target)));
        await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{leg}", null, HttpStatusCode.NotFound);
        await desk.Call(call, "hangup");
        Assert.Equal("idle", (string?)(await desk.Phone(target))["state"]);
        Assert.Equal(4, desk.App.Events.Count);
    }

    [Theory]
    [InlineData(Desk.Mobile, "busy", 0, "486/560486")]
    [InlineData(Desk.Mobile, "decline", 0, "603/560603")]
    [InlineData(Desk.Mobile, "no-answer", 60, "480/560480")]
    [InlineData(Desk.Alice, "busy", 0, "486/0")]
    [InlineData(Desk.Alice, "decline", 0, "603/0")]
    [InlineData(Desk.Alice, "no-answer", 60, "487/10004")]
    public async Task A_target_that_does_not_answer_leaves_everything_as_it_was(string target, string behaviour, int seconds, string code)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(target, behaviour);
        await Transfer(desk, leg, target);
        if (seconds > 0)
        {
            await desk.Advance(seconds - 0.001);
            Assert.Equal(2, desk.App.Events.Count);
            await desk.Advance(0.001);
        }

        Assert.Equal(["CallTransferFailed " + code], desk.App.Lines.Skip(2));
        Assert.Equal("xfer-1", (string?)desk.App.Events[2].Data["operationContext"]);
        await desk.Play(leg, desk.App.File(1));
        await desk.Advance(1);
        Assert.Equal("PlayCompleted 200/0", desk.App.Lines[^1]);
        Assert.Equal("connected", (string?)(await desk.Call(call))["state"]);
    }

    [Fact]
    public async Task Out_of_a_group_one_is_transferred_and_the_others_stay()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await Transfer(desk, leg, Desk.Mobile, expected: HttpStatusCode.BadRequest);
        await desk.Behaves(Desk.Mobile, "answer", 3);
        await Transfer(desk, leg, Desk.Mobile, transferee: Desk.Caller, callerId: Desk.Company);
        desk.App.Forget();
        await desk.Advance(5);

        Assert.Equal(["CallTransferAccepted", "ParticipantsUpdated"], desk.App.Types);
        Assert.Equal([Desk.Alice], desk.App.Events[1].Data["participants"]!.AsArray().Select(p => (string?)p!["identifier"]!["rawId"]));
        Assert.Equal(["0-3 party", "3-5 silence"], Desk.Heard(await desk.Phone(Desk.Alice)));
        Assert.Equal(["0-3 party", "3-5 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal("4:" + Desk.Company, (string?)(await desk.Phone(Desk.Mobile))["caller"]!["address"]);
        Assert.Equal(Desk.Caller, (string?)(await desk.Phone(Desk.Mobile))["hears"]!["who"]);
        await desk.Phone(Desk.Mobile, "hangup");
        Assert.Equal("idle", (string?)(await desk.Phone(Desk.Caller))["state"]);
        await desk.Phone(Desk.Alice, "hangup");
        Assert.Equal("CallDisconnected", desk.App.Types[^1]);
    }

    [Fact]
    public async Task Who_is_transferred_may_hang_up_before_the_target_answers()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await Transfer(desk, leg, Desk.Bob, transferee: Desk.Caller);
        await desk.Call(call, "hangup");

        Assert.Equal(["CallTransferFailed 487/0", "ParticipantsUpdated 200/0"], desk.App.Lines.Skip(4));
        Assert.Equal("idle", (string?)(await desk.Phone(Desk.Bob))["state"]);
        Assert.Equal("talking", (string?)(await desk.Phone(Desk.Alice))["state"]);
    }

    [Fact]
    public async Task A_transfer_to_a_number_of_the_resource_comes_in_again()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await Transfer(desk, leg, "4:+31205550177");
        Assert.Equal("4:+31205550177", (string?)desk.App.Incoming[1].Data["to"]!["rawId"]);
        var context = desk.App.LastContext;
        desk.App.Forget();
        var second = await desk.Answer(context, "second");

        Assert.Equal(["CallTransferAccepted", "CallDisconnected"], desk.App.Events.Where(e => (string?)e.Data["callConnectionId"] == leg).Select(e => e.Type));
        Assert.Equal(["CallConnected", "ParticipantsUpdated"], desk.App.Events.Where(e => (string?)e.Data["callConnectionId"] == second).Select(e => e.Type));
        await desk.Play(second, desk.App.File(2));
        await desk.Advance(1);
        Assert.Equal("file", (string?)(await desk.Call(call))["heard"]!.AsArray()[^1]!["kind"]);
    }

    [Theory]
    [InlineData(Desk.Caller, null, null, HttpStatusCode.BadRequest)]
    [InlineData("4:204", null, null, HttpStatusCode.BadRequest)]
    [InlineData(Desk.Alice, Desk.Bob, null, HttpStatusCode.NotFound)]
    public async Task A_transfer_that_makes_no_sense_is_refused(string target, string? transferee, string? callerId, HttpStatusCode expected)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await Transfer(desk, leg, target, transferee, callerId, expected);

        Assert.Equal(2, desk.App.Events.Count);
    }

    [Fact]
    public async Task Somebody_without_a_number_is_transferred_to_a_phone_number_only_with_a_caller_id_of_the_resource()
    {
        await using var desk = await Desk.Open();
        await desk.Phone(Desk.Alice, "dial", new { to = Desk.Bob });
        var leg = await desk.Answer();
        await Transfer(desk, leg, Desk.Mobile, expected: HttpStatusCode.BadRequest);
        await Transfer(desk, leg, Desk.Mobile, callerId: "+31687000000");

        Assert.Equal("CallTransferFailed 403/510403", desk.App.Lines[^1]);
    }
}
