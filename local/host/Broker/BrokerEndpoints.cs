using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pbx.Local.Wire;

namespace Pbx.Local.Host.Broker;

using Clock = Simulator.Network.Time.Clock; // not the namespace beside this one

/// <summary>
/// The broker on a web server: <c>/broker/connect</c> for clients (an HTTP/1.1 upgrade), and for people and tests
/// <c>GET /broker/queues</c>, <c>POST /broker/queues/{name}/resubmit</c>, <c>GET, PUT /broker/faults</c>. All ask for
/// <c>Authorization: SharedAccessKey name:key</c>.
/// </summary>
public static class BrokerEndpoints
{
    /// <summary>Registers the broker; a <see cref="Clock"/> has to be registered too. It is opened by <see cref="MapBroker"/>.</summary>
    public static IServiceCollection AddBroker(this IServiceCollection services, BrokerOptions options) => services
        .AddSingleton(options)
        .AddSingleton(static s => MessageBroker.Open(
            s.GetRequiredService<BrokerOptions>(), s.GetRequiredService<Clock>(), s.GetRequiredService<ILogger<MessageBroker>>()));

    /// <summary>Opens the broker and serves it under /broker.</summary>
    /// <exception cref="IOException">Another broker has the data directory.</exception>
    /// <exception cref="InvalidDataException">The broker's log is damaged.</exception>
    public static IEndpointRouteBuilder MapBroker(this IEndpointRouteBuilder endpoints)
    {
        var broker = endpoints.ServiceProvider.GetRequiredService<MessageBroker>();
        var logger = endpoints.ServiceProvider.GetRequiredService<ILogger<MessageBroker>>();
        var closing = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var group = endpoints.MapGroup("/broker").AddEndpointFilter(async (context, next) =>
            IsAllowed(context.HttpContext.Request, broker.Options)
                ? await next(context)
                : Results.Problem("The SharedAccessKeyName or SharedAccessKey of the connection string is not the broker's.", statusCode: 401));
        group.MapGet("/connect", (Delegate)((HttpContext context) => Connect(context, broker, logger, closing)));
        group.MapGet("/queues", () => broker.Counts());
        group.MapPost("/queues/{name}/resubmit", async (string name) =>
            broker.Options.Queues.Any(q => string.Equals(q.Name, name, StringComparison.OrdinalIgnoreCase))
                ? Results.Ok(new { resubmitted = await broker.Resubmit(name) })
                : Results.Problem($"There is no queue \"{name}\".", statusCode: 404));
        group.MapGet("/faults", () => broker.Faults);
        group.MapPut("/faults", (BrokerFaults faults) => broker.Faults = faults);
        return endpoints;
    }

    private static async Task<IResult> Connect(HttpContext context, MessageBroker broker, ILogger logger, CancellationToken closing)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade
            || !string.Equals(context.Request.Headers.Upgrade, Framing.Protocol, StringComparison.Ordinal)
            || !Guid.TryParse(context.Request.Headers[Framing.ClientHeader], out var client))
        {
            return Results.Problem($"Connect with HTTP/1.1, Upgrade: {Framing.Protocol} and {Framing.ClientHeader}: a GUID.", statusCode: 426);
        }

        context.Response.Headers.Upgrade = Framing.Protocol;
        await using var stream = await upgrade.UpgradeAsync();
        await BrokerConnection.Serve(broker, client, stream, logger, closing);
        return Results.Empty;
    }

    private static bool IsAllowed(HttpRequest request, BrokerOptions options) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()),
        Encoding.UTF8.GetBytes($"SharedAccessKey {options.KeyName}:{options.Key}"));
}
