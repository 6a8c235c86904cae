using Microsoft.Extensions.DependencyInjection;
using Pbx.Engine.Calls;
using Pbx.Infra.CallAutomation;
using Pbx.Infra.Memory;

namespace Pbx.Infra.Tests.CallAutomation;

public sealed class WhenTheNetworkIsSetUp
{
    [Fact]
    public void It_is_the_port_of_the_engine_and_connects_to_nothing_yet()
    {
        var network = new RecordingNetwork();
        using var services = new ServiceCollection().AddPbxMemory().AddPbxCallAutomation(network.Options()).BuildServiceProvider();
        Assert.IsType<AcsCallControl>(services.GetRequiredService<ICallControl>());
        Assert.Empty(network.Sent);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var wrong = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddPbxCallAutomation(new AcsOptions
        {
            PublicUri = new Uri("/relative", UriKind.Relative),
            CognitiveServicesEndpoint = new Uri("speech", UriKind.Relative),
        }));
        Assert.Contains("a connection string, or an endpoint and a credential, are needed", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("public address", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("AI resource", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://pbx.example.test", "https://pbx.example.test/api/x")]
    [InlineData("https://pbx.example.test/", "https://pbx.example.test/api/x")]
    [InlineData("http://localhost:7071/one/", "http://localhost:7071/one/api/x")]
    public void Addresses_of_ours_begin_with_the_public_one(string configured, string expected) =>
        Assert.Equal(expected, new AcsOptions { PublicUri = new Uri(configured), CognitiveServicesEndpoint = new Uri("https://s/") }.Public("api/x").AbsoluteUri);
}
