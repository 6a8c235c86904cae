using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Identity.Web;

/// <summary>Protects an API with Entra ID: bearer tokens of one tenant or of many.</summary>
public static class MicrosoftIdentityWebApiAuthenticationBuilderExtensions
{
    /// <summary>
    /// Adds a bearer scheme for the application that a configuration section describes: <c>Instance</c>, <c>TenantId</c> (an id, <c>organizations</c> or
    /// <c>common</c>) and <c>ClientId</c>, with <c>Audience</c> where tokens name the application otherwise, and whatever else <see cref="JwtBearerOptions"/> has.
    /// What is missing shows at the first token.
    /// </summary>
    public static MicrosoftIdentityWebApiAuthenticationBuilderWithConfiguration AddMicrosoftIdentityWebApi(
        this AuthenticationBuilder builder, IConfigurationSection configurationSection, string jwtBearerScheme = JwtBearerDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configurationSection);
        builder.AddJwtBearer(jwtBearerScheme, options => ApiSettings.Bind(configurationSection, options));
        builder.Services.AddOptions<JwtBearerOptions>(jwtBearerScheme).Configure(options => ApiSettings.Apply(configurationSection, options));
        return new MicrosoftIdentityWebApiAuthenticationBuilderWithConfiguration();
    }
}
