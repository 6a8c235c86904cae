namespace Pbx.Simulator.Tests;

public sealed class WhenThingsHappenAtOnce
{
    [Fact]
    public async Task Two_devices_answer_at_the_same_instant_and_both_are_in()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Add(leg, Desk.Alice, "a");
        await desk.Add(leg, Desk.Bob, "b");
        await desk.Races(new { answerTogether = new[] { Desk.Alice, Desk.Bob } });
        await desk.Phone(Desk.Alice, "answer");

        Assert.Equal(["a", "b"], desk.App.Events.Where(e => e.Type == "AddParticipantSucceeded").Select(e => (string?)e.Data["operationContext"]).Order(StringComparer.Ordinal));
        Assert.Equal(3, desk.App.Events.Where(e => e.Type == "ParticipantsUpdated").Max(e => e.Data["participants"]!.AsArray().Count));
        Assert.Equal("talking", (string?)(await desk.Phone(Desk.Bob))["state"]);
    }

    [Fact]
    public async Task An_answer_beats_the_cancelling_of_its_invitation()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        var invitation = await desk.Add(leg, Desk.Alice);
        await desk.Races(new { answerOnCancel = new[] { Desk.Alice } });
        await desk.On(leg, "/participants:cancelAddParticipant", new { invitationId = invitation });

        Assert.Equal(["AddParticipantSucceeded 200/0", "ParticipantsUpdated 200/0", "CancelAddParticipantFailed 404/0"], desk.App.Lines.Skip(2));
        Assert.Equal("talking", (string?)(await desk.Phone(Desk.Alice))["state"]);
    }

    [Fact]
    public async Task A_cancelled_invitation_may_fail_as_well()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        var invitation = await desk.Add(leg, Desk.Alice);
        await desk.Races(new { cancelAlsoFails = true });
        await desk.On(leg, "/participants:cancelAddParticipant", new { invitationId = invitation });

        Assert.Equal(["AddParticipantFailed 487/0", "CancelAddParticipantSucceeded 200/0"], desk.App.Lines.Skip(2));
    }

    [Fact]
    public async Task The_caller_leaves_at_the_instant_of_the_answer()
    {
        await using var desk = await Desk.Open();
        await desk.Races(new { callerLeavesOnAnswer = 1 });
        await desk.AnsweredCall();

        Assert.Equal(["AnswerFailed 487/0"], desk.App.Lines);
        desk.App.Forget();
        await desk.AnsweredCall("+31600000002");
        Assert.Equal(["CallConnected 200/0", "ParticipantsUpdated 200/0"], desk.App.Lines);
    }

    [Fact]
    public async Task The_caller_leaves_at_the_instant_at_which_a_phone_answers()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Races(new { callerLeavesOnJoin = 1 });
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);

        Assert.Equal(["AddParticipantSucceeded", "ParticipantsUpdated", "ParticipantsUpdated"], desk.App.Types.Skip(2));
        Assert.Equal(Desk.Alice, (string?)Assert.Single(desk.App.Events[^1].Data["participants"]!.AsArray())!["identifier"]!["rawId"]);
    }

    [Fact]
    public async Task An_event_is_kept_back_until_it_is_released()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        await desk.Races(new { hold = new[] { "AddParticipantSucceeded" } });
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        Assert.Equal(["ParticipantsUpdated"], desk.App.Types.Skip(2));
        Assert.Equal("""["AddParticipantSucceeded"]""", (await desk.Control(HttpMethod.Get, "/sim/races"))["held"]!.ToJsonString());
        await desk.Control(HttpMethod.Post, "/sim/races/release");

        Assert.Equal(["ParticipantsUpdated", "AddParticipantSucceeded"], desk.App.Types.Skip(2));
    }

    [Fact]
    public async Task An_event_is_lost()
    {
        await using var desk = await Desk.Open();
        await desk.Races(new { lose = new[] { "CallConnected" } });
        await desk.AnsweredCall();

        Assert.Equal(["ParticipantsUpdated"], desk.App.Types);
    }

    [Fact]
    public async Task Events_may_come_before_the_response_of_their_request()
    {
        await using var desk = await Desk.Open();
        await desk.Dial();
        var answered = false;
        var early = new List<bool>();
        desk.App.OnDelivery = _ =>
        {
            early.Add(!answered);
            return Task.CompletedTask;
        };
        await desk.Races(new { eventsBeforeResponse = true });
        using (await desk.Send(HttpMethod.Post, "/calling/callConnections:answer", new { incomingCallContext = desk.App.LastContext, callbackUri = desk.App.Callback }))
        {
            answered = true;
        }

        await desk.Clock.Settled();
        Assert.Equal([true, true], early);
    }

    [Fact]
    public async Task The_application_stays_in_a_group_call_that_all_others_have_left()
    {
        await using var desk = await Desk.Open();
        await desk.Races(new { groupLingers = true });
        var (call, leg) = await desk.AnsweredCall();
        await desk.Behaves(Desk.Alice, "answer");
        await desk.Add(leg, Desk.Alice);
        await desk.Call(call, "hangup");
        await desk.Phone(Desk.Alice, "hangup");
        Assert.Empty(desk.App.Events[^1].Data["participants"]!.AsArray());
        await desk.Ask(HttpMethod.Delete, $"/calling/callConnections/{leg}", null, System.Net.HttpStatusCode.NoContent);
        await desk.Clock.Settled();

        Assert.Equal("CallDisconnected", desk.App.Types[^1]);
    }

    [Fact]
    public async Task The_time_between_keys_may_fail_the_recognition()
    {
        await using var desk = await Desk.Open();
        await desk.Races(new { interToneTimeoutFails = true });
        var (call, leg) = await desk.AnsweredCall();
        await desk.Recognize(leg);
        await desk.Call(call, "dtmf", new { tones = "1" });
        await desk.Advance(2);

        Assert.Equal("RecognizeFailed 400/8532", desk.App.Lines[^1]);
    }

    [Fact]
    public async Task What_the_application_does_in_a_webhook_settles_before_the_control_call_returns()
    {
        await using var desk = await Desk.Open();
        desk.App.OnDelivery = async delivered =>
        {
            if (delivered.Type == "IncomingCall")
            {
                using var answered = await desk.Send(HttpMethod.Post, "/calling/callConnections:answer", new { incomingCallContext = (string?)delivered.Data["incomingCallContext"], callbackUri = desk.App.Callback });
            }
            else if (delivered.Type == "CallConnected")
            {
                using var asked = await desk.Send(HttpMethod.Post, $"/calling/callConnections/{delivered.Data["callConnectionId"]}:play", new { playSources = new[] { new { kind = "file", file = new { uri = desk.App.File(3) } } } });
            }
        };
        var call = await desk.Dial();

        Assert.Equal("PlayStarted", desk.App.Types[^1]);
        Assert.Equal("connected", (string?)(await desk.Call(call))["state"]);
    }
}
