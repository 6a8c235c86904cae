using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>A 401 that is about to be answered, and what its WWW-Authenticate header says.</summary>
public sealed class JwtBearerChallengeContext(
    HttpContext context, AuthenticationScheme scheme, JwtBearerOptions options, AuthenticationProperties properties)
    : PropertiesContext<JwtBearerOptions>(context, scheme, options, properties)
{
    /// <summary>Why the token was refused; null when there was none.</summary>
    public Exception? AuthenticateFailure { get; init; }

    /// <summary>The error code (RFC 6750), such as <c>invalid_token</c>.</summary>
    public string? Error { get; set; }

    /// <summary>What is wrong, for people.</summary>
    public string? ErrorDescription { get; set; }

    /// <summary>A page about it.</summary>
    public string? ErrorUri { get; set; }

    /// <summary>Whether the application has answered by itself.</summary>
    public bool Handled { get; private set; }

    /// <summary>The application has answered by itself: nothing more is written.</summary>
    public void HandleResponse() => Handled = true;
}
