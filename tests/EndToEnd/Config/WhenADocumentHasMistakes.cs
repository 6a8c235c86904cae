using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Config;

/// <summary>The account document over real HTTP: all that is wrong with it at once, and nothing stored.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenADocumentHasMistakes(PbxWorld world)
{
    private static readonly string[] Places =
    [
        "/account/colour",
        "/account/country",
        "/account/extensionLength",
        "/account/mainNumber",
        "/account/name",
        "/account/numbers/1",
        "/account/tenants/0",
        "/account/timeZone",
        "/extensions/0/config/options/0/destination",
        "/extensions/0/config/options/1/action",
        "/extensions/0/config/options/4/key",
        "/extensions/1/config/ringFor",
        "/extensions/1/name",
        "/extensions/2/config/device",
        "/extensions/3/type",
        "/extensions/4/config/to",
        "/extensions/4/number",
        "/schemes/0/plans/0/links/0/extension",
        "/schemes/0/plans/0/links/1/prefix",
        "/schemes/0/plans/0/number",
    ];

    [Theory]
    [InlineData("", 422)]
    [InlineData("?dryRun=true", 200)]
    public async Task Twenty_mistakes_are_twenty_problems_with_their_places_and_nothing_is_saved(string query, int status)
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var before = world.Tables.Changes;
        var answer = await world.Api.Put(WithTwentyMistakes(read.Json), read.Tag, query);
        Assert.True(answer.Status == status, answer.Body);
        var errors = answer.Json["errors"]!.AsArray();
        Assert.Equal(Places, errors.Select(error => (string)error!["pointer"]!).Order(StringComparer.Ordinal));
        Assert.All(errors, error => Assert.EndsWith(".", (string)error!["message"]!, StringComparison.Ordinal));
        Assert.Equal(before, world.Tables.Changes);
        Assert.Equal(read.Body, (await world.Api.Ask(HttpMethod.Get, Api.Configuration)).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?dryRun=true")]
    public async Task What_is_no_JSON_is_one_problem_with_line_and_position(string query)
    {
        var read = await world.Api.Ask(HttpMethod.Get, Api.Configuration);
        var before = world.Tables.Changes;
        var answer = (await world.Api.Put("{\n  \"account\": {,\n}", read.Tag, query)).IsProblem(400);
        Assert.Contains("line 2, position 15", (string)Assert.Single(answer.Json["errors"]!.AsArray())!["message"]!, StringComparison.Ordinal);
        Assert.Equal(before, world.Tables.Changes);
    }

    private static string WithTwentyMistakes(JsonObject document)
    {
        var account = document["account"]!;
        account["colour"] = "red";
        account["country"] = "atlantis";
        account["extensionLength"] = "three";
        account["mainNumber"] = "020 555 0100";
        account["name"] = 7;
        account["numbers"]!.AsArray().Insert(1, "0205550101");
        account["tenants"]!.AsArray().Insert(0, "sample.example");
        account["timeZone"] = "Mars/Base";

        var extensions = document["extensions"]!;
        var options = extensions[0]!["config"]!["options"]!;
        options[0]!["destination"] = "777";
        options[1]!["action"] = "jump";
        options[4]!["key"] = "17";
        extensions[1]!["config"]!["ringFor"] = "00:09:00";
        extensions[1]!.AsObject().Remove("name");
        extensions[2]!["config"]!["device"] = null;
        extensions[3]!["type"] = "telepathy";
        extensions[4]!["config"]!.AsObject().Remove("to");
        extensions[4]!["number"] = 400;

        var plan = document["schemes"]![0]!["plans"]![0]!;
        plan["number"] = 100;
        plan["links"]![0]!["extension"] = "888";
        plan["links"]![1]!["prefix"] = "a text of more than twenty characters";
        return document.ToJsonString().Replace("\"destination\":\"400\"", "\"destination\":\"202\"", StringComparison.Ordinal)
            .Replace("\"extension\":\"400\"", "\"extension\":\"202\"", StringComparison.Ordinal);
    }
}
