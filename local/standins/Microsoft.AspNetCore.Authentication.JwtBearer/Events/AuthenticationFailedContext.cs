using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>A token that is not good, or could not be checked.</summary>
public sealed class AuthenticationFailedContext(HttpContext context, AuthenticationScheme scheme, JwtBearerOptions options, Exception exception)
    : ResultContext<JwtBearerOptions>(context, scheme, options)
{
    /// <summary>What is wrong.</summary>
    public Exception Exception { get; } = exception;
}
