using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Network.Time;

namespace Pbx.Simulator.Rest.Control;

/// <summary><c>/sim/clock</c>: stop the clock, and move it on.</summary>
internal static class ClockControl
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder app, Clock clock)
    {
        app.MapGet("/sim/clock", () => ControlCall.Json(Show(clock)));
        app.On("POST", "/sim/clock", http => Set(http, clock));
    }

    private static async Task<IResult> Set(HttpContext http, Clock clock)
    {
        var request = await ControlRequest.Read(http.Request);
        var mode = request.Text("mode");
        if (mode is not (null or "real" or "manual"))
        {
            request.Wrong("/mode", "mode must be real or manual.");
        }

        var advance = ReadAdvance(request);
        var to = ReadInstant(request);
        if (advance is not null && to is not null)
        {
            request.Wrong("/to", "Say either advance or to.");
        }

        if (!request.Has("mode") && !request.Has("advance") && !request.Has("to"))
        {
            request.Wrong(string.Empty, "Say mode, advance or to.");
        }

        request.NothingElse();
        if (request.Errors.Count > 0)
        {
            return Problems.Invalid(request.Errors);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            if (mode is not null)
            {
                await clock.SetManual(mode is "manual", patience.Token);
            }

            if (advance is not null || to is not null)
            {
                await clock.AdvanceTo(to ?? clock.GetUtcNow() + (advance ?? TimeSpan.Zero), patience.Token);
            }
        }
        catch (InvalidOperationException e)
        {
            return Problems.NotNow(e.Message);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Problems.NotSettled($"Still in flight: {string.Join(", ", clock.Work.Select(w => $"{w.Key} {w.Value}"))}.");
        }

        return ControlCall.Json(Show(clock));
    }

    private static TimeSpan? ReadAdvance(ControlRequest request)
    {
        if (request.Text("advance") is not { } text)
        {
            return null;
        }

        if (TimeSpan.TryParseExact(text, ["c", "hh\\:mm\\:ss\\.fff", "g"], CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero)
        {
            return time;
        }

        request.Wrong("/advance", "advance must be a time such as 00:00:30, and not negative.");
        return null;
    }

    private static DateTimeOffset? ReadInstant(ControlRequest request)
    {
        if (request.Text("to") is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return at;
        }

        request.Wrong("/to", "to must be an instant such as 2026-09-01T08:15:00Z.");
        return null;
    }

    private static JsonObject Show(Clock clock) => new()
    {
        ["now"] = Views.Instant(clock.GetUtcNow()),
        ["mode"] = clock.IsManual ? "manual" : "real",
        ["inFlight"] = clock.InFlight,
    };
}
