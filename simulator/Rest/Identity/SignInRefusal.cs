using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pbx.Simulator.Rest.Identity;

/// <summary>Why the identity provider refuses: an error of OAuth 2.0 (RFC 6749) or OpenID Connect, and the number by which Entra ID explains it.</summary>
internal sealed record SignInRefusal(string Error, int Number, string Words, int Status = StatusCodes.Status400BadRequest)
{
    public static readonly SignInRefusal WrongTenant = new("invalid_tenant", 90002, "There is no such tenant. Name one by id or domain, or say common or organizations.");
    public static readonly SignInRefusal NeedsTenant = new("invalid_request", 50059, "A token without a person needs a tenant in the address, not common or organizations.");
    public static readonly SignInRefusal UnknownClient = new("unauthorized_client", 700016, "No application has this client_id.");
    public static readonly SignInRefusal WrongRedirectUri = new("invalid_request", 50011, "The redirect_uri is not one of those that are registered for the application, to the letter.");
    public static readonly SignInRefusal WrongResponseType = new("unsupported_response_type", 70005, "Only response_type code is given.");
    public static readonly SignInRefusal WrongResponseMode = new("invalid_request", 70007, "The response_mode is query, fragment or form_post.");
    public static readonly SignInRefusal NeedsChallenge = new("invalid_request", 9002325, "Proof Key for Code Exchange is required for a page: send a code_challenge.");
    public static readonly SignInRefusal PlainChallenge = new("invalid_request", 501491, "The code_challenge_method is S256; plain is not taken.");
    public static readonly SignInRefusal WrongChallenge = new("invalid_request", 501491, "The code_challenge is a SHA-256 in base64url, of 43 characters.");
    public static readonly SignInRefusal NoScope = new("invalid_scope", 70011, "A scope is needed, such as openid.");
    public static readonly SignInRefusal WrongScope = new("invalid_scope", 70011, "A scope is not one of its API's.");
    public static readonly SignInRefusal UnknownApi = new("invalid_resource", 500011, "The scope names an API that nobody has registered.");
    public static readonly SignInRefusal ManyApis = new("invalid_scope", 28000, "The scopes belong to more than one API.");
    public static readonly SignInRefusal NotDefaultScope = new("invalid_scope", 1002012, "A token without a person needs one scope that ends with /.default.");
    public static readonly SignInRefusal LoginRequired = new("login_required", 50058, "Nobody is signed in, and prompt=none allows no question.");
    public static readonly SignInRefusal Declined = new("access_denied", 65004, "The user has declined to sign in.");
    public static readonly SignInRefusal OtherTenant = new("invalid_request", 50020, "The user is not of the tenant in the address.");
    public static readonly SignInRefusal NotAForm = new("invalid_request", 9002313, "The request is a form in the body, each parameter once.");
    public static readonly SignInRefusal UnknownGrant = new("unsupported_grant_type", 70003, "The grant_type is authorization_code, refresh_token or client_credentials.");
    public static readonly SignInRefusal NeedsSecret = new("invalid_client", 7000218, "The application has to show its client_secret.", StatusCodes.Status401Unauthorized);
    public static readonly SignInRefusal WrongSecret = new("invalid_client", 7000215, "The client_secret is not the application's.", StatusCodes.Status401Unauthorized);
    public static readonly SignInRefusal NoSecretHere = new("invalid_client", 700025, "A public client shows no client_secret.", StatusCodes.Status401Unauthorized);
    public static readonly SignInRefusal UnknownCode = new("invalid_grant", 9002313, "The code is none that was given out.");
    public static readonly SignInRefusal UsedCode = new("invalid_grant", 54005, "The code was redeemed before. What it brought is void.");
    public static readonly SignInRefusal ExpiredCode = new("invalid_grant", 70008, "The code or refresh token has expired.");
    public static readonly SignInRefusal OtherClient = new("invalid_grant", 700005, "The code or refresh token was given to another application.");
    public static readonly SignInRefusal OtherRedirectUri = new("invalid_grant", 500112, "The redirect_uri is not the one that the code was asked with.");
    public static readonly SignInRefusal WrongVerifier = new("invalid_grant", 501481, "The code_verifier does not match the code_challenge.");
    public static readonly SignInRefusal UnknownRefreshToken = new("invalid_grant", 9002313, "The refresh token is none that was given out, or it is void.");
    public static readonly SignInRefusal UsedRefreshToken = new("invalid_grant", 70000, "The refresh token was used before. All of its sign-in are void.");

    /// <summary>As Entra ID writes it.</summary>
    public string Description => string.Create(CultureInfo.InvariantCulture, $"AADSTS{Number}: {Words}");

    public static SignInRefusal Missing(string parameter) => new("invalid_request", 900144, $"The request must contain the parameter '{parameter}'.");

    /// <summary>As the token endpoint answers it.</summary>
    public JsonObject Json(DateTimeOffset now) => new()
    {
        ["error"] = Error,
        ["error_description"] = Description,
        ["error_codes"] = new JsonArray(Number),
        ["timestamp"] = now.ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture),
        ["trace_id"] = Guid.NewGuid().ToString(),
        ["correlation_id"] = Guid.NewGuid().ToString(),
    };
}
