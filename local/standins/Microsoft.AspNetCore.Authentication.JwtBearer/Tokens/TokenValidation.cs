using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>
/// The checks of a token, in this order: algorithm, key, signature, lifetime, audience, issuer. The descriptions are those that the
/// official package tells the client.
/// </summary>
internal static class TokenValidation
{
    /// <summary>The one key that may have signed the token; null when there is none, or when it cannot be told which.</summary>
    public static VerificationKey? KeyFor(CompactToken token, KeySet keys, TokenValidationParameters parameters)
    {
        if (parameters.ValidAlgorithms is { } allowed && !allowed.Contains(token.Algorithm, StringComparer.Ordinal))
        {
            throw new TokenRefused($"The algorithm {token.Algorithm} is not allowed.");
        }

        return keys.Find(token.KeyId, token.Algorithm);
    }

    public static TokenRefused KeyNotFound(Exception? why = null) =>
        new("No key of the provider fits the token.", "The signature key was not found", why);

    /// <exception cref="TokenRefused">A check fails.</exception>
    public static ValidToken Validate(
        CompactToken token, VerificationKey key, KeySet keys, TokenValidationParameters parameters, bool longNames, DateTimeOffset now)
    {
        if (!token.IsSignedBy(key))
        {
            throw new TokenRefused("The signature does not fit the token.", "The signature is invalid");
        }

        using var json = token.ReadPayload();
        var payload = json.RootElement;
        var from = Instant(payload, "nbf");
        var to = Instant(payload, "exp");
        var issuer = Text(payload, "iss");
        var valid = new ValidToken(issuer ?? "", from ?? DateTime.MinValue, to ?? DateTime.MinValue)
        {
            Tenant = Text(payload, "tid"),
            Version = Text(payload, "ver"),
            ProviderIssuer = keys.Issuer,
            KeyIssuer = key.Issuer,
        };
        CheckLifetime(from, to, parameters, now.UtcDateTime);
        CheckAudience(payload, valid, parameters);
        CheckIssuer(issuer, valid, keys, parameters);
        valid.Principal = TokenClaims.Principal(payload, issuer ?? "LOCAL AUTHORITY", parameters, longNames);
        return valid;
    }

    private static void CheckLifetime(DateTime? from, DateTime? to, TokenValidationParameters parameters, DateTime now)
    {
        if (!parameters.ValidateLifetime)
        {
            return;
        }

        if (to is null && parameters.RequireExpirationTime)
        {
            throw Refused("The token has no expiration");
        }

        if (from > to)
        {
            throw Refused($"The token lifetime is invalid; NotBefore: '{Shown(from)}', Expires: '{Shown(to)}'");
        }

        if (from - now > parameters.ClockSkew)
        {
            throw Refused($"The token is not valid before '{Shown(from)}'");
        }

        if (now - to > parameters.ClockSkew)
        {
            throw Refused($"The token expired at '{Shown(to)}'");
        }
    }

    private static void CheckAudience(JsonElement payload, ValidToken token, TokenValidationParameters parameters)
    {
        if (!parameters.ValidateAudience)
        {
            return;
        }

        var good = payload.TryGetProperty("aud", out var audience) && (parameters.AudienceValidator is { } decides
            ? decides(Texts(audience), token, parameters)
            : audience.ValueKind switch
            {
                JsonValueKind.String => IsGood(audience),
                JsonValueKind.Array => audience.EnumerateArray().Any(IsGood),
                _ => false,
            });
        if (!good)
        {
            throw Refused($"The audience '{Shown(audience)}' is invalid");
        }

        bool IsGood(JsonElement value) => value.ValueKind == JsonValueKind.String
            && (IsSame(value, parameters.ValidAudience) || parameters.ValidAudiences is { } more && more.Any(one => IsSame(value, one)));
    }

    private static void CheckIssuer(string? issuer, ValidToken token, KeySet keys, TokenValidationParameters parameters)
    {
        if (!parameters.ValidateIssuer)
        {
            return;
        }

        if (string.IsNullOrEmpty(issuer))
        {
            throw Refused("The issuer '(null)' is invalid");
        }

        if (parameters.IssuerValidator is { } decides)
        {
            try
            {
                decides(issuer, token, parameters);
                return;
            }
            catch (Exception no)
            {
                throw new TokenRefused("The issuer validator refused the issuer.", $"The issuer '{Shown(issuer)}' is invalid", no);
            }
        }

        if (!Equal(issuer, keys.Issuer) && !Equal(issuer, parameters.ValidIssuer) && parameters.ValidIssuers?.Any(one => Equal(issuer, one)) != true)
        {
            throw Refused($"The issuer '{Shown(issuer)}' is invalid");
        }
    }

    private static IEnumerable<string> Texts(JsonElement audience) => audience.ValueKind switch
    {
        JsonValueKind.String => [audience.GetString() ?? ""],
        JsonValueKind.Array => [.. audience.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString() ?? "")],
        _ => [],
    };

    private static bool IsSame(JsonElement value, string? good) => !string.IsNullOrEmpty(good) && value.ValueEquals(good);

    private static bool Equal(string issuer, string? good) => string.Equals(issuer, good, StringComparison.Ordinal);

    private static string? Text(JsonElement payload, string name) => !payload.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw TokenRefused.Malformed($"'{name}' is not a string");

    // A NumericDate (RFC 7519, section 2): seconds since 1970, with a fraction perhaps. What no calendar holds is its end.
    private static DateTime? Instant(JsonElement payload, string name)
    {
        if (!payload.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds))
        {
            throw TokenRefused.Malformed($"'{name}' is not a number");
        }

        return seconds >= (DateTime.MaxValue - DateTime.UnixEpoch).TotalSeconds ? DateTime.MaxValue
            : seconds <= (DateTime.MinValue - DateTime.UnixEpoch).TotalSeconds ? DateTime.MinValue
            : DateTime.UnixEpoch.AddSeconds(seconds);
    }

    private static TokenRefused Refused(string description) => new(description + ".", description);

    private static string Shown(DateTime? at) => at?.ToString(CultureInfo.InvariantCulture) ?? "(null)";

    private static string Shown(JsonElement audience) => audience.ValueKind switch
    {
        JsonValueKind.String => Shown(audience.GetString() ?? ""),
        JsonValueKind.Array => Shown(string.Join(", ", audience.EnumerateArray().Select(one => one.ToString()))),
        _ => "(null)",
    };

    // It goes into a header between quotes.
    private static string Shown(string value)
    {
        var shown = value.Length <= 200 ? value : value[..200];
        return string.Create(shown.Length, shown, static (into, from) =>
        {
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = from[i] is >= ' ' and <= '~' and not ('"' or '\\') ? from[i] : '?';
            }
        });
    }
}
