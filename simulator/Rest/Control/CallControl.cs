using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pbx.Simulator.Network;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Rest.Control;

/// <summary><c>/sim/calls</c>: somebody dials, presses keys, talks, hangs up.</summary>
internal static class CallControl
{
    public static void Map(IEndpointRouteBuilder app, PhoneNetwork network)
    {
        app.MapGet("/sim/calls", () => ControlCall.Json(network.Read(n => new JsonArray([.. n.AllCalls.Select(Views.CallSummary)]))));
        app.On("POST", "/sim/calls", http => Dial(http, network));
        app.MapGet("/sim/calls/{id}", (string id) => Find(network, id) is { } call ? ControlCall.Json(Show(network, call)) : Missing(id));
        app.MapPost("/sim/calls/{id}/dtmf", (string id, HttpContext http) => Act(http, network, id, request =>
        {
            var tones = request.Tones("tones");
            return call => ControlCall.AtOnce(() => network.People.Press(call, tones));
        }));
        app.MapPost("/sim/calls/{id}/speak", (string id, HttpContext http) => Act(http, network, id, request =>
        {
            var (time, file, words) = request.Speech();
            return call => file is not null ? network.People.Speak(call, file, words) : ControlCall.AtOnce(() => network.People.Speak(call, time, words));
        }));
        app.MapGet("/sim/calls/{id}/audio", (string id) => Find(network, id) is { } call ? Audible.Heard(network, call.Person.Latest) : Missing(id));
        app.MapPost("/sim/calls/{id}/hangup", (string id, HttpContext http) =>
            Act(http, network, id, _ => call => ControlCall.AtOnce(() => network.People.HangUp(call))));
    }

    private static async Task<IResult> Dial(HttpContext http, PhoneNetwork network)
    {
        var request = await ControlRequest.Read(http.Request);
        var from = request.RequiredAddress("from");
        var to = request.RequiredAddress("to");
        var name = request.Text("displayName");
        request.NothingElse();
        if (from is null || to is null || request.Errors.Count > 0)
        {
            return Problems.Invalid(request.Errors);
        }

        Conversation? call = null;
        return await ControlCall.Settle(
            network.Clock,
            request,
            () => ControlCall.AtOnce(() => call = network.People.Call(from, to, name)),
            () => call is null ? new JsonObject() : Show(network, call),
            http.RequestAborted,
            status: 201);
    }

    private static async Task<IResult> Act(HttpContext http, PhoneNetwork network, string id, Func<ControlRequest, Func<Conversation, Task>> read)
    {
        if (Find(network, id) is not { } call)
        {
            return Missing(id);
        }

        var request = await ControlRequest.Read(http.Request);
        var act = read(request);
        request.NothingElse();
        return await ControlCall.Settle(network.Clock, request, () => act(call), () => Show(network, call), http.RequestAborted);
    }

    private static Conversation? Find(PhoneNetwork network, string id) => network.Read(n => n.Find(id));

    private static IResult Missing(string id) => Problems.NotFound($"There is no call {id}.");

    private static JsonObject Show(PhoneNetwork network, Conversation call) => network.Read(n => Views.Call(n, call));
}
