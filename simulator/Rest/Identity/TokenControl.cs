using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Rest.Control;

namespace Pbx.Simulator.Rest.Identity;

/// <summary><c>/sim/token</c> and <c>/sim/keys</c>: tokens for scripts without a sign-in, any token at all for tests, and new keys.</summary>
internal static class TokenControl
{
    public static void Map(IEndpointRouteBuilder app, SimulatorOptions options, Registrations apps, Tokens tokens)
    {
        app.MapGet("/sim/token", (string? user, string? audience, string? roles, string? tenant, string? app) => app is null
            ? OfUser(options, apps, tokens, user, audience, roles, tenant)
            : OfProgram(options, apps, tokens, app, audience, roles, tenant));
        app.On("POST", "/sim/token", http => Signed(http, options, apps, tokens));
        app.On("POST", "/sim/keys/rotate", async http =>
        {
            var request = await ControlRequest.Read(http.Request);
            var withdrawOld = request.Flag("withdrawOld");
            request.NothingElse();
            if (request.Errors.Count > 0)
            {
                return Problems.Invalid(request.Errors);
            }

            tokens.Provider.Rotate(withdrawOld);
            return ControlCall.Json(tokens.Provider.KeySet());
        });
    }

    private static IResult OfUser(SimulatorOptions options, Registrations apps, Tokens tokens, string? user, string? audience, string? roles, string? tenant) =>
        Claims(options, apps, tokens, user, audience, roles, tenant, out var wrong) is { } claims
            ? Token(tokens.Provider.Newest.Sign(claims))
            : Problems.Invalid(wrong);

    private static IResult OfProgram(SimulatorOptions options, Registrations apps, Tokens tokens, string app, string? audience, string? roles, string? tenant)
    {
        var client = app is "script" ? SimulatedApplication.Script : apps.Find(app);
        if (client is not null && TenantPath.TryRead(tenant ?? "", out var only) && only is { } id)
        {
            return Token(tokens.ForProgram(client, id, audience ?? options.AzureAdClientId.ToString(), roles is null ? client.GrantedRoles : List(roles)));
        }

        return Problems.Invalid(client is null
            ? [("/app", "Name an application by its client id, or say script.")]
            : [("/tenant", "Name the tenant by its id or domain, such as sample.example.")]);
    }

    private static JsonObject? Claims(
        SimulatorOptions options, Registrations apps, Tokens tokens, string? user, string? audience, string? roles, string? tenant, out (string Pointer, string Message)[] wrong)
    {
        wrong = [];
        if (LocalUsers.Find(options, user ?? "") is not { } known)
        {
            wrong = [("/user", "Name a user by mail address, such as admin@sample.example.")];
            return null;
        }

        Guid? issuer = LocalUsers.TenantOf(known);
        if (tenant is not null && (!TenantPath.TryRead(tenant, out issuer) || issuer is null))
        {
            wrong = [("/tenant", "Name the tenant by its id or domain, such as sample.example.")];
            return null;
        }

        return tokens.AccessClaims(
            known, issuer ?? default, audience ?? options.AzureAdClientId.ToString(), apps.Pbx.ClientId, isPublic: true, Registrations.AsUser, roles is null ? known.Roles : List(roles));
    }

    // Signs what it is told, as nobody else would: so that tests can hold up every forgery, and see it refused for what it says and not for its key.
    private static async Task<IResult> Signed(HttpContext http, SimulatorOptions options, Registrations apps, Tokens tokens)
    {
        JsonObject? body;
        try
        {
            body = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            body = null; // said below
        }

        if (body?["claims"] is not JsonObject changes || body["header"] is not (null or JsonObject) || body["user"] is { } named && named.GetValueKind() != JsonValueKind.String)
        {
            return Problems.Invalid([(string.Empty, "Send {claims: {…}, header?: {…}, user?: …, key?: network}; null leaves a member out.")]);
        }

        var claims = new JsonObject();
        (string, string)[] wrong = [];
        if (body["user"] is { } user && Claims(options, apps, tokens, (string?)user, null, null, null, out wrong) is { } good)
        {
            claims = good;
        }
        else if (wrong.Length > 0)
        {
            return Problems.Invalid(wrong);
        }

        foreach (var (name, value) in changes)
        {
            claims.Remove(name);
            if (value is not null)
            {
                claims[name] = value.DeepClone();
            }
        }

        var key = body["key"]?.ToString() == "network" ? tokens.Calling : tokens.Provider;
        return Token(key.Newest.Sign(claims, body["header"] as JsonObject));
    }

    private static IResult Token(string token) => ControlCall.Json(new JsonObject { ["access_token"] = token, ["token_type"] = "Bearer", ["expires_in"] = 3600 });

    private static string[] List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
