using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pbx.Functions.Access;

/// <summary>How the tokens of each kind of caller are checked: issuer, audience, lifetime, and a signature by a key that the issuer publishes.</summary>
internal static class Authentication
{
    /// <summary>Adds one scheme for each kind of caller that brings a token.</summary>
    public static void AddTokenChecks(this IServiceCollection services, IConfiguration settings)
    {
        services.AddAuthentication()
            .AddJwtBearer(Schemes.Network, options => Check(options, settings.GetSection("Acs"), "CallbackMetadataAddress", "CallbackIssuer", "ResourceId"))
            .AddJwtBearer(Schemes.EventDelivery, options => Check(options, settings.GetSection("EventGrid"), "MetadataAddress", "Issuer", "Audience"))
            .AddJwtBearer(Schemes.People, options =>
            {
                var section = settings.GetSection("AzureAd");
                Check(options, section, "MetadataAddress", "Issuer", "Audience");
                // the tenant is checked against the account's own list, so any tenant of the directory may issue
                var issuer = section["Issuer"] ?? "";
                options.TokenValidationParameters.ValidIssuer = null;
                options.TokenValidationParameters.IssuerValidator = (actual, _, _) => TenantIssuer.IsOf(issuer, actual)
                    ? actual
                    : throw new InvalidOperationException("The token was issued by nobody that we know.");
            });
    }

    private static void Check(JwtBearerOptions options, IConfigurationSection section, string metadata, string issuer, string audience)
    {
        options.MetadataAddress = Required(section, metadata);
        options.RequireHttpsMetadata = !options.MetadataAddress.StartsWith("http://localhost:", StringComparison.Ordinal);
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ValidIssuer = Required(section, issuer);
        options.TokenValidationParameters.ValidAudience = Required(section, audience);
        options.TokenValidationParameters.ValidAlgorithms = ["RS256"];
        options.TokenValidationParameters.NameClaimType = "name";
        options.TokenValidationParameters.RoleClaimType = "roles";
    }

    private static string Required(IConfigurationSection section, string key) =>
        section[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"The app setting {section.Path}__{key} is missing.");
}
