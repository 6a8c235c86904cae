using System.Net;

namespace Pbx.Simulator.Tests;

public sealed class WhenPhonesAreAdded
{
    [Theory]
    [InlineData(Desk.Mobile, "busy", 0, "486/560486", "busy")]
    [InlineData(Desk.Mobile, "decline", 4, "603/560603", "declined")]
    [InlineData(Desk.Mobile, "offline", 0, "480/560480", "offline")]
    [InlineData(Desk.Mobile, "no-answer", 20, "480/560480", "no-answer")]
    [InlineData(Desk.Alice, "busy", 0, "486/0", "busy")]
    [InlineData(Desk.Alice, "decline", 4, "603/0", "declined")]
    [InlineData(Desk.Alice, "offline", 0, "480/0", "offline")]
    [InlineData(Desk.Alice, "no-answer", 20, "487/10004", "no-answer")]
    [InlineData("8:orgid:00000000-0000-0000-0000-00000000000c", "no-answer", 20, "487/10004", "no-answer")]
    public async Task A_phone_that_does_not_answer_fails_with_its_code(string address, string behaviour, int seconds, string code, string state)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(address, behaviour, seconds > 0 && behaviour == "decline" ? seconds : null);
        await desk.Add(leg, address, "ring-1", timeout: 20);
        if (seconds > 0)
        {
            await desk.Advance(seconds - 0.001);
            Assert.Equal(2, desk.App.Events.Count);
            Assert.Equal("ringing", (string?)(await desk.Phone(address))["state"]);
            await desk.Advance(0.001);
        }

        var failed = Assert.Single(desk.App.Events.Skip(2));
        Assert.Equal("AddParticipantFailed " + code, failed.Line);
        Assert.Equal("ring-1", (string?)failed.Data["operationContext"]);
        Assert.Equal(address, (string?)failed.Data["participant"]!["rawId"]);
        Assert.Equal(state, (string?)(await desk.Call(call))["participants"]![1]!["state"]);
        Assert.Equal("idle", (string?)(await desk.Phone(address))["state"]);
    }

    [Theory]
    [InlineData(Desk.Mobile, null, 115, "408/560408")]
    [InlineData(Desk.Mobile, 180, 115, "408/560408")]
    [InlineData(Desk.Alice, null, 60, "487/10004")]
    [InlineData(Desk.Alice, 180, 85, "487/10004")]
    public async Task The_network_gives_up_by_itself(string address, int? timeout, int seconds, string code)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Add(leg, address, timeout: timeout);
        await desk.Advance(seconds - 0.001);
        Assert.Equal(2, desk.App.Events.Count);
        await desk.Advance(0.001);

        Assert.Equal("AddParticipantFailed " + code, desk.App.Lines[^1]);
    }

    [Theory]
    [InlineData(Desk.Mobile)]
    [InlineData(Desk.Alice)]
    public async Task A_phone_that_answers_joins_and_both_hear_each_other(string address)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(address, "answer", 6);
        await desk.Add(leg, address, "ring-1");
        await desk.Advance(10);

        Assert.Equal(["CallConnected", "ParticipantsUpdated", "AddParticipantSucceeded", "ParticipantsUpdated"], desk.App.Types);
        Assert.Equal(("ring-1", address), ((string?)desk.App.Events[2].Data["operationContext"], (string?)desk.App.Events[2].Data["participant"]!["rawId"]));
        Assert.Equal(2, (int)desk.App.Events[3].Data["sequenceNumber"]!);
        Assert.Equal([Desk.Caller, address], desk.App.Events[3].Data["participants"]!.AsArray().Select(p => (string?)p!["identifier"]!["rawId"]));
        Assert.Equal(["0-6 silence", "6-10 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal(["0-6 network-ring", "6-10 party"], Desk.Heard(await desk.Phone(address)));
        Assert.Equal("talking", (string?)(await desk.Phone(address))["state"]);
    }

    [Fact]
    public async Task A_person_may_answer_or_decline_whatever_the_phone_would_do()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Add(leg, Desk.Alice, "a");
        await desk.Behaves(Desk.Bob, "answer", 30);
        await desk.Add(leg, Desk.Bob, "b");
        await desk.Phone(Desk.Alice, "answer");
        await desk.Phone(Desk.Bob, "decline");
        await desk.Advance(30);

        Assert.Equal(["AddParticipantSucceeded 200/0", "ParticipantsUpdated 200/0", "AddParticipantFailed 603/0"], desk.App.Lines.Skip(2));
        await desk.Phone(Desk.Alice, "answer", expected: HttpStatusCode.Conflict);
        await desk.Phone(Desk.Bob, "hangup", expected: HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_phone_that_is_told_to_answer_while_it_rings_does()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Add(leg, Desk.Alice);
        await desk.Advance(3);
        await desk.Behaves(Desk.Alice, "answer");

        Assert.Contains("AddParticipantSucceeded", desk.App.Types);
    }

    [Fact]
    public async Task An_answering_machine_answers_like_a_person_and_is_heard()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Mobile, "voicemail", 15);
        await desk.Add(leg, Desk.Mobile);
        await desk.Advance(25);

        Assert.Contains("AddParticipantSucceeded", desk.App.Types);
        Assert.Equal(["0-15 silence", "15-20 recorded-tone", "20-25 party"], Desk.Heard(await desk.Call(call)));
    }

    [Fact]
    public async Task A_cancelled_invitation_stops_ringing_and_tells_so_once()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        var invitation = await desk.Add(leg, Desk.Alice, "ring-1");
        var answer = await desk.On(leg, "/participants:cancelAddParticipant", new { invitationId = invitation, operationContext = "cancel-1" });

        Assert.Equal((invitation, "cancel-1"), ((string?)answer!["invitationId"], (string?)answer["operationContext"]));
        Assert.Equal(["CancelAddParticipantSucceeded 200/0"], desk.App.Lines.Skip(2));
        Assert.Equal((invitation, "cancel-1"), ((string?)desk.App.Events[2].Data["invitationId"], (string?)desk.App.Events[2].Data["operationContext"]));
        Assert.Equal("idle", (string?)(await desk.Phone(Desk.Alice))["state"]);
        await desk.On(leg, "/participants:cancelAddParticipant", new { invitationId = invitation });
        Assert.Equal("CancelAddParticipantFailed 404/0", desk.App.Lines[^1]);
    }

    [Fact]
    public async Task A_removed_participant_is_out_and_the_call_goes_on()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.On(leg, "/participants:remove", new { participantToRemove = new { rawId = Desk.Alice }, operationContext = "out" });
        await desk.On(leg, "/participants:remove", new { participantToRemove = new { rawId = Desk.Alice } });

        Assert.Equal(["RemoveParticipantSucceeded 200/0", "ParticipantsUpdated 200/0", "RemoveParticipantFailed 404/0"], desk.App.Lines.Skip(4));
        Assert.Equal("removed", (string?)(await desk.Call(call))["participants"]![1]!["state"]);
        var list = await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{leg}/participants", null, HttpStatusCode.OK);
        Assert.Equal(Desk.Caller, (string?)Assert.Single(list!["value"]!.AsArray())!["identifier"]!["rawId"]);
        await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{leg}/participants/{Uri.EscapeDataString(Desk.Caller)}", null, HttpStatusCode.OK);
        await desk.Ask(HttpMethod.Get, $"/calling/callConnections/{leg}/participants/{Uri.EscapeDataString(Desk.Alice)}", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Phones_show_the_caller_id_and_only_those_outside_the_public_network_a_name()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        foreach (var address in new[] { Desk.Mobile, Desk.Alice })
        {
            await desk.On(leg, "/participants:add", new { participantToAdd = new { rawId = address }, sourceCallerIdNumber = new { value = Desk.Company }, sourceDisplayName = "Sales: Anna" });
        }

        Assert.Equal("""{"address":"4:+31205550100","name":null}""", (await desk.Phone(Desk.Mobile))["caller"]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal("Sales: Anna", (string?)(await desk.Phone(Desk.Alice))["caller"]!["name"]);
    }

    [Fact]
    public async Task A_caller_id_that_is_not_of_the_resource_is_refused_by_the_network()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Add(leg, Desk.Mobile, callerId: "+31200000000");

        Assert.Equal("AddParticipantFailed 403/510403", desk.App.Lines[^1]);
    }

    [Fact]
    public async Task More_calls_with_one_caller_id_than_allowed_are_refused_by_the_network()
    {
        await using var desk = await Desk.Open(o => o.ConcurrentCallsPerNumber = 2);
        var (_, leg) = await desk.AnsweredCall();
        await desk.Add(leg, "4:+31600000001");
        await desk.Add(leg, "4:+31600000002");
        await desk.Add(leg, "4:+31600000003");

        Assert.Equal(["AddParticipantFailed 603/560603"], desk.App.Lines.Skip(2));
    }

    [Fact]
    public async Task Ringing_an_identity_of_the_resource_raises_an_incoming_call_that_can_be_rejected_and_not_redirected()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Add(leg, Desk.Alice);

        Assert.Equal(Desk.Alice, (string?)desk.App.Incoming[^1].Data["to"]!["rawId"]);
        await desk.Ask(HttpMethod.Post, "/calling/callConnections:redirect", new { incomingCallContext = desk.App.LastContext, target = new { rawId = Desk.Bob } }, HttpStatusCode.NotImplemented);
        await desk.Ask(HttpMethod.Post, "/calling/callConnections:reject", new { incomingCallContext = desk.App.LastContext, callRejectReason = "busy" }, HttpStatusCode.NoContent);
        await desk.Clock.Settled();
        Assert.Equal("AddParticipantFailed 486/0", desk.App.Lines[^1]);
    }

    [Fact]
    public async Task An_own_number_that_is_added_comes_back_as_a_call_and_the_caller_hears_what_is_played_there()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Add(leg, "4:+31205550177", "over");
        Assert.Equal(2, desk.App.Incoming.Count);
        await desk.Advance(2);
        var second = await desk.Answer(operationContext: "second");
        Assert.Contains("AddParticipantSucceeded", desk.App.Types);
        await desk.Play(second, desk.App.File(3));
        await desk.Recognize(second, max: 1, target: "4:" + Desk.Company);
        await desk.Advance(4);
        await desk.Call(call, "dtmf", new { tones = "7" });

        Assert.Equal(["0-2 silence", "2-5 file 3s.wav", "5-6 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal("""["seven"]""", desk.App.Events.Single(e => e.Type == "RecognizeCompleted").Data["dtmfResult"]!["tones"]!.ToJsonString());
        await desk.Call(call, "hangup");
        Assert.DoesNotContain("CallDisconnected", desk.App.Types); // the application is left alone with itself
        await desk.Ask(HttpMethod.Delete, $"/calling/callConnections/{leg}", null, HttpStatusCode.NoContent);
        await desk.Clock.Settled();
        Assert.Equal(2, desk.App.Types.Count(t => t == "CallDisconnected"));
    }

    [Fact]
    public async Task Two_who_talk_go_on_when_the_application_leaves_and_the_call_ends_with_one_of_them()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Ask(HttpMethod.Delete, $"/calling/callConnections/{leg}", null, HttpStatusCode.NoContent);
        await desk.Advance(5);
        Assert.Equal("connected", (string?)(await desk.Call(call))["state"]);
        await desk.Phone(Desk.Alice, "hangup");

        Assert.Equal("ended", (string?)(await desk.Call(call))["state"]);
        Assert.Equal(["0-5 party"], Desk.Heard(await desk.Call(call)));
        Assert.Equal("CallDisconnected", desk.App.Types[^1]);
    }

    [Fact]
    public async Task Terminating_ends_it_for_everybody()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.On(leg, ":terminate", expected: HttpStatusCode.NoContent);

        Assert.Equal("CallDisconnected 0/7000", desk.App.Lines[^1]);
        Assert.Equal("ended", (string?)(await desk.Call(call))["state"]);
        Assert.Equal("idle", (string?)(await desk.Phone(Desk.Alice))["state"]);
    }

    [Fact]
    public async Task Events_of_an_operation_go_to_its_own_callback_and_the_roster_does_not()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.On(leg, "/participants:add", new { participantToAdd = new { rawId = Desk.Alice }, operationCallbackUri = desk.App.Base + "/other" });

        Assert.Equal([("/other", "AddParticipantSucceeded"), ("/callback", "ParticipantsUpdated")], desk.App.Events.Skip(2).Select(e => (e.Path, e.Type)));
    }

    [Fact]
    public async Task Somebody_who_speaks_is_heard_by_the_others_for_as_long()
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Call(call, "speak", new { seconds = 3 });
        await desk.Advance(5);
        await desk.Phone(Desk.Alice, "speak", new { file = desk.App.File(2) });
        await desk.Advance(5);

        Assert.Equal([(true, "0-3 party"), (false, "3-10 party")], (await desk.Phone(Desk.Alice))["heard"]!.AsArray().Select(h => (bool)h!["speaking"]!).Zip(Desk.Heard(await desk.Phone(Desk.Alice))));
        Assert.Equal(["0-5 party", "5-7 party 2s.wav", "7-10 party"], Desk.Heard(await desk.Call(call)));
    }
}
