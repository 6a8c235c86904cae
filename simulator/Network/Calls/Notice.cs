using Pbx.Simulator.Network.Media;
using Pbx.Simulator.Network.Media.Streaming;
using Pbx.Simulator.Network.Phones;
using Pbx.Simulator.Network.Tones;

namespace Pbx.Simulator.Network.Calls;

/// <summary>The types of mid-call events, by Azure's names.</summary>
public enum NoticeType
{
    CallConnected,
    CallDisconnected,
    CreateCallFailed,
    AnswerFailed,
    ParticipantsUpdated,
    AddParticipantSucceeded,
    AddParticipantFailed,
    CancelAddParticipantSucceeded,
    CancelAddParticipantFailed,
    RemoveParticipantSucceeded,
    RemoveParticipantFailed,
    PlayStarted,
    PlayCompleted,
    PlayFailed,
    PlayCanceled,
    RecognizeCompleted,
    RecognizeFailed,
    RecognizeCanceled,
    CallTransferAccepted,
    CallTransferFailed,
    ConnectFailed,
    MoveParticipantSucceeded,
    MoveParticipantFailed,
    HoldFailed,
    SendDtmfTonesCompleted,
    SendDtmfTonesFailed,
    ContinuousDtmfRecognitionToneReceived,
    ContinuousDtmfRecognitionStopped,
    MediaStreamingStarted,
    MediaStreamingStopped,
    MediaStreamingFailed,
    RecordingStateChanged,
    StartRecordingFailed,
}

/// <summary>Something that the network tells the application about a call that it is in.</summary>
public sealed record Notice(NoticeType Type, AppLeg Leg, string CallbackUri, string? OperationContext, Outcome Outcome, DateTimeOffset At)
{
    public Address? Participant { get; init; }

    public string? InvitationId { get; init; }

    /// <summary>Of ParticipantsUpdated: who is in the call.</summary>
    public IReadOnlyList<Participant>? Roster { get; init; }

    /// <summary>Of ParticipantsUpdated: rises by one with each.</summary>
    public int SequenceNumber { get; init; }

    /// <summary>Of RecognizeCompleted: the keys; null when it was something else.</summary>
    public IReadOnlyList<Tone>? Tones { get; init; }

    /// <summary>Of RecognizeCompleted: what was said.</summary>
    public string? Speech { get; init; }

    /// <summary>Of RecognizeCompleted: what was chosen.</summary>
    public Chosen? Chosen { get; init; }

    /// <summary>Of the events of a recording.</summary>
    public RecordingNotice? Recording { get; init; }

    /// <summary>Of a failure to play: the source that failed.</summary>
    public int? FailedSource { get; init; }

    /// <summary>Of CallTransferAccepted: who talks to whom from now on.</summary>
    public (Address Target, Address Transferee)? Transfer { get; init; }

    /// <summary>Of a move: the callConnectionId of the call that the participant comes from.</summary>
    public string? FromCall { get; init; }

    /// <summary>Of one key of a continuous recognition: its place, counted from one, and the key.</summary>
    public (int Sequence, Tone Tone)? Key { get; init; }

    /// <summary>Of media streaming: what has become of the stream.</summary>
    public StreamTurn? Stream { get; init; }
}

/// <summary>What is told about a recording.</summary>
public sealed record RecordingNotice(string Id, bool IsActive, DateTimeOffset? Started);

/// <summary>The network tells the application that a number or identity of its resource is called.</summary>
public sealed record IncomingCallNotice(
    Address To,
    Address From,
    string ServerCallId,
    string CorrelationId,
    string DisplayName,
    string Context,
    CustomContext Custom,
    DateTimeOffset At);

/// <summary>Somebody who is in a call, as lists and events show it.</summary>
public sealed record Participant(Address Address, bool IsMuted, bool IsOnHold);

/// <summary>Headers that travel with a call.</summary>
public sealed record CustomContext(IReadOnlyDictionary<string, string> SipHeaders, IReadOnlyDictionary<string, string> VoipHeaders)
{
    public static readonly CustomContext None = new(new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
}
