using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;
using Pbx.Local.Tests.JwtBearer;

namespace Pbx.Local.Tests.IdentityWeb;

/// <summary>An API that Microsoft.Identity.Web protects, in front of a provider of many tenants.</summary>
internal sealed class ProtectedApi : IAsyncDisposable
{
    public const string Client = "6f1d2c3b-4a59-4e68-8c7d-9b0a1f2e3d4c";
    public const string Tenant = "11111111-1111-4111-8111-111111111111";
    public static readonly TestKey Key = TestKey.Rsa("rsa-1");

    private readonly ServiceProvider services;

    private ProtectedApi(TestProvider provider, ServiceProvider services) => (Provider, this.services) = (provider, services);

    public TestProvider Provider { get; }

    public static async Task<ProtectedApi> Start(Action<JwtBearerOptions>? configure = null, params (string Key, string? Value)[] settings)
    {
        var provider = await TestProvider.Start(Key);
        provider.Issuer = provider.Address + "/{tenantid}/v2.0";
        var all = new Dictionary<string, string?>
        {
            ["AzureAd:Instance"] = provider.Address + "/",
            ["AzureAd:TenantId"] = "organizations",
            ["AzureAd:ClientId"] = Client,
            ["AzureAd:RequireHttpsMetadata"] = "false",
            ["AzureAd:MapInboundClaims"] = "false",
        };
        foreach (var (key, value) in settings)
        {
            all["AzureAd:" + key] = value;
        }

        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddMicrosoftIdentityWebApi(new ConfigurationBuilder().AddInMemoryCollection(all).Build().GetSection("AzureAd"));
        collection.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => configure?.Invoke(options));
        return new ProtectedApi(provider, collection.BuildServiceProvider());
    }

    /// <summary>A token of a tenant that is good, changed as wanted.</summary>
    public string Token(Action<JsonObject>? change = null, TestKey? key = null) => (key ?? Key).Token(Payload.Of(Provider, payload =>
    {
        payload["iss"] = $"{Provider.Address}/{Tenant}/v2.0";
        payload["tid"] = Tenant;
        payload["aud"] = Client;
        payload["ver"] = "2.0";
        payload["scp"] = "access_as_user";
        change?.Invoke(payload);
    }));

    public async Task<AuthenticateResult> Get(string token)
    {
        using var scope = services.CreateScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Headers.Authorization = "Bearer " + token;
        return await context.AuthenticateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
