using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>Authenticates a request by its bearer token (RFC 6750), and answers 401 and 403 with the reason in WWW-Authenticate.</summary>
internal sealed class JwtBearerHandler(IOptionsMonitor<JwtBearerOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<JwtBearerOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    private new JwtBearerEvents Events => (JwtBearerEvents?)base.Events ?? new();

    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(new JwtBearerEvents());

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        try
        {
            var received = new MessageReceivedContext(Context, Scheme, Options);
            await Events.OnMessageReceived(received);
            if (received.Result is { } decided)
            {
                return decided;
            }

            var token = string.IsNullOrEmpty(received.Token) ? TokenInHeader() : received.Token;
            return token is null ? AuthenticateResult.NoResult() : await Accept(await Check(token), token);
        }
        catch (TokenRefused refused)
        {
            Log.Refused(Logger, refused);
            return await Fail(refused) ?? AuthenticateResult.Fail(refused);
        }
        catch (Exception broken) when (!Context.RequestAborted.IsCancellationRequested)
        {
            // A fault of ours or of the application's, not of the token: unless the application decides, it is nobody's 401.
            Log.NotChecked(Logger, broken);
            if (await Fail(broken) is { } decided)
            {
                return decided;
            }

            throw;
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        var challenge = new JwtBearerChallengeContext(Context, Scheme, Options, properties)
        {
            AuthenticateFailure = failure,
            Error = failure is null ? null : "invalid_token",
            ErrorDescription = (failure as TokenRefused)?.Description,
        };
        await Events.OnChallenge(challenge);
        if (challenge.Handled)
        {
            return;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append("WWW-Authenticate", Said(challenge));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Events.OnForbidden(new(Context, Scheme, Options));
    }

    private string? TokenInHeader()
    {
        var header = Request.Headers.Authorization;
        if (header.Count > 1)
        {
            throw TokenRefused.Malformed("there are several Authorization headers");
        }

        var value = header.ToString();
        var token = value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? value[Prefix.Length..].Trim() : "";
        return token.Length == 0 ? null : token;
    }

    private async Task<ValidToken> Check(string text)
    {
        var provider = Options.Keys ?? throw new InvalidOperationException("Bearer authentication needs an Authority or a MetadataAddress.");
        var token = TokenRefused.Unless(() => CompactToken.Parse(text));
        var keys = await Current(provider);
        var key = TokenValidation.KeyFor(token, keys, Options.TokenValidationParameters);
        if (key is null && Options.RefreshOnIssuerKeyNotFound)
        {
            keys = await provider.After(keys, Context.RequestAborted);
            key = TokenValidation.KeyFor(token, keys, Options.TokenValidationParameters);
        }

        return key is null
            ? throw TokenValidation.KeyNotFound()
            : TokenRefused.Unless(() => TokenValidation.Validate(
                token, key, keys, Options.TokenValidationParameters, Options.MapInboundClaims, System.TimeProvider.System.GetUtcNow()));
    }

    private async Task<KeySet> Current(SigningKeys provider)
    {
        try
        {
            return await provider.Current(Context.RequestAborted);
        }
        catch (InvalidOperationException away)
        {
            Log.NoKeys(Logger, away);
            throw TokenValidation.KeyNotFound(away);
        }
    }

    private async Task<AuthenticateResult> Accept(ValidToken valid, string text)
    {
        Log.Validated(Logger);
        var validated = new TokenValidatedContext(Context, Scheme, Options, valid) { Principal = valid.Principal };
        validated.Properties.IssuedUtc = Utc(valid.ValidFrom);
        validated.Properties.ExpiresUtc = Utc(valid.ValidTo);
        await Events.OnTokenValidated(validated);
        if (validated.Result is { } decided)
        {
            return decided;
        }

        if (Options.SaveToken)
        {
            validated.Properties.StoreTokens([new AuthenticationToken { Name = "access_token", Value = text }]);
        }

        validated.Success();
        return validated.Result ?? AuthenticateResult.NoResult();
    }

    private async Task<AuthenticateResult?> Fail(Exception wrong)
    {
        var failed = new AuthenticationFailedContext(Context, Scheme, Options, wrong);
        await Events.OnAuthenticationFailed(failed);
        return failed.Result;
    }

    private static DateTimeOffset? Utc(DateTime at) => at == DateTime.MinValue ? null : new(DateTime.SpecifyKind(at, DateTimeKind.Utc));

    private static string Said(JwtBearerChallengeContext challenge)
    {
        var said = new StringBuilder(challenge.Options.Challenge);
        // Challenge may have parameters of its own, such as a realm.
        var separator = challenge.Options.Challenge.Contains(' ', StringComparison.Ordinal) ? ", " : " ";
        foreach (var (name, value) in new[] { ("error", challenge.Error), ("error_description", challenge.ErrorDescription), ("error_uri", challenge.ErrorUri) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                said.Append(separator).Append(name).Append("=\"").Append(value).Append('"');
                separator = ", ";
            }
        }

        return said.ToString();
    }
}
