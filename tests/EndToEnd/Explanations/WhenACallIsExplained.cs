using System.Text;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Explanations;

/// <summary>Explanations and assertions over real HTTP, on the sample account.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenACallIsExplained(PbxWorld world)
{
    private const string Question = "api/v1/accounts/sample/explain";
    private const string Results = "api/v1/accounts/sample/assertions/results";

    [Fact]
    public async Task It_says_what_the_call_log_says_of_the_call_itself()
    {
        var caller = await world.Dial("+31205550102");
        await world.Advance(20);
        var made = (await CallLog.All(world)).Single(record => (string?)record["caller"] == caller.Number);
        var answer = await Ask($$"""{ "from": "{{caller.Number}}", "to": "+31205550102" }""");
        Assert.True(answer.Status == 200, answer.Body);
        Assert.Equal(
            made["steps"]!.AsArray().Select(step => $"{step!["what"]} {step["why"]} {step["rule"]}"),
            answer.Json["steps"]!.AsArray().Select(step => $"{step!["what"]} {step["why"]} {step["rule"]}"));
        Assert.Equal((string?)made["reason"], (string?)answer.Json["end"]!["reason"]);
    }

    [Fact]
    public async Task Keys_and_phones_are_assumed_and_branches_are_told()
    {
        var answer = await Ask("""{ "to": "+31205550100", "at": "2026-12-25T12:00", "assume": { "keys": "1", "phones": [{ "phone": "201", "behaviour": "busy" }] } }""");
        Assert.Equal(("live", "busy", "201"), ((string?)answer.Json["against"], (string?)answer.Json["end"]!["reason"], (string?)answer.Json["end"]!["extension"]));
        Assert.Equal(["100", "201"], answer.Json["passes"]!.AsArray().Select(one => (string?)one));
        var chosen = answer.Json["steps"]!.AsArray().First(step => (string?)step!["event"] == "The caller presses 1.")!;
        Assert.Equal("/extensions/0/config/options/0", (string?)chosen["setting"]!["pointer"]);
        Assert.Contains("no-key", chosen["branch"]!["others"]!.AsArray().SelectMany(branch => branch!["happens"]!.AsArray()).Select(word => (string?)word));
        Assert.Equal("2026-12-25T11:00:00+00:00", (string?)answer.Json["at"]);
    }

    [Fact]
    public async Task A_draft_is_explained_and_not_saved_and_its_mistakes_stand_under_against()
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var draft = read.Json;
        draft["schemes"]![0]!["plans"]![0]!["links"]![0]!["extension"] = "600";
        var answer = await Ask(new JsonObject { ["to"] = "+31205550100", ["against"] = draft.DeepClone() }.ToJsonString());
        Assert.Equal(("draft", "600"), ((string?)answer.Json["against"], (string?)answer.Json["end"]!["extension"]));
        draft["schemes"]![0]!["plans"]![0]!["links"]![0]!["extension"] = "777";
        var refused = (await Ask(new JsonObject { ["to"] = "+31205550100", ["against"] = draft.DeepClone() }.ToJsonString())).IsProblem(400);
        Assert.Equal("/against/schemes/0/plans/0/links/0/extension", (string?)Assert.Single(refused.Json["errors"]!.AsArray())!["pointer"]);
        Assert.Equal(read.Body, (await world.Api.Ask(HttpMethod.Get, Api.Configuration)).Body);
    }

    [Fact]
    public async Task A_bad_question_is_answered_with_all_that_is_wrong()
    {
        var refused = (await Ask("""{ "to": "+31205559999", "at": "2026-12-25T24:30", "assume": { "keys": "one" } }""")).IsProblem(400);
        Assert.Equal(["/assume/keys", "/at", "/to"], refused.Json["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order(StringComparer.Ordinal));
        (await Ask("{ ")).IsProblem(400);
        (await world.Api.Ask(HttpMethod.Post, "api/v1/accounts/nobody/explain", content: Json("""{ "to": "+31205550100" }"""))).IsProblem(404);
        Assert.Equal(200, (await world.Api.Ask(HttpMethod.Post, Question, Api.Reader, Json("""{ "to": "+31205550100" }"""))).Status);
    }

    [Fact]
    public async Task A_broken_assertion_blocks_the_save_until_the_administrator_says_otherwise()
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var document = read.Json;
        document["assertions"] = JsonNode.Parse("""[{ "name": "Christmas", "at": "2026-12-25T12:00", "expect": { "endsIn": "600" } }, { "name": "Hours", "at": "2026-12-25T12:00", "to": "+31205550102", "expect": { "hears": "half past five" } }]""");
        var tried = await world.Api.Put(document.ToJsonString(), read.Tag, "?dryRun=true");
        Assert.False((bool)tried.Json["canBeSaved"]!);
        var refused = (await world.Api.Put(document.ToJsonString(), read.Tag)).IsProblem(422);
        var error = Assert.Single(refused.Json["errors"]!.AsArray())!;
        Assert.Equal("/assertions/0", (string?)error["pointer"]);
        Assert.StartsWith("“Christmas” is broken: the call ends in extension 100, not in 600.", (string?)error["message"], StringComparison.Ordinal);
        (await world.Api.Put(document.ToJsonString(), read.Tag, "?acceptBrokenAssertions=perhaps")).IsProblem(400);

        var saved = await world.Api.Put(document.ToJsonString(), read.Tag, "?acceptBrokenAssertions=true");
        Assert.True(saved.Status == 200, saved.Body);
        Assert.Contains("/assertions/0", saved.Json["warnings"]!.AsArray().Select(warning => (string?)warning!["pointer"]));
        Assert.Contains("“Christmas” is broken", (string?)(await world.Api.Read("api/v1/accounts/sample/history?most=1"))["versions"]![0]!["why"], StringComparison.Ordinal);
        var results = await world.Api.Read(Results);
        Assert.False((bool)results["hold"]!);
        Assert.Equal(["Christmas False", "Hours True"], results["results"]!.AsArray().Select(result => $"{result!["name"]} {(bool)result["holds"]!}"));

        var back = await world.Api.Put(read.Body, saved.Tag);
        Assert.True(back.Status == 200, back.Body);
        Assert.True((bool)(await world.Api.Read(Results))["hold"]!);
    }

    private Task<Answer> Ask(string question) => world.Api.Ask(HttpMethod.Post, Question, content: Json(question));

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
