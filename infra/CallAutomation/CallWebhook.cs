using System.Diagnostics.Metrics;
using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Infra.CallAutomation;

/// <summary>One event of a webhook: its id, the same at every delivery, and what it means to a call; nothing, when no call needs it.</summary>
public sealed record WebhookEvent(string EventId, CallEvent? Event);

/// <summary>
/// The webhooks of calls: arrays of CloudEvents 1.0, usually of one, with the events of Call Automation (service version 2026-03-12). What no call needs is dropped here,
/// without storage, and counted by <c>pbx.call-events.dropped</c>.
/// </summary>
public static class CallWebhook
{
    private const string Prefix = "Microsoft.Communication.";

    private static readonly Meter Meter = new("Pbx.Infra.CallAutomation");
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>("pbx.call-events.dropped");

    /// <summary>The events of a body, in its order.</summary>
    /// <exception cref="MalformedWebhookException">It is not an array of CloudEvents, or an event that calls need lacks something; all problems are named.</exception>
    public static IReadOnlyList<WebhookEvent> Read(ReadOnlyMemory<byte> body) => WebhookBody.Read(body.Span, CallWebhookEvent.Read).ConvertAll(Named);

    /// <summary>Whether calls need events of a type at all; of the others, the data is not looked at.</summary>
    internal static bool Needs(string type) => type is
        Prefix + "CallConnected" or
        Prefix + "CallDisconnected" or
        Prefix + "AnswerFailed" or
        Prefix + "CreateCallFailed" or
        Prefix + "ParticipantsUpdated" or
        Prefix + "AddParticipantSucceeded" or
        Prefix + "AddParticipantFailed" or
        Prefix + "MoveParticipantSucceeded" or
        Prefix + "MoveParticipantFailed" or
        Prefix + "PlayCompleted" or
        Prefix + "PlayFailed" or
        Prefix + "RecognizeCompleted" or
        Prefix + "RecognizeFailed" or
        Prefix + "ContinuousDtmfRecognitionToneReceived";

    private static WebhookEvent Named(CallWebhookEvent from)
    {
        var evt = Meaning(from);
        if (evt is null)
        {
            // Only types that we know are named: the tag has few values, whatever comes.
            Dropped.Add(1, new KeyValuePair<string, object?>("type", Needs(from.Type) ? from.Type[Prefix.Length..] : "other"));
        }

        return new WebhookEvent(from.Id, evt);
    }

    private static CallEvent? Meaning(CallWebhookEvent from) => from.Type switch
    {
        Prefix + "CallConnected" => new CallEvent.CallerConnected(from.Connection ?? ""),
        Prefix + "CallDisconnected" => new CallEvent.CallEnded(),
        Prefix + "AnswerFailed" => new CallEvent.AnswerFailed(),
        Prefix + "ParticipantsUpdated" => Roster(from),
        _ => CommandContext.Read(from.Context) is var (of, isSecret) ? Hide(Meaning(from, of), isSecret) : null, // an answer to nothing that we asked otherwise
    };

    private static CallEvent? Meaning(CallWebhookEvent from, OpId of) => from.Type switch
    {
        Prefix + "PlayCompleted" => new CallEvent.SoundEnded(of),
        Prefix + "PlayFailed" => new CallEvent.SoundFailed(of),
        Prefix + "RecognizeCompleted" => from.IsSpeech ? new CallEvent.SpeechEnded(of) : Keys(from, of),
        Prefix + "RecognizeFailed" => Unheard(from, of),
        Prefix + "ContinuousDtmfRecognitionToneReceived" => from.Keys.Length > 0 ? new CallEvent.KeyPressed(of, from.Keys) : null,
        Prefix + "AddParticipantSucceeded" or Prefix + "MoveParticipantSucceeded" => new CallEvent.PhoneAnswered(of, AcsAddress.Read(from.Participant ?? "")),
        Prefix + "CreateCallFailed" => new CallEvent.PhoneNotReached(of, ResultCode.WhyNotReached(from.Code, from.SubCode, isNumber: false) ?? NotReached.NoAnswer),
        Prefix + "MoveParticipantFailed" => new CallEvent.PhoneNotReached(of, NotReached.Failed),
        Prefix + "AddParticipantFailed" => ResultCode.WhyNotReached(from.Code, from.SubCode, IsNumber(from.Participant)) is { } why ? new CallEvent.PhoneNotReached(of, why) : null,
        _ => null,
    };

    // The keys of a secret go no further than the engine, which judges them.
    private static CallEvent? Hide(CallEvent? evt, bool isSecret) => isSecret && evt is CallEvent.DigitsCollected keys ? new CallEvent.SecretCollected(keys.Of, keys.Digits) : evt;

    // Only a roster with at most one in it says that somebody left; whoever joins comes as AddParticipantSucceeded. The first one, with the caller alone, says what CallConnected
    // says, and would be taken for a departure if it came after a phone has answered. Without a number nobody knows whether it is an old one.
    private static CallEvent.RosterChanged? Roster(CallWebhookEvent from) =>
        from.Sequence is not { } sequence || from.Participants.Count > 1 || (sequence <= 1 && from.Participants.Count == 1)
            ? null
            : new CallEvent.RosterChanged(sequence, ValueList.From(from.Participants.Select(AcsAddress.Read)));

    // The network may or may not hand over the stop key, where one was set; if it does, it is the last.
    private static CallEvent Keys(CallWebhookEvent from, OpId of)
    {
        var keys = from is { SubCode: ResultCode.StopKey, Keys: [.., '#'] } ? from.Keys[..^1] : from.Keys;
        return keys.Length > 0 ? new CallEvent.DigitsCollected(of, keys) : new CallEvent.NoDigitsCollected(of);
    }

    private static CallEvent Unheard(CallWebhookEvent from, OpId of) => from.SubCode switch
    {
        ResultCode.NoFirstKey => new CallEvent.NoDigitsCollected(of),
        ResultCode.NoNextKey => Keys(from, of), // documented as a success and numbered as a failure: what was pressed counts
        _ => new CallEvent.CollectingFailed(of),
    };

    private static bool IsNumber(string? rawId) => rawId is not null && rawId.StartsWith("4:", StringComparison.Ordinal);
}
