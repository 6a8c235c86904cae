namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>What the application does at the steps of bearer authentication; nothing unless set.</summary>
public sealed class JwtBearerEvents
{
    /// <summary>A request came: the token may be taken from somewhere else than the Authorization header.</summary>
    public Func<MessageReceivedContext, Task> OnMessageReceived { get; set; } = static _ => Task.CompletedTask;

    /// <summary>A token is good: the principal may be changed, or refused.</summary>
    public Func<TokenValidatedContext, Task> OnTokenValidated { get; set; } = static _ => Task.CompletedTask;

    /// <summary>A token is not good, or there are no keys to tell.</summary>
    public Func<AuthenticationFailedContext, Task> OnAuthenticationFailed { get; set; } = static _ => Task.CompletedTask;

    /// <summary>A 401 is about to be answered.</summary>
    public Func<JwtBearerChallengeContext, Task> OnChallenge { get; set; } = static _ => Task.CompletedTask;

    /// <summary>A 403 is about to be answered.</summary>
    public Func<ForbiddenContext, Task> OnForbidden { get; set; } = static _ => Task.CompletedTask;
}
