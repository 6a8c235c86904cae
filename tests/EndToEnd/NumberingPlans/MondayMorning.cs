using System.Globalization;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.EndToEnd.NumberingPlans;

/// <summary>
/// Seven schemes with the schedule of the specification's test table, each in a zone where another of its boundaries is at 03:00 UTC on Monday, 16 November 2026; and two functions processes. Somebody
/// calls each of them one second before and at the boundary.
/// </summary>
public sealed class MondayMorning() : PbxWorld(processes: 2, At("2026-11-16T02:44:30Z")), IAsyncLifetime
{
    private static readonly (string Name, string Zone, JsonObject More)[] Schemes =
    [
        ("nine o'clock", "Asia/Dhaka", []),
        ("noon", "Asia/Tokyo", []),
        ("one o'clock", "Australia/Brisbane", []),
        ("five o'clock", "Pacific/Kiritimati", []),
        ("a holiday begins", "America/Sao_Paulo", new() { ["holidays"] = new JsonArray { Holiday("2026-11-16") } }),
        ("a holiday ends", "America/Sao_Paulo", new() { ["holidays"] = new JsonArray { Holiday("2026-11-15"), Holiday("2026-10-01") } }),
        ("a temporary override ends", "Africa/Lagos", new() { ["temporary"] = new JsonObject { ["plan"] = 6, ["from"] = "2026-11-16T01:00:00Z", ["until"] = "2026-11-16T03:00:00Z", ["by"] = "anna" } }),
    ];

    /// <summary>What callers heard before and at the boundary, by scheme.</summary>
    public Dictionary<string, (string[] Before, string[] At)> Heard { get; } = [];

    /// <summary>The document as it was saved, after the night's purge, and after the boundary.</summary>
    public List<JsonObject> Documents { get; } = [];

    public static string Number(string scheme) => string.Create(CultureInfo.InvariantCulture, $"+3120555020{Array.FindIndex(Schemes, one => one.Name == scheme)}");

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Save();
        await Read();
        await Advance(30); // a quarter to three: the night's purge
        await Read();
        await Advance((At("2026-11-16T02:59:59Z") - Now).TotalSeconds);
        var before = await Call();
        await Advance(1);
        var at = await Call();
        foreach (var (name, _, _) in Schemes)
        {
            Heard[name] = (before[name], at[name]);
        }

        await Read();
    }

    private async Task Save()
    {
        var read = await Api.Ask(HttpMethod.Get, Api.Configuration);
        var document = read.Json;
        for (var i = 0; i < Schemes.Length; i++)
        {
            var (name, zone, more) = Schemes[i];
            document["account"]!["numbers"]!.AsArray().Add(Number(name));
            JsonObject scheme = [];
            (scheme["number"], scheme["name"], scheme["timeZone"], scheme["weekly"]) = (i + 2, name, zone, Weekly());
            scheme["plans"] = new JsonArray([.. Enumerable.Range(1, 6).Select(plan => new JsonObject
            {
                ["number"] = plan,
                ["name"] = $"Plan {plan}",
                ["links"] = new JsonArray { new JsonObject { ["number"] = Number(name), ["extension"] = $"31{plan}" } },
            })]);
            foreach (var (member, value) in more)
            {
                scheme[member] = value?.DeepClone();
            }

            document["schemes"]!.AsArray().Add(scheme);
        }

        var anna = document["extensions"]!.AsArray().Single(one => (string?)one!["number"] == "201")!["config"]!;
        (anna["timeConfiguration"], anna["person"]) = (true, LocalUsers.ObjectIdOf("anna@sample.example").ToString());
        foreach (var plan in Enumerable.Range(1, 6))
        {
            document["extensions"]!.AsArray().Add(new JsonObject
            {
                ["number"] = $"31{plan}", ["name"] = $"Message {plan}", ["type"] = "auto-answer", ["config"] = new JsonObject { ["message"] = $"Plan {plan}." },
            });
        }

        var saved = await Api.Put(document.ToJsonString(), read.Tag);
        Assert.True(saved.Status == 200, saved.Body);
    }

    private async Task<Dictionary<string, string[]>> Call()
    {
        var heard = new Dictionary<string, string[]>();
        foreach (var (name, _, _) in Schemes)
        {
            var caller = await Dial(Number(name));
            heard[name] = await caller.HeardWords();
            await caller.HangsUp();
        }

        return heard;
    }

    private async Task Read() => Documents.Add(await Api.Read(Api.Configuration));

    private static JsonArray Weekly() =>
    [
        Entry("monday", "00:00", "24:00", 2, "sunday"),
        .. from day in (string[])["monday", "tuesday", "wednesday", "thursday", "friday"] from entry in new[] { Entry(day, "09:00", "17:00", 1), Entry(day, "12:00", "13:00", 3) } select entry,
        Entry("friday", "16:00", "09:00", 4, "monday"),
    ];

    private static JsonObject Entry(string day, string start, string end, int plan, string? endDay = null)
    {
        var entry = new JsonObject { ["day"] = day, ["start"] = start, ["end"] = end, ["plan"] = plan };
        if (endDay is not null)
        {
            entry["endDay"] = endDay;
        }

        return entry;
    }

    private static JsonObject Holiday(string date) => new() { ["description"] = $"Day off {date}", ["startDate"] = date, ["endDate"] = date, ["plan"] = 5 };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
