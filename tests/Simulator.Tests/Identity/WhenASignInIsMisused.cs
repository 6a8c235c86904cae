using System.Text;

namespace Pbx.Simulator.Tests.Identity;

public sealed class WhenASignInIsMisused(OneBrowser shared) : IClassFixture<OneBrowser>
{
    [Theory]
    [InlineData("client_id", "", 900144)]
    [InlineData("client_id", "nobody", 700016)]
    [InlineData("client_id", "00000000-0000-0000-0000-000000000001", 700016)]
    [InlineData("redirect_uri", "", 50011)]
    [InlineData("redirect_uri", "https://portal.example", 50011)]
    [InlineData("redirect_uri", "https://portal.example/more", 50011)]
    [InlineData("redirect_uri", "https://portal.example/?more", 50011)]
    [InlineData("redirect_uri", "https://PORTAL.example/", 50011)]
    [InlineData("redirect_uri", "http://portal.example/", 50011)]
    [InlineData("redirect_uri", "https://portal.example.evil.example/", 50011)]
    [InlineData("redirect_uri", "https://other.example/page", 50011)] // another application's
    public async Task Who_asks_from_nowhere_is_led_nowhere(string parameter, string value, int number)
    {
        var browser = shared.Browser;
        foreach (var seen in (Seen[])[await browser.Look(browser.Ask((parameter, value))), await browser.Choose("admin@sample.example", browser.Ask((parameter, value)))])
        {
            Assert.Equal((400, null), (seen.Status, seen.To));
            Assert.Contains($"AADSTS{number}: ", seen.Page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("response_type", "", "invalid_request", 900144)]
    [InlineData("response_type", "token", "unsupported_response_type", 70005)]
    [InlineData("response_type", "id_token", "unsupported_response_type", 70005)]
    [InlineData("response_mode", "web_message", "invalid_request", 70007)]
    [InlineData("scope", "", "invalid_scope", 70011)]
    [InlineData("scope", "api://pbx/everything", "invalid_scope", 70011)]
    [InlineData("scope", "api://nobody/access_as_user", "invalid_resource", 500011)]
    [InlineData("scope", "api://pbx/access_as_user User.Read", "invalid_scope", 28000)]
    [InlineData("code_challenge", "", "invalid_request", 9002325)]
    [InlineData("code_challenge", "short", "invalid_request", 501491)]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "invalid_request", 501491)]
    [InlineData("code_challenge_method", "plain", "invalid_request", 501491)]
    [InlineData("code_challenge_method", "", "invalid_request", 501491)]
    [InlineData("code_challenge_method", "s256", "invalid_request", 501491)]
    [InlineData("prompt", "none", "login_required", 50058)]
    public async Task Who_asks_wrongly_is_told_at_his_own_address(string parameter, string value, string error, int number)
    {
        var browser = shared.Browser;
        foreach (var seen in (Seen[])[await browser.Look(browser.Ask((parameter, value))), await browser.Choose("admin@sample.example", browser.Ask((parameter, value)))])
        {
            Assert.StartsWith(Browser.Portal + "?", seen.To?.ToString(), StringComparison.Ordinal);
            Assert.Equal((error, "a state & more", null), (seen.Query["error"], seen.Query["state"], seen.Query["code"]));
            Assert.StartsWith($"AADSTS{number}: ", seen.Query["error_description"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("consumers")]
    [InlineData("{tenantid}")]
    public async Task A_tenant_that_is_none_is_refused_everywhere(string tenant)
    {
        var browser = shared.Browser;
        var path = Uri.EscapeDataString(tenant);
        Assert.Contains("AADSTS90002", (await browser.Look(browser.Ask(), path)).Page, StringComparison.Ordinal);
        (await browser.Token(new() { ["grant_type"] = "client_credentials" }, path)).Refuses("invalid_tenant", 90002);
        foreach (var document in (string[])["v2.0/.well-known/openid-configuration", "discovery/v2.0/keys"])
        {
            using var answer = await browser.Http.GetAsync($"/{path}/{document}");
            Assert.Equal(400, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_parameter_that_is_there_twice_is_refused()
    {
        var browser = shared.Browser;
        using var twice = await browser.Http.GetAsync($"/common/oauth2/v2.0/authorize?client_id={browser.Pbx}&redirect_uri={Browser.Portal}&redirect_uri=https://evil.example/");
        Assert.Equal((400, null), ((int)twice.StatusCode, twice.Headers.Location));
        using var form = new StringContent($"grant_type=client_credentials&grant_type=authorization_code&client_id={browser.Pbx}", Encoding.ASCII, "application/x-www-form-urlencoded");
        using var answer = await browser.Http.PostAsync("/common/oauth2/v2.0/token", form);
        Assert.Contains("\"invalid_request\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_good_once_and_a_second_use_ends_what_the_first_brought()
    {
        var browser = shared.Browser;
        var code = await browser.Code();
        var first = (await browser.Redeem(code)).IsGood();
        (await browser.Redeem(code)).Refuses("invalid_grant", 54005);
        (await browser.Refresh(first["refresh_token"])).Refuses("invalid_grant", 9002313);
    }

    [Fact]
    public async Task A_code_lasts_ten_minutes()
    {
        await using var browser = await Browser.Open();
        var (before, at) = (await browser.Code(), await browser.Code());
        await browser.Time.AdvanceTo(Desk.Start.AddMinutes(10).AddTicks(-1));
        (await browser.Redeem(before)).IsGood();
        await browser.Time.AdvanceTo(Desk.Start.AddMinutes(10));
        (await browser.Redeem(at)).Refuses("invalid_grant", 70008);
    }

    [Fact]
    public async Task A_code_outlives_any_time_that_calls_take()
    {
        await using var browser = await Browser.Open();
        var code = await browser.Code();
        await browser.Control(HttpMethod.Post, "/sim/clock", new { advance = "30.00:00:00" });
        (await browser.Redeem(code)).IsGood();
    }

    [Theory]
    [InlineData("code", "made-up", "invalid_grant", 9002313, 400)]
    [InlineData("code", "", "invalid_request", 900144, 400)]
    [InlineData("code_verifier", "", "invalid_grant", 501481, 400)]
    [InlineData("code_verifier", "a-verifier-that-nobody-knows-at-all-0123456789abc", "invalid_grant", 501481, 400)]
    [InlineData("redirect_uri", "", "invalid_request", 900144, 400)]
    [InlineData("redirect_uri", "https://portal.example", "invalid_grant", 500112, 400)]
    [InlineData("redirect_uri", "https://other.example/page", "invalid_grant", 500112, 400)]
    [InlineData("client_id", "", "invalid_request", 900144, 400)]
    [InlineData("client_id", "nobody", "unauthorized_client", 700016, 400)]
    [InlineData("client_id", "0f4a3a52-7b8e-4a7f-9c43-1d2e3f405162", "invalid_grant", 700005, 400)]
    [InlineData("client_secret", "a page has none", "invalid_client", 700025, 401)]
    [InlineData("grant_type", "", "invalid_request", 900144, 400)]
    [InlineData("grant_type", "password", "unsupported_grant_type", 70003, 400)]
    public async Task A_code_is_redeemed_by_who_asked_for_it_and_as_he_asked(string parameter, string value, string error, int number, int status)
    {
        var browser = shared.Browser;
        (await browser.Redeem(await browser.Code(), (parameter, value))).Refuses(error, number, status);
    }

    [Fact]
    public async Task The_challenge_itself_is_no_verifier()
    {
        var browser = shared.Browser;
        (await browser.Redeem(await browser.Code(), ("code_verifier", browser.Challenge))).Refuses("invalid_grant", 501481);
    }

    [Fact]
    public async Task A_code_is_used_up_by_a_wrong_verifier()
    {
        var browser = shared.Browser;
        var code = await browser.Code();
        (await browser.Redeem(code, ("code_verifier", new string('x', 43)))).Refuses("invalid_grant", 501481);
        (await browser.Redeem(code)).Refuses("invalid_grant", 54005);
    }

    [Fact]
    public async Task A_code_of_one_tenant_is_none_of_another()
    {
        var browser = shared.Browser;
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = browser.Pbx, ["code"] = await browser.Code(), ["redirect_uri"] = Browser.Portal, ["code_verifier"] = Browser.Verifier,
        };
        (await browser.Token(form, "elsewhere.example")).Refuses("invalid_grant", 50020);
    }

    [Theory]
    [InlineData(null, "invalid_client", 7000218)]
    [InlineData("", "invalid_client", 7000215)]
    [InlineData("wrong", "invalid_client", 7000215)]
    public async Task A_web_application_shows_its_secret(string? secret, string error, int number)
    {
        var browser = shared.Browser;
        var client = Browser.Other.ClientId.ToString();
        var ask = browser.Ask(("client_id", client), ("redirect_uri", Browser.Website), ("code_challenge", ""), ("code_challenge_method", ""));
        var code = (await browser.Choose("admin@sample.example", ask)).Query["code"]!;
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["client_id"] = client, ["code"] = code, ["redirect_uri"] = Browser.Website };
        if (secret is not null)
        {
            form["client_secret"] = secret;
        }

        (await browser.Token(form)).Refuses(error, number, 401);
    }

    [Fact]
    public async Task A_verifier_for_a_code_that_was_asked_without_a_challenge_is_refused()
    {
        var browser = shared.Browser;
        var client = Browser.Other.ClientId.ToString();
        var ask = browser.Ask(("client_id", client), ("redirect_uri", Browser.Website), ("code_challenge", ""), ("code_challenge_method", ""));
        var code = (await browser.Choose("admin@sample.example", ask)).Query["code"]!;
        (await browser.Redeem(code, ("client_id", client), ("redirect_uri", Browser.Website), ("client_secret", Browser.Other.Secret!))).Refuses("invalid_grant", 501481);
    }

    [Fact]
    public async Task Everything_that_was_given_out_is_forgotten_with_a_reset()
    {
        await using var browser = await Browser.Open();
        var code = await browser.Code();
        var refresh = (await browser.Redeem(await browser.Code())).IsGood()["refresh_token"];
        await browser.Control(HttpMethod.Post, "/sim/reset");
        (await browser.Redeem(code)).Refuses("invalid_grant", 9002313);
        (await browser.Refresh(refresh)).Refuses("invalid_grant", 9002313);
    }
}
