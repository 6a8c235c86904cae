using System.Globalization;
using System.Text.Json;
using Pbx.Domain.Documents;

namespace Pbx.Infra.CallAutomation;

/// <summary>Reads the bodies of webhooks: arrays of events, in one pass and without a document in between (ARCHITECTURE 8, P1).</summary>
internal static class WebhookBody
{
    /// <summary>Reads one event; the reader stands on its opening brace, and afterwards on its closing one.</summary>
    public delegate T ReadEvent<out T>(ref Utf8JsonReader json, WebhookProblems problems);

    /// <summary>The events of a body.</summary>
    /// <exception cref="MalformedWebhookException">It is not a JSON array of objects, or the events have problems.</exception>
    public static List<T> Read<T>(ReadOnlySpan<byte> body, ReadEvent<T> read)
    {
        var events = new List<T>(1);
        var problems = new WebhookProblems();
        var json = new Utf8JsonReader(body);
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray)
            {
                problems.AddToBody("An array of events is expected.");
                json.Skip();
            }
            else
            {
                ReadEvents(ref json, read, events, problems);
            }

            json.Read();
        }
        catch (JsonException notJson)
        {
            problems.AddToBody(string.Create(CultureInfo.InvariantCulture, $"It is not JSON: it goes wrong in line {notJson.LineNumber + 1} at byte {notJson.BytePositionInLine + 1}."));
        }

        return problems.All.Count == 0 ? events : throw new MalformedWebhookException(problems.All);
    }

    /// <summary>A text; nothing when it is null, or not a text, which is a problem.</summary>
    public static string? Text(ref Utf8JsonReader json, string place, WebhookProblems problems)
    {
        json.Read();
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return Unicode(ref json, place, problems);
            default:
                problems.Add(place, "A text is expected here.");
                json.Skip();
                return null;
        }
    }

    /// <summary>A whole number; nothing when it is null, or not one, which is a problem.</summary>
    public static int? Number(ref Utf8JsonReader json, string place, WebhookProblems problems)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number))
        {
            return number;
        }

        if (json.TokenType != JsonTokenType.Null)
        {
            problems.Add(place, "A whole number is expected here.");
            json.Skip();
        }

        return null;
    }

    /// <summary>Whether an object begins; false when it is null, or something else, which is a problem.</summary>
    public static bool Object(ref Utf8JsonReader json, string place, WebhookProblems problems)
    {
        json.Read();
        return Opens(ref json, JsonTokenType.StartObject, place, "An object is expected here.", problems);
    }

    /// <summary>Whether an array begins; false when it is null, or something else, which is a problem.</summary>
    public static bool Array(ref Utf8JsonReader json, string place, WebhookProblems problems)
    {
        json.Read();
        return Opens(ref json, JsonTokenType.StartArray, place, "A list is expected here.", problems);
    }

    /// <summary>Whether the reader stands on the opening token; otherwise what it stands on is passed over.</summary>
    public static bool Opens(ref Utf8JsonReader json, JsonTokenType token, string place, string expected, WebhookProblems problems)
    {
        if (json.TokenType == token)
        {
            return true;
        }

        if (json.TokenType != JsonTokenType.Null)
        {
            problems.Add(place, expected);
            json.Skip();
        }

        return false;
    }

    /// <summary>The raw id in an identifier that is the value of the current member; nothing when there is none.</summary>
    public static string? RawId(ref Utf8JsonReader json, string place, WebhookProblems problems)
    {
        string? rawId = null;
        if (!Object(ref json, place, problems))
        {
            return null;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("rawId"u8))
            {
                rawId = Text(ref json, place, problems);
            }
            else
            {
                json.Skip();
            }
        }

        return rawId is { Length: > 0 } ? rawId : null;
    }

    private static void ReadEvents<T>(ref Utf8JsonReader json, ReadEvent<T> read, List<T> events, WebhookProblems problems)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                events.Add(read(ref json, problems));
            }
            else
            {
                problems.Add("", "An event is an object.");
                json.Skip();
            }

            problems.Event++;
        }
    }

    private static string? Unicode(ref Utf8JsonReader json, string place, WebhookProblems problems)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            problems.Add(place, "The text is not valid Unicode.");
            return null;
        }
    }
}

/// <summary>The problems of a body while it is read.</summary>
internal sealed class WebhookProblems
{
    private readonly List<Problem> problems = [];

    /// <summary>Which event is being read, from 0.</summary>
    public int Event { get; set; }

    /// <summary>All so far.</summary>
    public IReadOnlyList<Problem> All => problems;

    /// <summary>A problem of the event that is being read.</summary>
    public void Add(string place, string message) => problems.Add(new Problem(string.Create(CultureInfo.InvariantCulture, $"/{Event}{place}"), message));

    /// <summary>A problem of the whole.</summary>
    public void AddToBody(string message) => problems.Add(new Problem("", message));

    /// <summary>Takes so many back, from the given one on.</summary>
    public void Forget(int from, int count) => problems.RemoveRange(from, count);
}
