using System.Text;
using System.Text.Json.Nodes;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Menus;

/// <summary>The two-level menu of the sample account, behind key 8 of its main menu.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenACallerGoesThroughMenus(PbxWorld world)
{
    private const string Departments = "For sales, press 1. For sales to companies, press 1 2. For service, press 2. To spell a name, press 7. If you know the extension, press 8.";
    private const string Service = "For our opening hours, press 1. For repairs, press 2 2. To go back, press star.";
    private const string SpellName = "Please spell the name on your keypad, the last name first, and press the hash key.";

    [Fact]
    [Trait("Rule", "EXT-283")]
    public async Task A_caller_who_never_stops_pressing_keys_gets_as_far_as_three_wrong_ones()
    {
        var caller = await world.Dial("+31205550100");
        await caller.Presses(new string('6', 1_000));
        await world.Advance(60);
        var record = await caller.Record();
        Assert.Equal("no-choice", record.Reason);
        Assert.InRange(record.Reasons.Length, 4, 12);
    }

    [Fact]
    [Trait("Rule", "EXT-258")]
    [Trait("Rule", "EXT-275")]
    [Trait("Rule", "EXT-290")]
    public async Task A_menu_behind_a_menu_takes_two_digits_leads_back_and_the_log_has_every_visit_with_its_time()
    {
        var bram = await world.PhoneAt("8:acs:bram");
        var caller = await InDepartments();
        await caller.Presses("2");
        await world.Advance(2);
        await caller.Presses("*");
        await world.Advance(3);
        await caller.Presses("2");
        await world.Advance(2);
        await caller.Presses("2");
        await world.Advance(1);
        Assert.Equal("idle", await bram.State());
        await caller.Presses("2");
        Assert.Equal("Repair", (await bram.Display()).Name?.Split(' ')[0]);
        Assert.Equal([Spoken.Menu, Departments, Service, Departments, Service, Spoken.Ringback], (await caller.HeardWords()).Where(heard => heard != Heard.Silence));

        await caller.HangsUp();
        var visits = (await CallLog.All(world)).Single(record => (string?)record["caller"] == caller.Number)["steps"]!.AsArray().Where(step => step!["spent"] is not null && (string?)step["type"] == "menu");
        Assert.Equal(
            ["100 00:00:01 EXT-251", "700 00:00:01 EXT-251", "710 00:00:02 EXT-251", "700 00:00:03 EXT-251", "710 00:00:03 EXT-251"],
            visits.Select(step => $"{step!["extension"]} {step["spent"]} {step["rule"]}"));
    }

    [Theory]
    [InlineData("12", "8:acs:clara", 0)]
    [InlineData("1", "8:acs:anna", 3)]
    [InlineData("1#", "8:acs:anna", 0)]
    [Trait("Rule", "EXT-263")]
    [Trait("Rule", "EXT-265")]
    [Trait("Rule", "EXT-083")]
    public async Task An_option_that_another_begins_with_is_chosen_when_no_second_digit_comes(string keys, string rings, int after)
    {
        var phone = await world.PhoneAt(rings);
        var caller = await InDepartments();
        foreach (var key in keys)
        {
            await world.Advance(0.5);
            await caller.Presses(key.ToString());
        }

        if (after > 0)
        {
            await world.Advance(after - 0.1);
            Assert.Equal("idle", await phone.State());
            await world.Advance(0.2);
        }

        Assert.Equal("ringing", await phone.State());
        await caller.HangsUp();
    }

    [Fact]
    [Trait("Rule", "EXT-253")]
    [Trait("Rule", "EXT-296")]
    [Trait("Rule", "EXT-299")]
    public async Task A_name_is_spelled_spoken_and_connected()
    {
        var clara = await world.PhoneAt("8:acs:clara");
        var caller = await InDepartments();
        await caller.Presses("7");
        await world.Advance(2);
        await caller.Presses("252#");
        await world.Advance(2);
        Assert.Equal([Spoken.Menu, Departments, SpellName, "Clara. To be connected, press 1. To start again, press star."], await caller.HeardWords());
        await caller.Presses("1");
        Assert.Equal("ringing", await clara.State());
        await caller.HangsUp();
    }

    [Fact]
    [Trait("Rule", "EXT-254")]
    [Trait("Rule", "EXT-301")]
    public async Task The_number_of_an_extension_is_keyed_and_one_that_callers_do_not_reach_is_invalid()
    {
        var bram = await world.PhoneAt("8:acs:bram");
        var caller = await InDepartments();
        await caller.Presses("8");
        await world.Advance(1);
        await caller.Presses("600");
        await world.Advance(2);
        Assert.Contains(Spoken.InvalidChoice, await caller.HeardWords());
        await world.Advance(2);
        await caller.Presses("202");
        Assert.Equal("ringing", await bram.State());
        await caller.HangsUp();
    }

    [Fact]
    [Trait("Rule", "EXT-284")]
    [Trait("Rule", "EXT-286")]
    public async Task Who_is_in_the_menu_for_a_minute_is_forwarded_in_the_middle_of_a_sentence()
    {
        var caller = await InDepartments();
        await world.Advance(29);
        await caller.Presses("7");
        await world.Advance(28);
        Assert.DoesNotContain(await caller.HeardWords(), heard => heard.StartsWith("This is Sample Bicycles.", StringComparison.Ordinal));
        await world.Advance(3);
        Assert.StartsWith("This is Sample Bicycles.", (await caller.HeardWords())[^1], StringComparison.Ordinal);
        await caller.HangsUp();
        var left = (await CallLog.All(world)).Single(record => (string?)record["caller"] == caller.Number)["steps"]!.AsArray().Single(step => (string?)step!["rule"] == "EXT-284");
        Assert.Equal(("700", "00:01:00"), ((string?)left!["extension"], (string?)left["spent"]));
    }

    [Fact]
    public async Task Keys_of_several_digits_are_assumed_in_an_explanation()
    {
        foreach (var (keys, extension) in new[] { ("812", "203"), ("81w", "201"), ("8222", "202"), ("8264#", "700"), ("87252#1", "203"), ("88201", "201") })
        {
            using var question = new StringContent(new JsonObject { ["to"] = "+31205550100", ["assume"] = new JsonObject { ["keys"] = keys } }.ToJsonString(), Encoding.UTF8, "application/json");
            var answer = await world.Api.Ask(HttpMethod.Post, "api/v1/accounts/sample/explain", content: question);
            Assert.True(answer.Status == 200, answer.Body);
            Assert.Contains(extension, answer.Json["passes"]!.AsArray().Select(one => (string?)one));
        }
    }

    private async Task<Caller> InDepartments()
    {
        var caller = await world.Dial("+31205550100", "Jane");
        await world.Advance(1);
        await caller.Presses("8");
        await world.Advance(1);
        return caller;
    }
}
