using Microsoft.AspNetCore.Http;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>A request to sign somebody in (OpenID Connect Core, section 3.1.2.1): what the application asks for, and where the answer goes.</summary>
internal sealed record AuthorizeRequest(SimulatedApplication Client, string RedirectUri, bool IsPage, string ResponseMode, string? State, AskedScopes? Scopes, string? Nonce, string? Challenge)
{
    private const int LengthOfSha256 = 43; // in base64url

    /// <summary>
    /// Reads it. Without a request the refusal is for the person in front of the browser, since nobody trustworthy waits at the redirect URI; with one it is for the application.
    /// </summary>
    public static (AuthorizeRequest? Request, SignInRefusal? Refusal) Read(IQueryCollection query, Registrations apps)
    {
        if (query.Any(parameter => parameter.Value.Count > 1))
        {
            return (null, SignInRefusal.NotAForm);
        }

        if (apps.Find(query["client_id"]) is not { } client)
        {
            return (null, query.ContainsKey("client_id") ? SignInRefusal.UnknownClient : SignInRefusal.Missing("client_id"));
        }

        var redirectUri = query["redirect_uri"].ToString();
        var isPage = client.PageRedirectUris.Contains(redirectUri, StringComparer.Ordinal);
        if (!isPage && !client.WebRedirectUris.Contains(redirectUri, StringComparer.Ordinal))
        {
            return (null, SignInRefusal.WrongRedirectUri);
        }

        var mode = query["response_mode"].ToString() is { Length: > 0 } asked ? asked : "query";
        var scopes = AskedScopes.Read(query["scope"], apps, out var wrongScope);
        var request = new AuthorizeRequest(
            client,
            redirectUri,
            isPage,
            mode is "fragment" or "form_post" ? mode : "query",
            query.TryGetValue("state", out var state) ? state.ToString() : null,
            scopes,
            query.TryGetValue("nonce", out var nonce) ? nonce.ToString() : null,
            query.TryGetValue("code_challenge", out var challenge) ? challenge.ToString() : null);
        return (request, Wrong(request, query, mode) ?? wrongScope);
    }

    private static SignInRefusal? Wrong(AuthorizeRequest request, IQueryCollection query, string mode) =>
        query["response_type"] != "code" ? (query.ContainsKey("response_type") ? SignInRefusal.WrongResponseType : SignInRefusal.Missing("response_type"))
        : mode is not ("query" or "fragment" or "form_post") ? SignInRefusal.WrongResponseMode
        : request.Challenge is null && request.IsPage ? SignInRefusal.NeedsChallenge
        // an absent method means plain (RFC 7636, section 4.3)
        : request.Challenge is not null && query["code_challenge_method"] != "S256" ? SignInRefusal.PlainChallenge
        : request.Challenge is { } text && !(text.Length == LengthOfSha256 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) ? SignInRefusal.WrongChallenge
        : query["prompt"] == "none" ? SignInRefusal.LoginRequired
        : null;
}
