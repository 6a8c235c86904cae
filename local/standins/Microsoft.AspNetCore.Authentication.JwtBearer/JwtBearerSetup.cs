using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>Completes the options of a scheme: the audience, where the keys come from, and the connection to there.</summary>
internal sealed class JwtBearerSetup : IPostConfigureOptions<JwtBearerOptions>
{
    private const long LongestDocument = 10 * 1024 * 1024; // characters, as the official package has it

    public void PostConfigure(string? name, JwtBearerOptions options)
    {
        if (string.IsNullOrEmpty(options.TokenValidationParameters.ValidAudience))
        {
            options.TokenValidationParameters.ValidAudience = options.Audience;
        }

        if (string.IsNullOrEmpty(options.MetadataAddress) && !string.IsNullOrEmpty(options.Authority))
        {
            options.MetadataAddress = options.Authority.TrimEnd('/') + "/.well-known/openid-configuration";
        }

        if (string.IsNullOrEmpty(options.MetadataAddress))
        {
            return;
        }

        if (options.RequireHttpsMetadata && !options.MetadataAddress.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                "The MetadataAddress or Authority must use HTTPS unless disabled for development by setting RequireHttpsMetadata=false.");
        }

        // Lives as long as the options, which is as long as the process.
#pragma warning disable CA2000
        var http = new HttpClient(options.BackchannelHttpHandler ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = options.BackchannelTimeout,
            MaxResponseContentBufferSize = LongestDocument,
        };
#pragma warning restore CA2000
        var provider = new OpenIdProvider(http, options.MetadataAddress, options.RequireHttpsMetadata);
        // Keys and tokens live by the time of the wire: a domain clock that is moved must not end them.
        options.Keys = new(provider.Read, options.RefreshInterval, options.AutomaticRefreshInterval, System.TimeProvider.System);
    }
}
