namespace Pbx.Simulator.Rest.Identity;

/// <summary>The applications that the provider knows: the PBX itself, the script, and those of the options.</summary>
internal sealed class Registrations(SimulatorOptions options)
{
    /// <summary>The scope by which the PBX lets applications act for a person.</summary>
    public const string AsUser = "access_as_user";

    /// <summary>The PBX itself: its API and its portal, in one registration.</summary>
    public SimulatedApplication Pbx { get; } = new(options.AzureAdClientId, "PBX")
    {
        IdentifierUri = "api://pbx",
        Scopes = [AsUser],
        PageRedirectUris = [.. options.PortalRedirectUris],
    };

    private IEnumerable<SimulatedApplication> All => [Pbx, SimulatedApplication.Script, .. options.Applications];

    /// <summary>By client id; null when it is nobody's.</summary>
    public SimulatedApplication? Find(string? clientId) => Guid.TryParse(clientId, out var id) ? All.FirstOrDefault(app => app.ClientId == id) : null;

    /// <summary>The API whose scopes begin so: by its identifier, or its client id with or without <c>api://</c>.</summary>
    public SimulatedApplication? Api(string resource) => All.FirstOrDefault(app => app.Scopes.Count > 0 && (
        string.Equals(resource, app.IdentifierUri, StringComparison.Ordinal)
        || string.Equals(resource, app.ClientId.ToString(), StringComparison.OrdinalIgnoreCase)
        || string.Equals(resource, $"api://{app.ClientId}", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether pages of this origin may ask for tokens: those to which a sign-in may lead back.</summary>
    public bool IsOriginOfAPage(string origin) =>
        All.SelectMany(app => app.PageRedirectUris).Any(uri => string.Equals(new Uri(uri).GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether somebody who signed out may be led there.</summary>
    public bool IsRedirectUri(string uri) => All.Any(app => app.PageRedirectUris.Contains(uri, StringComparer.Ordinal) || app.WebRedirectUris.Contains(uri, StringComparer.Ordinal));
}
