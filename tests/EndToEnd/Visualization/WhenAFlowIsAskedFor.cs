using System.Xml.Linq;
using Pbx.EndToEnd.NumberingPlans;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Visualization;

/// <summary>Pictures of where calls go, over real HTTP.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAFlowIsAskedFor(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "EXT-424")]
    [Trait("Rule", "EXT-425")]
    [Trait("Rule", "EXT-426")]
    public async Task A_number_an_extension_and_the_whole_account_are_drawn_in_every_form()
    {
        var account = await SchemeAccount.Make(world, "flow-drawn", 960);
        var number = Uri.EscapeDataString(account.Main);
        foreach (var (path, title) in new[] { ("flow", "Timely"), ($"numbers/{number}/flow", $"Timely: calls to {account.Main}"), ("extensions/201/flow", "Timely: calls to 201") })
        {
            var svg = await account.Get(path);
            Assert.Equal((200, "image/svg+xml"), (svg.Status, svg.ContentType));
            Assert.Equal(title, XDocument.Parse(svg.Body).Root!.Elements().First().Value);
            var mermaid = await account.Get($"{path}?format=mermaid");
            Assert.StartsWith("flowchart LR\n", mermaid.Body, StringComparison.Ordinal);
            Assert.Contains("201 Day desk", mermaid.Body, StringComparison.Ordinal);
            var json = await account.Read($"{path}?format=json");
            Assert.Contains(json["boxes"]!.AsArray(), box => (string?)box!["title"] == "201 Day desk");
        }

        Assert.Equal(400, (await account.Get("flow?format=gif")).Status);
        Assert.Equal(404, (await account.Get("extensions/999/flow")).Status);
        Assert.Equal(404, (await account.Get($"numbers/{Uri.EscapeDataString("+31205559999")}/flow")).Status);
    }

    [Fact]
    [Trait("Rule", "EXT-428")]
    public async Task At_an_instant_the_branch_is_marked_that_calls_take_then()
    {
        var account = await SchemeAccount.Make(world, "flow-marked", 962);
        await account.Change(HttpMethod.Put, "schemes/1/weekly/monday-0000-sunday-2400", """{ "day": "monday", "start": "00:00", "endDay": "sunday", "end": "24:00", "plan": 2 }""");
        await account.Change(HttpMethod.Post, "schemes/1/weekly", """{ "days": ["monday"], "start": "09:00", "end": "17:00", "plan": 1 }""");
        Assert.Equal(["201 Day desk"], await Marked("2026-11-23T09:00"));
        Assert.Equal(["202 Night desk"], await Marked("2026-11-23T17:00"));
        Assert.Equal(400, (await account.Get("flow?at=soon")).Status);

        async Task<IEnumerable<string>> Marked(string at)
        {
            var json = await account.Read($"numbers/{Uri.EscapeDataString(account.Main)}/flow?format=json&at={at}");
            return json["boxes"]!.AsArray().Where(box => (bool)box!["isMarked"]! && (string?)box["kind"] == "extension").Select(box => (string)box!["title"]!);
        }
    }
}
