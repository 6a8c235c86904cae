using Pbx.EndToEnd.NumberingPlans;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.RuleBasedNumbers;

/// <summary>Calls to a user around whose own rules the account has some.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenUsersHaveRules(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "EXT-407")]
    public async Task Mandatory_rules_come_first_then_the_users_own_then_those_that_can_be_overridden()
    {
        var account = await SchemeAccount.Make(world, "layers", 984);
        var document = await account.Read("config");
        document["account"]!["userRules"] = System.Text.Json.Nodes.JsonNode.Parse("""
            { "incoming": { "mandatory": [{ "name": "Unwanted", "when": { "caller": { "numbers": ["+4930*"] } }, "then": { "do": "busy" } }],
                            "overridable": [{ "name": "Abroad", "when": { "caller": { "numbers": ["+31*"], "not": true } }, "then": { "do": "forward", "destination": "202" } }] } }
            """);
        document["extensions"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse("""
            { "number": "204", "name": "Ruled", "type": "user", "config": { "device": "web:ruled", "ringFor": "00:00:20",
              "incomingRules": [{ "name": "Mine", "when": { "caller": { "numbers": ["+44*", "+4930*"] } }, "then": { "do": "ring", "ring": [{}, { "destination": "201", "after": "00:00:05" }] } }] } }
            """));
        Assert.Equal(200, (await world.Api.Put(document.ToJsonString(), (await account.Get("config")).Tag, path: account.Path("config"))).Status);
        await account.Change(HttpMethod.Put, $"schemes/1/plans/1/links/{Uri.EscapeDataString(account.Main)}", """{ "extension": "204" }""");
        var phone = await world.PhoneAt("8:acs:ruled");

        var unwanted = await Caller.Dial(world, "+4930123456", account.Main, null);
        Assert.Equal((Spoken.Busy, "idle"), ((await unwanted.HeardWords())[^1], await phone.State()));
        await world.Advance(12);

        var own = await Caller.Dial(world, "+441234567890", account.Main, null);
        Assert.Equal("ringing", await phone.State());
        await world.Advance(6);
        Assert.Equal(("This is the day.", "idle"), ((await own.HeardWords())[^1], await phone.State()));
        await own.HangsUp();

        var abroad = await Caller.Dial(world, "+15550123456", account.Main, null);
        Assert.Equal(("This is the night.", "idle"), ((await abroad.HeardWords())[^1], await phone.State()));
        await abroad.HangsUp();

        var usual = await world.Dial(account.Main);
        Assert.Equal("ringing", await phone.State());
        await phone.Answers();
        Assert.Equal("talking", await phone.State());
        await usual.HangsUp();
        await world.Advance(2);
    }
}
