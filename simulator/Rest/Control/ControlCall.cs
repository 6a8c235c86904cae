using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Rest.Control;

/// <summary>
/// What every control call that changes something goes through: all that is wrong at once, then the act, then waiting until what
/// it caused has settled.
/// </summary>
internal static class ControlCall
{
    // A real clock may be busy for ever; a manual one stands still, and then something hangs.
    private static readonly TimeSpan RealPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ManualPatience = TimeSpan.FromSeconds(60);

    /// <summary>Numbers keep their plus.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IResult Json(JsonNode body, int status = 200) => Results.Text(body.ToJsonString(Readable), "application/json", statusCode: status);

    /// <summary>Acts, waits, and then answers what <paramref name="show"/> shows.</summary>
    public static async Task<IResult> Settle(Clock clock, ControlRequest? request, Func<Task> act, Func<JsonNode> show, CancellationToken cancel, int status = 200)
    {
        if (request is { Errors.Count: > 0 })
        {
            return Problems.Invalid(request.Errors);
        }

        try
        {
            await act();
        }
        catch (CallRefusedException refused)
        {
            return Of(refused);
        }

        if (!await Settled(clock, cancel) && clock.IsManual)
        {
            return Problems.NotSettled($"Still in flight after {ManualPatience.TotalSeconds} s: {string.Join(", ", clock.Work.Select(w => $"{w.Key} {w.Value}"))}.");
        }

        return Json(show(), status);
    }

    /// <summary>Maps a call whose answer is a result; a lambda of HttpContext alone would be taken for one that answers by itself.</summary>
    public static void On(this IEndpointRouteBuilder app, string method, string pattern, Func<HttpContext, Task<IResult>> act) =>
        app.MapMethods(pattern, [method], async http => await (await act(http)).ExecuteAsync(http));

    public static Task AtOnce(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    public static IResult Of(CallRefusedException refused) => refused.Reason switch
    {
        Refusal.NotThere => Problems.NotFound(refused.Message),
        Refusal.NotNow => Problems.NotNow(refused.Message),
        _ => Problems.Invalid([(string.Empty, refused.Message)]),
    };

    private static async Task<bool> Settled(Clock clock, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(clock.IsManual ? ManualPatience : RealPatience);
        try
        {
            await clock.Settled(patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
