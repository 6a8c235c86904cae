using System.Net.Http.Headers;
using System.Text;
using Pbx.EndToEnd.NumberingPlans;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.RuleBasedNumbers;

/// <summary>Number classes over the API: typed, uploaded, used by a rule, and kept while it is.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenNumberClassesAreResources(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "EXT-405")]
    public async Task They_are_typed_or_uploaded_and_kept_while_a_rule_uses_them()
    {
        var account = await SchemeAccount.Make(world, "number-classes", 980);
        var made = await account.Ask(HttpMethod.Put, "number-classes/Abroad%20%26%20far", """{ "prefixes": ["0044", "+1"] }""");
        Assert.Equal((201, "Number class “Abroad & far” has 2 prefixes."), (made.Status, (string?)made.Json["done"]));
        Assert.Equal(200, (await Upload(account, HttpMethod.Post, "+49\n+1\n")).Status);
        Assert.Equal("+44\r\n+1\r\n+49\r\n", (await account.Get("number-classes/Abroad%20%26%20far/prefixes.txt")).Body);
        Assert.EndsWith("Number class “Abroad & far” has 1 prefix more, read from a file.", await account.Newest(), StringComparison.Ordinal);

        var refused = (await Upload(account, HttpMethod.Put, "+49\nnonsense\n+49\n")).IsProblem(422);
        Assert.Equal(["/lines/2", "/lines/3"], refused.Json["errors"]!.AsArray().Select(error => (string?)error!["pointer"]));
        var replaced = await Upload(account, HttpMethod.Put, "+49\r\n+43\r\n");
        Assert.Equal("Number class “Abroad & far” has 2 prefixes, read from a file.", (string?)replaced.Json["done"]);
        Assert.Equal(["+49", "+43"], (await account.Read("number-classes/Abroad%20%26%20far"))["prefixes"]!.AsArray().Select(prefix => (string?)prefix));

        await account.Change(HttpMethod.Put, "extensions/310", """{ "name": "Rules", "type": "rule-based", "config": { "rules": [{ "name": "Far", "when": { "caller": { "classes": ["Abroad & far"] } }, "then": { "do": "forward", "destination": "202" } }], "fallback": { "do": "forward", "destination": "201" } } }""");
        await account.Change(HttpMethod.Put, $"schemes/1/plans/1/links/{Uri.EscapeDataString(account.Main)}", """{ "extension": "310" }""");
        Assert.Equal("This is the night.", await Heard("+4930123456", account.Main));
        Assert.Equal("This is the day.", await Heard("+441234567890", account.Main));

        var kept = (await account.Ask(HttpMethod.Delete, "number-classes/Abroad%20%26%20far")).IsProblem(409);
        Assert.Equal(["Extension 310 (Rules): rule “Far” uses it."], kept.Json["errors"]!.AsArray().Select(error => (string?)error!["message"]));
        Assert.Single((await account.Read("number-classes"))["numberClasses"]![0]!["uses"]!.AsArray());
        await account.Change(HttpMethod.Patch, "extensions/310", """{ "config": { "rules": null } }""");
        Assert.Equal(200, (await account.Ask(HttpMethod.Delete, "number-classes/Abroad%20%26%20far")).Status);
        Assert.Equal(404, (await account.Get("number-classes/Abroad%20%26%20far")).Status);
        Assert.Equal(404, (await account.Ask(HttpMethod.Delete, "number-classes/Abroad%20%26%20far")).Status);
    }

    [Fact]
    [Trait("Rule", "EXT-406")]
    public async Task A_kind_of_destination_that_is_not_allowed_is_refused_where_it_stands()
    {
        var account = await SchemeAccount.Make(world, "rule-destinations", 982);
        var document = await account.Read("config");
        document["account"]!["ruleDestinations"] = new System.Text.Json.Nodes.JsonArray("user", "voicemail");
        var tag = (await account.Get("config")).Tag;
        Assert.Equal(200, (await world.Api.Put(document.ToJsonString(), tag, path: account.Path("config"))).Status);
        var refused = (await account.Ask(HttpMethod.Put, "extensions/310", """{ "name": "Rules", "type": "rule-based", "config": { "fallback": { "do": "forward", "destination": "201" } } }""")).IsProblem(422);
        Assert.Equal("/config/fallback/destination", (string?)refused.Json["errors"]![0]!["pointer"]);
        Assert.Equal("The account does not allow rules to use extensions of the type auto-answer, such as 201.", (string?)refused.Json["errors"]![0]!["message"]);
        await account.Change(HttpMethod.Put, "extensions/310", """{ "name": "Rules", "type": "rule-based", "config": { "rules": [{ "name": "All", "then": { "do": "ring", "ring": [{ "destination": "203" }] } }] } }""");
    }

    private async Task<Answer> Upload(SchemeAccount account, HttpMethod method, string text) => await world.Api.Ask(
        method,
        account.Path("number-classes/Abroad%20%26%20far/prefixes.txt"),
        content: new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue("text/plain")),
        ifMatch: (await account.Get("schemes")).Tag);

    private async Task<string?> Heard(string from, string to)
    {
        var caller = await Caller.Dial(world, from, to, null);
        var heard = (await caller.HeardWords()).LastOrDefault(words => words.StartsWith("This is", StringComparison.Ordinal));
        await caller.HangsUp();
        return heard;
    }
}
