using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Identity.Web;
using Pbx.Simulator.Network.Time;
using Pbx.Simulator.Rest;

namespace Pbx.Local.Tests.IdentityWeb;

/// <summary>The package in front of the simulator's own identity provider: the two agree about addresses, claims and keys.</summary>
public sealed class WhenTheSimulatorIsTheDirectory : IAsyncLifetime, IDisposable
{
    private readonly SimulatorOptions options = new();
    private readonly HttpClient http = new();
    private WebApplication simulator = null!;
    private ServiceProvider api = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new Clock(new DateTimeOffset(2031, 3, 2, 0, 0, 0, TimeSpan.Zero))).AddSimulator(options);
        simulator = builder.Build();
        simulator.MapSimulator();
        await simulator.StartAsync();
        http.BaseAddress = new Uri(simulator.Urls.Single());
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAuthentication("Bearer").AddMicrosoftIdentityWebApi(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureAd:Instance"] = http.BaseAddress.ToString(),
            ["AzureAd:TenantId"] = "organizations",
            ["AzureAd:ClientId"] = options.AzureAdClientId.ToString(),
            ["AzureAd:RequireHttpsMetadata"] = "false",
            ["AzureAd:MapInboundClaims"] = "false",
        }).Build().GetSection("AzureAd"));
        api = services.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await simulator.DisposeAsync();
    }

    public void Dispose() => http.Dispose();

    [Theory]
    [InlineData("user=admin@sample.example")]
    [InlineData("user=anna@elsewhere.example")]
    [InlineData("app=script&tenant=sample.example")]
    public async Task Its_tokens_are_good(string who)
    {
        var met = await Get(await Token(who));
        Assert.True(met.Succeeded, met.Failure?.ToString());
    }

    [Fact]
    public async Task A_program_to_which_nothing_was_granted_is_refused() => Assert.False((await Get(await Token("app=script&tenant=sample.example&roles="))).Succeeded);

    [Fact]
    public async Task Its_new_keys_are_taken_at_once()
    {
        var old = await Token("user=admin@sample.example");
        Assert.True((await Get(old)).Succeeded);
        await http.PostAsJsonAsync("sim/keys/rotate", new { });
        var fresh = await Token("user=admin@sample.example");
        Assert.NotEqual(old.Split('.')[0], fresh.Split('.')[0]);
        var met = await Get(fresh);
        Assert.True(met.Succeeded, met.Failure?.ToString());
        Assert.Equal("admin@sample.example", met.Principal.FindFirstValue("preferred_username"));
        Assert.True((await Get(old)).Succeeded);
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_before_it_was_ever_seen_signs_nothing()
    {
        var stolen = await Token("user=admin@sample.example");
        await http.PostAsJsonAsync("sim/keys/rotate", new { withdrawOld = true });
        Assert.False((await Get(stolen)).Succeeded);
        Assert.True((await Get(await Token("user=admin@sample.example"))).Succeeded);
    }

    private async Task<string> Token(string who) => (string)(await http.GetFromJsonAsync<JsonObject>("sim/token?" + who))!["access_token"]!;

    private async Task<AuthenticateResult> Get(string token)
    {
        using var scope = api.CreateScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Headers.Authorization = "Bearer " + token;
        return await context.AuthenticateAsync();
    }
}
