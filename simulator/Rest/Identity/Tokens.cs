using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>
/// The tokens of the simulator: of Call Automation for callbacks, and of the identity provider. Their first keys are made once in a process.
/// </summary>
internal sealed class Tokens(SimulatorOptions options, SimulatorAddress address, Registrations apps)
{
    /// <summary>The audience of tokens for the REST API of communication services.</summary>
    public const string CommunicationAudience = "https://communication.azure.com";

    /// <summary>Event Grid's application, the same in all of Azure.</summary>
    private const string EventGridApplication = "4962773b-9cdb-44cf-a8bf-237846a00ab7";

    private static readonly Lazy<SigningKey> CallingKey = new(() => new SigningKey());
    private static readonly Lazy<SigningKey> ProviderKey = new(() => new SigningKey());
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    public KeyRing Calling { get; } = new(CallingKey.Value);

    public KeyRing Provider { get; } = new(ProviderKey.Value);

    public string CallbackIssuer => options.CallbackIssuer ?? address.Base;

    /// <summary>Five minutes, and a new one for each event, as Call Automation does it.</summary>
    public string ForCallback() => Calling.Newest.Sign(Lasting(TimeSpan.FromMinutes(5), new JsonObject { ["iss"] = CallbackIssuer, ["aud"] = options.ResourceId }));

    /// <summary>Protects a delivery of Event Grid; none when no audience is set.</summary>
    public string? ForEventGrid() => options.EventGridAudience is not { } audience
        ? null
        : Provider.Newest.Sign(Lasting(OneHour, new JsonObject
        {
            ["iss"] = IssuerOf(options.EventGridTenant),
            ["aud"] = audience,
            ["tid"] = options.EventGridTenant,
            ["azp"] = EventGridApplication,
            ["appid"] = EventGridApplication,
            ["roles"] = new JsonArray("AzureEventGridSecureWebhookSubscriber"),
            ["ver"] = "2.0",
        }));

    /// <summary>An access token of somebody who signed in.</summary>
    public string Access(SignIn signIn) => Provider.Newest.Sign(
        AccessClaims(signIn.User, signIn.Tenant, signIn.Scopes.Audience, signIn.Client.ClientId, signIn.IsPage, signIn.Scopes.Scp, signIn.Scopes.Api == apps.Pbx ? signIn.User.Roles : []));

    /// <summary>The claims of an access token by which an application acts for a person (Entra ID, access tokens 2.0).</summary>
    public JsonObject AccessClaims(SimulatedUser user, Guid tenant, string audience, Guid client, bool isPublic, string scp, IReadOnlyList<string> roles)
    {
        var claims = OfPerson(user, tenant, audience);
        claims["azp"] = client.ToString();
        claims["azpacr"] = isPublic ? "0" : "1";
        claims["scp"] = scp;
        AddRoles(claims, roles);
        return Lasting(OneHour, claims);
    }

    /// <summary>An ID token: it tells the application who has signed in, and is no key to an API.</summary>
    public string Id(SignIn signIn)
    {
        var claims = OfPerson(signIn.User, signIn.Tenant, signIn.Client.ClientId.ToString());
        if (signIn.Nonce is not null)
        {
            claims["nonce"] = signIn.Nonce;
        }

        AddRoles(claims, signIn.Client == apps.Pbx ? signIn.User.Roles : []);
        return Provider.Newest.Sign(Lasting(OneHour, claims));
    }

    /// <summary>An access token of a program without a person: no scope, and the subject is the application's own object in the tenant.</summary>
    public string ForProgram(SimulatedApplication app, Guid tenant, string audience, IReadOnlyList<string> roles)
    {
        var claims = new JsonObject
        {
            ["iss"] = IssuerOf(tenant.ToString()),
            ["aud"] = audience,
            ["tid"] = tenant.ToString(),
            ["oid"] = LocalUsers.ObjectIdOf(app.ClientId, tenant).ToString(),
            ["sub"] = LocalUsers.ObjectIdOf(app.ClientId, tenant).ToString(),
            ["azp"] = app.ClientId.ToString(),
            ["azpacr"] = "1",
            ["idtyp"] = "app",
            ["ver"] = "2.0",
            ["uti"] = Unique(),
        };
        AddRoles(claims, roles);
        return Provider.Newest.Sign(Lasting(OneHour, claims));
    }

    /// <summary>Adds from when and until when the token is good, where the claims do not say so. Wire dates are real time, whatever the clock shows.</summary>
    public JsonObject Lasting(TimeSpan lifetime, JsonObject claims)
    {
        var now = options.WireTime.GetUtcNow().ToUnixTimeSeconds();
        claims.TryAdd("iat", JsonValue.Create(now));
        claims.TryAdd("nbf", JsonValue.Create(now));
        claims.TryAdd("exp", JsonValue.Create(now + (long)lifetime.TotalSeconds));
        return claims;
    }

    /// <summary>The claims of a token that the provider signed and that is good now; null for any other.</summary>
    public JsonObject? Read(string token) => Provider.Read(token, options.WireTime.GetUtcNow());

    public string IssuerOf(string tenant) => $"{address.Base}/{tenant}/v2.0";

    private JsonObject OfPerson(SimulatedUser user, Guid tenant, string audience) => new()
    {
        ["iss"] = IssuerOf(tenant.ToString()),
        ["aud"] = audience,
        ["tid"] = tenant.ToString(),
        ["oid"] = LocalUsers.ObjectIdOf(user.Mail).ToString(),
        // another one for each application: nobody can follow a person by it
        ["sub"] = LocalUsers.ObjectIdOf(user.Mail + "/" + audience).ToString(),
        ["name"] = user.Name,
        ["preferred_username"] = user.Mail,
        ["ver"] = "2.0",
        ["uti"] = Unique(),
    };

    private static void AddRoles(JsonObject claims, IReadOnlyList<string> roles)
    {
        if (roles.Count > 0)
        {
            claims["roles"] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]);
        }
    }

    private static string Unique() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
