using System.Text.Json;

namespace Azure.Communication.CallAutomation;

/// <summary>Everybody in the call, after each change. Of two, the one with the higher number is the later.</summary>
public sealed class ParticipantsUpdated : CallAutomationEventBase
{
    internal ParticipantsUpdated(JsonElement data)
        : base(data)
    {
        Participants = data.List("participants", CallParticipant.Read);
        SequenceNumber = data.Number("sequenceNumber");
    }

    /// <summary>Everybody in the call now.</summary>
    public IReadOnlyList<CallParticipant> Participants { get; }

    /// <summary>Grows with each change of this call.</summary>
    public int? SequenceNumber { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static ParticipantsUpdated Deserialize(string content) => Read(content, static data => new ParticipantsUpdated(data));
}

/// <summary>An invitation was taken; a voicemail counts as well.</summary>
public sealed class AddParticipantSucceeded : CallAutomationEventBase
{
    internal AddParticipantSucceeded(JsonElement data)
        : base(data) => Participant = data.Identifier("participant");

    /// <summary>Who it is about.</summary>
    public CommunicationIdentifier? Participant { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static AddParticipantSucceeded Deserialize(string content) => Read(content, static data => new AddParticipantSucceeded(data));
}

/// <summary>An invitation was declined, was not answered, or could not be delivered.</summary>
public sealed class AddParticipantFailed : CallAutomationEventBase
{
    internal AddParticipantFailed(JsonElement data)
        : base(data) => Participant = data.Identifier("participant");

    /// <summary>Who it is about.</summary>
    public CommunicationIdentifier? Participant { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static AddParticipantFailed Deserialize(string content) => Read(content, static data => new AddParticipantFailed(data));
}

/// <summary>An invitation was withdrawn in time.</summary>
public sealed class CancelAddParticipantSucceeded : CallAutomationEventBase
{
    internal CancelAddParticipantSucceeded(JsonElement data)
        : base(data) => InvitationId = data.Text("invitationId");

    /// <summary>The invitation.</summary>
    public string? InvitationId { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static CancelAddParticipantSucceeded Deserialize(string content) => Read(content, static data => new CancelAddParticipantSucceeded(data));
}

/// <summary>An invitation was no longer pending.</summary>
public sealed class CancelAddParticipantFailed : CallAutomationEventBase
{
    internal CancelAddParticipantFailed(JsonElement data)
        : base(data) => InvitationId = data.Text("invitationId");

    /// <summary>The invitation.</summary>
    public string? InvitationId { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static CancelAddParticipantFailed Deserialize(string content) => Read(content, static data => new CancelAddParticipantFailed(data));
}

/// <summary>Somebody was thrown out of the call.</summary>
public sealed class RemoveParticipantSucceeded : CallAutomationEventBase
{
    internal RemoveParticipantSucceeded(JsonElement data)
        : base(data) => Participant = data.Identifier("participant");

    /// <summary>Who it is about.</summary>
    public CommunicationIdentifier? Participant { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static RemoveParticipantSucceeded Deserialize(string content) => Read(content, static data => new RemoveParticipantSucceeded(data));
}

/// <summary>Somebody could not be thrown out of the call.</summary>
public sealed class RemoveParticipantFailed : CallAutomationEventBase
{
    internal RemoveParticipantFailed(JsonElement data)
        : base(data) => Participant = data.Identifier("participant");

    /// <summary>Who it is about.</summary>
    public CommunicationIdentifier? Participant { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static RemoveParticipantFailed Deserialize(string content) => Read(content, static data => new RemoveParticipantFailed(data));
}

/// <summary>Somebody came over from another call; posted for the call they came to.</summary>
public sealed class MoveParticipantSucceeded : CallAutomationEventBase
{
    internal MoveParticipantSucceeded(JsonElement data)
        : base(data)
    {
        Participant = data.Identifier("participant");
        FromCall = data.Text("fromCall");
    }

    /// <summary>Who it is about.</summary>
    public CommunicationIdentifier? Participant { get; }

    /// <summary>The id of the call they were to come from.</summary>
    public string? FromCall { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static MoveParticipantSucceeded Deserialize(string content) => Read(content, static data => new MoveParticipantSucceeded(data));
}

/// <summary>Somebody did not come over from another call.</summary>
public sealed class MoveParticipantFailed : CallAutomationEventBase
{
    internal MoveParticipantFailed(JsonElement data)
        : base(data)
    {
        Participant = data.Identifier("participant");
        FromCall = data.Text("fromCall");
    }

    /// <summary>Who it is about.</summary>
    public CommunicationIdentifier? Participant { get; }

    /// <summary>The id of the call they were to come from.</summary>
    public string? FromCall { get; }

    /// <summary>Reads the data of one such event.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static MoveParticipantFailed Deserialize(string content) => Read(content, static data => new MoveParticipantFailed(data));
}
