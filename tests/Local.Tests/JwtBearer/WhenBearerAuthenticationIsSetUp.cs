using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pbx.Local.Tests.JwtBearer;

public sealed class WhenBearerAuthenticationIsSetUp
{
    [Fact]
    public void The_metadata_are_below_the_authority_and_the_audience_is_a_good_one()
    {
        var options = Options(o => (o.Authority, o.Audience) = ("https://login.example.test/tenant/v2.0/", "pbx"));

        Assert.Equal("https://login.example.test/tenant/v2.0/.well-known/openid-configuration", options.MetadataAddress);
        Assert.Equal("pbx", options.TokenValidationParameters.ValidAudience);
    }

    [Fact]
    public void An_address_of_the_metadata_and_an_audience_of_the_parameters_go_first()
    {
        var options = Options(o =>
        {
            (o.Authority, o.Audience, o.MetadataAddress) = ("https://login.example.test", "pbx", "https://acs.example.test/calling/.well-known/acsopenidconfiguration");
            o.TokenValidationParameters.ValidAudience = "acs";
        });

        Assert.Equal("https://acs.example.test/calling/.well-known/acsopenidconfiguration", options.MetadataAddress);
        Assert.Equal("acs", options.TokenValidationParameters.ValidAudience);
    }

    [Fact]
    public void Plain_http_is_refused_unless_allowed()
    {
        Assert.Contains("HTTPS", Assert.Throws<InvalidOperationException>(() => Options(o => o.Authority = "http://localhost:7080")).Message, StringComparison.Ordinal);
        Assert.NotNull(Options(o => (o.Authority, o.RequireHttpsMetadata) = ("http://localhost:7080", false)));
    }

    [Fact]
    public async Task Keys_over_plain_http_are_not_fetched_though_the_metadata_came_over_https()
    {
        var asked = new List<Uri?>();
        var options = Options(o =>
        {
            o.Authority = "https://login.example.test";
            o.BackchannelHttpHandler = new Answers(uri =>
            {
                asked.Add(uri);
                return """{"issuer":"https://login.example.test","jwks_uri":"http://login.example.test/keys"}""";
            });
        });

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await options.Keys!.Current(default));
        Assert.Equal([new("https://login.example.test/.well-known/openid-configuration")], asked);
    }

    [Fact]
    public async Task Two_schemes_have_keys_and_options_of_their_own()
    {
        await using var first = await TestProvider.Start(TestKey.Rsa("rsa-1"));
        await using var second = await TestProvider.Start(TestKey.Rsa("rsa-2"));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAuthentication()
            .AddJwtBearer("people", o => (o.Authority, o.RequireHttpsMetadata) = (first.Address, false))
            .AddJwtBearer("network", o => (o.Authority, o.RequireHttpsMetadata) = (second.Address, false));
        await using var all = services.BuildServiceProvider();
        var options = all.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>();

        Assert.Equal(first.Issuer, (await options.Get("people").Keys!.Current(default)).Issuer);
        Assert.Equal(second.Issuer, (await options.Get("network").Keys!.Current(default)).Issuer);
    }

    [Fact]
    public async Task A_scheme_without_a_provider_says_so_at_the_first_token()
    {
        await using var provider = await TestProvider.Start();
        using var api = new TestApi(provider, options => options.Authority = null);

        Assert.Contains("Authority", (await Assert.ThrowsAsync<InvalidOperationException>(() => api.Get("abc"))).Message, StringComparison.Ordinal);
    }

    private static JwtBearerOptions Options(Action<JwtBearerOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAuthentication().AddJwtBearer(configure);
        return services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme);
    }

    private sealed class Answers(Func<Uri?, string> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(answer(request.RequestUri)) });
    }
}
