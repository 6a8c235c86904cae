using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Identity.Web;

/// <summary>Turns the settings of an application at Entra ID into the options of its bearer scheme.</summary>
internal static class ApiSettings
{
    private static readonly string[] Rights = ["scp", "http://schemas.microsoft.com/identity/claims/scope", "roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];

    /// <summary>What the section says of the scheme itself.</summary>
    public static void Bind(IConfigurationSection section, JwtBearerOptions options)
    {
        options.Authority = Text(section, "Authority") ?? options.Authority;
        options.MetadataAddress = Text(section, "MetadataAddress") ?? options.MetadataAddress;
        options.Audience = Text(section, "Audience") ?? options.Audience;
        options.RequireHttpsMetadata = Flag(section, "RequireHttpsMetadata") ?? options.RequireHttpsMetadata;
        options.MapInboundClaims = Flag(section, "MapInboundClaims") ?? options.MapInboundClaims;
        options.SaveToken = Flag(section, "SaveToken") ?? options.SaveToken;
    }

    /// <summary>What follows from it: the authority, and who may issue tokens, for whom, with which claims.</summary>
    /// <exception cref="ArgumentNullException">A setting is missing.</exception>
    public static void Apply(IConfigurationSection section, JwtBearerOptions options)
    {
        var client = Needed(section, "ClientId");
        if (string.IsNullOrWhiteSpace(options.Authority))
        {
            options.Authority = $"{Needed(section, "Instance").TrimEnd('/')}/{Needed(section, "TenantId")}";
        }

        if (!options.Authority.TrimEnd('/').EndsWith("/v2.0", StringComparison.Ordinal))
        {
            options.Authority = options.Authority.TrimEnd('/') + "/v2.0";
        }

        var parameters = options.TokenValidationParameters;
        if (parameters.AudienceValidator is null && parameters.ValidAudience is null && parameters.ValidAudiences is null)
        {
            parameters.AudienceValidator = (audiences, token, now) => Audience.IsGood(audiences, token, now, client);
        }

        if (parameters.ValidateIssuer)
        {
            parameters.IssuerValidator ??= Issuer.Validate;
        }

        var events = ((AuthenticationSchemeOptions)options).Events as JwtBearerEvents ?? new JwtBearerEvents();
        var then = events.OnTokenValidated;
        events.OnTokenValidated = context =>
        {
            if (context.Principal?.Claims.Any(claim => Rights.Contains(claim.Type, StringComparer.Ordinal)) != true)
            {
                context.Fail($"The token of scheme {context.Scheme.Name} has neither a scope nor a role: its tenant has granted nothing.");
            }

            return then(context);
        };
        options.Events = events;
    }

    private static string Needed(IConfigurationSection section, string key) =>
        Text(section, key) ?? throw new ArgumentNullException(key, $"The '{key}' option must be provided.");

    private static string? Text(IConfigurationSection section, string key) => string.IsNullOrEmpty(section[key]) ? null : section[key];

    private static bool? Flag(IConfigurationSection section, string key) =>
        Text(section, key) is not { } text ? null
        : bool.TryParse(text, out var flag) ? flag
        : throw new InvalidOperationException($"{section.Path}:{key} is '{text}', which is neither true nor false.");
}
