using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pbx.Local.Tests.JwtBearer;

/// <summary>An OpenID provider in this process: serves its configuration and keys, counts who asks, and can be away.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    private readonly WebApplication app;
    private int keyRequests;

    private TestProvider(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    public string Issuer { get; set; } = "";

    public string? KeysAddress { get; set; }

    public IReadOnlyList<string> Keys { get; set; } = [];

    public bool Away { get; set; }

    /// <summary>Keys are not answered before this completes.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>How often the keys were asked for.</summary>
    public int KeyRequests => keyRequests;

    public static async Task<TestProvider> Start(params TestKey[] keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new TestProvider(builder.Build());
        provider.app.MapGet("/.well-known/openid-configuration", provider.ServeConfiguration);
        provider.app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", provider.ServeConfiguration);
        provider.app.MapGet("/keys", provider.ServeKeys);
        await provider.app.StartAsync();
        provider.Issuer = provider.Address = provider.app.Urls.Single();
        provider.Keys = [.. keys.Select(key => key.Jwk)];
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult ServeConfiguration() => Away
        ? Results.StatusCode(503)
        : Results.Text($$"""{"issuer":"{{Issuer}}","jwks_uri":"{{KeysAddress ?? Address + "/keys"}}"}""", "application/json");

    private async Task<IResult> ServeKeys()
    {
        Interlocked.Increment(ref keyRequests);
        await Gate;
        return Away ? Results.StatusCode(503) : Results.Text($$"""{"keys":[{{string.Join(',', Keys)}}]}""", "application/json");
    }
}
