using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Pbx.Simulator.Rest.Control;

/// <summary><c>/sim/application</c>: where the application is that takes incoming calls, and whether it is well.</summary>
internal static class ApplicationControl
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void Map(IEndpointRouteBuilder app, SimulatorOptions options)
    {
        // It lives as long as the program, as the endpoints do.
        var client = new HttpClient { Timeout = Patience };
        app.MapGet("/sim/application", async () => ControlCall.Json(await Show(client, options)));
    }

    private static async Task<JsonObject> Show(HttpClient client, SimulatorOptions options)
    {
        if (options.EventGridEndpoints.Count == 0)
        {
            return new JsonObject { ["address"] = null, ["health"] = null, ["healthy"] = false };
        }

        var address = new Uri(options.EventGridEndpoints[0], "/");
        var health = new Uri(address, "/api/health");
        return new JsonObject
        {
            ["address"] = address.ToString(),
            ["health"] = health.ToString(),
            ["healthy"] = await IsWell(client, health),
        };
    }

    private static async Task<bool> IsWell(HttpClient client, Uri health)
    {
        try
        {
            using var answer = await client.GetAsync(health);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false; // not there, or too slow to count as well
        }
    }
}
