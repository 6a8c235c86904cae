using System.Text.Json.Nodes;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Recordings;

namespace Pbx.Infra.Tests.CallAutomation;

public sealed class WhenACommandIsCarriedOut : IDisposable
{
    private const string Version = "?api-version=2026-03-12";
    private const string Leg = "/calling/callConnections/leg-1";
    private const string Caller = """{"rawId":"4:+31201234567","kind":"phoneNumber","phoneNumber":{"value":"+31201234567"}}""";

    private readonly RecordingNetwork network = new();

    public void Dispose() => network.Dispose();

    [Fact]
    public async Task Answer_tells_the_network_where_events_go_and_names_our_leg()
    {
        network.Answers(200, """{"callConnectionId":"leg-1","serverCallId":"s","callConnectionState":"connecting"}""");
        Assert.Equal(new Outcome.Answering("leg-1"), await network.CarryOut(new CallCommand.Answer("the context"), connection: null));
        Sent("/calling/callConnections:answer", """
            {"incomingCallContext":"the context","callbackUri":"https://pbx.example.test/api/calls/sample/202636-1a2b3c4d5e6-0123456789abcdef/events",
             "operationContext":"7.0","callIntelligenceOptions":{"cognitiveServicesEndpoint":"https://speech.example.test/"}}
            """);
    }

    [Fact]
    public async Task Play_is_heard_by_the_caller_alone_in_place_of_what_plays()
    {
        network.Answers(202);
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.Play([new Sound.Speech("Goedemorgen.", Language.Dutch), new Sound.Signal(Tone.Busy)])));
        Sent(Leg + ":play", $$$"""
            {"playSources":[
               {"kind":"text","text":{"text":"Goedemorgen.","sourceLocale":"nl-NL","voiceKind":"female"}},
               {"kind":"file","file":{"uri":"https://pbx.example.test/api/tones/busy.wav"},"playSourceCacheId":"tone-busy"}],
             "interruptCallMediaOperation":true,"playOptions":{"loop":false},"playTo":[{{{Caller}}}],"operationContext":"7.0"}
            """);
    }

    [Fact]
    public async Task Ring_back_plays_in_a_loop()
    {
        network.Answers(202);
        await network.CarryOut(new CallCommand.Play([new Sound.Signal(Tone.Ringback)], Loop: true), caller: "anonymous");
        Sent(Leg + ":play", """
            {"playSources":[{"kind":"file","file":{"uri":"https://pbx.example.test/api/tones/ringback.wav"},"playSourceCacheId":"tone-ringback"}],
             "interruptCallMediaOperation":true,"playOptions":{"loop":true},
             "playTo":[{"rawId":"4:anonymous","kind":"phoneNumber","phoneNumber":{"value":"anonymous"}}],"operationContext":"7.0"}
            """);
    }

    [Fact]
    public async Task A_question_listens_to_the_caller_and_is_cut_short_by_a_key()
    {
        network.Answers(202);
        await network.CarryOut(new CallCommand.CollectDigits([new Sound.Speech("Press 1.", Language.English)], 3, TimeSpan.FromSeconds(4.2), TimeSpan.FromMinutes(5)));
        Sent(Leg + ":recognize", $$$"""
            {"recognizeInputType":"dtmf","playPrompts":[{"kind":"text","text":{"text":"Press 1.","sourceLocale":"en-GB","voiceKind":"female"}}],
             "interruptCallMediaOperation":true,
             "recognizeOptions":{"interruptPrompt":true,"initialSilenceTimeoutInSeconds":5,"targetParticipant":{{{Caller}}},
               "dtmfOptions":{"interToneTimeoutInSeconds":60,"maxTonesToCollect":3}},
             "operationContext":"7.0"}
            """);
    }

    [Fact]
    [Trait("Rule", "NPL-122")]
    public async Task A_question_for_a_secret_has_its_stop_key_and_is_marked()
    {
        network.Answers(202);
        await network.CarryOut(new CallCommand.CollectDigits([new Sound.Speech("PIN.", Language.English)], 5, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), "#*", IsSecret: true));
        Sent(Leg + ":recognize", $$$"""
            {"recognizeInputType":"dtmf","playPrompts":[{"kind":"text","text":{"text":"PIN.","sourceLocale":"en-GB","voiceKind":"female"}}],
             "interruptCallMediaOperation":true,
             "recognizeOptions":{"interruptPrompt":true,"initialSilenceTimeoutInSeconds":10,"targetParticipant":{{{Caller}}},
               "dtmfOptions":{"interToneTimeoutInSeconds":5,"maxTonesToCollect":5,"stopTones":["pound","asterisk"]}},
             "operationContext":"7.0!"}
            """);
    }

    [Fact]
    [Trait("Rule", "QUE-249")]
    public async Task Keys_are_told_one_by_one_beside_whatever_plays_until_that_is_stopped()
    {
        network.Answers(200);
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.HearKeys()));
        Sent(Leg + ":startContinuousDtmfRecognition", $$$"""{"targetParticipant":{{{Caller}}},"operationContext":"7.0"}""");
    }

    [Fact]
    public async Task Keys_are_told_no_longer_once_that_is_stopped()
    {
        network.Answers(200);
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.StopHearingKeys()));
        Sent(Leg + ":stopContinuousDtmfRecognition", $$$"""{"targetParticipant":{{{Caller}}},"operationContext":"7.0"}""");
    }

    [Fact]
    public async Task Play_to_all_names_nobody()
    {
        network.Answers(202);
        await network.CarryOut(new CallCommand.Play([new Sound.Signal(Tone.Beep)], ToAll: true));
        Sent(Leg + ":play", """
            {"playSources":[{"kind":"file","file":{"uri":"https://pbx.example.test/api/tones/beep.wav"},"playSourceCacheId":"tone-beep"}],
             "interruptCallMediaOperation":true,"playOptions":{"loop":false},"operationContext":"7.0"}
            """);
    }

    [Fact]
    public async Task A_caller_is_heard_out_until_a_silence_or_a_key()
    {
        network.Answers(202);
        await network.CarryOut(new CallCommand.HearOut(Language.Dutch, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)));
        Sent(Leg + ":recognize", $$$"""
            {"recognizeInputType":"speechOrDtmf","interruptCallMediaOperation":true,
             "recognizeOptions":{"interruptPrompt":true,"initialSilenceTimeoutInSeconds":10,"targetParticipant":{{{Caller}}},"speechLanguage":"nl-NL",
               "dtmfOptions":{"interToneTimeoutInSeconds":2,"maxTonesToCollect":1},"speechOptions":{"endSilenceTimeoutInMs":5000}},
             "operationContext":"7.0"}
            """);
    }

    [Fact]
    public async Task A_call_is_recorded_into_our_container()
    {
        network.Answers(200, """{"recordingId":"rec-1","recordingState":"active","recordingKind":"azureCommunicationServices"}""");
        var start = new CallCommand.StartRecording(new RecordingPurpose.Message(ExtensionNumber.Parse("600")), IsPaused: true);
        Assert.Equal(new Outcome.Recording("rec-1"), await network.CarryOut(start));
        Sent("/calling/recordings", """
            {"callConnectionId":"leg-1","recordingContentType":"audio","recordingChannelType":"mixed","recordingFormatType":"wav","pauseOnStart":true,
             "externalStorage":{"recordingStorageKind":"azureBlobStorage","recordingDestinationContainerUrl":"memory:/recordings/"}}
            """);
    }

    [Fact]
    public async Task A_recording_is_paused_and_resumed_and_stopped_by_its_name()
    {
        network.Answers(202).Answers(202).Answers(204);
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.PauseRecording(new OpId(3, 0)), recording: "rec/1"));
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.ResumeRecording(new OpId(3, 0)), recording: "rec/1"));
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.StopRecording(new OpId(3, 0)), recording: "rec/1"));
        Assert.Equal(
            [("POST", "/calling/recordings/rec%2F1:pause" + Version), ("POST", "/calling/recordings/rec%2F1:resume" + Version), ("DELETE", "/calling/recordings/rec%2F1" + Version)],
            network.Sent.Select(sent => (sent.Method, sent.Path)));
    }

    [Fact]
    public async Task A_recording_without_a_name_or_that_is_over_is_refused()
    {
        network.Answers(404, """{"error":{"code":"404","message":"Recording not found."}}""");
        Assert.IsType<Outcome.Refused>(await network.CarryOut(new CallCommand.PauseRecording(new OpId(3, 0))));
        Assert.Empty(network.Sent);
        Assert.IsType<Outcome.Refused>(await network.CarryOut(new CallCommand.ResumeRecording(new OpId(3, 0)), recording: "rec-1"));
    }

    [Fact]
    public async Task Sounds_are_stopped()
    {
        network.Answers(202);
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.StopSounds()));
        Sent(Leg + ":cancelAllMediaOperations", "");
    }

    [Fact]
    public async Task A_number_is_rung_with_the_number_it_is_shown()
    {
        network.Answers(202, """{"invitationId":"inv-1","operationContext":"7.0"}""");
        var ring = new CallCommand.RingPhone(PhoneAddress.Parse("+31612345678"), TimeSpan.FromSeconds(24.5), PhoneNumber.Parse("+31205550100"), "Sales: Anna");
        Assert.Equal(new Outcome.Ringing("inv-1"), await network.CarryOut(ring));
        Sent(Leg + "/participants:add", """
            {"sourceCallerIdNumber":{"value":"+31205550100"},
             "participantToAdd":{"rawId":"4:+31612345678","kind":"phoneNumber","phoneNumber":{"value":"+31612345678"}},
             "invitationTimeoutInSeconds":25,"operationContext":"7.0"}
            """);
    }

    [Fact]
    public async Task A_web_phone_is_rung_with_the_text_it_shows_and_for_three_minutes_at_most()
    {
        network.Answers(202, """{"invitationId":"inv-1"}""");
        await network.CarryOut(new CallCommand.RingPhone(PhoneAddress.Parse("web:r_anna"), TimeSpan.FromMinutes(10), null, "Sales: Anna"));
        Sent(Leg + "/participants:add", """
            {"sourceDisplayName":"Sales: Anna",
             "participantToAdd":{"rawId":"8:acs:r_anna","kind":"communicationUser","communicationUser":{"id":"8:acs:r_anna"}},
             "invitationTimeoutInSeconds":180,"operationContext":"7.0"}
            """);
    }

    [Fact]
    public async Task A_Teams_user_is_rung_without_what_Teams_refuses()
    {
        network.Answers(202, """{"invitationId":"inv-1"}""");
        await network.CarryOut(new CallCommand.RingPhone(PhoneAddress.Parse("teams:oid-1"), TimeSpan.Zero, PhoneNumber.Parse("+31205550100"), "Anna"));
        Sent(Leg + "/participants:add", """
            {"participantToAdd":{"rawId":"8:orgid:oid-1","kind":"microsoftTeamsUser","microsoftTeamsUser":{"userId":"oid-1","isAnonymous":false,"cloud":"public"}},
             "invitationTimeoutInSeconds":1,"operationContext":"7.0"}
            """);
    }

    [Theory]
    [InlineData("+31612345678")]
    [InlineData("anonymous")]
    [InlineData("raw:something")]
    public async Task What_cannot_be_rung_is_refused_without_asking(string phone)
    {
        Assert.IsType<Outcome.Refused>(await network.CarryOut(new CallCommand.RingPhone(PhoneAddress.Parse(phone), TimeSpan.FromSeconds(20), null, "")));
        Assert.Empty(network.Sent);
    }

    [Fact]
    public async Task An_invitation_without_a_name_rings_all_the_same()
    {
        network.Answers(202, "{}");
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.RingPhone(PhoneAddress.Parse("web:anna"), TimeSpan.FromSeconds(20), null, "")));
    }

    [Fact]
    public async Task Ringing_is_taken_back()
    {
        network.Answers(202, """{"invitationId":"inv-1"}""");
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.StopRinging(new OpId(3, 1)), invitation: "inv-1"));
        Sent(Leg + "/participants:cancelAddParticipant", """{"invitationId":"inv-1","operationContext":"7.0"}""");
    }

    [Fact]
    public async Task Ringing_that_was_never_named_is_left_to_ring_out()
    {
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.StopRinging(new OpId(3, 1))));
        Assert.Empty(network.Sent);
    }

    [Fact]
    public async Task A_phone_is_taken_out()
    {
        network.Answers(202, "{}");
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.DropPhone(PhoneAddress.Parse("web:anna"))));
        Sent(Leg + "/participants:remove", """
            {"participantToRemove":{"rawId":"8:acs:anna","kind":"communicationUser","communicationUser":{"id":"8:acs:anna"}},"operationContext":"7.0"}
            """);
    }

    [Fact]
    public async Task A_phone_is_taken_over_from_another_call()
    {
        network.Answers(202, "{}");
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.MovePhone(PhoneAddress.Parse("web:anna"), "leg-2", ExtensionNumber.Parse("201"))));
        Sent(Leg + "/participants:moveHere", """
            {"targetParticipants":[{"rawId":"8:acs:anna","kind":"communicationUser","communicationUser":{"id":"8:acs:anna"}}],"fromCall":"leg-2","operationContext":"7.0"}
            """);
    }

    [Fact]
    public async Task Hanging_up_ends_the_call_for_everybody()
    {
        network.Answers(204);
        Assert.Equal(new Outcome.Accepted(), await network.CarryOut(new CallCommand.HangUp()));
        Sent(Leg + ":terminate", "");
    }

    [Fact]
    public async Task Who_is_there_is_told_from_all_pages()
    {
        network
            .Answers(200, """{"value":[{"identifier":{"rawId":"4:+31201234567_a1"}}],"nextLink":"/calling/callConnections/leg-1/participants?skip=1&api-version=2026-03-12"}""")
            .Answers(200, """{"value":[{"identifier":{"rawId":"8:acs:anna"}},{}]}""");
        var outcome = await network.CarryOut(new CallCommand.LookWhoIsThere());
        Assert.Equal(new Outcome.Roster([PhoneAddress.Parse("+31201234567"), PhoneAddress.Parse("web:anna")]), outcome);
        Assert.Equal(("GET", Leg + "/participants" + Version), (network.Sent[0].Method, network.Sent[0].Path));
        Assert.Equal(2, network.Sent.Count);
    }

    [Fact]
    public async Task A_call_is_rejected()
    {
        network.Answers(204);
        await network.Control().Reject("the context", CancellationToken.None);
        Sent("/calling/callConnections:reject", """{"incomingCallContext":"the context","callRejectReason":"none"}""");
    }

    [Fact]
    public async Task Without_a_leg_nothing_can_be_done()
    {
        Assert.IsType<Outcome.Refused>(await network.CarryOut(new CallCommand.HangUp(), connection: null));
        Assert.IsType<Outcome.Refused>(await network.CarryOut(new CallCommand.HangUp(), connection: ""));
        Assert.Empty(network.Sent);
    }

    [Fact]
    public async Task A_command_for_somebody_else_is_a_fault_of_ours() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => network.CarryOut(new CallCommand.RaiseAlarm("")));

    private void Sent(string path, string body)
    {
        var sent = Assert.Single(network.Sent);
        Assert.Equal("POST", sent.Method);
        Assert.Equal(path + Version, sent.Path);
        if (body.Length == 0)
        {
            Assert.Empty(sent.Body);
        }
        else
        {
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(sent.Body)), sent.Body);
        }
    }
}
