using System.Globalization;
using System.Text.Json;
using Pbx.Domain.Calls;
using Pbx.Domain.Numbers;

namespace Pbx.Infra.CallAutomation;

/// <summary>What Event Grid delivered.</summary>
/// <param name="ValidationCode">To be answered as <c>{"validationResponse": …}</c>: somebody subscribes this address (azure-docs, "webhook event delivery"). Nothing else comes with it.</param>
/// <param name="Calls">Calls that ring.</param>
/// <param name="Ignored">Events that are not for us, and why.</param>
public sealed record IncomingCalls(string? ValidationCode, IReadOnlyList<IncomingCall> Calls, IReadOnlyList<IgnoredEvent> Ignored);

/// <summary>
/// A call that rings one of our numbers, or that was dialled at a phone of an account: of those the session border controller hands over whatever was dialled. The network also tells so of legs that we add ourselves, when they ring a number that it knows as ours: whether
/// <see cref="ServerCall"/> is a call of ours, or the caller's number one that we showed, cannot be told from the event and is for the engine to judge. Legs to web
/// phones and Teams users are among <see cref="IncomingCalls.Ignored"/>.
/// </summary>
/// <param name="EventId">The same at every delivery.</param>
/// <param name="EventTime">The event's own time, likewise.</param>
/// <param name="Arrived">What it means to the call.</param>
/// <param name="ServerCall">How the network names the conversation: the same for all its legs. Empty when it does not say.</param>
public sealed record IncomingCall(string EventId, DateTimeOffset EventTime, CallEvent.CallArrived Arrived, string ServerCall);

/// <summary>An event that is not for us.</summary>
public sealed record IgnoredEvent(string EventId, string Why);

/// <summary>The webhook of Event Grid (event schema, not CloudEvents) that tells of calls that ring. At least once, in any order.</summary>
public static class IncomingCallWebhook
{
    private const string Rings = "Microsoft.Communication.IncomingCall";
    private const string Validation = "Microsoft.EventGrid.SubscriptionValidationEvent";
    private const int LongestName = 128; // callers of the network's own kind choose it freely

    /// <summary>What is in a body.</summary>
    /// <exception cref="MalformedWebhookException">It is not an array of events, or one that we need lacks something; all problems are named.</exception>
    public static IncomingCalls Read(ReadOnlyMemory<byte> body)
    {
        string? validation = null;
        List<IncomingCall> calls = [];
        List<IgnoredEvent> ignored = [];
        foreach (var evt in WebhookBody.Read(body.Span, Read))
        {
            validation = evt.Type == Validation ? evt.ValidationCode : validation;
            if (evt.Type == Rings && AcsAddress.Dialled(evt.To) is { } dialled)
            {
                calls.Add(new IncomingCall(evt.Id, evt.Time, new CallEvent.CallArrived(AcsAddress.Read(evt.From), Name(evt.CallerName), dialled, evt.Context), evt.ServerCall));
            }
            else if (evt.Type == Rings)
            {
                ignored.Add(new IgnoredEvent(evt.Id, "What is called is neither a number in international form nor keys that were dialled at a phone."));
            }
            else if (evt.Type != Validation)
            {
                ignored.Add(new IgnoredEvent(evt.Id, "It does not tell of a call that rings."));
            }
        }

        return new IncomingCalls(validation, calls, ignored);
    }

    private static string? Name(string name)
    {
        var trimmed = name.AsSpan().Trim();
        var length = Math.Min(trimmed.Length, LongestName);
        return length == 0 ? null : trimmed[..(char.IsHighSurrogate(trimmed[length - 1]) ? length - 1 : length)].ToString();
    }

    private static Wire Read(ref Utf8JsonReader json, WebhookProblems problems)
    {
        var wire = new Wire();
        var (dataFrom, dataCount) = (0, 0);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("data"u8))
            {
                dataFrom = problems.All.Count;
                ReadData(ref json, wire, problems);
                dataCount = problems.All.Count - dataFrom;
            }
            else if (json.ValueTextEquals("id"u8))
            {
                wire.Id = WebhookBody.Text(ref json, "/id", problems) ?? "";
            }
            else if (json.ValueTextEquals("eventType"u8))
            {
                wire.Type = WebhookBody.Text(ref json, "/eventType", problems) ?? "";
            }
            else if (json.ValueTextEquals("eventTime"u8))
            {
                wire.Written = WebhookBody.Text(ref json, "/eventTime", problems) ?? "";
            }
            else
            {
                json.Skip();
            }
        }

        if (wire.Type is not (Rings or Validation))
        {
            problems.Forget(dataFrom, dataCount);
        }

        Check(wire, problems);
        return wire;
    }

    private static void ReadData(ref Utf8JsonReader json, Wire wire, WebhookProblems problems)
    {
        if (!WebhookBody.Object(ref json, "/data", problems))
        {
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("to"u8))
            {
                wire.To = WebhookBody.RawId(ref json, "/data/to", problems) ?? "";
            }
            else if (json.ValueTextEquals("from"u8))
            {
                wire.From = WebhookBody.RawId(ref json, "/data/from", problems) ?? "";
            }
            else if (json.ValueTextEquals("callerDisplayName"u8))
            {
                wire.CallerName = WebhookBody.Text(ref json, "/data/callerDisplayName", problems) ?? "";
            }
            else if (json.ValueTextEquals("incomingCallContext"u8))
            {
                wire.Context = WebhookBody.Text(ref json, "/data/incomingCallContext", problems) ?? "";
            }
            else if (json.ValueTextEquals("serverCallId"u8))
            {
                wire.ServerCall = WebhookBody.Text(ref json, "/data/serverCallId", problems) ?? "";
            }
            else if (json.ValueTextEquals("validationCode"u8))
            {
                wire.ValidationCode = WebhookBody.Text(ref json, "/data/validationCode", problems) ?? "";
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void Check(Wire wire, WebhookProblems problems)
    {
        Require(wire.Id.Length is > 0 and <= 200, "/id", "An event has an id of 1 to 200 characters.", problems);
        Require(wire.Type.Length > 0, "/eventType", "An event has a type.", problems);
        if (wire.Type == Validation)
        {
            Require(wire.ValidationCode.Length > 0, "/data/validationCode", "A validation has a code.", problems);
        }
        else if (wire.Type == Rings)
        {
            Require(DateTimeOffset.TryParse(wire.Written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time), "/eventTime", "An event has a time in ISO 8601.", problems);
            wire.Time = time;
            Require(wire.To.Length > 0, "/data/to", "It is not said who is called.", problems);
            Require(wire.From.Length > 0, "/data/from", "It is not said who calls.", problems);
            Require(wire.Context.Length > 0, "/data/incomingCallContext", "Without its context a call cannot be answered.", problems);
        }
    }

    private static void Require(bool holds, string place, string message, WebhookProblems problems)
    {
        if (!holds)
        {
            problems.Add(place, message);
        }
    }

    private sealed class Wire
    {
        public string Id { get; set; } = "";

        public string Type { get; set; } = "";

        public string Written { get; set; } = "";

        public DateTimeOffset Time { get; set; }

        public string To { get; set; } = "";

        public string From { get; set; } = "";

        public string CallerName { get; set; } = "";

        public string Context { get; set; } = "";

        public string ServerCall { get; set; } = "";

        public string ValidationCode { get; set; } = "";
    }
}
