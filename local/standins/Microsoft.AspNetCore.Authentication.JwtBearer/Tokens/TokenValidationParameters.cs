using System.Security.Claims;

namespace Microsoft.IdentityModel.Tokens;

/// <summary>What a token has to say. The signature is always checked: only RS256 and ES256 are known, and a token without one is never good.</summary>
public sealed class TokenValidationParameters
{
    /// <summary>An issuer that is good, besides that of the OpenID configuration.</summary>
    public string? ValidIssuer { get; set; }

    /// <summary>More issuers that are good.</summary>
    public IEnumerable<string>? ValidIssuers { get; set; }

    /// <summary>Decides about the issuer instead of the lists.</summary>
    public IssuerValidator? IssuerValidator { get; set; }

    /// <summary>Whether the issuer is checked.</summary>
    public bool ValidateIssuer { get; set; } = true;

    /// <summary>An audience that is good.</summary>
    public string? ValidAudience { get; set; }

    /// <summary>More audiences that are good.</summary>
    public IEnumerable<string>? ValidAudiences { get; set; }

    /// <summary>Decides about the audience instead of the lists.</summary>
    public AudienceValidator? AudienceValidator { get; set; }

    /// <summary>Whether the audience is checked; without any that is good, no token is.</summary>
    public bool ValidateAudience { get; set; } = true;

    /// <summary>Whether <c>nbf</c> and <c>exp</c> are checked.</summary>
    public bool ValidateLifetime { get; set; } = true;

    /// <summary>How far clocks may be apart; the edges are good.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The algorithms that are good, of RS256 and ES256; null means both.</summary>
    public IEnumerable<string>? ValidAlgorithms { get; set; }

    /// <summary>The claim that <see cref="System.Security.Principal.IIdentity.Name"/> shows.</summary>
    public string NameClaimType { get; set; } = ClaimsIdentity.DefaultNameClaimType;

    /// <summary>The claim that <see cref="ClaimsPrincipal.IsInRole"/> asks.</summary>
    public string RoleClaimType { get; set; } = ClaimsIdentity.DefaultRoleClaimType;

    /// <summary>Whether a token without <c>exp</c> is refused.</summary>
    public bool RequireExpirationTime { get; set; } = true;
}
