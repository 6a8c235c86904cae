using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pbx.Simulator.Network.Time;

namespace Pbx.Local.Host.Followers;

/// <summary>
/// Where other processes follow the clock: each opens a WebSocket at /clock/follow, is told the time at once, and takes part until
/// the socket ends. The Functions worker stand-in is the other end (MEMBERS.md there has the protocol).
/// </summary>
public static class ClockFollowers
{
    // A process that stands still without ending is given up after this time; one that ends is noticed at once.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Serves followers of the <see cref="Clock"/> in the app's services.</summary>
    public static void MapClockFollowers(this IEndpointRouteBuilder endpoints)
    {
        var app = endpoints.CreateApplicationBuilder();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Silence / 3, KeepAliveTimeout = Silence });
        app.Run(Follow);
        endpoints.Map("/clock/follow", app.Build());
    }

    private static async Task Follow(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Results.Problem("The clock is followed on a WebSocket.", statusCode: StatusCodes.Status400BadRequest, title: "Not a WebSocket")
                .ExecuteAsync(context);
            return;
        }

        var clock = context.RequestServices.GetRequiredService<Clock>();
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var follower = new SocketFollower(socket);
        clock.Attach(follower);
        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            var answers = follower.ReadAnswers(ended.Token);
            await follower.Greet(clock);
            await answers;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The process has ended, or this one is ending: it follows no longer.
        }
        finally
        {
            clock.Detach(follower);
            follower.Gone();
        }
    }
}
