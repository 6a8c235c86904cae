using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.NumberingPlans;
using Pbx.EndToEnd.World;
using Pbx.Simulator.Rest.Identity;

namespace Pbx.EndToEnd.Extensions;

/// <summary>Extensions made, changed and deleted one by one, over real HTTP.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenExtensionsAreResources(PbxWorld world)
{
    private const string Message = """{ "name": "Closed", "type": "auto-answer", "config": { "message": "This is closed." } }""";

    [Fact]
    [Trait("Rule", "EXT-045")]
    [Trait("Rule", "EXT-055")]
    [Trait("Rule", "EXT-057")]
    public async Task One_that_was_made_takes_the_next_call_and_the_history_tells_of_each_change()
    {
        var account = await SchemeAccount.Make(world, "extensions-made", 940);
        var made = await account.Ask(HttpMethod.Put, "extensions/300", Message);
        Assert.Equal((201, account.Path("extensions/300")), (made.Status, made.Location?.TrimStart('/')));
        Assert.EndsWith(": Extension 300 (Closed) is new: auto-answer.", await account.Newest(), StringComparison.Ordinal);
        await account.Change(HttpMethod.Put, $"schemes/1/plans/1/links/{Uri.EscapeDataString(account.Main)}", """{ "extension": "300" }""");
        Assert.Equal("This is closed.", await account.Answers(account.Main));

        await account.Change(HttpMethod.Patch, "extensions/300", """{ "config": { "message": "This is open." } }""");
        Assert.Equal("This is open.", await account.Answers(account.Main));
        var newest = (int)(await account.Read("history?most=1"))["versions"]![0]!["number"]!;
        var change = Assert.Single((await account.Read($"history/{newest}/changes?since={newest - 1}"))["changes"]!.AsArray())!;
        Assert.Equal(("This is closed.", "This is open."), ((string?)change["was"], (string?)change["is"]));
        Assert.Equal("Closed", (string?)(await account.Read("extensions/300"))["name"]);
    }

    [Fact]
    [Trait("Rule", "EXT-053")]
    [Trait("Rule", "EXT-052")]
    public async Task One_that_others_name_is_deleted_only_with_a_replacement_that_takes_over()
    {
        var account = await SchemeAccount.Make(world, "extensions-deleted", 942);
        Assert.Equal(["/schemes/0/plans/0/links/0/extension"], await account.Refused(HttpMethod.Delete, "extensions/201", null, 409));
        Assert.Equal([""], await account.Refused(HttpMethod.Delete, "extensions/201?replacement=999", null));
        Assert.Equal(400, (await account.Ask(HttpMethod.Delete, "extensions/201?replacement=nobody")).Status);
        Assert.Equal("Extension 201 (Day desk) is deleted; extension 202 takes over 1 reference.", (string?)(await account.Change(HttpMethod.Delete, "extensions/201?replacement=202"))["done"]);
        Assert.Equal(404, (await account.Get("extensions/201")).Status);
        Assert.Equal("This is the night.", await account.Answers(account.Main));
        Assert.Equal(404, (await account.Ask(HttpMethod.Delete, "extensions/201")).Status);
        Assert.Equal("Extension 203 (Switcher) is deleted.", (string?)(await account.Change(HttpMethod.Delete, "extensions/203"))["done"]);
    }

    [Fact]
    [Trait("Rule", "EXT-054")]
    public async Task A_call_inside_goes_on_when_its_extension_is_deleted()
    {
        var account = await SchemeAccount.Make(world, "extensions-in-call", 944);
        var caller = await world.Dial(account.Main);
        await account.Change(HttpMethod.Delete, "extensions/201?replacement=202");
        await world.Advance(30);
        Assert.Contains("This is the day.", await caller.HeardWords());
        Assert.DoesNotContain("This is the night.", await caller.HeardWords());
        Assert.Equal("This is the night.", await account.Answers(account.Main));
    }

    [Fact]
    [Trait("Rule", "EXT-009")]
    [Trait("Rule", "EXT-010")]
    public async Task The_list_of_numbers_tells_which_are_in_use_and_one_without_a_number_gets_the_next()
    {
        var account = await SchemeAccount.Make(world, "extensions-numbers", 946);
        var numbers = await account.Read("extension-numbers?type=menu");
        Assert.Equal(["201 Day desk", "202 Night desk", "203 Switcher"], numbers["inUse"]!.AsArray().Select(one => $"{one!["number"]} {one["name"]}"));
        Assert.Equal((3, "100", null), ((int?)numbers["length"], (string?)numbers["next"], numbers["proposed"]));
        Assert.Contains(numbers["reserved"]!.AsArray(), one => (string?)one!["number"] == "112");
        var made = await account.Ask(HttpMethod.Post, "extensions", Message);
        Assert.Equal((201, account.Path("extensions/100")), (made.Status, made.Location?.TrimStart('/')));
        Assert.Equal("101", (string?)(await account.Read("extension-numbers"))["next"]);
        Assert.Equal(["/number"], await account.Refused(HttpMethod.Post, "extensions", Numbered("202")));
    }

    [Fact]
    [Trait("Rule", "EXT-005")]
    [Trait("Rule", "EXT-047")]
    public async Task What_is_wrong_is_told_all_at_once_in_the_words_that_were_sent()
    {
        var account = await SchemeAccount.Make(world, "extensions-wrong", 948);
        Assert.Equal(["/config/mesage", "/name"], await account.Refused(HttpMethod.Put, "extensions/300", """{ "type": "auto-answer", "config": { "mesage": "Hello." } }"""));
        Assert.Equal(["/number"], await account.Refused(HttpMethod.Put, "extensions/201", Numbered("209")));
        Assert.Equal(["/config/options/0/destination"], await account.Refused(HttpMethod.Put, "extensions/300", """{ "name": "Menu", "type": "menu", "config": { "greeting": "Hi.", "options": [{ "key": "1", "destination": "999" }] } }"""));
        Assert.Equal(["/number"], await account.Refused(HttpMethod.Put, "extensions/3000", Message));
        Assert.Equal(400, (await account.Ask(HttpMethod.Put, "extensions/300", "{")).Status);
        Assert.Equal(400, (await account.Ask(HttpMethod.Patch, "extensions/201", "{")).Status);
        Assert.Equal(404, (await account.Ask(HttpMethod.Patch, "extensions/300", "{}")).Status);
        Assert.Equal(404, (await account.Ask(HttpMethod.Put, "extensions/nobody", Message)).Status);
        Assert.Equal(428, (await account.Ask(HttpMethod.Put, "extensions/300", Message, tag: "")).Status);
        Assert.Equal(412, (await account.Ask(HttpMethod.Put, "extensions/300", Message, tag: "\"1-old\"")).Status);
        var dry = await account.Ask(HttpMethod.Put, "extensions/300?dryRun=true", Message);
        Assert.Equal((200, true, "/extensions/3"), (dry.Status, (bool?)dry.Json["canBeSaved"], (string?)dry.Json["changes"]![0]!["pointer"]));
        Assert.Equal(404, (await account.Get("extensions/300")).Status);
    }

    [Fact]
    public async Task One_that_has_to_be_new_is_made_whoever_saves_in_between_and_only_once()
    {
        var account = await SchemeAccount.Make(world, "extensions-new", 950);
        var made = await Task.WhenAll(Enumerable.Range(300, 4).Select(number => New(number)));
        Assert.All(made, one => Assert.Equal(201, one.Status));
        Assert.Equal(412, (await New(300)).Status);
        Assert.Equal(7, (int?)(await account.Read("extensions"))["total"]);

        Task<Answer> New(int number) => world.Api.Ask(HttpMethod.Put, account.Path($"extensions/{number}"), Api.Administrator, new StringContent(Message, Encoding.UTF8, "application/json"), ifMatch: "*");
    }

    [Fact]
    [Trait("Rule", "EXT-048")]
    public async Task The_list_comes_in_pages_and_by_type_and_tells_what_is_missing()
    {
        var account = await SchemeAccount.Make(world, "extensions-listed", 952);
        await account.Change(HttpMethod.Put, "extensions/150", """{ "name": "Silent", "type": "auto-answer", "config": {}, "listInDirectory": false }""");
        var first = await account.Read("extensions?most=2");
        Assert.Equal(["150", "201"], Numbers(first));
        Assert.Equal(("201", 4), ((string?)first["next"], (int?)first["total"]));
        var rest = await account.Read("extensions?most=2&after=201");
        Assert.Equal(["202", "203"], Numbers(rest));
        Assert.Null(rest["next"]);
        var silent = first["extensions"]![0]!;
        Assert.Equal((true, "/config/message", false, false), ((bool?)silent["isIncomplete"], (string?)silent["missing"]![0]!["pointer"], (bool?)silent["listInDirectory"], (bool?)silent["dialByExtension"]));
        var users = await account.Read("extensions?type=user");
        Assert.Equal(["203"], Numbers(users));
        Assert.True((bool?)users["extensions"]![0]!["dialByExtension"]);
        Assert.Equal(400, (await account.Get("extensions?type=robot")).Status);
        Assert.Equal(400, (await account.Get("extensions?most=1001")).Status);
        Assert.Equal(400, (await account.Get("extensions?after=x")).Status);
    }

    [Fact]
    [Trait("Rule", "EXT-002")]
    [Trait("Rule", "EXT-003")]
    public async Task The_first_extension_decides_how_long_numbers_are_for_ever()
    {
        const string Name = "extensions-length";
        var tenant = LocalUsers.TenantOf("sample.example");
        using var document = JsonContent.Create(new
        {
            account = new { name = "Fresh", country = "nl", language = "en", timeZone = "Europe/Amsterdam", tenants = new[] { tenant } },
            schemes = new[] { new { number = 1, name = "Fresh", plans = new[] { new { number = 1, name = "Plan", links = Array.Empty<object>() } } } },
            extensions = Array.Empty<object>(),
        });
        Assert.Equal(200, (await world.Api.Ask(HttpMethod.Put, Path("config"), "partner@sample.example", document, ifMatch: "*")).Status);
        Assert.Null((await world.Api.Read(Path("extension-numbers")))["length"]);
        Assert.Equal(201, (await Put("2001")).Status);
        Assert.Equal(4, (int?)(await world.Api.Read(Path("config")))["account"]!["extensionLength"]);
        Assert.Equal("/number", (string?)(await Put("301")).IsProblem(422).Json["errors"]![0]!["pointer"]);
        var etag = (await world.Api.Ask(HttpMethod.Get, Path("config"))).Tag;
        Assert.Equal(200, (await world.Api.Ask(HttpMethod.Delete, Path("extensions/2001"), ifMatch: etag)).Status);
        Assert.Equal(422, (await Put("301")).Status);

        var config = await world.Api.Ask(HttpMethod.Get, Path("config"));
        var changed = JsonNode.Parse(config.Body)!;
        changed["account"]!["extensionLength"] = 3;
        var refused = await world.Api.Ask(HttpMethod.Put, Path("config"), Api.Administrator, new StringContent(changed.ToJsonString(), Encoding.UTF8, "application/json"), config.Tag);
        Assert.Equal("/account/extensionLength", (string?)refused.IsProblem(422).Json["errors"]![0]!["pointer"]);

        Task<Answer> Put(string number) => world.Api.Ask(HttpMethod.Put, Path($"extensions/{number}"), Api.Administrator, new StringContent(Message, Encoding.UTF8, "application/json"), ifMatch: "*");

        static string Path(string path) => $"api/v1/accounts/{Name}/{path}";
    }

    private static string Numbered(string number) => $$"""{ "number": "{{number}}", {{Message[1..]}}""";

    private static string[] Numbers(JsonNode list) => [.. list["extensions"]!.AsArray().Select(one => (string)one!["number"]!)];
}
