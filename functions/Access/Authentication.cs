using System.Reflection;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;

namespace Pbx.Functions.Access;

/// <summary>How the tokens of each kind of caller are checked: issuer, audience, lifetime, and a signature by a key that the issuer publishes.</summary>
internal static class Authentication
{
    /// <summary>Adds one scheme for each kind of caller that brings a token, and reads what each function requires.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing, or a function does not say who may call it.</exception>
    public static void AddTokenChecks(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(Requirements.Of(Assembly.GetExecutingAssembly()));
        var people = settings.GetSection("AzureAd");
        foreach (var key in (ReadOnlySpan<string>)["Instance", "TenantId", "ClientId"])
        {
            Required(people, key);
        }

        // no scheme is the default one: the server would check every token by it, also those that only another scheme can tell, before the gate does
        services.AddAuthentication().AddMicrosoftIdentityWebApi(people, Schemes.People);
        services.Configure<JwtBearerOptions>(Schemes.People, Check);
        services.AddAuthentication()
            .AddJwtBearer(Schemes.Network, options => Check(options, settings.GetSection("Acs"), "CallbackMetadataAddress", "CallbackIssuer", "ResourceId"))
            .AddJwtBearer(Schemes.EventDelivery, options => Check(options, settings.GetSection("EventGrid"), "MetadataAddress", "Issuer", "Audience"));
    }

    private static void Check(JwtBearerOptions options, IConfigurationSection section, string metadata, string issuer, string audience)
    {
        options.MetadataAddress = Required(section, metadata);
        options.TokenValidationParameters.ValidIssuer = Required(section, issuer);
        options.TokenValidationParameters.ValidAudience = Required(section, audience);
        Check(options);
    }

    private static void Check(JwtBearerOptions options)
    {
        options.RequireHttpsMetadata = !IsOnThisMachine(options.MetadataAddress) && !IsOnThisMachine(options.Authority);
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.TokenValidationParameters.ValidAlgorithms = ["RS256"];
        options.TokenValidationParameters.NameClaimType = "name";
        options.TokenValidationParameters.RoleClaimType = "roles";
    }

    private static bool IsOnThisMachine(string? address) => address?.StartsWith("http://localhost:", StringComparison.Ordinal) == true;

    private static string Required(IConfigurationSection section, string key) =>
        section[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"The app setting {section.Path}__{key} is missing.");
}
