using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Rest.Control;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>
/// An OpenID Connect provider with the addresses of Entra ID v2.0 (<c>/{tenant}/oauth2/v2.0/…</c>), and the keys of Call Automation.
/// </summary>
internal static class IdentityEndpoints
{
    public static void Map(IEndpointRouteBuilder app, SimulatorAddress address, Registrations apps, Tokens tokens, AuthorizeEndpoint authorize, TokenEndpoint token)
    {
        app.MapGet("/calling/.well-known/acsopenidconfiguration", () => Json(new JsonObject
        {
            ["issuer"] = tokens.CallbackIssuer,
            ["jwks_uri"] = address.Base + "/calling/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        }));
        app.MapGet("/calling/keys", () => Json(tokens.Calling.KeySet()));

        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (HttpContext http, string tenant) =>
            Public(http, TenantPath.TryRead(tenant, out var only) ? Configuration(address, Issuer(tokens, only), tenant) : null));
        app.MapGet("/{tenant}/discovery/v2.0/keys", (HttpContext http, string tenant) =>
            Public(http, TenantPath.TryRead(tenant, out var only) ? tokens.Provider.KeySet(Issuer(tokens, only)) : null));
        app.MapGet("/{tenant}/oauth2/v2.0/authorize", authorize.Show);
        app.On("POST", "/{tenant}/oauth2/v2.0/authorize", http => authorize.Choose(http, Tenant(http)));
        app.On("POST", "/{tenant}/oauth2/v2.0/token", http => token.Answer(http, Tenant(http)));
        app.MapMethods("/{tenant}/oauth2/v2.0/token", ["OPTIONS"], token.Preflight);
        app.MapGet("/{tenant}/oauth2/v2.0/logout", (string? post_logout_redirect_uri, string? state) => SignOut(apps, post_logout_redirect_uri, state));
        app.MapGet("/sign-in.css", () => Results.Stream(Style(), "text/css"));
    }

    // nobody stays signed in here, so there is only somewhere to go
    private static IResult SignOut(Registrations apps, string? uri, string? state) =>
        uri is null || !apps.IsRedirectUri(uri) ? Results.Text(SignInPage.SignedOut().Html, "text/html; charset=utf-8")
        : Results.Redirect(state is null ? uri : $"{uri}{(uri.Contains('?', StringComparison.Ordinal) ? '&' : '?')}state={Uri.EscapeDataString(state)}");

    // A multi-tenant configuration has a placeholder for the tenant, as in Entra ID.
    private static string Issuer(Tokens tokens, Guid? tenant) => tokens.IssuerOf(tenant?.ToString() ?? "{tenantid}");

    private static JsonObject Configuration(SimulatorAddress address, string issuer, string tenant)
    {
        var endpoints = $"{address.Base}/{tenant}/oauth2/v2.0";
        return new JsonObject
        {
            ["token_endpoint"] = endpoints + "/token",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "client_secret_basic"),
            ["jwks_uri"] = $"{address.Base}/{tenant}/discovery/v2.0/keys",
            ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["response_types_supported"] = new JsonArray("code"),
            ["grant_types_supported"] = new JsonArray("authorization_code", "refresh_token", "client_credentials"),
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
            ["issuer"] = issuer,
            ["request_uri_parameter_supported"] = false,
            ["authorization_endpoint"] = endpoints + "/authorize",
            ["end_session_endpoint"] = endpoints + "/logout",
            ["claims_supported"] = new JsonArray("sub", "iss", "aud", "exp", "iat", "nbf", "nonce", "preferred_username", "name", "oid", "tid", "ver", "roles"),
        };
    }

    private static string Tenant(HttpContext http) => http.GetRouteValue("tenant") as string ?? "";

    private static IResult Public(HttpContext http, JsonObject? body)
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return body is null
            ? Results.Text(SignInRefusal.WrongTenant.Json(DateTimeOffset.UtcNow).ToJsonString(), "application/json", statusCode: SignInRefusal.WrongTenant.Status)
            : Json(body);
    }

    private static Stream Style() => typeof(IdentityEndpoints).Assembly.GetManifestResourceStream("sign-in.css") ?? throw new InvalidOperationException("sign-in.css is not built in.");

    private static IResult Json(JsonObject body) => Results.Text(body.ToJsonString(), "application/json");
}
