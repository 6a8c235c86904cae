using System.Text.Json;
using Azure.Core;

namespace Azure.Communication.CallAutomation;

/// <summary>Somebody in a call.</summary>
public sealed class CallParticipant
{
    private CallParticipant(JsonElement json)
    {
        Identifier = json.Identifier("identifier");
        IsMuted = json.Flag("isMuted");
        IsOnHold = json.Flag("isOnHold");
    }

    /// <summary>Who it is; null when the service does not say.</summary>
    public CommunicationIdentifier? Identifier { get; }

    /// <summary>Whether nobody hears them.</summary>
    public bool IsMuted { get; }

    /// <summary>Whether they are on hold.</summary>
    public bool IsOnHold { get; }

    internal static CallParticipant Read(JsonElement json) => new(json);

    internal static CallParticipant Read(Response response) => response.ReadJson(Read);

    /// <summary>Adds those of one page; returns the address of the next, null after the last.</summary>
    internal static string? ReadPage(Response response, List<CallParticipant> into) => response.ReadJson(json =>
    {
        into.AddRange(json.List("value", Read));
        return json.Text("nextLink");
    });
}
