using System.Globalization;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Config;

/// <summary>The functions are killed between two requests of a save to the tables, at another one each time.</summary>
public sealed class WhenTheFunctionsAreKilledInASave(PbxWorld world) : IClassFixture<PbxWorld>
{
    private const string Number = "+31205550177";

    [Fact]
    public async Task The_old_version_is_whole_until_the_new_one_is()
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var changed = Changed(read.Json);
        var (kept, saved) = (0, 0);
        for (var requests = 4; saved == 0; requests += 2)
        {
            var killed = world.Tables.Reaches(world.Tables.Requests + requests);
            var save = Save(changed, read.Tag);
            if (await Task.WhenAny(killed, save) == save)
            {
                Assert.Equal(200, await save); // refused, it would be tried for ever
            }
            else
            {
                await world.Local.KillFunctions(0);
                await save;
                await world.Local.StartFunctions(0);
            }

            var now = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
            Assert.True(now.Status == 200, now.Body);
            (kept, saved) = now.Body == read.Body ? (kept + 1, saved) : (kept, saved + 1);
            if (now.Body != read.Body)
            {
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(changed), now.Json), "What is there is neither the old version nor the new one.");
            }

            var caller = await world.Dial("+31205550102"); // the numbers lead where they led
            Assert.NotEqual("ended", (await caller.Line()).State);
            await caller.HangsUp();
        }

        Assert.True(kept > 0, "No kill came before the new version.");
        Assert.Equal(200, (await world.Api.Put(read.Body, (await world.Api.Ask(HttpMethod.Get, Api.Configuration)).Tag)).Status);
    }

    // The connection breaks when the process dies, and that is no failure of the test.
    private async Task<int> Save(string document, string? tag)
    {
        try
        {
            return (await world.Api.Put(document, tag)).Status;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    // enough for many sections, and a number of its own
    private static string Changed(JsonObject document)
    {
        document["account"]!["numbers"]!.AsArray().Add(Number);
        var extensions = document["extensions"]!.AsArray();
        var taken = extensions.Select(one => (string)one!["number"]!).ToHashSet(StringComparer.Ordinal);
        var numbers = Enumerable.Range(450, 450).Where(number => !taken.Contains(number.ToString(CultureInfo.InvariantCulture))).ToList();
        for (var i = 0; i < 400; i++)
        {
            extensions.Add(new JsonObject
            {
                ["number"] = numbers[i].ToString(CultureInfo.InvariantCulture),
                ["name"] = $"Message {i}",
                ["type"] = "auto-answer",
                ["config"] = new JsonObject { ["message"] = string.Concat(Enumerable.Repeat("words ", 60)) + i.ToString(CultureInfo.InvariantCulture) },
            });
        }

        return document.ToJsonString();
    }
}
