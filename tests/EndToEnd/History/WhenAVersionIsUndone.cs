using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.History;

/// <summary>The history of an account over real HTTP, and its versions undone and brought back.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAVersionIsUndone(PbxWorld world)
{
    private const string Versions = "api/v1/accounts/sample/history";

    [Fact]
    [Trait("Rule", "NPL-089")]
    [Trait("Rule", "NPL-130")]
    public async Task It_is_taken_back_as_a_new_version_that_says_so_and_later_changes_stay()
    {
        var start = await Read();
        var first = await Change(document => Anna(document)["config"]!["ringFor"] = "00:00:31");
        var second = await Change(document => document["account"]!["language"] = "nl");
        var before = world.Tables.Changes;
        var tried = await Post($"{first.Number}/undo?dryRun=true", second.Tag);
        Assert.True(tried.Status == 200, tried.Body);
        Assert.Equal(["Extension 201 (Anna): ring for is now “00:00:25”; it was “00:00:31”."], tried.Json["changes"]!.AsArray().Select(change => (string?)change!["text"]));
        Assert.Equal(before, world.Tables.Changes);

        var undone = await Post($"{first.Number}/undo", second.Tag);
        Assert.True(undone.Status == 200, undone.Body);
        var now = await Read();
        Assert.Equal(("00:00:25", "nl"), ((string?)Anna(now.Json)["config"]!["ringFor"], (string?)now.Json["account"]!["language"]));
        Assert.Equal(now.Tag, undone.Tag);

        var listed = (await world.Api.Read($"{Versions}?most=3"))["versions"]!.AsArray();
        Assert.Equal(
            [$"{second.Number + 1} {Api.Administrator} portal undoes {first.Number}", $"{second.Number} {Api.Administrator} portal undoes ", $"{first.Number} {Api.Administrator} portal undoes "],
            listed.Select(one => $"{one!["number"]} {one["by"]} {one["channel"]} undoes {one["undoes"]}"));
        Assert.All(listed, one => Assert.Equal(world.Now, (DateTimeOffset)one!["at"]!));

        var brought = await Post($"{first.Number - 1}/restore", undone.Tag!);
        Assert.True(brought.Status == 200, brought.Body);
        Assert.Equal(start.Body, (await Read()).Body);
        Assert.Equal(first.Number - 1, (int?)(await world.Api.Read($"{Versions}?most=1"))["versions"]![0]!["restores"]);
        Assert.Equal(start.Body, (await world.Api.Ask(HttpMethod.Get, $"{Versions}/{first.Number - 1}/config")).Body);
    }

    [Fact]
    public async Task A_version_tells_what_it_changed_and_any_two_are_compared()
    {
        var first = await Change(document => Anna(document)["config"]!["ringFor"] = "00:00:32");
        var second = await Change(document => Anna(document)["config"]!["ringFor"] = "00:00:25");
        var read = await world.Api.Read($"{Versions}/{first.Number}");
        Assert.Equal(first.Number, (int?)read["version"]!["number"]);
        Assert.Equal("""/extensions/1/config/ringFor changed "00:00:25" "00:00:32": Extension 201 (Anna): ring for is now “00:00:32”; it was “00:00:25”.""", Told(Assert.Single(read["changes"]!.AsArray())!));
        Assert.Equal("00:00:25", (string?)Assert.Single((await world.Api.Read($"{Versions}/{second.Number}"))["changes"]!.AsArray())!["is"]);
        Assert.Empty((await world.Api.Read($"{Versions}/{second.Number}/changes?since={first.Number - 1}"))["changes"]!.AsArray());
        Assert.Equal("00:00:32", (string?)Assert.Single((await world.Api.Read($"{Versions}/{first.Number}/changes?since={second.Number}"))["changes"]!.AsArray())!["is"]);
        var made = await world.Api.Read($"{Versions}/1");
        Assert.Equal(("The account is new.", null), ((string?)Assert.Single(made["changes"]!.AsArray())!["text"], made["since"]));
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_one_ended()
    {
        await Change(document => document["account"]!["language"] = "de");
        await Change(document => document["account"]!["language"] = "en");
        var all = (await world.Api.Read($"{Versions}?most=200"))["versions"]!.AsArray().Select(one => (int)one!["number"]!).ToList();
        Assert.Equal(all.OrderDescending(), all);
        var seen = new List<int>();
        for (var next = ""; next is not null;)
        {
            var page = await world.Api.Read($"{Versions}?most=2{next}");
            seen.AddRange(page["versions"]!.AsArray().Select(one => (int)one!["number"]!));
            next = page["next"] is { } before ? $"&before={before}" : null;
        }

        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task What_was_changed_again_since_is_named_and_nothing_is_saved()
    {
        var first = await Change(document => Anna(document)["config"]!["ringFor"] = "00:00:33");
        await Change(document => Anna(document)["config"]!["ringFor"] = "00:00:25");
        var third = await Change(document => Anna(document)["config"]!["ringFor"] = "00:00:34");
        var before = world.Tables.Changes;
        var refused = (await Post($"{first.Number}/undo", third.Tag)).IsProblem(409);
        Assert.Equal("/extensions/1/config/ringFor", (string?)Assert.Single(refused.Json["errors"]!.AsArray())!["pointer"]);
        (await Post($"{third.Number}/restore", third.Tag)).IsProblem(409); // it is so already
        (await Post("1/undo", third.Tag)).IsProblem(409);
        Assert.Equal(before, world.Tables.Changes);
        Assert.Equal(200, (await Post($"{third.Number}/undo", third.Tag)).Status);
    }

    [Theory]
    [InlineData("GET", "?most=0", 400)]
    [InlineData("GET", "?most=201", 400)]
    [InlineData("GET", "?most=many", 400)]
    [InlineData("GET", "?before=-1", 400)]
    [InlineData("GET", "?before=x", 400)]
    [InlineData("GET", "/0", 404)]
    [InlineData("GET", "/-1", 404)]
    [InlineData("GET", "/999999", 404)]
    [InlineData("GET", "/99999999999", 404)]
    [InlineData("GET", "/x", 404)]
    [InlineData("GET", "/0/config", 404)]
    [InlineData("GET", "/1/changes", 400)]
    [InlineData("GET", "/1/changes?since=0", 400)]
    [InlineData("GET", "/1/changes?since=999999", 404)]
    [InlineData("GET", "/999999/changes?since=1", 404)]
    [InlineData("POST", "/1/undo", 428)]
    [InlineData("POST", "/1/restore", 428)]
    [InlineData("POST", "/1/undo?dryRun=perhaps", 400)]
    [InlineData("POST", "/x/undo", 404)]
    public async Task What_makes_no_sense_is_answered_with_a_reason(string method, string path, int status) =>
        (await world.Api.Ask(new HttpMethod(method), Versions + path)).IsProblem(status);

    [Fact]
    public async Task Who_has_not_seen_the_newest_version_undoes_nothing()
    {
        var before = world.Tables.Changes;
        (await Post("1/undo", "\"0-old\"")).IsProblem(412);
        (await Post("1/restore", "\"0-old\"")).IsProblem(412);
        (await Post("999999/restore", (await Read()).Tag!)).IsProblem(404);
        (await world.Api.Ask(HttpMethod.Post, $"{Versions}/1/undo", Api.Reader, ifMatch: (await Read()).Tag)).IsProblem(403);
        Assert.Equal(before, world.Tables.Changes);
    }

    private Task<Answer> Read() => world.Api.Ask(HttpMethod.Get, Api.Configuration);

    private Task<Answer> Post(string path, string tag) => world.Api.Ask(HttpMethod.Post, $"{Versions}/{path}", ifMatch: tag);

    private async Task<Saved> Change(Action<JsonObject> edit)
    {
        var read = await Read();
        var document = read.Json;
        edit(document);
        var saved = await world.Api.Put(document.ToJsonString(), read.Tag);
        Assert.True(saved.Status == 200, saved.Body);
        return new Saved((int)saved.Json["version"]!, saved.Tag!);
    }

    private static string Told(JsonNode change) => $"{change["pointer"]} {change["kind"]} {change["was"]?.ToJsonString()} {change["is"]?.ToJsonString()}: {change["text"]}";

    private static JsonObject Anna(JsonObject document) => document["extensions"]!.AsArray().Single(one => (string?)one!["number"] == "201")!.AsObject();

    private sealed record Saved(int Number, string Tag);
}
