using System.Text.Json;
using Azure.Core;

namespace Azure.Communication.CallAutomation;

/// <summary>The service has taken the move of participants on.</summary>
public sealed class MoveParticipantsResult
{
    private MoveParticipantsResult(JsonElement json) => OperationContext = json.Text("operationContext");

    /// <summary>As asked for.</summary>
    public string? OperationContext { get; }

    internal static MoveParticipantsResult Read(Response response) => response.ReadJson(static json => new MoveParticipantsResult(json));
}
