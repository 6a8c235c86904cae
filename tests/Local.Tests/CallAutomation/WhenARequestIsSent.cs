using System.Text.Json;
using Azure.Communication;
using Azure.Communication.CallAutomation;

namespace Pbx.Local.Tests.CallAutomation;

public sealed class WhenARequestIsSent : IDisposable
{
    private const string Properties = """{"callConnectionId":"3f1c5f00-9a52-4c0e-8d0b-7a10c7f0a001","callConnectionState":"connecting"}""";
    private static readonly Uri Callback = new("https://pbx.example.test/api/calls/1?account=42");
    private static readonly PhoneNumberIdentifier Caller = new("+14255550100");
    private static readonly PhoneNumberIdentifier Owned = new("+14255550123");
    private static readonly CommunicationUserIdentifier Agent = new("8:acs:5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d_00000001-1111-2222-3333-444444444444");
    private readonly FakeCallAutomation acs = new();

    public void Dispose() => acs.Dispose();

    [Fact]
    public async Task A_call_is_answered_with_everything_that_was_asked_for()
    {
        acs.Answer(200, Properties);
        var answered = await acs.Client().AnswerCallAsync(new("context", Callback)
        {
            AnsweredBy = Agent,
            OperationContext = "call-42",
            CallIntelligenceOptions = new() { CognitiveServicesEndpoint = new("https://ai.example.test/") },
        });

        Described();
        Sent("""
            {"incomingCallContext":"context","callbackUri":"https://pbx.example.test/api/calls/1?account=42","operationContext":"call-42",
             "callIntelligenceOptions":{"cognitiveServicesEndpoint":"https://ai.example.test/"},
             "answeredBy":{"id":"8:acs:5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d_00000001-1111-2222-3333-444444444444"}}
            """);
        Assert.Equal(FakeCallAutomation.CallId, answered.Value.CallConnection.CallConnectionId);
        Assert.Equal(CallConnectionState.Connecting, answered.Value.CallConnectionProperties.CallConnectionState);
    }

    [Fact]
    public async Task A_call_is_answered_by_the_clients_source_when_nobody_is_named()
    {
        acs.Answer(200, Properties);
        var options = acs.Options();
        options.Source = Agent;
        await acs.Client(options: options).AnswerCallAsync(new("context", Callback));

        Described();
        Assert.Equal(Agent.Id, Body().GetProperty("answeredBy").GetProperty("id").GetString());
        Assert.False(Body().TryGetProperty("operationContext", out _));
    }

    public static TheoryData<string> Targets => new(
        "4:+14255550100",
        "8:acs:5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d_00000001-1111-2222-3333-444444444444",
        "8:orgid:00000001-1111-2222-3333-444444444444",
        "8:gcch:00000001-1111-2222-3333-444444444444",
        "28:orgid:00000001-1111-2222-3333-444444444444",
        "8:acs:5f3b9b1c_6a1b2c3d_00000001");

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_call_is_placed_to_a_target_of_every_kind(string rawId)
    {
        acs.Answer(201, Properties);
        var invite = Invite(CommunicationIdentifier.FromRawId(rawId));
        invite.SourceDisplayName = "Sales";
        await acs.Client().CreateCallAsync(new(invite, Callback) { OperationContext = "out-7", TeamsAppSource = new("11111111-1111-2222-3333-444444444444") });

        Described();
        Assert.Equal(rawId, Body().GetProperty("targets")[0].GetProperty("rawId").GetString());
        Assert.Equal("Sales", Body().GetProperty("sourceDisplayName").GetString());
    }

    [Fact]
    public async Task A_call_to_a_phone_shows_the_number_that_was_asked_for()
    {
        acs.Answer(201, Properties);
        await acs.Client().CreateCallAsync(new(new(Caller, Owned), Callback));

        Described();
        Sent("""
            {"targets":[{"kind":"phoneNumber","rawId":"4:+14255550100","phoneNumber":{"value":"+14255550100"}}],
             "sourceCallerIdNumber":{"value":"+14255550123"},"callbackUri":"https://pbx.example.test/api/calls/1?account=42"}
            """);
    }

    [Fact]
    public async Task A_call_is_redirected()
    {
        acs.Answer(204);
        var response = await acs.Client().RedirectCallAsync(new("context", new(Agent)));

        Described();
        Assert.Equal(204, response.Status);
    }

    [Fact]
    public async Task A_call_is_rejected_as_busy_or_without_a_reason()
    {
        acs.Answer(204).Answer(204);
        await acs.Client().RejectCallAsync(new("context") { CallRejectReason = CallRejectReason.Busy });
        await acs.Client().RejectCallAsync(new("context"));

        Assert.All(acs.Requests, request => Assert.Empty(RestDescription.Newest.Problems(request)));
        Assert.Equal(["busy", "none"], acs.Requests.Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("callRejectReason").GetString()));
    }

    [Fact]
    public async Task A_call_is_read_with_all_that_the_service_says()
    {
        acs.Answer(200, """
            {"callConnectionId":"3f1c5f00-9a52-4c0e-8d0b-7a10c7f0a001","serverCallId":"server","correlationId":"trace","callConnectionState":"transferAccepted",
             "callbackUri":"https://pbx.example.test/cb","source":{"kind":"communicationUser","rawId":"8:acs:a_b","communicationUser":{"id":"8:acs:a_b"}},
             "targets":[{"kind":"phoneNumber","rawId":"4:+1425","phoneNumber":{"value":"+1425"}}],"sourceCallerIdNumber":{"value":"+1426"},
             "sourceDisplayName":"Sales","answeredBy":{"id":"8:acs:a_c"},"answeredFor":{"value":"+1427"},"tomorrow":{"new":1}}
            """);
        var call = (await acs.Call().GetCallConnectionPropertiesAsync()).Value;

        Described();
        Assert.Equal(
            ("server", "trace", CallConnectionState.TransferAccepted, new Uri("https://pbx.example.test/cb")),
            (call.ServerCallId, call.CorrelationId, call.CallConnectionState, call.CallbackUri));
        Assert.Equal(new CommunicationUserIdentifier("8:acs:a_b"), call.Source);
        Assert.Equal([new PhoneNumberIdentifier("+1425")], call.Targets);
        Assert.Equal(
            (new PhoneNumberIdentifier("+1426"), "Sales", new CommunicationUserIdentifier("8:acs:a_c"), new PhoneNumberIdentifier("+1427")),
            (call.SourceCallerIdNumber, call.SourceDisplayName, call.AnsweredBy, call.AnsweredFor));
    }

    [Theory]
    [InlineData(false, "DELETE", "")]
    [InlineData(true, "POST", ":terminate")]
    public async Task Hanging_up_ends_our_leg_or_the_call(bool forEveryone, string method, string suffix)
    {
        acs.Answer(204);
        await acs.Call().HangUpAsync(forEveryone);

        Described();
        Assert.Equal((method, $"/calling/callConnections/{FakeCallAutomation.CallId}{suffix}"), (acs.Request.Method, acs.Request.Uri.AbsolutePath));
    }

    [Fact]
    public async Task Somebody_is_invited_with_headers_for_their_phone()
    {
        acs.Answer(202, """{"participant":{"identifier":{"rawId":"4:+14255550100"},"isMuted":false,"isOnHold":false},"operationContext":"ring-1","invitationId":"inv"}""");
        var invite = new CallInvite(Caller, Owned);
        invite.CustomCallingContext.AddSipUui("account=42");
        invite.CustomCallingContext.AddSipX("Queue", "Sales");
        invite.CustomCallingContext.AddSipX("Trace", "1", SipHeaderPrefix.X);
        invite.CustomCallingContext.AddVoip("name", "Müller + Söhne");
        var added = (await acs.Call().AddParticipantAsync(new(invite)
        {
            InvitationTimeoutInSeconds = 20,
            OperationContext = "ring-1",
            OperationCallbackUri = Callback,
        })).Value;

        Described();
        Sent("""
            {"participantToAdd":{"kind":"phoneNumber","rawId":"4:+14255550100","phoneNumber":{"value":"+14255550100"}},
             "sourceCallerIdNumber":{"value":"+14255550123"},"invitationTimeoutInSeconds":20,"operationContext":"ring-1",
             "operationCallbackUri":"https://pbx.example.test/api/calls/1?account=42",
             "customCallingContext":{"sipHeaders":{"User-To-User":"account=42","X-MS-Custom-Queue":"Sales","X-Trace":"1"},"voipHeaders":{"name":"Müller + Söhne"}}}
            """);
        Assert.Equal(("inv", "ring-1", Caller), (added.InvitationId, added.OperationContext, (PhoneNumberIdentifier?)added.Participant?.Identifier));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Somebody_of_every_kind_is_invited_and_removed(string rawId)
    {
        var target = CommunicationIdentifier.FromRawId(rawId);
        acs.Answer(202, """{"invitationId":"inv"}""").Answer(202, """{"operationContext":"drop"}""");
        await acs.Call().AddParticipantAsync(new(Invite(target)));
        var removed = await acs.Call().RemoveParticipantAsync(new(target) { OperationContext = "drop", OperationCallbackUri = Callback });

        Assert.All(acs.Requests, request => Assert.Empty(RestDescription.Newest.Problems(request)));
        Assert.Equal("drop", removed.Value.OperationContext);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Somebody_of_every_kind_is_moved_here_from_another_call(string rawId)
    {
        acs.Answer(202, """{"participants":[],"operationContext":"move","fromCall":"leg-2"}""");
        var moved = await acs.Call().MoveParticipantsAsync(new([CommunicationIdentifier.FromRawId(rawId)], "leg-2") { OperationContext = "move", OperationCallbackUri = Callback });

        Described();
        Assert.Equal("move", moved.Value.OperationContext);
    }

    [Fact]
    public async Task An_invitation_is_withdrawn()
    {
        acs.Answer(202, """{"invitationId":"inv","operationContext":"cancel"}""");
        var cancelled = (await acs.Call().CancelAddParticipantOperationAsync(new("inv") { OperationContext = "cancel" })).Value;

        Described();
        Assert.Equal(("inv", "cancel"), (cancelled.InvitationId, cancelled.OperationContext));
    }

    [Fact]
    public async Task One_participant_is_asked_for_by_their_raw_id()
    {
        acs.Answer(200, """{"identifier":{"kind":"phoneNumber","rawId":"4:+14255550100","phoneNumber":{"value":"+14255550100"}},"isMuted":true,"isOnHold":false}""");
        var participant = (await acs.Call().GetParticipantAsync(Caller)).Value;

        Assert.Equal($"/calling/callConnections/{FakeCallAutomation.CallId}/participants/4%3A%2B14255550100", acs.Request.Uri.AbsolutePath);
        Assert.Equal((Caller, true, false), ((PhoneNumberIdentifier?)participant.Identifier, participant.IsMuted, participant.IsOnHold));
    }

    [Fact]
    public async Task All_pages_of_participants_are_read()
    {
        acs.Answer(200, """{"value":[{"identifier":{"rawId":"4:+1"},"isMuted":false,"isOnHold":false}],"nextLink":"/calling/callConnections/x/participants?page=2&api-version=2026-03-12"}""")
            .Answer(200, """{"value":[{"identifier":{"rawId":"4:+2"},"isMuted":false,"isOnHold":true}]}""");
        var all = (await acs.Call().GetParticipantsAsync()).Value;

        Assert.Equal(["4:+1", "4:+2"], all.Select(p => p.Identifier?.RawId));
        Assert.Equal($"{FakeCallAutomation.Endpoint}/calling/callConnections/x/participants?page=2&api-version=2026-03-12", acs.Requests[1].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_next_page_on_another_host_is_not_fetched()
    {
        acs.Answer(200, """{"value":[],"nextLink":"https://elsewhere.example.test/calling"}""");
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => acs.Call().GetParticipantsAsync());

        Assert.Single(acs.Requests);
    }

    [Fact]
    public async Task Files_and_texts_are_played_to_some()
    {
        acs.Answer(202);
        PlaySource[] sources =
        [
            new FileSource(new("https://audio.example.test/moh.wav?sig=a%2Bb")) { PlaySourceCacheId = "moh" },
            new TextSource("Guten Tag", "de-DE-KatjaNeural"),
            new TextSource("Hello", "en-US", VoiceKind.Female) { CustomVoiceEndpointId = "own" },
            new SsmlSource("<speak>1 < 2</speak>"),
        ];
        await acs.Call().GetCallMedia().PlayAsync(new(sources, [Caller, Agent]) { Loop = true, InterruptCallMediaOperation = true, OperationContext = "moh-1", OperationCallbackUri = Callback });

        Described();
        Sent("""
            {"playSources":[{"kind":"file","file":{"uri":"https://audio.example.test/moh.wav?sig=a%2Bb"},"playSourceCacheId":"moh"},
              {"kind":"text","text":{"text":"Guten Tag","voiceName":"de-DE-KatjaNeural"}},
              {"kind":"text","text":{"text":"Hello","sourceLocale":"en-US","voiceKind":"female","customVoiceEndpointId":"own"}},
              {"kind":"ssml","ssml":{"ssmlText":"<speak>1 < 2</speak>"}}],
             "playTo":[{"kind":"phoneNumber","rawId":"4:+14255550100","phoneNumber":{"value":"+14255550100"}},
              {"kind":"communicationUser","rawId":"8:acs:5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d_00000001-1111-2222-3333-444444444444",
               "communicationUser":{"id":"8:acs:5f3b9b1c-7c2d-4f5e-8d4a-0d7f3a1b2c3d_00000001-1111-2222-3333-444444444444"}}],
             "interruptCallMediaOperation":true,"playOptions":{"loop":true},"operationContext":"moh-1",
             "operationCallbackUri":"https://pbx.example.test/api/calls/1?account=42"}
            """);
    }

    [Fact]
    public async Task A_file_is_played_to_everybody_with_a_context_of_its_own()
    {
        acs.Answer(202);
        await acs.Call().GetCallMedia().PlayToAllAsync(new(new FileSource(new("https://audio.example.test/a.wav"))));

        Described();
        Assert.False(Body().TryGetProperty("playTo", out _));
        Assert.True(Guid.TryParse(Body().GetProperty("operationContext").GetString(), out _));
        Assert.False(Body().GetProperty("interruptCallMediaOperation").GetBoolean());
    }

    [Fact]
    public async Task Keys_are_collected_with_all_options()
    {
        acs.Answer(202);
        await acs.Call().GetCallMedia().StartRecognizingAsync(new CallMediaRecognizeDtmfOptions(Caller, 4)
        {
            Prompt = new FileSource(new("https://audio.example.test/menu.wav")),
            InterruptPrompt = false,
            InterruptCallMediaOperation = false,
            InitialSilenceTimeout = TimeSpan.FromSeconds(10.9),
            InterToneTimeout = TimeSpan.FromSeconds(3),
            StopTones = [DtmfTone.Pound, DtmfTone.Asterisk, DtmfTone.A],
            OperationContext = "menu-1",
        });

        Described();
        Sent("""
            {"recognizeInputType":"dtmf","playPrompt":{"kind":"file","file":{"uri":"https://audio.example.test/menu.wav"}},"interruptCallMediaOperation":false,
             "recognizeOptions":{"interruptPrompt":false,"initialSilenceTimeoutInSeconds":10,
              "targetParticipant":{"kind":"phoneNumber","rawId":"4:+14255550100","phoneNumber":{"value":"+14255550100"}},
              "dtmfOptions":{"interToneTimeoutInSeconds":3,"maxTonesToCollect":4,"stopTones":["pound","asterisk","a"]}},"operationContext":"menu-1"}
            """);
    }

    [Fact]
    public async Task Keys_are_collected_after_several_prompts_with_the_official_defaults()
    {
        acs.Answer(202);
        await acs.Call().GetCallMedia().StartRecognizingAsync(new CallMediaRecognizeDtmfOptions(Caller, 1)
        {
            PlayPrompts = [new TextSource("One"), new TextSource("Two")],
        });

        Described();
        var options = Body().GetProperty("recognizeOptions");
        Assert.Equal(2, Body().GetProperty("playPrompts").GetArrayLength());
        Assert.True(Body().GetProperty("interruptCallMediaOperation").GetBoolean());
        Assert.True(options.GetProperty("interruptPrompt").GetBoolean());
        Assert.Equal(5, options.GetProperty("initialSilenceTimeoutInSeconds").GetInt32());
        Assert.Equal(2, options.GetProperty("dtmfOptions").GetProperty("interToneTimeoutInSeconds").GetInt32());
    }

    [Fact]
    public async Task All_media_operations_are_cancelled()
    {
        acs.Answer(202);
        await acs.Call().GetCallMedia().CancelAllMediaOperationsAsync();

        Described();
        Assert.Empty(acs.Request.Body);
    }

    [Fact]
    public void A_call_id_cannot_leave_its_place_in_the_path()
    {
        acs.Answer(204);
        _ = acs.Client().GetCallConnection("a/b?c").HangUpAsync(false);

        Assert.Equal("/calling/callConnections/a%2Fb%3Fc", acs.Request.Uri.AbsolutePath);
    }

    [Fact]
    public void The_check_against_the_description_finds_what_is_wrong()
    {
        var bad = JsonDocument.Parse("""{"invitationTimeoutInSeconds":181,"operationContext":1,"extra":true,"participantToAdd":{"kind":"martian"}}""").RootElement;

        Assert.Equal(
            [
                "/invitationTimeoutInSeconds: 181 is out of range.",
                "/operationContext: Number is not of type string.",
                "/extra is not described.",
                """/participantToAdd/kind: "martian" is not one of""",
            ],
            RestDescription.Newest.Problems("AddParticipantRequest", bad).Select(p => p.Split(" [")[0]));
        Assert.Equal(["/participantToAdd is missing."], RestDescription.Newest.Problems("AddParticipantRequest", JsonDocument.Parse("{}").RootElement));
    }

    private static CallInvite Invite(CommunicationIdentifier target) => target switch
    {
        PhoneNumberIdentifier phone => new(phone, Owned),
        CommunicationUserIdentifier user => new(user),
        MicrosoftTeamsUserIdentifier user => new(user),
        MicrosoftTeamsAppIdentifier app => new(app),
        TeamsExtensionUserIdentifier user => new(user),
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };

    private void Described() => Assert.Empty(RestDescription.Newest.Problems(acs.Request));

    private JsonElement Body() => JsonDocument.Parse(acs.Request.Body).RootElement;

    private void Sent(string json) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, Body()), $"Sent was {Body().GetRawText()}");
}
