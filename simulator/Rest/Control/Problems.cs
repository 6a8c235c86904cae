using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pbx.Simulator.Rest.Control;

/// <summary>problem+json answers of the control API.</summary>
internal static class Problems
{
    /// <summary>Bad input: everything that is wrong, each with a JSON pointer.</summary>
    public static IResult Invalid(IEnumerable<(string Pointer, string Message)> errors)
    {
        var all = errors.ToArray();
        return Of(400, "invalid-request", "The request is not valid", string.Join(" ", all.Select(e => e.Message)), all);
    }

    public static IResult NotFound(string detail) => Of(404, "not-found", "It is not there", detail);

    public static IResult NotNow(string detail) => Of(409, "not-now", "It cannot be done now", detail);

    public static IResult NotSettled(string detail) => Of(504, "not-settled", "What this caused has not settled", detail);

    private static IResult Of(int status, string type, string title, string detail, IEnumerable<(string Pointer, string Message)>? errors = null)
    {
        var body = new JsonObject
        {
            ["type"] = "/problems/" + type,
            ["title"] = title,
            ["status"] = status,
            ["detail"] = detail,
        };
        if (errors is not null)
        {
            body["errors"] = new JsonArray([.. errors.Select(e => new JsonObject { ["pointer"] = e.Pointer, ["message"] = e.Message })]);
        }

        return Results.Text(body.ToJsonString(ControlCall.Readable), "application/problem+json", statusCode: status);
    }
}
