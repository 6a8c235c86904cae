using System.Globalization;
using Pbx.Simulator.Rest;

namespace Pbx.Local.Host.World;

/// <summary>The app settings of a functions process in a local world, under the names of a deployment's.</summary>
internal static class FunctionsSettings
{
    /// <summary>The audience of the token that protects deliveries of events.</summary>
    public const string EventGridAudience = "api://pbx-events";

    /// <summary>The settings of the process on a port.</summary>
    public static IReadOnlyDictionary<string, string> Of(
        int port, Uri network, SimulatorOptions simulator, string storage, string serviceBus, string data, IReadOnlyDictionary<string, string> more)
    {
        var root = network.ToString().TrimEnd('/');
        var own = $"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}";
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Acs__ConnectionString"] = $"endpoint={root}/;accesskey={simulator.AccessKey}",
            ["Acs__CallbackIssuer"] = simulator.CallbackIssuer ?? root,
            ["Acs__CallbackMetadataAddress"] = $"{root}/calling/.well-known/acsopenidconfiguration",
            ["Acs__CognitiveServicesEndpoint"] = root,
            ["Acs__MailFrom"] = "pbx@sample.example",
            ["Acs__SmsFrom"] = "Sample",
            ["Acs__ResourceId"] = simulator.ResourceId,
            ["EventGrid__MetadataAddress"] = $"{root}/{simulator.EventGridTenant}/v2.0/.well-known/openid-configuration",
            ["EventGrid__Issuer"] = $"{root}/{simulator.EventGridTenant}/v2.0",
            ["EventGrid__Audience"] = EventGridAudience,
            ["AzureAd__Instance"] = $"{root}/",
            ["AzureAd__TenantId"] = "organizations", // any tenant of the directory; each account lists its own
            ["AzureAd__ClientId"] = simulator.AzureAdClientId.ToString(),
            ["AzureAd__Audience"] = simulator.AzureAdClientId.ToString(),
            ["Storage__ConnectionString"] = storage,
            ["ServiceBusConnection"] = serviceBus,
            ["PublicUri"] = own,
            ["ASPNETCORE_URLS"] = own,
            ["PBX_CLOCK"] = root,
            ["PBX_DATA"] = data,
            ["PBX_PARENT"] = "stdin",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }
}
