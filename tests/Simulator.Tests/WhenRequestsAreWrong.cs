using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenRequestsAreWrong
{
    private const string Answer = "/calling/callConnections:answer";

    [Theory]
    [InlineData("2023-10-15", true)]
    [InlineData("2025-06-15", true)]
    [InlineData("2025-08-15-preview", true)]
    [InlineData("2026-03-12", true)]
    [InlineData("2023-10-14", false)]
    [InlineData("2026-03-13", false)]
    [InlineData("latest", false)]
    [InlineData("", false)]
    public async Task The_api_version_is_checked(string version, bool known)
    {
        await using var desk = await Desk.Open();
        using var response = await desk.Send(HttpMethod.Get, "/calling/callConnections/none", null, query: "api-version=" + version);

        Assert.Equal(known ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(known ? "8522" : version.Length == 0 ? "MissingApiVersionParameter" : "InvalidApiVersion", await Code(response));
    }

    public static TheoryData<string, Action<HttpRequestMessage>> Forgeries => new()
    {
        { "no signature", r => r.Headers.Authorization = null },
        { "another key", r => Resign(r, Convert.ToBase64String("another key"u8)) },
        { "a changed path", r => r.RequestUri = new Uri(r.RequestUri!.ToString().Replace("none", "other", StringComparison.Ordinal), UriKind.Relative) },
        { "a changed query", r => r.RequestUri = new Uri(r.RequestUri + "&x=1", UriKind.Relative) },
        { "a changed verb", r => r.Method = HttpMethod.Delete },
        { "a changed body", r => r.Content = new StringContent("{}") },
        { "a changed hash", r => Set(r, "x-ms-content-sha256", Convert.ToBase64String(new byte[32])) },
        { "a changed date", r => Set(r, "x-ms-date", DateTimeOffset.UtcNow.AddSeconds(2).ToString("r", CultureInfo.InvariantCulture)) },
        { "an old date", r => Set(r, "x-ms-date", DateTimeOffset.UtcNow.AddMinutes(-16).ToString("r", CultureInfo.InvariantCulture)) },
        { "no date", r => r.Headers.Remove("x-ms-date") },
        { "other signed headers", r => Set(r, "Authorization", r.Headers.GetValues("Authorization").First().Replace("x-ms-date;host", "host", StringComparison.Ordinal)) },
        { "another host", r => r.Headers.Host = "another.host" },
        { "a user's token", r => r.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "e30.e30.AAAA") },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_signature_is_refused(string what, Action<HttpRequestMessage> forge)
    {
        await using var desk = await Desk.Open();
        using var response = await desk.Send(HttpMethod.Get, "/calling/callConnections/none", null, forge);

        Assert.True(HttpStatusCode.Unauthorized == response.StatusCode, what);
        Assert.Equal("Denied", await Code(response));
    }

    [Fact]
    public async Task A_token_for_communication_services_opens_as_well()
    {
        await using var desk = await Desk.Open();
        var good = (string)(await desk.Control(HttpMethod.Get, "/sim/token?user=app@sample.example&audience=" + Uri.EscapeDataString("https://communication.azure.com")))["access_token"]!;
        var other = (string)(await desk.Control(HttpMethod.Get, "/sim/token?user=app@sample.example"))["access_token"]!;

        foreach (var (token, status) in new[] { (good, HttpStatusCode.NotFound), (other, HttpStatusCode.Unauthorized), (good[..^4] + "AAAA", HttpStatusCode.Unauthorized) })
        {
            using var response = await desk.Send(HttpMethod.Get, "/calling/callConnections/none", null, r => r.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token));
            Assert.Equal(status, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("not json", "not JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("""{"callbackUri":"https://a.test/"}""", "incomingCallContext is required")]
    [InlineData("""{"incomingCallContext":null,"callbackUri":"https://a.test/"}""", "incomingCallContext is required")]
    [InlineData("""{"incomingCallContext":5,"callbackUri":"https://a.test/"}""", "incomingCallContext must be a string")]
    [InlineData("""{"incomingCallContext":"x","callbackUri":"https://a.test/"}""", "not one of this resource")]
    [InlineData("""{"incomingCallContext":"x","callbackUri":"http://a.test/"}""", "callbackUri must be an https URI")]
    [InlineData("""{"incomingCallContext":"x","callbackUri":"here"}""", "callbackUri must be an https URI")]
    public async Task A_wrong_answer_request_is_refused_with_a_reason(string body, string reason)
    {
        await using var desk = await Desk.Open();
        using var response = await desk.Send(HttpMethod.Post, Answer, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, (string?)(await Error(response))["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await using var desk = await Desk.Open();
        using var response = await desk.Send(HttpMethod.Post, Answer, "{}");

        Assert.Equal(["callbackUri", "incomingCallContext"], (await Error(response))["details"]!.AsArray().Select(d => (string?)d!["target"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"invitationTimeoutInSeconds":10}""", "participantToAdd is required")]
    [InlineData("""{"participantToAdd":{"rawId":"8:acs:r_u"},"invitationTimeoutInSeconds":181}""", "at most 180")]
    [InlineData("""{"participantToAdd":{"rawId":"8:acs:r_u"},"invitationTimeoutInSeconds":-1}""", "at least 0")]
    [InlineData("""{"participantToAdd":{"rawId":"8:acs:r_u"},"invitationTimeoutInSeconds":1.5}""", "whole number")]
    [InlineData("""{"participantToAdd":{"rawId":"4:+31687654321"}}""", "sourceCallerIdNumber is required")]
    [InlineData("""{"participantToAdd":{"rawId":"4:0687654321"},"sourceCallerIdNumber":{"value":"+31205550100"}}""", "E.164")]
    [InlineData("""{"participantToAdd":{"rawId":"4:+31687654321"},"sourceCallerIdNumber":{}}""", "sourceCallerIdNumber.value is required")]
    [InlineData("""{"participantToAdd":{"rawId":"nobody"}}""", "not an identifier")]
    [InlineData("""{"participantToAdd":{}}""", "names nobody")]
    [InlineData("""{"participantToAdd":{"kind":"phoneNumber","communicationUser":{"id":"8:acs:r_u"}}}""", "says kind")]
    [InlineData("""{"participantToAdd":{"kind":"person","rawId":"8:acs:r_u"}}""", "not one of unknown")]
    [InlineData("""{"participantToAdd":{"communicationUser":{"id":"8:acs:r_u"},"phoneNumber":{"value":"+31"}}}""", "one member")]
    [InlineData("""{"participantToAdd":{"rawId":"8:acs:r_v","communicationUser":{"id":"8:acs:r_u"}}}""", "does not belong")]
    [InlineData("""{"participantToAdd":{"rawId":"4:+31612345678"},"sourceCallerIdNumber":{"value":"+31205550100"}}""", "in the call")]
    [InlineData("""{"participantToAdd":{"rawId":"8:acs:r_u"},"operationCallbackUri":"ftp://a.test/"}""", "https")]
    [InlineData("""{"participantToAdd":{"rawId":"8:acs:r_u"},"customCallingContext":{"sipHeaders":{"Subject":"x"}}}""", "User-To-User")]
    [InlineData("""{"participantToAdd":{"rawId":"8:acs:r_u"},"customCallingContext":{"sipHeaders":{"X-A":7}}}""", "must be a string")]
    public async Task A_wrong_invitation_is_refused_with_a_reason(string body, string reason)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        using var response = await desk.Send(HttpMethod.Post, $"/calling/callConnections/{leg}/participants:add", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, (string?)(await Error(response))["message"], StringComparison.Ordinal);
        Assert.Equal(2, desk.App.Events.Count);
    }

    [Theory]
    [InlineData(":play", """{"playSources":[]}""", "at least one source")]
    [InlineData(":play", """{"playSources":[{"kind":"file"}]}""", "has no 'file'")]
    [InlineData(":play", """{"playSources":[{"kind":"tune"}]}""", "not one of file")]
    [InlineData(":play", """{"playSources":[{"kind":"file","file":{"uri":"welcome.wav"}}]}""", "http or https")]
    [InlineData(":play", """{"playSources":[{"kind":"text","text":{"text":"Hi"}}],"playOptions":{}}""", "playOptions.loop is required")]
    [InlineData(":recognize", """{"recognizeInputType":"dtmf","recognizeOptions":{"dtmfOptions":{"maxTonesToCollect":1}}}""", "targetParticipant is required")]
    [InlineData(":recognize", """{"recognizeInputType":"dtmf","recognizeOptions":{"targetParticipant":{"rawId":"4:+31612345678"}}}""", "dtmfOptions is required")]
    [InlineData(":recognize", """{"recognizeInputType":"choices","recognizeOptions":{"targetParticipant":{"rawId":"4:+31612345678"}}}""", "at least one choice")]
    [InlineData(":recognize", """{"recognizeInputType":"dtmf","recognizeOptions":{"targetParticipant":{"rawId":"4:+31612345678"},"dtmfOptions":{"maxTonesToCollect":0}}}""", "at least 1")]
    [InlineData(":recognize", """{"recognizeInputType":"dtmf","recognizeOptions":{"targetParticipant":{"rawId":"4:+31612345678"},"dtmfOptions":{"interToneTimeoutInSeconds":61}}}""", "at most 60")]
    [InlineData(":recognize", """{"recognizeInputType":"dtmf","recognizeOptions":{"targetParticipant":{"rawId":"4:+31612345678"},"dtmfOptions":{"stopTones":["hash"]}}}""", "not one of zero")]
    public async Task A_wrong_media_request_is_refused_with_a_reason(string operation, string body, string reason)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        using var response = await desk.Send(HttpMethod.Post, $"/calling/callConnections/{leg}{operation}", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, (string?)(await Error(response))["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", ":terminate")]
    [InlineData("POST", ":cancelAllMediaOperations")]
    [InlineData("GET", "/participants")]
    public async Task A_call_that_has_ended_is_not_there(string method, string operation)
    {
        await using var desk = await Desk.Open();
        var (call, leg) = await desk.AnsweredCall();
        await desk.Call(call, "hangup");
        using var response = await desk.Send(new HttpMethod(method), $"/calling/callConnections/{leg}{operation}", null);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("8522", await Code(response));
    }

    [Theory]
    [InlineData("POST", "/calling/callConnections/x:mute", HttpStatusCode.NotFound)]
    [InlineData("POST", "/calling/callConnections/x:startTranscription", HttpStatusCode.NotImplemented)]
    [InlineData("POST", "/calling/recordings/x:mute", HttpStatusCode.NotFound)]
    public async Task What_is_not_simulated_says_so(string method, string path, HttpStatusCode status)
    {
        await using var desk = await Desk.Open();
        using var response = await desk.Send(new HttpMethod(method), path, "{}");

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"kind":"communicationUser","communicationUser":{"id":"8:acs:r_u"}}""", "8:acs:r_u", "communicationUser")]
    [InlineData("""{"rawId":"8:acs:r_u"}""", "8:acs:r_u", "communicationUser")]
    [InlineData("""{"microsoftTeamsUser":{"userId":"u1"}}""", "8:orgid:u1", "microsoftTeamsUser")]
    [InlineData("""{"microsoftTeamsUser":{"userId":"u1","cloud":"dod"}}""", "8:dod:u1", "microsoftTeamsUser")]
    [InlineData("""{"microsoftTeamsApp":{"appId":"a1"}}""", "28:orgid:a1", "microsoftTeamsApp")]
    [InlineData("""{"teamsExtensionUser":{"userId":"u","tenantId":"t","resourceId":"r"}}""", "8:acs:r_t_u", "teamsExtensionUser")]
    [InlineData("""{"phoneNumber":{"value":"+31687654321"}}""", "4:+31687654321", "phoneNumber")]
    public async Task Identifiers_are_known_by_their_member_or_their_raw_id(string identifier, string rawId, string kind)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        var answer = await desk.On(leg, "/participants:add", $$$"""{"participantToAdd":{{{identifier}}},"sourceCallerIdNumber":{"value":"+31205550100"}}""");

        var shown = answer!["participant"]!["identifier"]!;
        Assert.Equal((rawId, kind), ((string?)shown["rawId"], (string?)shown["kind"]));
        Assert.NotNull(shown[kind]);
    }

    [Fact]
    public async Task The_same_request_again_has_no_second_effect()
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        var (path, body) = ($"/calling/callConnections/{leg}/participants:add", new { participantToAdd = new { rawId = Desk.Alice } });
        var id = Guid.NewGuid().ToString();
        using var first = await desk.Send(HttpMethod.Post, path, body, r => Repeatable(r, id));
        await desk.Advance(301);
        using var again = await desk.Send(HttpMethod.Post, path, body, r => Repeatable(r, id));
        using var other = await desk.Send(HttpMethod.Post, path, new { participantToAdd = new { rawId = Desk.Bob } }, r => Repeatable(r, id));
        await desk.Clock.Settled();

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal("accepted", first.Headers.GetValues("Repeatability-Result").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        Assert.Single(desk.App.Incoming, i => (string?)i.Data["to"]!["rawId"] == Desk.Alice);
    }

    [Theory]
    [InlineData("not-a-guid", "Tue, 01 Sep 2026 08:15:00 GMT")]
    [InlineData("5d1a2c3e-0000-4000-8000-000000000001", "2026-09-01")]
    [InlineData("5d1a2c3e-0000-4000-8000-000000000001", "")]
    public async Task Repeatability_headers_are_checked(string id, string sent)
    {
        await using var desk = await Desk.Open();
        var (_, leg) = await desk.AnsweredCall();
        using var response = await desk.Send(HttpMethod.Post, $"/calling/callConnections/{leg}:terminate", null, r =>
        {
            r.Headers.Add("Repeatability-Request-ID", id);
            r.Headers.TryAddWithoutValidation("Repeatability-First-Sent", sent);
        });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static void Repeatable(HttpRequestMessage request, string id)
    {
        request.Headers.Add("Repeatability-Request-ID", id);
        request.Headers.Add("Repeatability-First-Sent", "Tue, 01 Sep 2026 08:15:00 GMT");
    }

    private static void Resign(HttpRequestMessage request, string key)
    {
        var signature = System.Security.Cryptography.HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.ASCII.GetBytes("anything"));
        Set(request, "Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={Convert.ToBase64String(signature)}");
    }

    private static void Set(HttpRequestMessage request, string header, string value)
    {
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);
    }

    private static async Task<JsonNode> Error(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;

    private static async Task<string?> Code(HttpResponseMessage response) => (string?)(await Error(response))["code"];
}
