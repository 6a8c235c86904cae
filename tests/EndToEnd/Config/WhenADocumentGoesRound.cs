using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Config;

/// <summary>What was put comes back: equal in content, and from then on equal in every byte.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenADocumentGoesRound(PbxWorld world)
{
    [Fact]
    public async Task Read_saved_and_read_again_it_has_the_same_bytes()
    {
        var first = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var saved = await world.Api.Put(first.Body, first.Tag);
        Assert.True(saved.Status == 200, saved.Body);
        var second = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(saved.Tag, second.Tag);
    }

    [Fact]
    public async Task What_somebody_wrote_comes_back_with_the_order_of_its_lists()
    {
        const string path = "api/v1/accounts/round/config";
        const string text = """
            { "extensions": [ { "type": "user", "number": "202", "config": { "ringFor": "00:00:25", "device": "web:round-bram" }, "name": "Bram “B.” Ø\u00e9" },
                { "number": "101", "name": "Menu", "type": "menu", "config": { "options": [ { "key": "2", "destination": "202" }, { "key": "1", "destination": "202" } ] } } ],
              "schemes": [ { "number": 7, "name": "Second", "plans": [ { "number": 2, "name": "Night", "links": [] }, { "number": 1, "name": "Day", "links": [] } ] },
                { "number": 1, "name": "Round", "plans": [ { "number": 1, "name": "Day", "links": [ { "number": "+31205550178", "extension": "202" }, { "number": "+31205550177", "extension": "101" } ] } ] } ],
              "account": { "tenants": ["87ca7790-ff83-4e0e-bccd-8469e79c99f8"], "numbers": ["+31205550178", "+31205550177"], "extensionLength": 3, "timeZone": "Europe/Riga", "language": "lv", "country": "lv", "name": "Round" } }
            """;
        var saved = await world.Api.Put(text, "*", path: path, user: "partner@sample.example");
        Assert.True(saved.Status == 200, saved.Body);
        var first = await world.Api.Ask(HttpMethod.Get, path);
        var written = JsonNode.Parse(text)!;
        written["account"]!["daysToKeepHolidays"] = 30;
        foreach (var option in written["extensions"]![1]!["config"]!["options"]!.AsArray())
        {
            (option!["action"], option["prefix"], option["description"]) = ("transfer", "", ""); // what has a default is written
        }

        var menu = written["extensions"]![1]!["config"]!;
        (menu["maximumDigits"], menu["dialByNameOrder"], menu["dialExtension"], menu["information"], menu["keepsInformation"]) = (1, "last-first", false, "", false);
        foreach (var right in (string[])["timeConfiguration", "extendsWorkingHours", "overridesNightMode", "offersSecondCall"])
        {
            written["extensions"]![0]!["config"]![right] = false;
        }

        foreach (var link in written["schemes"]![1]!["plans"]![0]!["links"]!.AsArray())
        {
            link!["prefix"] = "";
        }

        Assert.True(JsonNode.DeepEquals(written, first.Json), first.Body);
        Assert.Equal(200, (await world.Api.Put(first.Body, first.Tag, path: path)).Status);
        Assert.Equal(first.Body, (await world.Api.Ask(HttpMethod.Get, path)).Body);
    }
}
