using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>A request that was let in: its body agrees with the OpenAPI file.</summary>
internal sealed record CallingRequest(HttpContext Http, JsonElement Body)
{
    public string CallConnectionId => Route("callConnectionId");

    /// <summary>The one participant that a request is about.</summary>
    public Address Target => Identifiers.Read(Body.GetProperty("targetParticipant"), "targetParticipant");

    public string? OperationContext => Body.Text("operationContext");

    /// <summary>Replaces the call's callback for the events of this operation.</summary>
    public string? OperationCallback => Body.Text("operationCallbackUri") is { } uri ? Callback(uri, "operationCallbackUri") : null;

    /// <summary>An answer that repeats the operation context, when there is one.</summary>
    public JsonObject WithContext(JsonObject json)
    {
        if (OperationContext is { } context)
        {
            json["operationContext"] = context;
        }

        return json;
    }

    public string Route(string name) => Convert.ToString(Http.Request.RouteValues[name], CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>A callback must be https; http is let through on this machine when the options allow it.</summary>
    public string Callback(string uri, string target)
    {
        MustBeSecure(uri, target, Uri.UriSchemeHttps, Uri.UriSchemeHttp);
        return uri;
    }

    /// <summary>The same for a web socket: wss, or ws on this machine.</summary>
    public Uri WebSocket(string uri, string target) => MustBeSecure(uri, target, Uri.UriSchemeWss, Uri.UriSchemeWs);

    private Uri MustBeSecure(string uri, string target, string secure, string plain)
    {
        var options = (SimulatorOptions?)Http.RequestServices.GetService(typeof(SimulatorOptions));
        return Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
            && (string.Equals(parsed.Scheme, secure, StringComparison.Ordinal)
                || options is { AllowHttpCallbacks: true } && string.Equals(parsed.Scheme, plain, StringComparison.Ordinal) && parsed.IsLoopback)
            ? parsed
            : throw new CallRefusedException(Refusal.Invalid, $"{target} must be {(secure.StartsWith('h') ? "an" : "a")} {secure} URI.");
    }
}
