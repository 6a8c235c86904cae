using Microsoft.Azure.Functions.Worker.WebHost;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Serving HTTP triggers.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Serves the HTTP functions with Kestrel.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        FunctionsServer.AddTo(builder);
        return builder;
    }
}
