using System.Text;
using Pbx.Simulator.Rest;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.Simulator.Tests.Identity;

public sealed class WhenAProgramAsksForAToken(OneBrowser shared) : IClassFixture<OneBrowser>
{
    private static readonly SimulatedApplication Script = SimulatedApplication.Script;
    private static readonly Guid Sample = LocalUsers.TenantOf("sample.example");

    [Theory]
    [InlineData("sample.example", "api://pbx/.default")]
    [InlineData("87ca7790-ff83-4e0e-bccd-8469e79c99f8", "6f1d2c3b-4a59-4e68-8c7d-9b0a1f2e3d4c/.default")]
    public async Task It_gets_one_of_the_tenant_with_the_roles_that_were_granted(string tenant, string scope)
    {
        var browser = shared.Browser;
        var answer = (await browser.Token(Ask(("scope", scope)), tenant)).IsGood();
        Assert.False(answer.Json.ContainsKey("refresh_token") || answer.Json.ContainsKey("id_token"));
        var claims = await browser.Claims(answer["access_token"]);
        Assert.Equal((browser.Pbx, $"{browser.Base}/{Sample}/v2.0", Sample.ToString()), ((string?)claims["aud"], (string?)claims["iss"], (string?)claims["tid"]));
        Assert.Equal((Script.ClientId.ToString(), "1", "app", "2.0"), ((string?)claims["azp"], (string?)claims["azpacr"], (string?)claims["idtyp"], (string?)claims["ver"]));
        Assert.Equal(LocalUsers.ObjectIdOf(Script.ClientId, Sample).ToString(), (string?)claims["oid"]);
        Assert.Equal((string?)claims["oid"], (string?)claims["sub"]);
        Assert.Equal(["Administrator"], claims["roles"]!.AsArray().Select(role => (string)role!));
        Assert.False(claims.ContainsKey("scp") || claims.ContainsKey("name") || claims.ContainsKey("preferred_username"));
    }

    [Fact]
    public async Task It_may_show_its_secret_in_the_header()
    {
        var browser = shared.Browser;
        var form = Ask(("client_id", ""), ("client_secret", ""));
        (await browser.Token(form, "sample.example", Basic(Script.ClientId.ToString(), Script.Secret!))).IsGood();
        (await browser.Token(form, "sample.example", Basic(Script.ClientId.ToString(), "wrong"))).Refuses("invalid_client", 7000215, 401);
        (await browser.Token(form, "sample.example", "Basic ???")).Refuses("invalid_client", 7000215, 401);
        (await browser.Token(form, "sample.example", "Basic " + Convert.ToBase64String("no colon"u8))).Refuses("invalid_client", 7000215, 401);
        (await browser.Token(Ask(), "sample.example", Basic(Script.ClientId.ToString(), Script.Secret!))).Refuses("invalid_client", 7000215, 401); // not both
        (await browser.Token(Ask(("client_secret", "")), "sample.example", Basic(browser.Pbx, Script.Secret!))).Refuses("invalid_client", 7000215, 401);
    }

    [Theory]
    [InlineData("client_secret", "", "invalid_client", 7000218, 401)]
    [InlineData("client_secret", "wrong", "invalid_client", 7000215, 401)]
    [InlineData("client_id", "nobody", "unauthorized_client", 700016, 400)]
    [InlineData("client_id", "6f1d2c3b-4a59-4e68-8c7d-9b0a1f2e3d4c", "invalid_client", 7000218, 401)] // it has no secret that could be shown
    [InlineData("scope", "", "invalid_request", 900144, 400)]
    [InlineData("scope", "api://pbx/access_as_user", "invalid_scope", 1002012, 400)]
    [InlineData("scope", "openid api://pbx/.default", "invalid_scope", 1002012, 400)]
    [InlineData("scope", "api://nobody/.default", "invalid_resource", 500011, 400)]
    public async Task It_is_refused_when_something_is_wrong(string parameter, string value, string error, int number, int status)
    {
        var browser = shared.Browser;
        (await browser.Token(Ask((parameter, value)), "sample.example")).Refuses(error, number, status);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    public async Task It_names_its_tenant(string tenant)
    {
        var browser = shared.Browser;
        (await browser.Token(Ask(), tenant)).Refuses("invalid_request", 50059);
    }

    private static Dictionary<string, string> Ask(params (string, string)[] changes) => Browser.Change(
        new() { ["grant_type"] = "client_credentials", ["client_id"] = Script.ClientId.ToString(), ["client_secret"] = Script.Secret!, ["scope"] = "api://pbx/.default" }, changes);

    // user and password are encoded as in a form (RFC 6749, section 2.3.1)
    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}"));
}
