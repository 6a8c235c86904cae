using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Tests;

public sealed class WhenEventsAreDelivered
{
    [Fact]
    public async Task The_subscription_is_validated_once_before_the_first_event()
    {
        await using var desk = await Desk.Open();
        await desk.Dial();
        await desk.Dial("+31600000002");

        var handshake = Assert.Single(desk.App.Handshakes);
        Assert.Equal("SubscriptionValidation", handshake.Headers["aeg-event-type"]);
        Assert.Equal("Microsoft.EventGrid.SubscriptionValidationEvent", (string?)handshake.Event["eventType"]);
        Assert.Equal(2, desk.App.Incoming.Count);
    }

    [Fact]
    public async Task A_webhook_that_does_not_echo_the_code_gets_nothing_until_the_address_is_opened()
    {
        await using var desk = await Desk.Open();
        desk.App.Validates = false;
        await desk.Dial();
        Assert.Empty(desk.App.Incoming);
        using var opened = await desk.Http.GetAsync(new Uri((string)desk.App.Handshakes[0].Data["validationUrl"]!));
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        await desk.Advance(10);

        Assert.Single(desk.App.Incoming);
    }

    [Theory]
    [InlineData(500, 10)]
    [InlineData(503, 30)]
    public async Task An_incoming_call_that_is_not_taken_is_delivered_once_more(int status, int seconds)
    {
        await using var desk = await Desk.Open();
        desk.App.AnswersWith(status, status);
        await desk.Dial();
        await desk.Advance(seconds - 0.001);
        Assert.Single(desk.App.Incoming);
        await desk.Advance(0.001);
        Assert.Equal(2, desk.App.Incoming.Count);
        Assert.Equal("1", desk.App.Incoming[1].Headers["aeg-delivery-count"]);
        await desk.Advance(3600);

        Assert.Equal(2, desk.App.Incoming.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task What_is_refused_for_good_or_beyond_the_time_to_live_is_given_up(int status)
    {
        await using var desk = await Desk.Open();
        desk.App.AnswersWith(status);
        await desk.Dial();
        await desk.Advance(3600);

        Assert.Single(desk.App.Incoming);
    }

    [Fact]
    public async Task A_longer_time_to_live_lets_a_refused_token_be_tried_again_after_five_minutes()
    {
        await using var desk = await Desk.Open(o => o.DeliveryTimeToLive = TimeSpan.FromHours(1));
        desk.App.AnswersWith(401);
        await desk.Dial();
        await desk.Advance(299.999);
        Assert.Single(desk.App.Incoming);
        await desk.Advance(0.001);

        Assert.Equal(2, desk.App.Incoming.Count);
    }

    [Fact]
    public async Task A_mid_call_event_that_is_not_taken_is_tried_three_times_more()
    {
        await using var desk = await Desk.Open();
        await desk.Dial();
        desk.App.AnswersWith(500, 200, 404, 500, 500);
        await desk.Answer();
        Assert.Equal(["CallConnected", "ParticipantsUpdated"], desk.App.Types);
        await desk.Advance(1);
        await desk.Advance(2);
        await desk.Advance(4);
        await desk.Advance(60);

        Assert.Equal(["CallConnected", "ParticipantsUpdated", "CallConnected", "CallConnected", "CallConnected"], desk.App.Types);
        Assert.Single(desk.App.Events.Where(e => e.Type == "CallConnected").Select(e => (string?)e.Event["id"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_callback_has_a_fresh_token_that_the_published_keys_verify()
    {
        await using var desk = await Desk.Open();
        await desk.AnsweredCall();
        var configuration = await desk.Control(HttpMethod.Get, "/calling/.well-known/acsopenidconfiguration");
        var keys = JsonNode.Parse(await desk.Http.GetStringAsync(new Uri((string)configuration["jwks_uri"]!)))!;

        foreach (var token in desk.App.Events.Select(e => e.Headers["Authorization"]["Bearer ".Length..]))
        {
            var claims = Verified(token, keys);
            Assert.Equal((string?)configuration["issuer"], (string?)claims["iss"]);
            Assert.Equal(desk.Options.ResourceId, (string?)claims["aud"]);
            Assert.Equal(300, (long)claims["exp"]! - (long)claims["nbf"]!);
            Assert.InRange((long)claims["exp"]!, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 200, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 300);
        }
    }

    [Fact]
    public async Task Deliveries_of_incoming_calls_have_a_token_of_the_tenant()
    {
        await using var desk = await Desk.Open();
        await desk.Dial();
        var configuration = await desk.Control(HttpMethod.Get, $"/{desk.Options.EventGridTenant}/v2.0/.well-known/openid-configuration");
        var keys = JsonNode.Parse(await desk.Http.GetStringAsync(new Uri((string)configuration["jwks_uri"]!)))!;
        var claims = Verified(desk.App.Incoming[0].Headers["Authorization"]["Bearer ".Length..], keys);

        Assert.Equal($"{desk.Base}/{desk.Options.EventGridTenant}/v2.0", (string?)claims["iss"]);
        Assert.Equal(((string?)claims["iss"], "api://pbx-events"), ((string?)configuration["issuer"], (string?)claims["aud"]));
    }

    [Theory]
    [InlineData("admin@sample.example", "Administrator")]
    [InlineData("reader@sample.example", "Reader")]
    [InlineData("partner@partner.example", "PartnerAdministrator")]
    [InlineData("vera@sample.example", "Support")]
    [InlineData("anna@sample.example", null)]
    public async Task Users_get_tokens_with_their_roles_from_the_tenant_of_their_domain(string user, string? role)
    {
        await using var desk = await Desk.Open(o => o.Users.Add(new Rest.SimulatedUser("vera@sample.example", "Vera", ["Support"])));
        var token = (string)(await desk.Control(HttpMethod.Get, "/sim/token?user=" + Uri.EscapeDataString(user)))["access_token"]!;
        var tenant = Rest.Identity.LocalUsers.TenantOf(user.Split('@')[1]).ToString();
        var claims = Verified(token, JsonNode.Parse(await desk.Http.GetStringAsync($"/{tenant}/discovery/v2.0/keys"))!);

        Assert.Equal((tenant, $"{desk.Base}/{tenant}/v2.0", desk.Options.AzureAdClientId.ToString(), user), ((string?)claims["tid"], (string?)claims["iss"], (string?)claims["aud"], (string?)claims["preferred_username"]));
        Assert.Equal(role, (string?)claims["roles"]?[0]);
        Assert.Equal(Rest.Identity.LocalUsers.ObjectIdOf(user).ToString(), (string?)claims["oid"]);
    }

    [Fact]
    public async Task A_token_needs_a_user()
    {
        await using var desk = await Desk.Open();
        await desk.Control(HttpMethod.Get, "/sim/token?user=admin", expected: HttpStatusCode.BadRequest);
    }

    private static JsonNode Verified(string token, JsonNode keys)
    {
        var parts = token.Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        var key = keys["keys"]!.AsArray().Single(k => (string?)k!["kid"] == (string?)header["kid"])!;
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars((string)key["n"]!),
            Exponent = Base64Url.DecodeFromChars((string)key["e"]!),
        });
        Assert.Equal("RS256", (string?)header["alg"]);
        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
    }
}
