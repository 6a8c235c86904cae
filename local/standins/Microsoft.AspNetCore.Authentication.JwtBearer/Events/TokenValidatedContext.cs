using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>A token that is good, with its claims as principal.</summary>
public sealed class TokenValidatedContext(HttpContext context, AuthenticationScheme scheme, JwtBearerOptions options, SecurityToken securityToken)
    : ResultContext<JwtBearerOptions>(context, scheme, options)
{
    /// <summary>The token.</summary>
    public SecurityToken SecurityToken { get; } = securityToken;
}
