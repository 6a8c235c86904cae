using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>A token that has passed every check.</summary>
internal sealed class ValidToken(string issuer, DateTime validFrom, DateTime validTo) : SecurityToken
{
    public override string Issuer => issuer;

    public override DateTime ValidFrom => validFrom;

    public override DateTime ValidTo => validTo;

    public required ClaimsPrincipal Principal { get; init; }
}
