using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Identity.Web;

/// <summary>
/// Who may issue tokens: the tenant that the token itself names (<c>tid</c>), at the address that the provider's configuration gives for it. That of an application
/// of many tenants has the placeholder <c>{tenantid}</c> for it ("Validate tokens", Entra ID documentation).
/// </summary>
internal static class Issuer
{
    private const string Placeholder = "{tenantid}";

    /// <summary>Returns the issuer when it is good.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static string Validate(string issuer, SecurityToken token, TokenValidationParameters parameters)
    {
        if (token is not ValidToken valid || !Guid.TryParseExact(valid.Tenant, "D", out _))
        {
            throw new InvalidOperationException("The token does not name its tenant.");
        }

        var isKnown = Is(parameters.ValidIssuer, valid.Tenant, issuer)
            || (parameters.ValidIssuers?.Any(one => Is(one, valid.Tenant, issuer)) ?? false)
            || Is(valid.ProviderIssuer, valid.Tenant, issuer);
        if (!isKnown)
        {
            throw new InvalidOperationException("The issuer is not that of the token's tenant.");
        }

        // A key of one tenant is no key of another.
        return valid.KeyIssuer is null || Is(valid.KeyIssuer, valid.Tenant, issuer)
            ? issuer
            : throw new InvalidOperationException("The key that signed the token is another issuer's.");
    }

    private static bool Is(string? pattern, string tenant, string issuer) =>
        !string.IsNullOrEmpty(pattern) && string.Equals(pattern.Replace(Placeholder, tenant, StringComparison.Ordinal), issuer, StringComparison.Ordinal);
}
