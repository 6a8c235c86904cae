using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;

namespace Pbx.Local.Tests.JwtBearer;

public sealed class WhenTheApplicationTakesPart : IAsyncLifetime
{
    private static readonly TestKey Key = TestKey.Rsa("rsa-1");
    private TestProvider provider = null!;

    public async Task InitializeAsync() => provider = await TestProvider.Start(Key);

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Theory]
    [InlineData]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer    ")]
    public async Task A_request_without_a_bearer_token_is_asked_for_one_without_an_error(params string[] authorization)
    {
        using var api = new TestApi(provider);
        var met = await api.GetWith(authorization);

        Assert.Equal((401, "Bearer", true), (met.Status, met.Challenge, met.Result.None));
        Assert.Equal(0, provider.KeyRequests);
    }

    [Fact]
    public async Task The_token_may_come_from_elsewhere()
    {
        var token = Key.Token(Payload.Of(provider));
        using var api = Api(events => events.OnMessageReceived = received =>
        {
            received.Token = token;
            return Task.CompletedTask;
        });

        Assert.Equal(200, (await api.GetWith()).Status);
    }

    [Fact]
    public async Task A_request_may_be_decided_before_any_token_is_read()
    {
        using var api = Api(events => events.OnMessageReceived = received =>
        {
            received.NoResult();
            return Task.CompletedTask;
        });

        Assert.True((await api.Get(Key.Token(Payload.Of(provider)))).Result.None);
    }

    [Fact]
    public async Task A_good_token_may_be_refused_or_get_more_claims()
    {
        using var api = Api(events => events.OnTokenValidated = validated =>
        {
            if (validated.Principal!.HasClaim("sub", "anna"))
            {
                ((ClaimsIdentity)validated.Principal.Identity!).AddClaim(new("account", "42"));
            }
            else
            {
                validated.Fail("Nobody of ours.");
            }

            Assert.Equal(provider.Issuer, validated.SecurityToken.Issuer);
            return Task.CompletedTask;
        });

        Assert.Equal("42", (await api.Get(Key.Token(Payload.Of(provider)))).User?.FindFirst("account")?.Value);
        var stranger = await api.Get(Key.Token(Payload.Of(provider, p => p["sub"] = "otto")));
        Assert.Equal((401, "Bearer error=\"invalid_token\"", "Nobody of ours."), (stranger.Status, stranger.Challenge, stranger.Result.Failure!.Message));
    }

    [Fact]
    public async Task A_refused_token_is_told_and_may_be_decided_otherwise()
    {
        Exception? told = null;
        using var api = Api(events => events.OnAuthenticationFailed = failed =>
        {
            told = failed.Exception;
            failed.NoResult();
            return Task.CompletedTask;
        });
        var met = await api.Get("abc");

        Assert.True(met.Result.None);
        Assert.Contains("malformed", told!.Message, StringComparison.Ordinal);
        Assert.Equal("Bearer", met.Challenge);
    }

    [Fact]
    public async Task The_challenge_may_be_changed_or_answered_by_the_application()
    {
        using var changed = Api(events => events.OnChallenge = challenge =>
        {
            Assert.NotNull(challenge.AuthenticateFailure);
            (challenge.Error, challenge.ErrorDescription, challenge.ErrorUri) = ("insufficient_scope", null, "https://pbx.example.test/help");
            return Task.CompletedTask;
        });
        using var answered = Api(events => events.OnChallenge = challenge =>
        {
            challenge.Response.StatusCode = StatusCodes.Status418ImATeapot;
            challenge.HandleResponse();
            return Task.CompletedTask;
        });

        Assert.Equal("Bearer error=\"insufficient_scope\", error_uri=\"https://pbx.example.test/help\"", (await changed.Get("abc")).Challenge);
        var met = await answered.Get("abc");
        Assert.Equal((418, (string?)null), (met.Status, met.Challenge));
    }

    [Fact]
    public async Task A_realm_of_the_challenge_is_kept()
    {
        using var api = new TestApi(provider, options => options.Challenge = "Bearer realm=\"pbx\"");

        Assert.Equal("Bearer realm=\"pbx\"", (await api.GetWith()).Challenge);
        Assert.Equal("Bearer realm=\"pbx\", error=\"invalid_token\"", (await api.Get("abc")).Challenge);
    }

    [Fact]
    public async Task Who_is_known_but_may_not_gets_a_403()
    {
        var told = false;
        using var api = Api(events => events.OnForbidden = _ =>
        {
            told = true;
            return Task.CompletedTask;
        });

        Assert.Equal(403, await api.Forbid());
        Assert.True(told);
    }

    [Fact]
    public async Task A_fault_of_the_application_is_nobodys_401()
    {
        Exception? told = null;
        using var api = Api(events =>
        {
            events.OnTokenValidated = _ => throw new InvalidOperationException("The store is away.");
            events.OnAuthenticationFailed = failed =>
            {
                told = failed.Exception;
                return Task.CompletedTask;
            };
        });

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => api.Get(Key.Token(Payload.Of(provider))));
        Assert.Equal("The store is away.", thrown.Message);
        Assert.Same(thrown, told);
    }

    private TestApi Api(Action<JwtBearerEvents> events) => new(provider, options =>
    {
        options.Events = new();
        events(options.Events);
    });
}
