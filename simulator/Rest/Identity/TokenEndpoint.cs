using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>Where applications get tokens (RFC 6749, section 3.2): for a code, for a refresh token, or for themselves.</summary>
internal sealed class TokenEndpoint(SimulatorOptions options, Registrations apps, Grants grants, Tokens tokens)
{
    private const int ExpiresIn = 3599;

    /// <summary>Answers one request.</summary>
    public async Task<IResult> Answer(HttpContext http, string tenant)
    {
        AllowOrigin(http);
        http.Response.Headers.CacheControl = "no-store, no-cache";
        http.Response.Headers.Pragma = "no-cache";
        if (!TenantPath.TryRead(tenant, out var only))
        {
            return Refuse(SignInRefusal.WrongTenant);
        }

        if (!http.Request.HasFormContentType || await http.Request.ReadFormAsync(http.RequestAborted) is not { } form || form.Any(one => one.Value.Count > 1))
        {
            return Refuse(SignInRefusal.NotAForm);
        }

        var refusal = Client(http.Request, form, out var client, out var secret);
        if (refusal is not null || client is null)
        {
            return Refuse(refusal ?? SignInRefusal.UnknownClient);
        }

        return form["grant_type"].ToString() switch
        {
            "authorization_code" => ForCode(form, client, secret, only),
            "refresh_token" => ForRefreshToken(form, client, secret, only),
            "client_credentials" => ForItself(form, client, secret, only),
            "" => Refuse(SignInRefusal.Missing("grant_type")),
            _ => Refuse(SignInRefusal.UnknownGrant),
        };
    }

    /// <summary>Lets pages of registered origins ask from the browser (the preflight of CORS).</summary>
    public IResult Preflight(HttpContext http)
    {
        if (AllowOrigin(http))
        {
            http.Response.Headers.AccessControlAllowMethods = "POST, OPTIONS";
            http.Response.Headers.AccessControlAllowHeaders = http.Request.Headers.AccessControlRequestHeaders;
            http.Response.Headers.AccessControlMaxAge = "600";
        }

        return Results.NoContent();
    }

    private IResult ForCode(IFormCollection form, SimulatedApplication client, string? secret, Guid? only)
    {
        if (Absent(form, "code", "redirect_uri") is { } missing)
        {
            return Refuse(missing);
        }

        // a secret is looked at first: who cannot show it shall not use up somebody's code
        if (secret is not null && !Fits(secret, client))
        {
            return Refuse(client.Secret is null ? SignInRefusal.NoSecretHere : SignInRefusal.WrongSecret);
        }

        if (grants.Redeem(form["code"].ToString(), out var refusal) is not { } code)
        {
            return Refuse(refusal ?? SignInRefusal.UnknownCode);
        }

        var signIn = code.SignIn;
        refusal = signIn.Client != client ? SignInRefusal.OtherClient
            : !string.Equals(code.RedirectUri, form["redirect_uri"], StringComparison.Ordinal) ? SignInRefusal.OtherRedirectUri
            : !Proves(form["code_verifier"].ToString(), code.Challenge) ? SignInRefusal.WrongVerifier
            : Proof(signIn, client, secret) ?? InTenant(signIn, only);
        return refusal is null ? Answer(signIn, code.Family) : Refuse(refusal);
    }

    private IResult ForRefreshToken(IFormCollection form, SimulatedApplication client, string? secret, Guid? only)
    {
        if (Absent(form, "refresh_token") is { } missing)
        {
            return Refuse(missing);
        }

        if (secret is not null && !Fits(secret, client))
        {
            return Refuse(client.Secret is null ? SignInRefusal.NoSecretHere : SignInRefusal.WrongSecret);
        }

        if (grants.Redeem(form["refresh_token"].ToString(), client, out var refusal) is not { } refresh)
        {
            return Refuse(refusal ?? SignInRefusal.UnknownRefreshToken);
        }

        // the nonce belongs to the first ID token
        var signIn = refresh.SignIn with { Nonce = null };
        if (form["scope"].ToString() is { Length: > 0 } scope)
        {
            if (AskedScopes.Read(scope, apps, out refusal) is not { } asked)
            {
                return Refuse(refusal ?? SignInRefusal.WrongScope);
            }

            signIn = signIn with { Scopes = asked with { OfOpenId = [.. asked.OfOpenId.Union(signIn.Scopes.OfOpenId, StringComparer.Ordinal)] } };
        }

        refusal = Proof(signIn, client, secret) ?? InTenant(signIn, only);
        return refusal is null ? Answer(signIn, refresh.Family) : Refuse(refusal);
    }

    private IResult ForItself(IFormCollection form, SimulatedApplication client, string? secret, Guid? only)
    {
        var scope = form["scope"].ToString();
        var api = scope.EndsWith("/.default", StringComparison.Ordinal) ? apps.Api(scope[..^"/.default".Length]) : null;
        var refusal = secret is null || client.Secret is null ? SignInRefusal.NeedsSecret
            : !Fits(secret, client) ? SignInRefusal.WrongSecret
            : only is null ? SignInRefusal.NeedsTenant
            : scope.Length == 0 ? SignInRefusal.Missing("scope")
            : !scope.EndsWith("/.default", StringComparison.Ordinal) || scope.Contains(' ', StringComparison.Ordinal) ? SignInRefusal.NotDefaultScope
            : api is null ? SignInRefusal.UnknownApi
            : null;
        return refusal is null && only is { } tenant && api is not null
            ? Json(new JsonObject
            {
                ["token_type"] = "Bearer",
                ["expires_in"] = ExpiresIn,
                ["ext_expires_in"] = ExpiresIn,
                ["access_token"] = tokens.ForProgram(client, tenant, api.ClientId.ToString(), api == apps.Pbx ? client.GrantedRoles : []),
            })
            : Refuse(refusal ?? SignInRefusal.UnknownApi);
    }

    private IResult Answer(SignIn signIn, Guid family)
    {
        var answer = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = string.Join(' ', [.. signIn.Scopes.OfOpenId, .. signIn.Scopes.OfApi.Select(scope => signIn.Scopes.Api is { } api ? $"{api.IdentifierUri ?? $"api://{api.ClientId}"}/{scope}" : scope)]),
            ["expires_in"] = ExpiresIn,
            ["ext_expires_in"] = ExpiresIn,
            ["access_token"] = tokens.Access(signIn),
        };
        if (signIn.Scopes.WantsRefreshToken)
        {
            answer["refresh_token"] = grants.Continue(signIn, family);
        }

        if (signIn.Scopes.WantsIdToken)
        {
            answer["id_token"] = tokens.Id(signIn);
        }

        return Json(answer);
    }

    // client_secret_post or client_secret_basic (RFC 6749, section 2.3.1), not both
    private SignInRefusal? Client(HttpRequest request, IFormCollection form, out SimulatedApplication? client, out string? secret)
    {
        var id = form["client_id"].ToString();
        secret = form.TryGetValue("client_secret", out var posted) ? posted.ToString() : null;
        if (!StringValues.IsNullOrEmpty(request.Headers.Authorization))
        {
            if (secret is not null || Basic(request.Headers.Authorization.ToString()) is not [var user, var password] || (id.Length > 0 && !string.Equals(id, user, StringComparison.OrdinalIgnoreCase)))
            {
                client = null;
                return SignInRefusal.WrongSecret;
            }

            (id, secret) = (user, password);
        }

        client = apps.Find(id);
        return client is not null ? null : id.Length == 0 ? SignInRefusal.Missing("client_id") : SignInRefusal.UnknownClient;
    }

    private static string[]? Basic(string header)
    {
        try
        {
            return AuthenticationHeaderValue.TryParse(header, out var value) && string.Equals(value.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
                ? [.. Encoding.UTF8.GetString(Convert.FromBase64String(value.Parameter ?? "")).Split(':', 2).Select(Uri.UnescapeDataString)]
                : null;
        }
        catch (FormatException)
        {
            return null; // not base64
        }
    }

    private static SignInRefusal? Proof(SignIn signIn, SimulatedApplication client, string? secret) =>
        signIn.IsPage ? (secret is null ? null : SignInRefusal.NoSecretHere)
        : secret is null ? SignInRefusal.NeedsSecret
        : Fits(secret, client) ? null
        : SignInRefusal.WrongSecret;

    private static SignInRefusal? InTenant(SignIn signIn, Guid? only) => only is null || signIn.Tenant == only ? null : SignInRefusal.OtherTenant with { Error = "invalid_grant" };

    private static bool Fits(string secret, SimulatedApplication client) =>
        client.Secret is { } known && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(known)));

    // a verifier for a code without a challenge means that somebody has cut the challenge off (RFC 9700, section 4.8.2)
    private static bool Proves(string verifier, string? challenge) => challenge is null
        ? verifier.Length == 0
        : verifier.Length is >= 43 and <= 128 && string.Equals(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), challenge, StringComparison.Ordinal);

    private static SignInRefusal? Absent(IFormCollection form, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (StringValues.IsNullOrEmpty(form[name]))
            {
                return SignInRefusal.Missing(name);
            }
        }

        return null;
    }

    private bool AllowOrigin(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        http.Response.Headers.Vary = "Origin";
        if (origin.Length == 0 || !apps.IsOriginOfAPage(origin))
        {
            return false;
        }

        http.Response.Headers.AccessControlAllowOrigin = origin;
        return true;
    }

    private IResult Refuse(SignInRefusal refusal) => Json(refusal.Json(options.WireTime.GetUtcNow()), refusal.Status);

    private static IResult Json(JsonObject body, int status = StatusCodes.Status200OK) => Results.Text(body.ToJsonString(), "application/json", statusCode: status);
}
