using System.Globalization;
using System.Text.Json.Nodes;

namespace Pbx.EndToEnd.World;

/// <summary>Somebody out in the world who calls. Everything returns when what it caused has settled.</summary>
public sealed class Caller
{
    private readonly PbxWorld world;
    private readonly string id;

    private Caller(PbxWorld world, string number, string id) => (this.world, Number, this.id) = (world, number, id);

    /// <summary>The caller's number; no other caller of the world has it.</summary>
    public string Number { get; }

    /// <summary>Dials.</summary>
    public static async Task<Caller> Dial(PbxWorld world, string number, string to, string? name)
    {
        var call = await world.Control(HttpMethod.Post, "calls", new { from = number, to, displayName = name });
        return new Caller(world, number, (string)call["id"]!);
    }

    public Task Presses(string keys) => Act("dtmf", new { tones = keys });

    public Task Speaks(double seconds) => Act("speak", new { seconds });

    public Task HangsUp() => Act("hangup");

    /// <summary>The call as the network sees it: <c>ringing</c>, <c>connected</c> or <c>ended</c>, and why it ended.</summary>
    public async Task<(string State, string? Why)> Line()
    {
        var call = await Look();
        return ((string)call["state"]!, (string?)call["endReason"]);
    }

    /// <summary>What the caller heard until now, oldest first.</summary>
    public async Task<Heard[]> Heard() => [.. (await Look())["heard"]!.AsArray().Select(h => new Heard(h!.AsObject()))];

    /// <summary>What the caller heard until now, in words: texts as spoken, files by name, the other party by address.</summary>
    public async Task<string[]> HeardWords() => [.. (await Heard()).Select(h => h.What)];

    /// <summary>The address of the last file that the caller heard.</summary>
    public async Task<string> HeardFile() => (await Look())["heard"]!.AsArray().Where(h => (string?)h!["kind"] == "file").Select(h => (string)h!["uri"]!).Last();

    /// <summary>The one record that an account's call log has of this call.</summary>
    public Task<CallRecord> Record(string account = "sample") => CallLog.Of(world, Number, account);

    private Task<JsonObject> Look() => world.Control(HttpMethod.Get, $"calls/{id}");

    private Task<JsonObject> Act(string what, object? body = null) => world.Control(HttpMethod.Post, $"calls/{id}/{what}", body);
}

/// <summary>A stretch of time in which a caller heard the same.</summary>
public sealed class Heard(JsonObject json)
{
    public const string Silence = "silence";

    /// <summary>Texts as spoken, files by name, the other party by address, else the kind.</summary>
    public string What { get; } = (string)json["kind"]! switch
    {
        "text" => (string)json["text"]!,
        "file" => ((string)json["uri"]!).Split('?')[0].Split('/')[^1],
        "party" => (string)json["who"]!,
        var kind => kind,
    };

    /// <summary>The language in which a text was spoken.</summary>
    public string? Locale { get; } = (string?)json["locale"];

    public TimeSpan Length { get; } = At(json["to"]) - At(json["from"]);

    /// <summary>When it was over; now, if it still goes on.</summary>
    public DateTimeOffset To { get; } = At(json["to"]);

    private static DateTimeOffset At(JsonNode? instant) => DateTimeOffset.Parse((string)instant!, CultureInfo.InvariantCulture);
}
