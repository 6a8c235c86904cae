namespace Pbx.Simulator.Rest.Identity;

/// <summary>What an application asks for: words of OpenID Connect, and scopes of one API at most.</summary>
/// <param name="Api">The API; null when the access token is for Microsoft Graph, as that of a sign-in alone is.</param>
/// <param name="OfApi">Its scopes.</param>
/// <param name="OfOpenId">Of openid, profile, email, offline_access.</param>
internal sealed record AskedScopes(SimulatedApplication? Api, IReadOnlyList<string> OfApi, IReadOnlyList<string> OfOpenId)
{
    private const string Graph = "https://graph.microsoft.com";
    private const string GraphApplication = "00000003-0000-0000-c000-000000000000";

    private static readonly string[] OpenIdWords = ["openid", "profile", "email", "offline_access"];

    /// <summary>The audience of the access token.</summary>
    public string Audience => Api?.ClientId.ToString() ?? GraphApplication;

    /// <summary>The claim <c>scp</c>.</summary>
    public string Scp => string.Join(' ', Api is null ? [.. OfApi, .. OfOpenId.Where(word => word != "offline_access")] : OfApi);

    public bool WantsIdToken => OfOpenId.Contains("openid", StringComparer.Ordinal);

    public bool WantsRefreshToken => OfOpenId.Contains("offline_access", StringComparer.Ordinal);

    /// <summary>Reads the parameter <c>scope</c>: words between spaces.</summary>
    public static AskedScopes? Read(string? scope, Registrations apps, out SignInRefusal? refusal)
    {
        var words = (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        var openId = words.Where(word => OpenIdWords.Contains(word, StringComparer.Ordinal)).ToList();
        var others = words.Except(openId, StringComparer.Ordinal).Select(Split).ToList();
        refusal = words.Count == 0 ? SignInRefusal.NoScope
            : others.Select(other => other.Resource).Distinct(StringComparer.Ordinal).Count() > 1 ? SignInRefusal.ManyApis
            : null;
        if (refusal is not null)
        {
            return null;
        }

        if (others.Count == 0 || others[0].Resource == Graph)
        {
            return new AskedScopes(null, [.. others.Select(other => other.Name)], openId);
        }

        var api = apps.Api(others[0].Resource);
        refusal = api is null ? SignInRefusal.UnknownApi
            : others.Any(other => other.Name != ".default" && !api.Scopes.Contains(other.Name, StringComparer.Ordinal)) ? SignInRefusal.WrongScope
            : null;
        return api is null || refusal is not null
            ? null
            : new AskedScopes(api, others.Any(other => other.Name == ".default") ? api.Scopes : [.. others.Select(other => other.Name)], openId);
    }

    // what stands before the last slash names the API; a word without one is Microsoft Graph's
    private static (string Resource, string Name) Split(string word) =>
        word.LastIndexOf('/') is > 0 and var at ? (word[..at], word[(at + 1)..]) : (Graph, word);
}
