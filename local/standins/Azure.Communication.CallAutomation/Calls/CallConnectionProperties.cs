using System.Text.Json;
using Azure.Core;

namespace Azure.Communication.CallAutomation;

/// <summary>How a call stands; what the service leaves out is null.</summary>
public sealed class CallConnectionProperties
{
    private CallConnectionProperties(JsonElement json)
    {
        CallConnectionId = json.Text("callConnectionId") ?? "";
        ServerCallId = json.Text("serverCallId");
        CorrelationId = json.Text("correlationId");
        CallConnectionState = json.Text("callConnectionState") ?? "unknown";
        CallbackUri = json.Text("callbackUri") is { } uri ? new(uri, UriKind.RelativeOrAbsolute) : null;
        Source = json.Identifier("source");
        SourceCallerIdNumber = json.PhoneNumber("sourceCallerIdNumber");
        SourceDisplayName = json.Text("sourceDisplayName");
        Targets = json.List("targets", IdentifierJson.Read);
        AnsweredBy = json.Child("answeredBy")?.Text("id") is { Length: > 0 } by ? new(by) : null;
        AnsweredFor = json.PhoneNumber("answeredFor");
    }

    /// <summary>The id of our leg.</summary>
    public string CallConnectionId { get; }

    /// <summary>The id of the call itself, the same for all its legs.</summary>
    public string? ServerCallId { get; }

    /// <summary>For tracing.</summary>
    public string? CorrelationId { get; }

    /// <summary>Where it is.</summary>
    public CallConnectionState CallConnectionState { get; }

    /// <summary>Where its events go.</summary>
    public Uri? CallbackUri { get; }

    /// <summary>Who placed it.</summary>
    public CommunicationIdentifier? Source { get; }

    /// <summary>The number shown to phones.</summary>
    public PhoneNumberIdentifier? SourceCallerIdNumber { get; }

    /// <summary>The name shown to clients.</summary>
    public string? SourceDisplayName { get; }

    /// <summary>Whom it was placed to.</summary>
    public IReadOnlyList<CommunicationIdentifier> Targets { get; }

    /// <summary>The identity that answered it.</summary>
    public CommunicationUserIdentifier? AnsweredBy { get; }

    /// <summary>The number for which it was answered.</summary>
    public PhoneNumberIdentifier? AnsweredFor { get; }

    internal static CallConnectionProperties Read(Response response) => response.ReadJson(static json => new CallConnectionProperties(json));
}
