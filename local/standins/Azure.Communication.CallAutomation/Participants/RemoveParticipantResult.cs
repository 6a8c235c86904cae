using System.Text.Json;
using Azure.Core;

namespace Azure.Communication.CallAutomation;

/// <summary>The service has taken the removal of a participant on.</summary>
public sealed class RemoveParticipantResult
{
    private RemoveParticipantResult(JsonElement json) => OperationContext = json.Text("operationContext");

    /// <summary>As asked for.</summary>
    public string? OperationContext { get; }

    internal static RemoveParticipantResult Read(Response response) => response.ReadJson(static json => new RemoveParticipantResult(json));
}
