using System.Text.Json.Nodes;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.Simulator.Tests.Identity;

public sealed class WhenAPersonSignsIn(OneBrowser shared) : IClassFixture<OneBrowser>
{
    private static readonly Guid Sample = LocalUsers.TenantOf("sample.example");

    [Fact]
    public async Task The_page_lists_the_users_with_their_roles()
    {
        var browser = shared.Browser;
        var seen = await browser.Look(browser.Ask(("login_hint", "reader@sample.example")));

        Assert.Equal(200, seen.Status);
        Assert.Contains("Sign in to PBX", seen.Page, StringComparison.Ordinal);
        Assert.Contains("<button name=\"user\" value=\"reader@sample.example\" autofocus>", seen.Page, StringComparison.Ordinal);
        Assert.Contains("<strong>Vera <Boss></strong>", seen.Page, StringComparison.Ordinal); // decoded: in the page it is text
        foreach (var word in (string[])["Administrator", "PartnerAdministrator", "CallRecordings.Own", "CallRecordings.Account", "no role", "admin@elsewhere.example"])
        {
            Assert.Contains(word, seen.Page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<script", seen.Page, StringComparison.Ordinal);
        Assert.Contains("script-src 'none'", seen.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_one_tenant_lists_and_takes_only_its_users()
    {
        var browser = shared.Browser;
        foreach (var tenant in (string[])["sample.example", Sample.ToString()])
        {
            Assert.DoesNotContain("elsewhere", (await browser.Look(browser.Ask(), tenant)).Page, StringComparison.Ordinal);
            var refused = await browser.Choose("admin@elsewhere.example", browser.Ask(), tenant);
            Assert.Equal((400, null), (refused.Status, refused.To));
            Assert.Contains("AADSTS50020", refused.Page, StringComparison.Ordinal);
            Assert.NotNull((await browser.Choose("admin@sample.example", browser.Ask(), tenant)).Query["code"]);
        }
    }

    [Fact]
    public async Task The_portal_gets_tokens_of_that_person()
    {
        var browser = shared.Browser;
        var back = await browser.Choose("vera@sample.example", browser.Ask());
        Assert.Equal((302, "a state & more"), (back.Status, back.Query["state"]));
        Assert.StartsWith(Browser.Portal + "?", back.To!.ToString(), StringComparison.Ordinal);

        var answer = (await browser.Redeem(back.Query["code"]!)).IsGood();
        Assert.Equal(("Bearer", "openid profile offline_access api://pbx/access_as_user", 3599), (answer["token_type"], answer["scope"], (int)answer.Json["expires_in"]!));
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        var access = await browser.Claims(answer["access_token"]);
        var id = await browser.Claims(answer["id_token"]);
        Assert.Equal((browser.Pbx, browser.Pbx, "0", "access_as_user"), ((string?)access["aud"], (string?)access["azp"], (string?)access["azpacr"], (string?)access["scp"]));
        Assert.Equal((browser.Pbx, "a nonce"), ((string?)id["aud"], (string?)id["nonce"]));
        Assert.False(id.ContainsKey("scp") || id.ContainsKey("azp"));
        foreach (var claims in (JsonObject[])[access, id])
        {
            Assert.Equal((Sample.ToString(), $"{browser.Base}/{Sample}/v2.0", "2.0"), ((string?)claims["tid"], (string?)claims["iss"], (string?)claims["ver"]));
            Assert.Equal(("vera@sample.example", "Vera <Boss>"), ((string?)claims["preferred_username"], (string?)claims["name"]));
            Assert.Equal(LocalUsers.ObjectIdOf("vera@sample.example").ToString(), (string?)claims["oid"]);
            Assert.NotEqual((string?)claims["oid"], (string?)claims["sub"]);
            Assert.Equal(["Reader", "CallRecordings.Account"], claims["roles"]!.AsArray().Select(role => (string)role!));
            Assert.Equal(Desk.Start.ToUnixTimeSeconds(), (long)claims["iat"]!);
            Assert.Equal(Desk.Start.AddHours(1).ToUnixTimeSeconds(), (long)claims["exp"]!);
        }
    }

    [Fact]
    public async Task The_answer_comes_in_the_fragment_or_as_a_form_when_that_is_asked()
    {
        var browser = shared.Browser;

        var fragment = await browser.Choose("admin@sample.example", browser.Ask(("response_mode", "fragment")));
        Assert.Equal(("", "a state & more"), (fragment.To!.Query, fragment.Fragment["state"]));
        (await browser.Redeem(fragment.Fragment["code"]!)).IsGood();

        var form = await browser.Choose("admin@sample.example", browser.Ask(("response_mode", "form_post")));
        Assert.Equal((200, null), (form.Status, form.To));
        Assert.Contains($"<form method=\"post\" action=\"{Browser.Portal}\">", form.Page, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"state\" value=\"a state & more\">", form.Page, StringComparison.Ordinal);
        Assert.Contains("script-src 'sha256-", form.Policy, StringComparison.Ordinal);
        (await browser.Redeem(form.Page.Split("name=\"code\" value=\"")[1].Split('"')[0])).IsGood();
    }

    [Fact]
    public async Task Who_cancels_is_led_back_without_a_code()
    {
        var browser = shared.Browser;
        var back = await browser.Submit([("cancel", "1")], browser.Ask());
        Assert.Equal(("access_denied", "a state & more", null), (back.Query["error"], back.Query["state"], back.Query["code"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("admin")]
    [InlineData("@sample.example")]
    public async Task Who_names_nobody_is_told_so(string user)
    {
        var browser = shared.Browser;
        Assert.Equal((400, null), await browser.Choose(user, browser.Ask()) is var seen ? (seen.Status, seen.To) : default);
    }

    [Fact]
    public async Task Without_an_API_the_token_is_none_for_ours()
    {
        var browser = shared.Browser;
        var answer = (await browser.Redeem(await browser.Code(changes: ("scope", "openid")))).IsGood();
        var access = await browser.Claims(answer["access_token"]);
        Assert.Equal(("00000003-0000-0000-c000-000000000000", "openid", null), ((string?)access["aud"], (string?)access["scp"], access["roles"]));
        Assert.False(answer.Json.ContainsKey("refresh_token"));
    }

    [Fact]
    public async Task Another_application_learns_no_roles_of_ours_in_its_ID_token()
    {
        var browser = shared.Browser;
        var ask = browser.Ask(("client_id", Browser.Other.ClientId.ToString()), ("redirect_uri", Browser.Website));
        var code = (await browser.Choose("admin@sample.example", ask)).Query["code"]!;
        var answer = (await browser.Redeem(code, ("client_id", Browser.Other.ClientId.ToString()), ("redirect_uri", Browser.Website), ("client_secret", Browser.Other.Secret!))).IsGood();
        var id = await browser.Claims(answer["id_token"]);
        var access = await browser.Claims(answer["access_token"]);
        Assert.Equal((Browser.Other.ClientId.ToString(), null), ((string?)id["aud"], id["roles"]));
        Assert.Equal((browser.Pbx, Browser.Other.ClientId.ToString(), "1", "Administrator"), ((string?)access["aud"], (string?)access["azp"], (string?)access["azpacr"], (string?)access["roles"]![0]));
        Assert.NotEqual((string?)id["sub"], (string?)access["sub"]);
    }

    [Fact]
    public async Task A_refresh_token_brings_new_ones_once()
    {
        var browser = shared.Browser;
        var first = (await browser.Redeem(await browser.Code())).IsGood();
        var second = (await browser.Refresh(first["refresh_token"])).IsGood();
        Assert.Equal("access_as_user", (string?)(await browser.Claims(second["access_token"]))["scp"]);
        Assert.Null((await browser.Claims(second["id_token"]))["nonce"]);
        Assert.NotEqual(first["refresh_token"], second["refresh_token"]);

        (await browser.Refresh(first["refresh_token"])).Refuses("invalid_grant", 70000);
        (await browser.Refresh(second["refresh_token"])).Refuses("invalid_grant", 9002313); // somebody has stolen one of them
    }

    [Fact]
    public async Task A_refresh_token_of_a_page_lasts_a_day_and_belongs_to_its_application()
    {
        await using var browser = await Browser.Open();
        var first = (await browser.Redeem(await browser.Code())).IsGood();
        (await browser.Refresh(first["refresh_token"], ("client_id", Browser.Other.ClientId.ToString()), ("client_secret", Browser.Other.Secret!))).Refuses("invalid_grant", 700005);
        await browser.Time.AdvanceTo(Desk.Start.AddHours(24).AddTicks(-1));
        var second = (await browser.Refresh(first["refresh_token"])).IsGood();
        await browser.Time.AdvanceTo(Desk.Start.AddHours(48));
        (await browser.Refresh(second["refresh_token"])).Refuses("invalid_grant", 70008);
        (await browser.Refresh("made up")).Refuses("invalid_grant", 9002313);
    }

    [Fact]
    public async Task Pages_of_the_portal_may_ask_for_tokens_and_no_others()
    {
        var browser = shared.Browser;
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/organizations/oauth2/v2.0/token");
        preflight.Headers.Add("Origin", "https://portal.example");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,x-client-sku");
        using var allowed = await browser.Http.SendAsync(preflight);
        Assert.Equal("https://portal.example", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("content-type,x-client-sku", string.Join(',', allowed.Headers.GetValues("Access-Control-Allow-Headers")));

        var form = new Dictionary<string, string> { ["grant_type"] = "none" };
        Assert.Equal("https://portal.example", (await browser.Token(form, origin: "https://portal.example")).Headers["Access-Control-Allow-Origin"]);
        Assert.False((await browser.Token(form, origin: "https://evil.example")).Headers.ContainsKey("Access-Control-Allow-Origin"));
        Assert.False((await browser.Token(form, origin: "https://website.example")).Headers.ContainsKey("Access-Control-Allow-Origin")); // a server, no page
    }

    [Fact]
    public async Task Who_signs_out_is_led_to_a_registered_address_only()
    {
        var browser = shared.Browser;
        using var home = await browser.Http.GetAsync($"/common/oauth2/v2.0/logout?post_logout_redirect_uri={Uri.EscapeDataString(Browser.Portal)}&state=x%26y");
        Assert.Equal(Browser.Portal + "?state=x%26y", home.Headers.Location?.OriginalString);
        using var nowhere = await browser.Http.GetAsync("/common/oauth2/v2.0/logout?post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F");
        Assert.Equal((200, null), ((int)nowhere.StatusCode, nowhere.Headers.Location));
        Assert.Contains("You are signed out", await nowhere.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
