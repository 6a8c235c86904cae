using System.Globalization;
using System.Text.Json.Nodes;

namespace Pbx.EndToEnd.World;

/// <summary>An account's call log, as its administrators read it.</summary>
public static class CallLog
{
    /// <summary>The one record of calls from a number.</summary>
    public static async Task<CallRecord> Of(PbxWorld world, string number, string account = "sample") =>
        new(Assert.Single(await All(world, account), r => (string?)r["caller"] == number));

    /// <summary>Every record.</summary>
    public static async Task<List<JsonObject>> All(PbxWorld world, string account = "sample", int process = 0)
    {
        var all = new List<JsonObject>();
        string? after = null;
        do
        {
            var page = await world.Api.Read($"api/v1/accounts/{account}/calls?top=200{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", process);
            all.AddRange(page["calls"]!.AsArray().Select(r => r!.AsObject()));
            after = (string?)page["next"];
        }
        while (after is not null);
        return all;
    }
}

/// <summary>What the call log has of one call.</summary>
public sealed class CallRecord(JsonObject json)
{
    public string Id => (string)json["id"]!;

    public string Reason => (string)json["reason"]!;

    public string Dialled => (string)json["dialled"]!;

    public DateTimeOffset? Answered => At(json["answered"]);

    public DateTimeOffset Ended => At(json["ended"]) ?? throw new InvalidOperationException("A record is of a call that has ended.");

    /// <summary>Who was called and what became of it: <c>web:anna answered</c>, <c>web:anna busy</c>; the caller's own leg first.</summary>
    public string[] Legs => [.. json["legs"]!.AsArray().Select(leg =>
        $"{(string)leg!["phone"]!} {((string)leg["direction"]! == "incoming" ? "incoming" : (string?)leg["failed"] ?? (leg["answered"] is null ? "not answered" : "answered"))}")];

    /// <summary>Whether every leg has an end that is no later than the call's.</summary>
    public bool EveryLegHasEnded => json["legs"]!.AsArray().All(leg => At(leg!["ended"]) is { } ended && ended <= Ended);

    /// <summary>The rules that the steps name, in order; steps without one are left out.</summary>
    public string[] Rules => [.. json["steps"]!.AsArray().Select(step => (string?)step!["rule"]).OfType<string>()];

    /// <summary>Why each step was taken.</summary>
    public string[] Reasons => [.. json["steps"]!.AsArray().Select(step => (string)step!["why"]!)];

    private static DateTimeOffset? At(JsonNode? instant) => instant is null ? null : DateTimeOffset.Parse((string)instant!, CultureInfo.InvariantCulture);
}
