using System.Text.Json.Nodes;
using Pbx.Simulator.Network.Calls;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>What a REST operation answers.</summary>
internal sealed record Answer(int Status, JsonObject? Body)
{
    public static readonly Answer NoContent = new(204, null);
    public static readonly Answer Accepted = new(202, null);
    public static readonly Answer Done = new(200, null);

    /// <summary>The error shape of every operation: CommunicationErrorResponse.</summary>
    public static Answer Error(int status, string code, string message, IEnumerable<(string Target, string Message)>? details = null)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        if (details is not null)
        {
            error["details"] = new JsonArray([.. details.Select(d => new JsonObject { ["code"] = code, ["message"] = d.Message, ["target"] = d.Target })]);
        }

        return new Answer(status, new JsonObject { ["error"] = error });
    }

    public static Answer Of(CallRefusedException refused) => refused.Reason switch
    {
        Refusal.NotThere => Error(404, "8522", refused.Message),
        Refusal.NotNow => Error(400, "8501", refused.Message),
        Refusal.NotSimulated => Error(501, "NotImplemented", refused.Message),
        Refusal.Already => Error(409, "Conflict", refused.Message),
        _ => Error(400, "BadRequest", refused.Message),
    };
}
