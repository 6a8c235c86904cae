using System.Text;
using System.Text.Json;

namespace Pbx.Infra.CallAutomation;

/// <summary>A CloudEvent of Call Automation, with those of its members that can mean something to us.</summary>
internal sealed class CallWebhookEvent
{
    private const int LongestId = 200; // what the journal of a machine takes

    public string Id { get; private set; } = "";

    public string Type { get; private set; } = "";

    public string? Connection { get; private set; }

    public string? Context { get; private set; }

    public int? Code { get; private set; }

    public int? SubCode { get; private set; }

    public int? Sequence { get; private set; }

    public string? Participant { get; private set; }

    public List<string> Participants { get; } = [];

    /// <summary>The keys as characters: digits, <c>*</c>, <c>#</c>, and A to D.</summary>
    public string Keys { get; private set; } = "";

    /// <summary>Whether a recognition heard speech and not keys.</summary>
    public bool IsSpeech { get; private set; }

    private bool HasData { get; set; }

    private bool HasParticipants { get; set; }

    /// <summary>Reads one event.</summary>
    public static CallWebhookEvent Read(ref Utf8JsonReader json, WebhookProblems problems)
    {
        var evt = new CallWebhookEvent();
        var (dataFrom, dataCount) = (0, 0);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("data"u8))
            {
                dataFrom = problems.All.Count;
                evt.ReadData(ref json, problems);
                dataCount = problems.All.Count - dataFrom;
            }
            else if (json.ValueTextEquals("id"u8))
            {
                evt.Id = WebhookBody.Text(ref json, "/id", problems) ?? "";
            }
            else if (json.ValueTextEquals("type"u8))
            {
                evt.Type = WebhookBody.Text(ref json, "/type", problems) ?? "";
            }
            else
            {
                json.Skip();
            }
        }

        if (!CallWebhook.Needs(evt.Type))
        {
            problems.Forget(dataFrom, dataCount); // what a type that we do not need looks like is not ours to judge
        }

        evt.Check(problems);
        return evt;
    }

    private void Check(WebhookProblems problems)
    {
        if (Id.Length is 0 or > LongestId)
        {
            problems.Add("/id", "An event has an id of 1 to 200 characters.");
        }

        if (Type.Length == 0)
        {
            problems.Add("/type", "An event has a type.");
        }

        if (!CallWebhook.Needs(Type))
        {
            return;
        }

        if (!HasData)
        {
            problems.Add("/data", "An event of this type has data.");
        }
        else if (Type.EndsWith("CallConnected", StringComparison.Ordinal) && string.IsNullOrEmpty(Connection))
        {
            problems.Add("/data/callConnectionId", "It is not said how our leg is named.");
        }
        else if (Type.EndsWith("AddParticipantSucceeded", StringComparison.Ordinal) && Participant is null)
        {
            problems.Add("/data/participant", "It is not said who answered.");
        }
        else if (Type.EndsWith("MoveParticipantSucceeded", StringComparison.Ordinal) && Participant is null)
        {
            problems.Add("/data/participant", "It is not said who was moved.");
        }
        else if (Type.EndsWith("ParticipantsUpdated", StringComparison.Ordinal) && !HasParticipants)
        {
            problems.Add("/data/participants", "It is not said who is in the call.");
        }
    }

    private void ReadData(ref Utf8JsonReader json, WebhookProblems problems)
    {
        HasData = WebhookBody.Object(ref json, "/data", problems);
        if (!HasData)
        {
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("operationContext"u8))
            {
                Context = WebhookBody.Text(ref json, "/data/operationContext", problems);
            }
            else if (json.ValueTextEquals("callConnectionId"u8))
            {
                Connection = WebhookBody.Text(ref json, "/data/callConnectionId", problems);
            }
            else if (json.ValueTextEquals("resultInformation"u8))
            {
                ReadResult(ref json, problems);
            }
            else if (json.ValueTextEquals("participant"u8))
            {
                Participant = WebhookBody.RawId(ref json, "/data/participant", problems);
            }
            else if (json.ValueTextEquals("participants"u8))
            {
                ReadParticipants(ref json, problems);
            }
            else if (json.ValueTextEquals("sequenceNumber"u8))
            {
                Sequence = WebhookBody.Number(ref json, "/data/sequenceNumber", problems);
            }
            else if (json.ValueTextEquals("recognitionType"u8))
            {
                IsSpeech = WebhookBody.Text(ref json, "/data/recognitionType", problems) is "speech";
            }
            else if (json.ValueTextEquals("dtmfResult"u8))
            {
                ReadKeys(ref json, problems);
            }
            else if (json.ValueTextEquals("tone"u8))
            {
                ReadTone(ref json, problems);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadResult(ref Utf8JsonReader json, WebhookProblems problems)
    {
        if (!WebhookBody.Object(ref json, "/data/resultInformation", problems))
        {
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("code"u8))
            {
                Code = WebhookBody.Number(ref json, "/data/resultInformation/code", problems);
            }
            else if (json.ValueTextEquals("subCode"u8))
            {
                SubCode = WebhookBody.Number(ref json, "/data/resultInformation/subCode", problems);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadParticipants(ref Utf8JsonReader json, WebhookProblems problems)
    {
        const string Place = "/data/participants";
        HasParticipants = WebhookBody.Array(ref json, Place, problems);
        while (HasParticipants && json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (WebhookBody.Opens(ref json, JsonTokenType.StartObject, Place, "A participant is an object.", problems))
            {
                ReadParticipant(ref json, Place, problems);
            }
        }
    }

    private void ReadParticipant(ref Utf8JsonReader json, string place, WebhookProblems problems)
    {
        string? rawId = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("identifier"u8))
            {
                rawId = WebhookBody.RawId(ref json, place, problems);
            }
            else
            {
                json.Skip();
            }
        }

        if (rawId is null)
        {
            problems.Add(place, "It is not said who a participant is."); // left out, it would seem to have hung up
        }
        else
        {
            Participants.Add(rawId);
        }
    }

    private void ReadKeys(ref Utf8JsonReader json, WebhookProblems problems)
    {
        if (!WebhookBody.Object(ref json, "/data/dtmfResult", problems))
        {
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("tones"u8))
            {
                ReadTones(ref json, problems);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadTones(ref Utf8JsonReader json, WebhookProblems problems)
    {
        const int MostKeys = 100; // no question of ours asks for more than thirty
        const string Place = "/data/dtmfResult/tones";
        var keys = new StringBuilder();
        var isList = WebhookBody.Array(ref json, Place, problems);
        while (isList && json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!WebhookBody.Opens(ref json, JsonTokenType.String, Place, "A tone is a text.", problems))
            {
                continue;
            }

            if (Key(ref json) is { } key)
            {
                keys.Append(key);
            }
            else
            {
                problems.Add(Place, "There is no such tone.");
            }
        }

        if (keys.Length > MostKeys)
        {
            problems.Add(Place, $"At most {MostKeys} tones are asked for at a time; these are {keys.Length}.");
        }

        Keys = keys.ToString();
    }

    private void ReadTone(ref Utf8JsonReader json, WebhookProblems problems)
    {
        const string Place = "/data/tone";
        json.Read();
        if (!WebhookBody.Opens(ref json, JsonTokenType.String, Place, "A tone is a text.", problems))
        {
            return;
        }

        if (Key(ref json) is { } key)
        {
            Keys = key.ToString();
        }
        else
        {
            problems.Add(Place, "There is no such tone.");
        }
    }

    private static char? Key(ref Utf8JsonReader json) =>
        json.ValueTextEquals("zero"u8) ? '0'
        : json.ValueTextEquals("one"u8) ? '1'
        : json.ValueTextEquals("two"u8) ? '2'
        : json.ValueTextEquals("three"u8) ? '3'
        : json.ValueTextEquals("four"u8) ? '4'
        : json.ValueTextEquals("five"u8) ? '5'
        : json.ValueTextEquals("six"u8) ? '6'
        : json.ValueTextEquals("seven"u8) ? '7'
        : json.ValueTextEquals("eight"u8) ? '8'
        : json.ValueTextEquals("nine"u8) ? '9'
        : json.ValueTextEquals("pound"u8) ? '#'
        : json.ValueTextEquals("asterisk"u8) ? '*'
        : json.ValueTextEquals("a"u8) ? 'A'
        : json.ValueTextEquals("b"u8) ? 'B'
        : json.ValueTextEquals("c"u8) ? 'C'
        : json.ValueTextEquals("d"u8) ? 'D'
        : null;
}
