using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Pbx.Local.Tests.JwtBearer;

/// <summary>What a request met: the status, the header of a challenge, and who it was.</summary>
internal sealed record Met(int Status, string? Challenge, ClaimsPrincipal? User, AuthenticateResult Result);

/// <summary>An API that asks for a bearer token with the audience "pbx".</summary>
internal sealed class TestApi : IDisposable
{
    private readonly ServiceProvider services;

    public TestApi(TestProvider provider, Action<JwtBearerOptions>? configure = null)
    {
        var all = new ServiceCollection();
        all.AddLogging();
        all.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.Authority = provider.Address;
            options.Audience = "pbx";
            options.RequireHttpsMetadata = false;
            options.MapInboundClaims = false;
            configure?.Invoke(options);
        });
        services = all.BuildServiceProvider();
    }

    public Task<Met> Get(string token) => GetWith("Bearer " + token);

    public async Task<Met> GetWith(params string[] authorization)
    {
        using var scope = services.CreateScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Headers.Authorization = new StringValues(authorization);
        var result = await context.AuthenticateAsync();
        if (!result.Succeeded)
        {
            await context.ChallengeAsync();
        }

        return new(context.Response.StatusCode, context.Response.Headers.WWWAuthenticate, result.Principal, result);
    }

    public async Task<int> Forbid()
    {
        using var scope = services.CreateScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        await context.ForbidAsync();
        return context.Response.StatusCode;
    }

    public void Dispose() => services.Dispose();
}
