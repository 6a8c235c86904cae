using Microsoft.IdentityModel.Tokens;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>Whose tokens are taken, and what a token has to say. Keys come from the provider's OpenID configuration only.</summary>
public sealed class JwtBearerOptions : AuthenticationSchemeOptions
{
    /// <summary>The provider; its OpenID configuration is below <c>/.well-known/openid-configuration</c>.</summary>
    public string? Authority { get; set; }

    /// <summary>Where the OpenID configuration is; goes before <see cref="Authority"/>.</summary>
    public string MetadataAddress { get; set; } = "";

    /// <summary>The audience, if <see cref="TokenValidationParameters"/> names none.</summary>
    public string? Audience { get; set; }

    /// <summary>Whether OpenID configuration and keys have to come over https; only a development machine may do without.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;

    /// <summary>What a token has to say.</summary>
    public TokenValidationParameters TokenValidationParameters { get; set; } = new();

    /// <summary>What the application does at each step.</summary>
    public new JwtBearerEvents Events
    {
        get => (JwtBearerEvents?)base.Events ?? throw new InvalidOperationException("The events of bearer authentication have not been set up.");
        set => base.Events = value;
    }

    /// <summary>The beginning of the WWW-Authenticate header.</summary>
    public string Challenge { get; set; } = JwtBearerDefaults.AuthenticationScheme;

    /// <summary>Whether the token is kept in the authentication properties as <c>access_token</c>.</summary>
    public bool SaveToken { get; set; } = true;

    /// <summary>Whether claims get the long names of WS-Federation: <c>sub</c> becomes <see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/>.</summary>
    public bool MapInboundClaims { get; set; } = true;

    /// <summary>How often, at most, an unknown key id makes the keys be fetched again; the first time is free.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How old keys get before they are fetched again.</summary>
    public TimeSpan AutomaticRefreshInterval { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Whether an unknown key id makes the keys be fetched again.</summary>
    public bool RefreshOnIssuerKeyNotFound { get; set; } = true;

    /// <summary>How the provider is reached; null is the ordinary way.</summary>
    public HttpMessageHandler? BackchannelHttpHandler { get; set; }

    /// <summary>How long the provider may take for one answer.</summary>
    public TimeSpan BackchannelTimeout { get; set; } = TimeSpan.FromMinutes(1);

    internal SigningKeys? Keys { get; set; }
}
