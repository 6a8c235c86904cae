using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>A token whose signature is good; the checks that follow look at it, and the principal is there when it has passed them.</summary>
internal sealed class ValidToken(string issuer, DateTime validFrom, DateTime validTo) : SecurityToken
{
    public override string Issuer => issuer;

    public override DateTime ValidFrom => validFrom;

    public override DateTime ValidTo => validTo;

    /// <summary>The claim <c>tid</c>: the tenant that issued it; null when it names none.</summary>
    public string? Tenant { get; init; }

    /// <summary>The claim <c>ver</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The issuer that the provider's configuration names; that of many tenants has a placeholder.</summary>
    public string? ProviderIssuer { get; init; }

    /// <summary>The issuer for which the key is good that signed it; null when the provider does not say.</summary>
    public string? KeyIssuer { get; init; }

    public ClaimsPrincipal Principal { get; set; } = new();
}
