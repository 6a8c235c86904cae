using System.Text.Json.Nodes;
using Pbx.Simulator.Network.Calls;
using Pbx.Simulator.Network.Media.Streaming;
using Pbx.Simulator.Network.Tones;
using Pbx.Simulator.Rest.Calling;

namespace Pbx.Simulator.Rest.Events;

/// <summary>Writes notices as the CloudEvents that Call Automation posts, with the members that the OpenAPI file gives them.</summary>
internal static class CloudEvents
{
    // Nothing is misheard here.
    private const double Confidence = 0.95;

    /// <summary>The body of one webhook: an array of one event.</summary>
    public static JsonArray Write(Notice notice)
    {
        var source = notice.Recording is { } recording
            ? $"calling/recordings/{notice.Leg.Call.ServerCallId}/recordingId/{recording.Id}/{notice.Type}"
            : $"calling/callConnections/{notice.Leg.Id}";
        return new JsonArray(new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["source"] = source,
            ["type"] = "Microsoft.Communication." + notice.Type,
            ["data"] = Data(notice),
            ["time"] = Instant(notice.At),
            ["specversion"] = "1.0",
            ["datacontenttype"] = "application/json",
            ["subject"] = source,
        });
    }

    private static JsonObject Data(Notice notice)
    {
        var data = new JsonObject
        {
            ["callConnectionId"] = notice.Leg.Id,
            ["serverCallId"] = notice.Leg.Call.ServerCallId,
            ["correlationId"] = notice.Leg.Call.CorrelationId,
        };
        if (notice.OperationContext is { } context)
        {
            data["operationContext"] = context;
        }

        data["resultInformation"] = Result(notice.Outcome);
        if (notice.Roster is { } roster)
        {
            data["sequenceNumber"] = notice.SequenceNumber;
            data["participants"] = new JsonArray([.. roster.Select(ParticipantOperations.Participant)]);
        }

        if (notice.Participant is { } participant)
        {
            data["participant"] = Identifiers.Write(participant);
        }

        if (notice.InvitationId is { } invitation)
        {
            data["invitationId"] = invitation;
        }

        if (notice.Transfer is var (target, transferee))
        {
            data["transferTarget"] = Identifiers.Write(target);
            data["transferee"] = Identifiers.Write(transferee);
        }

        if (notice.FromCall is { } fromCall)
        {
            data["fromCall"] = fromCall;
        }

        if (notice.Key is var (sequence, tone))
        {
            data["sequenceId"] = sequence;
            data["tone"] = tone.Word();
        }

        if (notice.Stream is { } turn)
        {
            data["mediaStreamingUpdate"] = StreamingUpdate(turn);
        }

        if (notice.Tones is { } tones)
        {
            data["recognitionType"] = "dtmf";
            data["dtmfResult"] = new JsonObject { ["tones"] = new JsonArray([.. tones.Select(t => JsonValue.Create(t.Word()))]) };
        }

        if (notice.Speech is { } speech)
        {
            data["recognitionType"] = "speech";
            data["speechResult"] = new JsonObject { ["speech"] = speech, ["confidence"] = Confidence };
        }

        if (notice.Chosen is { } chosen)
        {
            data["recognitionType"] = "choices";
            data["choiceResult"] = chosen.Phrase is null
                ? new JsonObject { ["label"] = chosen.Label }
                : new JsonObject { ["label"] = chosen.Label, ["recognizedPhrase"] = chosen.Phrase, ["confidence"] = Confidence };
        }

        if (notice.Recording is { } recording)
        {
            data["recordingId"] = recording.Id;
            if (notice.Type == NoticeType.RecordingStateChanged)
            {
                data["state"] = recording.IsActive ? "active" : "inactive";
                data["recordingKind"] = "azureCommunicationServices";
                data["startDateTime"] = recording.Started is { } started ? Instant(started) : null;
            }
        }

        if (notice.FailedSource is { } index)
        {
            data["failedPlaySourceIndex"] = index;
        }

        return data;
    }

    private static JsonObject StreamingUpdate(StreamTurn turn)
    {
        var (status, details) = turn switch
        {
            StreamTurn.Started => ("mediaStreamingStarted", "subscriptionStarted"),
            StreamTurn.Stopped => ("mediaStreamingStopped", "subscriptionStopped"),
            StreamTurn.NotAuthenticated => ("mediaStreamingFailed", "authenticationFailure"),
            StreamTurn.Forbidden => ("mediaStreamingFailed", "forbidden"),
            StreamTurn.Interrupted => ("mediaStreamingFailed", "streamConnectionInterrupted"),
            _ => ("mediaStreamingFailed", "initialWebSocketConnectionFailed"),
        };
        return new JsonObject { ["contentType"] = "audio", ["mediaStreamingStatus"] = status, ["mediaStreamingStatusDetails"] = details };
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture) + "+00:00";

    private static JsonObject Result(Outcome outcome)
    {
        var result = new JsonObject { ["code"] = outcome.Code, ["subCode"] = outcome.SubCode, ["message"] = outcome.Message };
        if (outcome.Sip is var (code, message))
        {
            result["sipDetails"] = new JsonObject { ["code"] = code, ["message"] = message };
        }

        return result;
    }
}
