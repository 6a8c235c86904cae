using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pbx.Simulator.Network.Calls;

namespace Pbx.Simulator.Rest.Calling;

/// <summary>A request that was let in: its body agrees with the OpenAPI file.</summary>
internal sealed record CallingRequest(HttpContext Http, JsonElement Body)
{
    public string CallConnectionId => Route("callConnectionId");

    public string? OperationContext => Body.Text("operationContext");

    /// <summary>Replaces the call's callback for the events of this operation.</summary>
    public string? OperationCallback => Body.Text("operationCallbackUri") is { } uri ? Callback(uri, "operationCallbackUri") : null;

    public string Route(string name) => Convert.ToString(Http.Request.RouteValues[name], CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>A callback must be https; http is let through on this machine when the options allow it.</summary>
    public string Callback(string uri, string target)
    {
        var options = (SimulatorOptions?)Http.RequestServices.GetService(typeof(SimulatorOptions));
        var fits = Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
            && (string.Equals(parsed.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
                || options is { AllowHttpCallbacks: true } && string.Equals(parsed.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) && parsed.IsLoopback);
        return fits ? uri : throw new CallRefusedException(Refusal.Invalid, $"{target} must be an https URI.");
    }
}
