using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pbx.Functions.Access;

namespace Pbx.Functions.Tests.Access;

public sealed class WhenTokenChecksAreSetUp
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["AzureAd:Instance"] = "https://login.example/",
        ["AzureAd:TenantId"] = "organizations",
        ["AzureAd:ClientId"] = "6f1d2c3b-4a59-4e68-8c7d-9b0a1f2e3d4c",
    };

    [Fact]
    public async Task A_token_is_checked_once_by_the_scheme_that_the_gate_names()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddTokenChecks(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        await using var all = services.BuildServiceProvider();
        var schemes = all.GetRequiredService<IAuthenticationSchemeProvider>();

        Assert.Equal(["Bearer", "EventDelivery", "Network"], (await schemes.GetAllSchemesAsync()).Select(scheme => scheme.Name).Order(StringComparer.Ordinal));
        Assert.Null(await schemes.GetDefaultAuthenticateSchemeAsync()); // with one, the server would check every webhook's token by it as well
    }

    [Theory]
    [InlineData("Instance")]
    [InlineData("TenantId")]
    [InlineData("ClientId")]
    public void A_missing_setting_stops_the_start(string setting)
    {
        var settings = Settings.Where(one => one.Key != $"AzureAd:{setting}");
        var missing = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddTokenChecks(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        Assert.Equal($"The app setting AzureAd__{setting} is missing.", missing.Message);
    }
}
