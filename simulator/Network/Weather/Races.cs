using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Network.Weather;

/// <summary>
/// Unlucky moments, armed by a test. The lists are used up one by one as the moments come; the switches stay as they are set.
/// </summary>
public sealed record Races
{
    public static readonly Races None = new();

    /// <summary>Types of events whose next one is kept back until it is released.</summary>
    public IReadOnlyList<string> Hold { get; init; } = [];

    /// <summary>Types of events whose next one is lost.</summary>
    public IReadOnlyList<string> Lose { get; init; } = [];

    /// <summary>Phones that are answered at the very instant at which their invitation is cancelled, and win.</summary>
    public IReadOnlyList<Address> AnswerOnCancel { get; init; } = [];

    /// <summary>When one of these phones is answered, all others of them that ring are answered at the same instant.</summary>
    public IReadOnlyList<Address> AnswerTogether { get; init; } = [];

    /// <summary>The next so many callers leave at the instant of the answer: 200, and then AnswerFailed.</summary>
    public int CallerLeavesOnAnswer { get; init; }

    /// <summary>The next so many callers leave at the instant at which a phone that was added answers.</summary>
    public int CallerLeavesOnJoin { get; init; }

    /// <summary>The next so many recordings do not start: StartRecordingFailed.</summary>
    public int RecordingFails { get; init; }

    /// <summary>The files of the next so many recordings have no byte in them.</summary>
    public int EmptyRecording { get; init; }

    /// <summary>The files of the next so many recordings end in their middle, and nothing says so.</summary>
    public int ShortRecording { get; init; }

    /// <summary>Events go out before the response of the request that caused them.</summary>
    public bool EventsBeforeResponse { get; init; }

    /// <summary>A cancelled invitation also gives AddParticipantFailed.</summary>
    public bool CancelAlsoFails { get; init; }

    /// <summary>The application's leg stays in a call in which there ever were two others after all of them have left.</summary>
    public bool GroupLingers { get; init; }

    /// <summary>The time-out between two keys gives RecognizeFailed (without the keys) and not RecognizeCompleted.</summary>
    public bool InterToneTimeoutFails { get; init; }
}
