using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Weather;
using Pbx.Simulator.Rest.Events;
using Pbx.Simulator.Rest.Recordings;

namespace Pbx.Simulator.Rest.Control;

/// <summary><c>/sim/weather</c>, <c>/sim/races</c>: what the network does to webhooks, by chance and on command.</summary>
internal static class WeatherControl
{
    public static void Map(IEndpointRouteBuilder app, PhoneNetwork network, CallbackCourier courier)
    {
        app.MapGet("/sim/weather", () => ControlCall.Json(Show(network.Climate)));
        app.On("PUT", "/sim/weather", http => SetWeather(http, network));
        app.MapGet("/sim/races", () => ControlCall.Json(Show(network.Races, courier)));
        app.On("PUT", "/sim/races", http => SetRaces(http, network, courier));
        app.On("POST", "/sim/races/release", http => Release(http, network, courier));
    }

    private static async Task<IResult> SetWeather(HttpContext http, PhoneNetwork network)
    {
        var request = await ControlRequest.Read(http.Request);
        var climate = new Climate(
            request.Number("duplicate", 0, 1) ?? 0,
            request.Number("reorder", 0, 1) ?? 0,
            request.Number("delay", 0, 1) ?? 0,
            request.Number("drop", 0, 1) ?? 0,
            (long)(request.Number("seed", 0, 9_007_199_254_740_991) ?? 0))
        {
            DropRecordingFiles = request.Number("dropRecordingFiles", 0, 1) ?? 0,
        };
        request.NothingElse();
        return await ControlCall.Settle(network.Clock, request, () => ControlCall.AtOnce(() => network.SetWeather(climate)), () => Show(network.Climate), http.RequestAborted);
    }

    private static async Task<IResult> SetRaces(HttpContext http, PhoneNetwork network, CallbackCourier courier)
    {
        var request = await ControlRequest.Read(http.Request);
        var races = new Races
        {
            Hold = Types(request, "hold"),
            Lose = Types(request, "lose", RecordingFileEvent.Name),
            AnswerOnCancel = request.Addresses("answerOnCancel"),
            AnswerTogether = request.Addresses("answerTogether"),
            CallerLeavesOnAnswer = (int)(request.Number("callerLeavesOnAnswer", 0, 1000) ?? 0),
            CallerLeavesOnJoin = (int)(request.Number("callerLeavesOnJoin", 0, 1000) ?? 0),
            RecordingFails = Count(request, "recordingFails"),
            EmptyRecording = Count(request, "emptyRecording"),
            ShortRecording = Count(request, "shortRecording"),
            EventsBeforeResponse = request.Flag("eventsBeforeResponse"),
            CancelAlsoFails = request.Flag("cancelAlsoFails"),
            GroupLingers = request.Flag("groupLingers"),
            InterToneTimeoutFails = request.Flag("interToneTimeoutFails"),
        };
        request.NothingElse();
        return await ControlCall.Settle(network.Clock, request, () => ControlCall.AtOnce(() => network.SetRaces(races)), () => Show(network.Races, courier), http.RequestAborted);
    }

    private static async Task<IResult> Release(HttpContext http, PhoneNetwork network, CallbackCourier courier)
    {
        var request = await ControlRequest.Read(http.Request);
        var type = request.Text("type");
        if (type is not null && !IsType(type))
        {
            request.Wrong("/type", NoType(type));
        }

        request.NothingElse();
        var released = 0;
        return await ControlCall.Settle(
            network.Clock,
            request,
            () => ControlCall.AtOnce(() => released = courier.Release(type)),
            () => new JsonObject { ["released"] = released },
            http.RequestAborted);
    }

    private static int Count(ControlRequest request, string name) => (int)(request.Number(name, 0, 1000) ?? 0);

    private static IReadOnlyList<string> Types(ControlRequest request, string name, params string[] more)
    {
        var types = request.Texts(name);
        for (var i = 0; i < types.Count; i++)
        {
            if (!IsType(types[i]) && !more.Contains(types[i], StringComparer.Ordinal))
            {
                request.Wrong($"/{name}/{i}", NoType(types[i]));
            }
        }

        return types;
    }

    private static bool IsType(string type) => Enum.GetNames<NoticeType>().Contains(type, StringComparer.Ordinal);

    private static string NoType(string type) => $"'{type}' is not an event that is simulated: {string.Join(", ", Enum.GetNames<NoticeType>())} are.";

    private static JsonObject Show(Climate climate) => new()
    {
        ["duplicate"] = climate.Duplicate,
        ["reorder"] = climate.Reorder,
        ["delay"] = climate.Delay,
        ["drop"] = climate.Drop,
        ["seed"] = climate.Seed,
        ["dropRecordingFiles"] = climate.DropRecordingFiles,
    };

    private static JsonObject Show(Races races, CallbackCourier courier) => new()
    {
        ["hold"] = List(races.Hold),
        ["lose"] = List(races.Lose),
        ["answerOnCancel"] = List(races.AnswerOnCancel),
        ["answerTogether"] = List(races.AnswerTogether),
        ["callerLeavesOnAnswer"] = races.CallerLeavesOnAnswer,
        ["callerLeavesOnJoin"] = races.CallerLeavesOnJoin,
        ["recordingFails"] = races.RecordingFails,
        ["emptyRecording"] = races.EmptyRecording,
        ["shortRecording"] = races.ShortRecording,
        ["eventsBeforeResponse"] = races.EventsBeforeResponse,
        ["cancelAlsoFails"] = races.CancelAlsoFails,
        ["groupLingers"] = races.GroupLingers,
        ["interToneTimeoutFails"] = races.InterToneTimeoutFails,
        ["held"] = List(courier.Held),
    };

    private static JsonArray List(IEnumerable<string> items) => new([.. items.Select(i => JsonValue.Create(i))]);

    private static JsonArray List(IEnumerable<Address> items) => List(items.Select(i => i.RawId));
}
