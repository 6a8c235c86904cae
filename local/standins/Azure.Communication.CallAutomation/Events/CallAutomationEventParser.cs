using System.Text.Json;
using Azure.Messaging;

namespace Azure.Communication.CallAutomation;

/// <summary>
/// Turns the CloudEvents of a webhook into typed events. A type that is not known gives null in its place, so that a newer service
/// harms nobody.
/// </summary>
public static class CallAutomationEventParser
{
    private const string Prefix = "Microsoft.Communication.";

    /// <summary>The event in an envelope that has been read.</summary>
    /// <exception cref="JsonException">The data is not JSON, or a member has another type.</exception>
    public static CallAutomationEventBase? Parse(CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        using var data = JsonDocument.Parse(cloudEvent.Data?.ToMemory() ?? default);
        return Event(cloudEvent.Type, data.RootElement);
    }

    /// <summary>The one event of a webhook's body: an object, or an array of one.</summary>
    /// <exception cref="ArgumentException">There is not exactly one event, or its envelope lacks a required attribute.</exception>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static CallAutomationEventBase? Parse(BinaryData json) => ParseMany(json) is [var only]
        ? only
        : throw new ArgumentException("There has to be exactly one event.", nameof(json));

    /// <summary>The event with the data and of the type given.</summary>
    /// <exception cref="JsonException">The data is not JSON, or a member has another type.</exception>
    public static CallAutomationEventBase? Parse(string eventData, string eventType)
    {
        using var data = JsonDocument.Parse(eventData);
        return Event(eventType, data.RootElement);
    }

    /// <summary>The events in envelopes that have been read, in the same places.</summary>
    /// <exception cref="JsonException">The data is not JSON, or a member has another type.</exception>
    public static CallAutomationEventBase?[] ParseMany(CloudEvent[] cloudEvents)
    {
        ArgumentNullException.ThrowIfNull(cloudEvents);
        return Array.ConvertAll(cloudEvents, Parse);
    }

    /// <summary>The events of a webhook's body, in the same places.</summary>
    /// <exception cref="ArgumentException">An envelope lacks a required attribute.</exception>
    /// <exception cref="JsonException">It is not JSON, or a member has another type.</exception>
    public static CallAutomationEventBase?[] ParseMany(BinaryData json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var body = JsonDocument.Parse(json.ToMemory());
        return body.RootElement.ValueKind == JsonValueKind.Array
            ? [.. body.RootElement.EnumerateArray().Select(FromEnvelope)]
            : [FromEnvelope(body.RootElement)];
    }

    private static CallAutomationEventBase? FromEnvelope(JsonElement envelope)
    {
        envelope = envelope.Object("event");
        foreach (var required in (ReadOnlySpan<string>)["id", "source", "specversion"])
        {
            if (envelope.Text(required) is null)
            {
                throw new ArgumentException($"The event has no '{required}', which CloudEvents requires.", nameof(envelope));
            }
        }

        var type = envelope.Text("type") ?? throw new ArgumentException("The event has no 'type', which CloudEvents requires.", nameof(envelope));
        if (envelope.Text("data_base64") is { } encoded)
        {
            using var data = JsonDocument.Parse(Convert.FromBase64String(encoded));
            return Event(type, data.RootElement);
        }

        return Event(type, envelope.TryGetProperty("data", out var plain) ? plain : default);
    }

    private static CallAutomationEventBase? Event(string type, JsonElement data)
    {
        var name = type.StartsWith(Prefix, StringComparison.Ordinal) ? type[Prefix.Length..] : type;
        return Reader(name)?.Invoke(data.Object("data"));
    }

    private static Func<JsonElement, CallAutomationEventBase>? Reader(string name) => name switch
    {
        nameof(CallConnected) => static data => new CallConnected(data),
        nameof(CallDisconnected) => static data => new CallDisconnected(data),
        nameof(CreateCallFailed) => static data => new CreateCallFailed(data),
        nameof(AnswerFailed) => static data => new AnswerFailed(data),
        nameof(ConnectFailed) => static data => new ConnectFailed(data),
        nameof(ParticipantsUpdated) => static data => new ParticipantsUpdated(data),
        nameof(AddParticipantSucceeded) => static data => new AddParticipantSucceeded(data),
        nameof(AddParticipantFailed) => static data => new AddParticipantFailed(data),
        nameof(CancelAddParticipantSucceeded) => static data => new CancelAddParticipantSucceeded(data),
        nameof(CancelAddParticipantFailed) => static data => new CancelAddParticipantFailed(data),
        nameof(RemoveParticipantSucceeded) => static data => new RemoveParticipantSucceeded(data),
        nameof(RemoveParticipantFailed) => static data => new RemoveParticipantFailed(data),
        nameof(MoveParticipantSucceeded) => static data => new MoveParticipantSucceeded(data),
        nameof(MoveParticipantFailed) => static data => new MoveParticipantFailed(data),
        nameof(CallTransferAccepted) => static data => new CallTransferAccepted(data),
        nameof(CallTransferFailed) => static data => new CallTransferFailed(data),
        nameof(PlayStarted) => static data => new PlayStarted(data),
        nameof(PlayCompleted) => static data => new PlayCompleted(data),
        nameof(PlayFailed) => static data => new PlayFailed(data),
        nameof(PlayCanceled) => static data => new PlayCanceled(data),
        nameof(RecognizeCompleted) => static data => new RecognizeCompleted(data),
        nameof(RecognizeFailed) => static data => new RecognizeFailed(data),
        nameof(RecognizeCanceled) => static data => new RecognizeCanceled(data),
        nameof(ContinuousDtmfRecognitionToneReceived) => static data => new ContinuousDtmfRecognitionToneReceived(data),
        nameof(ContinuousDtmfRecognitionToneFailed) => static data => new ContinuousDtmfRecognitionToneFailed(data),
        nameof(ContinuousDtmfRecognitionStopped) => static data => new ContinuousDtmfRecognitionStopped(data),
        nameof(SendDtmfTonesCompleted) => static data => new SendDtmfTonesCompleted(data),
        nameof(SendDtmfTonesFailed) => static data => new SendDtmfTonesFailed(data),
        nameof(HoldFailed) => static data => new HoldFailed(data),
        nameof(RecordingStateChanged) => static data => new RecordingStateChanged(data),
        nameof(StartRecordingFailed) => static data => new StartRecordingFailed(data),
        nameof(MediaStreamingStarted) => static data => new MediaStreamingStarted(data),
        nameof(MediaStreamingStopped) => static data => new MediaStreamingStopped(data),
        nameof(MediaStreamingFailed) => static data => new MediaStreamingFailed(data),
        nameof(TranscriptionStarted) => static data => new TranscriptionStarted(data),
        nameof(TranscriptionStopped) => static data => new TranscriptionStopped(data),
        nameof(TranscriptionUpdated) => static data => new TranscriptionUpdated(data),
        nameof(TranscriptionFailed) => static data => new TranscriptionFailed(data),
        _ => null,
    };
}
