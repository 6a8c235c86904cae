using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Host;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.WebHost;

/// <summary>
/// Kestrel with one endpoint for each HTTP function. Addresses come from <c>ASPNETCORE_URLS</c>, or <c>--port</c> on localhost, or
/// are http://localhost:7071; a request body has at most <c>FUNCTIONS_REQUEST_BODY_SIZE_LIMIT</c> bytes (100 MB unless set).
/// </summary>
internal static class FunctionsServer
{
    private const long DefaultBodyLimit = 104_857_600;

    /// <summary>Adds the server and its pipeline.</summary>
    public static void AddTo(FunctionsApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        builder.Web.WebHost.UseKestrelCore();
        builder.Web.WebHost.UseUrls(Addresses(settings));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<RouteOptions>(static routes => routes.SetParameterPolicy<Microsoft.AspNetCore.Routing.Constraints.RegexInlineRouteConstraint>("regex"));
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit(settings);
        });
        ActionResults.AddExecutors(builder.Services);
        builder.Services.AddSingleton(new AppFinish(Map));
    }

    private static void Map(WebApplication app)
    {
        var functions = app.Services.GetRequiredService<IReadOnlyList<FoundFunction>>();
        var pipeline = app.Services.GetRequiredService<FunctionPipeline>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.Azure.Functions.Worker.WebHost");
        var keys = new FunctionKeys(app.Configuration);
        var prefix = app.Services.GetRequiredService<HostJson>().Extension("http")["routePrefix"]?.Trim('/') ?? "api";

        app.Use(next => context => Failures.Answer(context, next, logger));
        app.UseRouting();
        app.Use(static next => async context =>
        {
            await next(context);
            await Problems.NameEmptyRefusal(context);
        });
        app.UseEndpoints(endpoints =>
        {
            foreach (var function in functions)
            {
                if (function.Trigger is HttpTriggerAttribute trigger)
                {
                    var route = string.Join('/', new[] { prefix, trigger.RouteOf(function) }.Where(part => part.Length > 0));
                    var handler = new HttpInvoker(function, trigger, pipeline, keys).Invoke;
                    var endpoint = trigger.Methods.Length == 0
                        ? endpoints.Map(route, handler)
                        : endpoints.MapMethods(route, trigger.Methods.Select(verb => verb.ToUpperInvariant()), handler);
                    endpoint.WithDisplayName(function.Name);
                }
            }
        });
    }

    private static string[] Addresses(ConfigurationManager settings) =>
        settings["port"] is { Length: > 0 } port ? [$"http://localhost:{port}"]
        : settings["ASPNETCORE_URLS"] is { Length: > 0 } urls ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : ["http://localhost:7071"];

    private static long BodyLimit(ConfigurationManager settings) =>
        settings["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] is not { Length: > 0 } text ? DefaultBodyLimit
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes
        : throw new InvalidOperationException($"FUNCTIONS_REQUEST_BODY_SIZE_LIMIT is '{text}', which is no number of bytes.");
}
