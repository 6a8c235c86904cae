using System.Net;
using System.Text.Json.Nodes;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.Simulator.Tests.Identity;

public sealed class WhenKeysAndTokensAreMade(OneBrowser shared) : IClassFixture<OneBrowser>
{
    [Theory]
    [InlineData("common", "{tenantid}")]
    [InlineData("organizations", "{tenantid}")]
    [InlineData("sample.example", "87ca7790-ff83-4e0e-bccd-8469e79c99f8")]
    [InlineData("87ca7790-ff83-4e0e-bccd-8469e79c99f8", "87ca7790-ff83-4e0e-bccd-8469e79c99f8")]
    public async Task The_configuration_names_the_provider_and_its_addresses(string tenant, string issuer)
    {
        var browser = shared.Browser;
        using var answer = await browser.Http.GetAsync($"/{tenant}/v2.0/.well-known/openid-configuration");
        var configuration = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal($"{browser.Base}/{issuer}/v2.0", (string?)configuration["issuer"]);
        foreach (var endpoint in (string[])["authorize", "token", "logout"])
        {
            var name = endpoint switch { "authorize" => "authorization_endpoint", "logout" => "end_session_endpoint", _ => "token_endpoint" };
            Assert.Equal($"{browser.Base}/{tenant}/oauth2/v2.0/{endpoint}", (string?)configuration[name]);
        }

        Assert.Equal("S256", (string?)configuration["code_challenge_methods_supported"]!.AsArray().Single());
        var keys = JsonNode.Parse(await browser.Http.GetStringAsync(new Uri((string)configuration["jwks_uri"]!)))!["keys"]!.AsArray();
        Assert.Equal($"{browser.Base}/{issuer}/v2.0", (string?)keys.Single()!["issuer"]);
    }

    [Fact]
    public async Task A_new_key_signs_while_tokens_of_the_old_one_stay_good_until_it_is_withdrawn()
    {
        await using var browser = await Browser.Open();
        var old = (string)(await browser.Control(HttpMethod.Get, "/sim/token?user=admin@sample.example"))["access_token"]!;
        await browser.Control(HttpMethod.Post, "/sim/keys/rotate");
        var fresh = (string)(await browser.Control(HttpMethod.Get, "/sim/token?user=admin@sample.example"))["access_token"]!;
        Assert.NotEqual(old.Split('.')[0], fresh.Split('.')[0]);
        await browser.Claims(old);
        await browser.Claims(fresh);

        var left = await browser.Control(HttpMethod.Post, "/sim/keys/rotate", new { withdrawOld = true });
        Assert.Single(left["keys"]!.AsArray());
        await Assert.ThrowsAsync<InvalidOperationException>(() => browser.Claims(old));
        await Assert.ThrowsAsync<InvalidOperationException>(() => browser.Claims(fresh));
        await browser.Control(HttpMethod.Post, "/sim/keys/rotate", new { withdraw = true }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_script_gets_a_token_with_other_roles_or_of_another_tenant()
    {
        var browser = shared.Browser;
        var claims = await browser.Claims(await Token(browser, "user=admin@sample.example&roles=Reader,CallRecordings.Own&tenant=elsewhere.example"));
        Assert.Equal(["Reader", "CallRecordings.Own"], claims["roles"]!.AsArray().Select(role => (string)role!));
        Assert.Equal(LocalUsers.TenantOf("elsewhere.example").ToString(), (string?)claims["tid"]);
        Assert.EndsWith($"/{LocalUsers.TenantOf("elsewhere.example")}/v2.0", (string?)claims["iss"], StringComparison.Ordinal);
        Assert.False((await browser.Claims(await Token(browser, "user=admin@sample.example&roles="))).ContainsKey("roles"));

        var program = await browser.Claims(await Token(browser, "app=script&tenant=sample.example&roles=Reader"));
        Assert.Equal(("app", "Reader"), ((string?)program["idtyp"], (string?)program["roles"]![0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("user=admin")]
    [InlineData("user=admin@sample.example&tenant=common")]
    [InlineData("app=script")]
    [InlineData("app=script&tenant=organizations")]
    [InlineData("app=nobody&tenant=sample.example")]
    public async Task A_script_is_told_what_is_missing(string query)
    {
        var browser = shared.Browser;
        var refused = await browser.Control(HttpMethod.Get, "/sim/token?" + query, expected: HttpStatusCode.BadRequest);
        Assert.NotEmpty(refused["errors"]!.AsArray());
    }

    [Fact]
    public async Task A_test_gets_any_token_signed()
    {
        var browser = shared.Browser;
        var body = JsonNode.Parse("""{"user":"admin@sample.example","claims":{"aud":"somebody else","scp":null,"exp":1},"header":{"typ":null,"x":[1]}}""")!;
        var token = (string)(await browser.Control(HttpMethod.Post, "/sim/token", body))["access_token"]!;
        var claims = await browser.Claims(token);
        Assert.Equal(("somebody else", 1, "admin@sample.example"), ((string?)claims["aud"], (int?)claims["exp"], (string?)claims["preferred_username"]));
        Assert.False(claims.ContainsKey("scp"));
        var header = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0]))!.AsObject();
        Assert.Equal(["alg", "kid", "x"], header.Select(member => member.Key));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"claims\":{},\"user\":7}")]
    [InlineData("{\"claims\":{},\"user\":\"nobody\"}")]
    [InlineData("{\"claims\":{},\"header\":\"none\"}")]
    public async Task A_test_that_does_not_say_what_to_sign_is_refused(string body)
    {
        var browser = shared.Browser;
        await browser.Control(HttpMethod.Post, "/sim/token", JsonNode.Parse(body), HttpStatusCode.BadRequest);
    }

    private static async Task<string> Token(Browser browser, string query) => (string)(await browser.Control(HttpMethod.Get, "/sim/token?" + query))["access_token"]!;
}
