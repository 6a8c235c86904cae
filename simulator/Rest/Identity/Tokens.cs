using System.Text.Json.Nodes;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>
/// The tokens of the simulator: two key pairs, one of Call Automation for callbacks, one of the identity provider. They are
/// made once in a process.
/// </summary>
internal sealed class Tokens(SimulatorOptions options, SimulatorAddress address)
{
    private static readonly Lazy<SigningKey> CallingKey = new(() => new SigningKey());
    private static readonly Lazy<SigningKey> ProviderKey = new(() => new SigningKey());

    /// <summary>Event Grid's application, the same in all of Azure.</summary>
    private const string EventGridApplication = "4962773b-9cdb-44cf-a8bf-237846a00ab7";

    /// <summary>The audience of tokens for the REST API of communication services.</summary>
    public const string CommunicationAudience = "https://communication.azure.com";

    public SigningKey Calling { get; } = CallingKey.Value;

    public SigningKey Provider { get; } = ProviderKey.Value;

    public string CallbackIssuer => options.CallbackIssuer ?? address.Base;

    /// <summary>Five minutes, and a new one for each event, as Call Automation does it.</summary>
    public string ForCallback() => Calling.Sign(
        new JsonObject { ["iss"] = CallbackIssuer, ["aud"] = options.ResourceId },
        TimeSpan.FromMinutes(5));

    /// <summary>Protects a delivery of Event Grid; none when no audience is set.</summary>
    public string? ForEventGrid() => options.EventGridAudience is not { } audience
        ? null
        : Provider.Sign(
            new JsonObject
            {
                ["iss"] = IssuerOf(options.EventGridTenant),
                ["aud"] = audience,
                ["tid"] = options.EventGridTenant,
                ["azp"] = EventGridApplication,
                ["appid"] = EventGridApplication,
                ["roles"] = new JsonArray("AzureEventGridSecureWebhookSubscriber"),
                ["ver"] = "2.0",
            },
            TimeSpan.FromHours(1));

    public string ForUser(SimulatedUser user, string audience)
    {
        var tenant = LocalUsers.TenantOf(user.Mail.Split('@')[1]).ToString();
        var claims = new JsonObject
        {
            ["iss"] = IssuerOf(tenant),
            ["aud"] = audience,
            ["tid"] = tenant,
            ["oid"] = LocalUsers.ObjectIdOf(user.Mail).ToString(),
            ["sub"] = LocalUsers.ObjectIdOf(user.Mail + "/" + audience).ToString(),
            ["name"] = user.Name,
            ["preferred_username"] = user.Mail,
            ["scp"] = "access_as_user",
            ["ver"] = "2.0",
        };
        if (user.Roles.Count > 0)
        {
            claims["roles"] = new JsonArray([.. user.Roles.Select(r => JsonValue.Create(r))]);
        }

        return Provider.Sign(claims, TimeSpan.FromHours(1));
    }

    public string IssuerOf(string tenant) => $"{address.Base}/{tenant}/v2.0";
}
