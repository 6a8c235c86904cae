using System.Security.Claims;
using System.Text.Json.Nodes;
using Pbx.Local.Tests.JwtBearer;

namespace Pbx.Local.Tests.IdentityWeb;

public sealed class WhenATenantIssuesAToken
{
    private const string Other = "22222222-2222-4222-8222-222222222222";

    [Theory]
    [InlineData(ProtectedApi.Tenant)]
    [InlineData(Other)]
    public async Task Each_tenant_of_the_directory_may_for_itself(string tenant)
    {
        await using var api = await ProtectedApi.Start();
        var met = await api.Get(api.Token(payload => (payload["tid"], payload["iss"]) = (tenant, $"{api.Provider.Address}/{tenant}/v2.0")));
        Assert.True(met.Succeeded, met.Failure?.ToString());
        Assert.Equal(tenant, met.Principal.FindFirstValue("tid"));
    }

    [Fact]
    public async Task None_may_for_another()
    {
        await using var api = await ProtectedApi.Start();
        await Refused(api, payload => payload["tid"] = Other);
        await Refused(api, payload => payload["iss"] = $"{api.Provider.Address}/{Other}/v2.0");
    }

    [Fact]
    public async Task A_tenant_has_to_be_named_by_its_id()
    {
        await using var api = await ProtectedApi.Start();
        await Refused(api, payload => payload.Remove("tid"));
        foreach (var tenant in (string[])["", "organizations", "{tenantid}", "../evil", $"{{{ProtectedApi.Tenant}}}"])
        {
            await Refused(api, payload => (payload["tid"], payload["iss"]) = (tenant, $"{api.Provider.Address}/{tenant}/v2.0"));
        }

        Assert.False((await api.Get(api.Token(payload => payload["tid"] = 7))).Succeeded);
        Assert.False((await api.Get(api.Token(payload => payload["tid"] = new JsonArray(ProtectedApi.Tenant)))).Succeeded);
    }

    [Theory]
    [InlineData("https://evil.example/{0}/v2.0")]
    [InlineData("{1}/{0}/v2.0/")]
    [InlineData("{1}/{0}")]
    [InlineData("{1}/{0}/v1.0")]
    [InlineData("{1}//{0}/v2.0")]
    [InlineData("{1}/{{tenantid}}/v2.0")]
    [InlineData("")]
    public async Task Another_address_is_no_issuer(string issuer)
    {
        await using var api = await ProtectedApi.Start();
        await Refused(api, payload => payload["iss"] = string.Format(null, issuer, ProtectedApi.Tenant, api.Provider.Address));
    }

    [Fact]
    public async Task An_issuer_that_the_options_name_is_good_for_its_tenant()
    {
        await using var api = await ProtectedApi.Start(options => options.TokenValidationParameters.ValidIssuers = ["https://sts.example/{tenantid}/"]);
        Assert.True((await api.Get(api.Token(payload => payload["iss"] = $"https://sts.example/{ProtectedApi.Tenant}/"))).Succeeded);
        await Refused(api, payload => payload["iss"] = $"https://sts.example/{Other}/");
        await using var single = await ProtectedApi.Start(options => options.TokenValidationParameters.ValidIssuer = "https://sts.example/only");
        Assert.True((await single.Get(single.Token(payload => payload["iss"] = "https://sts.example/only"))).Succeeded);
    }

    [Fact]
    public async Task A_key_that_is_one_tenants_signs_for_no_other()
    {
        await using var api = await ProtectedApi.Start();
        var theirs = TestKey.Rsa("rsa-2");
        api.Provider.Keys =
        [
            ProtectedApi.Key.Jwk.Replace("\"use\"", $"\"issuer\":\"{api.Provider.Address}/{{tenantid}}/v2.0\",\"use\"", StringComparison.Ordinal),
            theirs.Jwk.Replace("\"use\"", $"\"issuer\":\"{api.Provider.Address}/{Other}/v2.0\",\"use\"", StringComparison.Ordinal),
        ];
        Assert.True((await api.Get(api.Token())).Succeeded);
        Assert.False((await api.Get(api.Token(key: theirs))).Succeeded);
        Assert.True((await api.Get(api.Token(payload => (payload["tid"], payload["iss"]) = (Other, $"{api.Provider.Address}/{Other}/v2.0"), theirs))).Succeeded);
    }

    private static async Task Refused(ProtectedApi api, Action<JsonObject> change)
    {
        var met = await api.Get(api.Token(change));
        Assert.False(met.Succeeded);
        Assert.Contains("issuer", met.Failure!.Message, StringComparison.OrdinalIgnoreCase);
    }
}
