using System.Collections.Frozen;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>Turns the members of a payload into claims: one for each value of an array, objects as JSON.</summary>
internal static class TokenClaims
{
    // The long names of WS-Federation, for the claims that Entra and OpenID Connect send.
    private static readonly FrozenDictionary<string, string> LongNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["sub"] = ClaimTypes.NameIdentifier,
        ["nameid"] = ClaimTypes.NameIdentifier,
        ["unique_name"] = ClaimTypes.Name,
        ["upn"] = ClaimTypes.Upn,
        ["email"] = ClaimTypes.Email,
        ["given_name"] = ClaimTypes.GivenName,
        ["family_name"] = ClaimTypes.Surname,
        ["role"] = ClaimTypes.Role,
        ["roles"] = ClaimTypes.Role,
        ["birthdate"] = ClaimTypes.DateOfBirth,
        ["gender"] = ClaimTypes.Gender,
        ["website"] = ClaimTypes.Webpage,
        ["oid"] = "http://schemas.microsoft.com/identity/claims/objectidentifier",
        ["tid"] = "http://schemas.microsoft.com/identity/claims/tenantid",
        ["scp"] = "http://schemas.microsoft.com/identity/claims/scope",
        ["idp"] = "http://schemas.microsoft.com/identity/claims/identityprovider",
        ["acr"] = "http://schemas.microsoft.com/claims/authnclassreference",
        ["amr"] = "http://schemas.microsoft.com/claims/authnmethodsreferences",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ClaimsPrincipal Principal(JsonElement payload, string issuer, TokenValidationParameters parameters, bool longNames)
    {
        var identity = new ClaimsIdentity("AuthenticationTypes.Federation", parameters.NameClaimType, parameters.RoleClaimType);
        foreach (var member in payload.EnumerateObject())
        {
            var type = longNames && LongNames.TryGetValue(member.Name, out var name) ? name : member.Name;
            if (member.Value.ValueKind != JsonValueKind.Array)
            {
                identity.AddClaim(Claim(type, member.Value, issuer));
                continue;
            }

            foreach (var item in member.Value.EnumerateArray())
            {
                identity.AddClaim(Claim(type, item, issuer));
            }
        }

        return new(identity);
    }

    private static Claim Claim(string type, JsonElement value, string issuer) => value.ValueKind switch
    {
        JsonValueKind.String => new(type, value.GetString() ?? "", ClaimValueTypes.String, issuer),
        JsonValueKind.Number => new(type, value.GetRawText(), Number(value), issuer),
        JsonValueKind.True => new(type, "true", ClaimValueTypes.Boolean, issuer),
        JsonValueKind.False => new(type, "false", ClaimValueTypes.Boolean, issuer),
        JsonValueKind.Null => new(type, "", "JSON_NULL", issuer),
        JsonValueKind.Array => new(type, value.GetRawText(), "JSON_ARRAY", issuer),
        _ => new(type, value.GetRawText(), "JSON", issuer),
    };

    private static string Number(JsonElement value) => value.TryGetInt32(out _) ? ClaimValueTypes.Integer32
        : value.TryGetInt64(out _) ? ClaimValueTypes.Integer64
        : ClaimValueTypes.Double;
}
