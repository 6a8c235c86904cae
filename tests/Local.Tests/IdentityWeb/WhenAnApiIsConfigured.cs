using System.Security.Claims;
using System.Text.Json.Nodes;

namespace Pbx.Local.Tests.IdentityWeb;

public sealed class WhenAnApiIsConfigured
{
    [Theory]
    [InlineData("Instance")]
    [InlineData("TenantId")]
    [InlineData("ClientId")]
    public async Task A_missing_setting_is_named_at_the_first_token(string setting)
    {
        await using var api = await ProtectedApi.Start(settings: (setting, null));
        var missing = await Assert.ThrowsAsync<ArgumentNullException>(() => api.Get(api.Token()));
        Assert.Contains($"The '{setting}' option must be provided.", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flag_is_true_or_false()
    {
        await using var api = await ProtectedApi.Start(settings: ("RequireHttpsMetadata", "maybe"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => api.Get(api.Token()));
    }

    [Fact]
    public async Task Keys_come_over_https_unless_told_otherwise()
    {
        await using var api = await ProtectedApi.Start(settings: ("RequireHttpsMetadata", null));
        Assert.Contains("HTTPS", (await Assert.ThrowsAsync<InvalidOperationException>(() => api.Get(api.Token()))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProtectedApi.Client, "2.0", true)]
    [InlineData("api://" + ProtectedApi.Client, "2.0", false)]
    [InlineData("api://" + ProtectedApi.Client, "1.0", true)]
    [InlineData(ProtectedApi.Client, "1.0", false)]
    [InlineData(ProtectedApi.Client, null, false)]
    [InlineData("somebody-else", "2.0", false)]
    [InlineData("", "2.0", false)]
    public async Task Without_an_audience_the_version_tells_how_a_token_names_the_application(string audience, string? version, bool isGood)
    {
        await using var api = await ProtectedApi.Start();
        var met = await api.Get(api.Token(payload => (payload["aud"], payload["ver"]) = (audience, version)));
        Assert.Equal(isGood, met.Succeeded);
    }

    [Fact]
    public async Task An_audience_that_is_set_goes_before_that()
    {
        await using var api = await ProtectedApi.Start(settings: ("Audience", "api://pbx"));
        Assert.False((await api.Get(api.Token())).Succeeded);
        Assert.True((await api.Get(api.Token(payload => payload["aud"] = "api://pbx"))).Succeeded);
        Assert.True((await api.Get(api.Token(payload => payload["aud"] = new JsonArray("x", 7, "api://pbx")))).Succeeded);
        Assert.False((await api.Get(api.Token(payload => payload["aud"] = new JsonArray()))).Succeeded);
        Assert.False((await api.Get(api.Token(payload => payload.Remove("aud")))).Succeeded);
        Assert.False((await api.Get(api.Token(payload => payload["aud"] = 7))).Succeeded);
    }

    [Theory]
    [InlineData("scp", true)]
    [InlineData("roles", true)]
    [InlineData("groups", false)]
    public async Task A_token_that_grants_nothing_is_refused(string claim, bool isGood)
    {
        await using var api = await ProtectedApi.Start();
        var met = await api.Get(api.Token(payload =>
        {
            payload.Remove("scp");
            payload[claim] = "something";
        }));
        Assert.Equal(isGood, met.Succeeded);
    }

    [Fact]
    public async Task Rights_count_by_their_long_names_too_and_the_applications_own_event_still_comes()
    {
        var events = 0;
        await using var api = await ProtectedApi.Start(
            options =>
            {
                var then = options.Events.OnTokenValidated;
                options.Events.OnTokenValidated = context =>
                {
                    events++;
                    return then(context);
                };
            },
            ("MapInboundClaims", null));
        var met = await api.Get(api.Token());
        Assert.True(met.Succeeded, met.Failure?.ToString());
        Assert.Equal("access_as_user", met.Principal.FindFirstValue("http://schemas.microsoft.com/identity/claims/scope"));
        Assert.Equal(1, events);
    }

    [Fact]
    public async Task An_authority_may_be_named_whole()
    {
        await using var plain = await ProtectedApi.Start();
        await using var api = await ProtectedApi.Start(null, ("Instance", null), ("TenantId", null), ("Authority", plain.Provider.Address + "/common"));
        var met = await api.Get(plain.Token());
        Assert.True(met.Succeeded, met.Failure?.ToString());
    }
}
