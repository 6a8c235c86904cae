using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Rest.Control;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>Where tokens can be checked, and where a script gets one.</summary>
internal static class IdentityEndpoints
{
    public static void Map(IEndpointRouteBuilder app, SimulatorOptions options, SimulatorAddress address, Tokens tokens)
    {
        app.MapGet("/calling/.well-known/acsopenidconfiguration", () => Json(new JsonObject
        {
            ["issuer"] = tokens.CallbackIssuer,
            ["jwks_uri"] = address.Base + "/calling/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        }));
        app.MapGet("/calling/keys", () => Json(tokens.Calling.KeySet()));
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant) => Json(Configuration(address, tokens, tenant)));
        app.MapGet("/{tenant}/discovery/v2.0/keys", (string tenant) => Json(tokens.Provider.KeySet()));
        app.MapGet("/sim/token", (string? user, string? audience) =>
            user is not null && LocalUsers.Find(options, user) is { } known
                ? Json(new JsonObject
                {
                    ["access_token"] = tokens.ForUser(known, audience ?? options.AzureAdAudience),
                    ["token_type"] = "Bearer",
                    ["expires_in"] = 3600,
                })
                : Problems.Invalid([("/user", "Name a user by mail address, such as admin@sample.example.")]));
    }

    private static JsonObject Configuration(SimulatorAddress address, Tokens tokens, string tenant)
    {
        // A multi-tenant configuration has a placeholder for the tenant, as in Entra ID.
        var issuer = tokens.IssuerOf(tenant is "common" or "organizations" ? "{tenantid}" : tenant);
        return new JsonObject
        {
            ["issuer"] = issuer,
            ["jwks_uri"] = $"{address.Base}/{tenant}/discovery/v2.0/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        };
    }

    private static IResult Json(JsonObject body) => Results.Text(body.ToJsonString(), "application/json");
}
