using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Config;

/// <summary>The dry run: what a save would change, in data and in words, and nothing stored.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenASaveIsTriedOut(PbxWorld world)
{
    [Fact]
    public async Task The_differences_are_told_and_nothing_is_saved()
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var document = read.Json;
        var extensions = document["extensions"]!.AsArray();
        extensions[1]!["config"]!["ringFor"] = "00:00:30";
        extensions.Insert(0, JsonNode.Parse("""{ "number": "150", "name": "Carla", "type": "user", "config": {} }"""));
        document["account"]!["language"] = "nl";
        var before = world.Tables.Changes;
        var answer = await world.Api.Put(document.ToJsonString(), read.Tag, "?dryRun=true");
        Assert.True(answer.Status == 200, answer.Body);
        Assert.True((bool)answer.Json["canBeSaved"]!);
        Assert.Equal(
            [
                "/account/language changed \"en\" \"nl\": Account: language is now nl; it was en.",
                """/extensions/0 added  {"number":"150","name":"Carla","type":"user","config":{"extendsWorkingHours":false,"overridesNightMode":false,"timeConfiguration":false,"offersSecondCall":false}}: Extension 150 (Carla) is new.""",
                "/extensions/2/config/ringFor changed \"00:00:25\" \"00:00:30\": Extension 201 (Anna): ring for is now “00:00:30”; it was “00:00:25”.",
            ],
            answer.Json["changes"]!.AsArray().Select(c => $"{c!["pointer"]} {c["kind"]} {c["was"]?.ToJsonString()} {c["is"]?.ToJsonString()}: {c["text"]}"));
        Assert.Contains("/extensions/0/config/device", answer.Json["warnings"]!.AsArray().Select(warning => (string)warning!["pointer"]!));
        Assert.Equal(before, world.Tables.Changes);
        Assert.Equal(read.Body, (await world.Api.Ask(HttpMethod.Get, Api.Configuration)).Body);
    }

    [Fact]
    public async Task What_changes_for_callers_is_told_with_times()
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var document = read.Json;
        var scheme = document["schemes"]![0]!;
        var plan = scheme["plans"]![0]!;
        var night = JsonNode.Parse(plan.ToJsonString())!;
        (night["number"], night["name"]) = (2, "Night");
        var first = night["links"]!.AsArray().First(link => (string?)link!["extension"] != "201")!;
        first["extension"] = "201";
        scheme["plans"]!.AsArray().Add(night);
        scheme["weekly"] = JsonNode.Parse("""
            [
              { "day": "monday", "start": "00:00", "end": "24:00", "plan": 1, "endDay": "sunday" },
              { "day": "friday", "start": "17:00", "end": "18:00", "plan": 2 }
            ]
            """);
        var answer = await world.Api.Put(document.ToJsonString(), read.Tag, "?dryRun=true");
        Assert.True(answer.Status == 200, answer.Body);
        var effect = Assert.Single(answer.Json["effects"]!.AsArray())!;
        Assert.Equal([(string?)first["number"]], effect["numbers"]!.AsArray().Select(number => (string?)number));
        Assert.StartsWith($"{first["number"]}: Fridays 17:00–18:00 it goes to extension 201 (Anna) instead of extension ", (string?)effect["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_needs_the_newest_version_as_a_save_does()
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        (await world.Api.Put(read.Body, null, "?dryRun=true")).IsProblem(428);
        (await world.Api.Put(read.Body, "\"0-old\"", "?dryRun=true")).IsProblem(412);
        (await world.Api.Put(read.Body, "*", "?dryRun=true")).IsProblem(412);
        (await world.Api.Put(read.Body, read.Tag, "?dryRun=perhaps")).IsProblem(400);
    }

    [Fact]
    public async Task The_schema_is_served_to_anybody_and_is_the_one_that_is_committed()
    {
        var answer = await world.Api.Send(HttpMethod.Get, "api/v1/schemas/account.json", token: null);
        Assert.Equal((200, "application/schema+json"), (answer.Status, answer.ContentType));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Pbx.Local.Host.Azurite.RepositoryRoot.Path, "docs", "account.schema.json")), answer.Body);
    }
}
