using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pbx.Simulator.Rest.Control;

/// <summary>
/// <c>POST /sim/bots/receptionist?to=201</c>: a bot to talk with by keys, in English. 1 tells the address, 2 connects with <c>to</c>, 3 says goodbye; whoever does not get on is connected after three
/// turns. It keeps nothing: what was said before comes back as the number of the turn.
/// </summary>
internal static class ReceptionistBot
{
    private const string Question = "Press 1 for our address, 2 to be connected, or 3 to end the call.";
    private const int MostTurns = 3;

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/sim/bots/receptionist", async (HttpContext http) =>
    {
        var turn = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))?.AsObject();
        return turn?["conversation"] is null || (int?)turn["turn"] is not { } number
            ? Problems.Invalid([("", "A turn of a conversation is expected.")])
            : ControlCall.Json(Answer(number, (string?)turn["keys"], (string?)turn["caller"] ?? "", http.Request.Query["to"].ToString()));
    });

    private static JsonObject Answer(int turn, string? keys, string caller, string to) => (turn, keys) switch
    {
        (1, _) => Ask($"Hello {string.Join(' ', caller.AsEnumerable())}, this is the receptionist. {Question}"),
        (_, "1") => Ask($"We are at 1 Canal Street. {Question}"),
        (_, "3") => new JsonObject { ["say"] = "Goodbye.", ["then"] = "end" },
        _ when keys == "2" || turn > MostTurns => new JsonObject { ["say"] = "One moment, please.", ["then"] = "transfer", ["to"] = to },
        _ => Ask($"I did not understand that. {Question}"),
    };

    private static JsonObject Ask(string text) => new() { ["say"] = text, ["keys"] = 1 };
}
