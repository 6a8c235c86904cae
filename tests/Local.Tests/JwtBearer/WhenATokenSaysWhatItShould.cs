using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Pbx.Local.Tests.JwtBearer;

public sealed class WhenATokenSaysWhatItShould : IAsyncLifetime
{
    private static readonly TestKey Key = TestKey.Rsa("rsa-1");
    private TestProvider provider = null!;

    public async Task InitializeAsync() => provider = await TestProvider.Start(Key, TestKey.Ec("ec-1"));

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData(""","typ":"JWT" """)]
    [InlineData(""","typ":"jwt" """)]
    [InlineData(""","typ":"at+jwt" """)]
    [InlineData(""","typ":"application/at+jwt" """)]
    [InlineData(""","typ":"JWT","x5t":"abc","nonce":"1" """)]
    public async Task It_is_good_with_any_type_of_an_access_token(string type) =>
        Assert.Equal(200, (await Get(Key.Token($$"""{"alg":"RS256","kid":"rsa-1"{{type}}}""", Payload.Of(provider)))).Status);

    [Fact]
    public async Task A_token_that_names_no_key_is_good_while_one_key_only_can_be_meant()
    {
        var token = Key.Token("""{"alg":"RS256"}""", Payload.Of(provider));
        Assert.Equal(200, (await Get(token)).Status);
        provider.Keys = [.. provider.Keys, TestKey.Rsa("rsa-2").Jwk];
        Assert.Equal(401, (await Get(token)).Status);
    }

    [Fact]
    public async Task A_key_without_an_id_serves_tokens_without_one()
    {
        var nameless = Key with { Id = null };
        provider.Keys = [nameless.Jwk];

        Assert.Equal(200, (await Get(nameless.Token(Payload.Of(provider)))).Status);
        Assert.Equal(401, (await Get(nameless.Token("""{"alg":"RS256","kid":"x"}""", Payload.Of(provider)))).Status);
    }

    [Theory]
    [InlineData("\"pbx\"", true)]
    [InlineData("[\"other\",\"pbx\"]", true)]
    [InlineData("\"api://pbx\"", true)]
    [InlineData("\"PBX\"", false)]
    [InlineData("\"pbx/\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("[]", false)]
    [InlineData("[7,null]", false)]
    [InlineData("{\"pbx\":1}", false)]
    [InlineData("7", false)]
    [InlineData("null", false)]
    public async Task The_audience_has_to_be_one_of_ours(string audience, bool good)
    {
        var met = await Get(
            Key.Token(Payload.Of(provider, p => p["aud"] = JsonNode.Parse(audience))),
            options => options.TokenValidationParameters.ValidAudiences = ["api://pbx"]);

        Assert.Equal(good ? 200 : 401, met.Status);
    }

    [Fact]
    public async Task A_token_without_audience_or_issuer_is_refused()
    {
        Assert.Equal(
            "Bearer error=\"invalid_token\", error_description=\"The audience '(null)' is invalid\"",
            (await Get(Key.Token(Payload.Of(provider, p => p.Remove("aud"))))).Challenge);
        Assert.Equal(
            "Bearer error=\"invalid_token\", error_description=\"The issuer '(null)' is invalid\"",
            (await Get(Key.Token(Payload.Of(provider, p => p.Remove("iss"))))).Challenge);
    }

    [Fact]
    public async Task Without_an_audience_of_ours_no_token_is_good()
    {
        Assert.Equal(401, (await Get(Key.Token(Payload.Of(provider)), options => options.Audience = null)).Status);
        Assert.Equal(401, (await Get(Key.Token(Payload.Of(provider, p => p["aud"] = "")), options => options.Audience = "")).Status);
    }

    [Fact]
    public async Task The_issuer_has_to_be_the_providers_or_one_of_ours()
    {
        var token = Key.Token(Payload.Of(provider, p => p["iss"] = "https://elsewhere.example.test/\"\r\nx"));

        Assert.Equal(
            "Bearer error=\"invalid_token\", error_description=\"The issuer 'https://elsewhere.example.test/???x' is invalid\"",
            (await Get(token)).Challenge);
        Assert.Equal(200, (await Get(token, o => o.TokenValidationParameters.ValidIssuer = "https://elsewhere.example.test/\"\r\nx")).Status);
        Assert.Equal(200, (await Get(token, o => o.TokenValidationParameters.ValidIssuers = ["https://elsewhere.example.test/\"\r\nx"])).Status);
        Assert.Equal(200, (await Get(token, o => o.TokenValidationParameters.ValidateIssuer = false)).Status);
        Assert.Equal(401, (await Get(Key.Token(Payload.Of(provider, p => p["iss"] = provider.Issuer + "/")))).Status);
        Assert.Equal(401, (await Get(Key.Token(Payload.Of(provider, p => p["iss"] = 7)))).Status);
    }

    [Fact]
    public async Task An_issuer_validator_decides_alone_and_sees_the_token()
    {
        var token = Key.Token(Payload.Of(provider, p => p["iss"] = "https://tenant-1.example.test"));
        SecurityToken? seen = null;
        var accepted = await Get(token, o => o.TokenValidationParameters.IssuerValidator = (issuer, securityToken, _) =>
        {
            seen = securityToken;
            return issuer;
        });
        var refused = await Get(token, o => o.TokenValidationParameters.IssuerValidator = (_, _, _) => throw new InvalidOperationException("No such tenant."));

        Assert.Equal(200, accepted.Status);
        Assert.Equal("https://tenant-1.example.test", seen?.Issuer);
        Assert.Equal("Bearer error=\"invalid_token\", error_description=\"The issuer 'https://tenant-1.example.test' is invalid\"", refused.Challenge);
    }

    [Fact]
    public async Task Only_the_algorithms_asked_for_are_good()
    {
        static void EcOnly(JwtBearerOptions options) => options.TokenValidationParameters.ValidAlgorithms = ["ES256"];

        Assert.Equal(401, (await Get(Key.Token(Payload.Of(provider)), EcOnly)).Status);
        Assert.Equal(200, (await Get(TestKey.Ec("ec-1").Token(Payload.Of(provider)), EcOnly)).Status);
    }

    [Theory]
    [InlineData("exp", "\"tomorrow\"")]
    [InlineData("exp", "null")]
    [InlineData("exp", "true")]
    [InlineData("nbf", "\"0\"")]
    [InlineData("nbf", "[]")]
    public async Task An_instant_that_is_no_number_is_refused(string name, string value) =>
        Assert.Equal(401, (await Get(Key.Token(Payload.Of(provider, p => p[name] = JsonNode.Parse(value))))).Status);

    [Theory]
    [InlineData(-1, 600, true)]
    [InlineData(180, 600, true)]
    [InlineData(480, 600, false)]
    [InlineData(-900, -180, true)]
    [InlineData(-900, -302, false)]
    [InlineData(60, 10, false)]
    public async Task The_lifetime_counts_with_five_minutes_on_either_side(int from, int to, bool good) =>
        Assert.Equal(good ? 200 : 401, (await Get(Key.Token(Payload.Of(provider, p =>
        {
            p["nbf"] = Payload.In(from);
            p["exp"] = Payload.In(to);
        })))).Status);

    [Fact]
    public async Task The_client_hears_why_a_lifetime_is_not_good()
    {
        Assert.Equal("The token has no expiration", await Said(p => p.Remove("exp")));
        Assert.Equal("The token expired at '09/01/2020 08:15:00'", await Said(p => (p["nbf"], p["exp"]) = (0, 1598948100)));
        Assert.Equal("The token is not valid before '09/01/2099 08:15:00'", await Said(p => (p["nbf"], p["exp"]) = (4091933700, 4091933701)));
        Assert.Equal("The token lifetime is invalid; NotBefore: '09/01/2020 08:15:01', Expires: '09/01/2020 08:15:00'", await Said(p => (p["nbf"], p["exp"]) = (1598948101, 1598948100)));
        Assert.StartsWith("The token expired at", await Said(p => (p["nbf"], p["exp"]) = (-1e300, -1e299)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_all_times_is_good_and_one_without_an_end_if_asked_for()
    {
        Assert.Equal(200, (await Get(Key.Token(Payload.Of(provider, p => p["exp"] = 1e300)))).Status);
        Assert.Equal(200, (await Get(Key.Token(Payload.Of(provider, p => p["exp"] = Payload.In(60) + 0.5)))).Status);
        Assert.Equal(200, (await Get(Key.Token(Payload.Of(provider, p => p.Remove("exp"))), o => o.TokenValidationParameters.RequireExpirationTime = false)).Status);
        Assert.Equal(200, (await Get(Key.Token(Payload.Of(provider, p => p["exp"] = 1)), o => o.TokenValidationParameters.ValidateLifetime = false)).Status);
    }

    [Fact]
    public void The_edges_of_a_lifetime_are_good_and_a_tick_beyond_is_not()
    {
        var from = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var to = from.AddHours(1);
        var skew = TimeSpan.FromSeconds(30);

        Assert.False(GoodAt(from - skew - TimeSpan.FromTicks(1)));
        Assert.True(GoodAt(from - skew));
        Assert.True(GoodAt(to + skew));
        Assert.False(GoodAt(to + skew + TimeSpan.FromTicks(1)));

        bool GoodAt(DateTimeOffset now)
        {
            var token = CompactToken.Parse(Key.Token(Payload.Of(provider, p => (p["nbf"], p["exp"]) = (from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds()))));
            var keys = new KeySet(provider.Issuer, JsonWebKeys.Read(System.Text.Json.JsonDocument.Parse($$"""{"keys":[{{Key.Jwk}}]}""").RootElement));
            var parameters = new TokenValidationParameters { ValidAudience = "pbx", ClockSkew = skew };
            try
            {
                TokenValidation.Validate(token, TokenValidation.KeyFor(token, keys, parameters)!, keys, parameters, longNames: false, now);
                return true;
            }
            catch (TokenRefused)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Every_member_becomes_claims_with_short_names()
    {
        var met = await Get(
            Key.Token(Payload.Of(provider, p =>
            {
                p["name"] = "Anna";
                p["roles"] = new JsonArray("Admin", "Partner");
                p["oid"] = "1-2";
                p["on"] = true;
                p["n"] = 7;
                p["big"] = 7_000_000_000;
                p["half"] = 0.5;
                p["nothing"] = null;
                p["where"] = new JsonObject { ["city"] = "Kiel" };
            })),
            options => (options.TokenValidationParameters.NameClaimType, options.TokenValidationParameters.RoleClaimType) = ("name", "roles"));
        var user = met.User!;

        Assert.Equal(("Anna", true, true, false), (user.Identity!.Name, user.IsInRole("Admin"), user.IsInRole("Partner"), user.IsInRole("Root")));
        Assert.True(user.Identity.IsAuthenticated);
        Assert.Equal(
            [("1-2", ClaimValueTypes.String), ("true", ClaimValueTypes.Boolean), ("7", ClaimValueTypes.Integer32), ("7000000000", ClaimValueTypes.Integer64), ("0.5", ClaimValueTypes.Double), ("", "JSON_NULL"), ("""{"city":"Kiel"}""", "JSON")],
            new[] { "oid", "on", "n", "big", "half", "nothing", "where" }.Select(name => user.FindFirst(name)!).Select(claim => (claim.Value, claim.ValueType)));
        Assert.All(user.Claims, claim => Assert.Equal(provider.Issuer, claim.Issuer));
    }

    [Fact]
    public async Task Claims_get_long_names_unless_that_is_switched_off()
    {
        var met = await Get(Key.Token(Payload.Of(provider, p => p["roles"] = "Admin")), options => options.MapInboundClaims = true);

        Assert.Equal("anna", met.User?.FindFirst(ClaimTypes.NameIdentifier)?.Value);
        Assert.True(met.User?.IsInRole("Admin"));
        Assert.True(new JwtBearerOptions().MapInboundClaims);
    }

    [Fact]
    public async Task The_token_and_its_times_are_kept_if_wanted()
    {
        var token = Key.Token(Payload.Of(provider));

        var kept = (await Get(token)).Result.Properties!;
        Assert.Equal(token, kept.GetTokenValue("access_token"));
        Assert.NotNull(kept.ExpiresUtc);
        Assert.Null((await Get(token, options => options.SaveToken = false)).Result.Properties!.GetTokenValue("access_token"));
    }

    private async Task<string> Said(Action<JsonObject> change)
    {
        var challenge = (await Get(Key.Token(Payload.Of(provider, change)))).Challenge!;
        const string Before = "Bearer error=\"invalid_token\", error_description=\"";
        Assert.StartsWith(Before, challenge, StringComparison.Ordinal);
        return challenge[Before.Length..^1];
    }

    private async Task<Met> Get(string token, Action<JwtBearerOptions>? configure = null)
    {
        using var api = new TestApi(provider, configure);
        return await api.Get(token);
    }
}
