using System.Net.Http.Headers;
using System.Text;
using Pbx.EndToEnd.NumberingPlans;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Extensions;

/// <summary>Calls through the extensions that send them on, with everything between the telephone network and the tables as it is.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenCallsAreRouted(PbxWorld world)
{
    private const string Day = "This is the day.";
    private const string Night = "This is the night.";

    [Fact]
    [Trait("Rule", "EXT-345")]
    [Trait("Rule", "EXT-344")]
    public async Task By_time_the_period_that_covers_the_hour_decides_and_else_the_failover()
    {
        var account = await Account("routed-by-time", 970, """{ "name": "By time", "type": "tbr", "config": { "failover": "202", "periods": [{ "startDay": "monday", "start": "00:00", "endDay": "sunday", "end": "24:00", "destination": "201" }] } }""");
        Assert.Equal(Day, await account.Answers(account.Main));

        // a period that is over for today or has not begun, whatever day the tests before have reached
        var yesterday = world.Now.AddDays(-2).DayOfWeek.ToString().ToLowerInvariant();
        await account.Change(HttpMethod.Patch, "extensions/310", $$"""{ "config": { "periods": [{ "startDay": "{{yesterday}}", "start": "00:00", "endDay": "{{yesterday}}", "end": "12:00", "destination": "201" }] } }""");
        Assert.Equal(Night, await account.Answers(account.Main));
    }

    [Fact]
    [Trait("Rule", "EXT-328")]
    [Trait("Rule", "EXT-329")]
    public async Task By_postal_code_the_caller_is_asked_and_what_was_keyed_decides()
    {
        var account = await Account("routed-by-code", 972, """{ "name": "By code", "type": "lbr", "config": { "by": "postal-code", "fallback": "201", "entries": [{ "match": "1000-1099", "destination": "202" }] } }""");
        var caller = await world.Dial(account.Main);
        Assert.Contains("Please enter your postal code.", await caller.HeardWords());
        await caller.Presses("1011");
        Assert.Contains(Night, await caller.HeardWords());
        await caller.HangsUp();

        var other = await world.Dial(account.Main);
        await other.Presses("10");
        await world.Advance(6);
        Assert.Contains("That is not a valid postal code.", await other.HeardWords());
        await world.Advance(5);
        await other.Presses("2000");
        Assert.Contains(Day, await other.HeardWords());
        await other.HangsUp();
    }

    [Fact]
    [Trait("Rule", "EXT-315")]
    [Trait("Rule", "EXT-331")]
    public async Task Entries_come_from_a_file_which_is_refused_with_every_wrong_line()
    {
        var account = await Account("routed-by-file", 974, """{ "name": "By caller", "type": "lbr", "config": { "by": "caller-id", "fallback": "201" } }""");
        var saved = await Put(account, "match,destination,prefix,description\r\n020 555 7777,202,Gold,A customer\r\n+4930*,202,,\r\n");
        Assert.Equal("Extension 310 (By caller) has 2 entries, read from a file.", (string?)saved.Json["done"]);
        Assert.Equal("match,destination,prefix,description\r\n+31205557777,202,Gold,A customer\r\n+4930*,202,,\r\n", (await account.Get("extensions/310/entries.csv")).Body);
        Assert.EndsWith("read from a file.", await account.Newest(), StringComparison.Ordinal);

        var before = await account.Get("config");
        var refused = (await Put(account, "match,destination\n020 555 7777,202\nnonsense,202\n+49*,999\n")).IsProblem(422);
        Assert.Equal(["/lines/3/match", "/lines/4/destination"], refused.Json["errors"]!.AsArray().Select(error => (string?)error!["pointer"]));
        Assert.Equal(before.Tag, (await account.Get("config")).Tag);
        Assert.Equal(428, (await Put(account, "match,destination\n", tag: "")).Status);
        Assert.Equal(412, (await Put(account, "match,destination\n", tag: "\"stale\"")).Status);
        Assert.Equal(415, (await account.Ask(HttpMethod.Put, "extensions/310/entries.csv", "{}")).Status);
        Assert.Equal(404, (await account.Get("extensions/201/entries.csv")).Status);
        Assert.Equal(403, (await world.Api.Ask(HttpMethod.Put, account.Path("extensions/310/entries.csv"), Api.Reader, Csv("match,destination\n"), before.Tag)).Status);

        Assert.Equal(Night, await Heard(await Caller.Dial(world, "+31205557777", account.Main, null)));
        Assert.Equal(Day, await Heard(await Caller.Dial(world, "+31205557778", account.Main, null)));
        Assert.Equal(Night, await Heard(await Caller.Dial(world, "+4930123456", account.Main, null)));
    }

    [Fact]
    [Trait("Rule", "EXT-385")]
    [Trait("Rule", "EXT-389")]
    public async Task By_an_extension_picker_the_extension_whose_number_is_keyed_is_reached()
    {
        var account = await Account("routed-by-picker", 976, """{ "name": "Picker", "type": "extension-picker", "config": { "fallback": "202", "ringback": true } }""");
        await account.Change(HttpMethod.Patch, "extensions/201", """{ "dialByExtension": true }""");
        Assert.Equal(Day, await Keyed(account, "201"));
        Assert.Equal(Night, await Keyed(account, "299"));
    }

    [Fact]
    [Trait("Rule", "EXT-217")]
    [Trait("Rule", "EXT-219")]
    [Trait("Rule", "EXT-224")]
    public async Task By_PIN_only_those_who_know_one_get_through_and_no_document_shows_it()
    {
        var account = await Account("routed-by-pin", 978, """{ "name": "Members", "type": "authentication", "config": { "forward": "201", "fallback": "202", "entries": [{ "pin": "471147", "description": "Eva" }, { "pin": "2580" }] } }""");
        var shown = await account.Get("extensions/310");
        Assert.DoesNotContain("471147", shown.Body, StringComparison.Ordinal);
        Assert.All(shown.Json["config"]!["entries"]!.AsArray(), entry => Assert.StartsWith("set-", (string?)entry!["pin"], StringComparison.Ordinal));
        var read = await account.Get("config");
        Assert.Equal(200, (await world.Api.Put(read.Body, read.Tag, path: account.Path("config"))).Status); // saved as it was shown it stays
        var caller = await world.Dial(account.Main);
        await caller.Presses("471147");
        Assert.Contains(Day, await caller.HeardWords());
        await caller.HangsUp();

        var stranger = await world.Dial(account.Main);
        for (var i = 0; i < 3; i++)
        {
            await stranger.Presses("111111");
            await world.Advance(5);
        }

        Assert.Contains("You are not authorised.", await stranger.HeardWords());
        Assert.Contains(Night, await stranger.HeardWords());
    }

    // with extension 310 as it is given, to which the main number leads
    private async Task<SchemeAccount> Account(string name, int digits, string extension)
    {
        var account = await SchemeAccount.Make(world, name, digits);
        await account.Change(HttpMethod.Put, "extensions/310", extension);
        await account.Change(HttpMethod.Put, $"schemes/1/plans/1/links/{Uri.EscapeDataString(account.Main)}", """{ "extension": "310" }""");
        return account;
    }

    private async Task<Answer> Put(SchemeAccount account, string csv, string? tag = null) =>
        await world.Api.Ask(HttpMethod.Put, account.Path("extensions/310/entries.csv"), content: Csv(csv), ifMatch: (tag ?? (await account.Get("schemes")).Tag) is { Length: > 0 } named ? named : null);

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));

    private async Task<string?> Keyed(SchemeAccount account, string keys)
    {
        var caller = await world.Dial(account.Main);
        await world.Advance(11); // two rings
        Assert.Contains("Please enter the extension number of the person you are calling.", await caller.HeardWords());
        await caller.Presses(keys);
        return await Heard(caller);
    }

    private static async Task<string?> Heard(Caller caller)
    {
        var heard = (await caller.HeardWords()).LastOrDefault(words => words.StartsWith("This is", StringComparison.Ordinal));
        await caller.HangsUp();
        return heard;
    }
}
