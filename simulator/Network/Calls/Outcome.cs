using Pbx.Simulator.Network.Phones;

namespace Pbx.Simulator.Network.Calls;

/// <summary>The code, sub-code and text that an event carries, and for the public network the SIP answer behind it.</summary>
public sealed record Outcome(int Code, int SubCode, string Message)
{
    public (int Code, string Message)? Sip { get; init; }

    public static readonly Outcome Done = new(200, 0, "Action completed successfully.");
    public static readonly Outcome Connected = new(200, 0, "Call connected.");
    public static readonly Outcome CallerCancelled = new(487, 0, "The conversation has ended because the caller cancelled.");
    public static readonly Outcome Terminated = new(0, 7000, "The conversation was ended by the platform.");
    public static readonly Outcome HungUp = new(0, 0, "The application left the call.");
    public static readonly Outcome Removed = new(0, 5000, "The participant was removed from the call.");
    public static readonly Outcome NotInCall = new(404, 0, "The participant is not in the call.");
    public static readonly Outcome NotPending = new(404, 0, "The invitation is no longer pending.");
    public static readonly Outcome MediaCancelled = new(400, 8508, "Action failed, the operation was cancelled.");
    public static readonly Outcome PlayShutDown = new(500, 8572, "Action failed, the play service is shutting down.");
    public static readonly Outcome RecognizeBroken = new(500, 8512, "Action failed, the operation could not go on.");
    public static readonly Outcome InitialSilence = new(400, 8510, "Action failed, initial silence timeout reached.");
    public static readonly Outcome InterTone = new(400, 8532, "Action failed, inter-digit silence timeout reached.");
    public static readonly Outcome MaximumReached = new(200, 8531, "Action completed, max digits received.");
    public static readonly Outcome StopTone = new(200, 8514, "Action completed, stop tone detected.");

    public static readonly Outcome SpeechRecognized = new(200, 0, "Action completed, speech recognized.");
    public static readonly Outcome ChosenByTone = new(200, 8533, "Action completed, DTMF option matched.");
    public static readonly Outcome ChosenBySpeech = new(200, 8545, "Action completed, speech option matched.");
    public static readonly Outcome NoChoiceOfTone = new(400, 8534, "Action failed, incorrect tone entered.");
    public static readonly Outcome NoChoiceOfSpeech = new(400, 8547, "Action failed, recognized phrase does not match a valid option.");

    public static readonly Outcome TransferDone = new(200, 7015, "The transfer operation completed successfully.");
    public static readonly Outcome Transferred = new(0, 0, "The call was transferred.");
    public static readonly Outcome MovedAway = new(0, 0, "The last participant was moved to another call.");
    public static readonly Outcome NotInSource = new(404, 0, "The participant is not in the source call.");
    public static readonly Outcome NoSuchCall = new(404, 0, "The call locator was not found.");
    public static readonly Outcome NotOnHold = new(400, 0, "The participant is not on hold.");
    public static readonly Outcome TonesSent = new(200, 0, "Send DTMF completed successfully.");
    public static readonly Outcome NoTonesThere = new(400, 0, "The target participant cannot receive tones: only phone numbers can.");

    public static Outcome StreamBroken(string why) => new(500, 0, why);

    public static Outcome NotRecorded(string why) => new(500, 9999, $"Recording could not be started. {why}");

    public static Outcome NotFetched(string why) => new(400, 8536, $"Action failed, file could not be downloaded. {why}");

    public static Outcome NotPlayable(string why) => new(400, 8535, $"Action failed, bad audio format. {why}");

    public static Outcome Busy(Address who) => ForPublicNetwork(who, 486, "Busy Here", "busy") ?? Platform(who, 486, 0, "busy");

    public static Outcome Declined(Address who) => ForPublicNetwork(who, 603, "Decline", "declined") ?? Platform(who, 603, 0, "declined");

    /// <summary>Nobody answered within the time of the invitation.</summary>
    public static Outcome NoAnswer(Address who) =>
        ForPublicNetwork(who, 480, "Temporarily Unavailable", "no answer") ?? Platform(who, 487, 10004, "no one accepted in time");

    /// <summary>The network itself gave up: 115 s for a phone number, 85 s for the rest.</summary>
    public static Outcome TimedOut(Address who) =>
        ForPublicNetwork(who, 408, "Request Timeout", "Request Timeout") ?? Platform(who, 487, 10004, "no one accepted in time");

    public static Outcome Offline(Address who) =>
        ForPublicNetwork(who, 480, "Temporarily Unavailable", "unavailable") ?? Platform(who, 480, 0, "not registered");

    public static Outcome Cancelled(Address who) => who.Kind == AddressKind.PhoneNumber
        ? Platform(who, 487, 540487, "cancelled") with { Sip = (487, "Request Terminated") }
        : Platform(who, 487, 0, "cancelled");

    public static Outcome CallerIdRefused(Address who) =>
        Platform(who, 403, 510403, "the caller id is not a number of the resource") with { Sip = (403, "Forbidden") };

    public static Outcome TooManyCalls(Address who) =>
        Platform(who, 603, 560603, "too many concurrent calls with this caller id") with { Sip = (603, "Decline") };

    /// <summary>The other side hung up.</summary>
    public static Outcome RemoteHungUp(Address who) => who.Kind == AddressKind.PhoneNumber
        ? new(0, 560000, "The call was ended by the remote side.")
        : new(0, 0, "The call was ended by the remote side.");

    private static Outcome? ForPublicNetwork(Address who, int sip, string sipText, string reason) =>
        who.Kind == AddressKind.PhoneNumber ? Platform(who, sip, 560000 + sip, reason) with { Sip = (sip, sipText) } : null;

    private static Outcome Platform(Address who, int code, int subCode, string reason) =>
        new(code, subCode, $"Failed for participant {who}. Underlying reason: {reason}. DiagCode: {code}#{subCode}.@");
}
