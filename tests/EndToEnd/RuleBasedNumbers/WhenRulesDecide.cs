using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.RuleBasedNumbers;

/// <summary>The sample's rule-based number, by telephone: from outside by its public number, from inside by its extension.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenRulesDecide(PbxWorld world)
{
    private const string ServiceDesk = "+31205550154";

    [Fact]
    [Trait("Rule", "EXT-402")]
    [Trait("Rule", "EXT-403")]
    [Trait("Rule", "EXT-395")]
    public async Task The_second_phone_joins_the_first_after_its_delay_and_who_answers_has_the_call()
    {
        var (anna, bram) = (await world.Anna(), await world.PhoneAt("8:acs:bram"));
        var caller = await world.Dial(ServiceDesk);
        Assert.Equal(("ringing", "idle"), (await anna.State(), await bram.State()));
        Assert.Equal($"{caller.Number} (Service)", (await anna.Display()).Name);
        await world.Advance(11);
        Assert.Equal(("ringing", "ringing"), (await anna.State(), await bram.State()));
        await bram.Answers();
        Assert.Equal(("idle", "talking"), (await anna.State(), await bram.State()));
        await world.Advance(20);
        await bram.HangsUp();
        var record = await caller.Record();
        Assert.Equal("completed", record.Reason);
        Assert.Equal([$"{caller.Number} incoming", "web:anna answered-elsewhere", "web:bram answered"], record.Legs);
        Assert.Contains($"Rule 1 (Withheld numbers) is not met: {caller.Number} calls from outside. Rule 2 (Premium rate) is not met: {caller.Number} calls from outside. Rule 3 (Desk) is met: 1 destination rings at once, and 2 destinations ring later.", record.Reasons);
    }

    [Fact]
    [Trait("Rule", "EXT-403")]
    public async Task The_mailbox_takes_the_call_by_itself_and_nobody_rings_any_more()
    {
        var (anna, bram) = (await world.Anna(), await world.PhoneAt("8:acs:bram"));
        var caller = await world.Dial(ServiceDesk);
        await world.Advance(22);
        Assert.Equal(("idle", "idle"), (await anna.State(), await bram.State()));
        Assert.Contains("Please leave a message", (await caller.HeardWords())[^1], StringComparison.Ordinal);
        await caller.HangsUp();
        await world.Advance(5);
        Assert.Contains("EXT-403", (await caller.Record()).Rules);
    }

    [Fact]
    [Trait("Rule", "EXT-400")]
    [Trait("Rule", "EXT-405")]
    [Trait("Rule", "EXT-402")]
    public async Task Who_calls_decides_which_rule_is_the_first_that_holds()
    {
        var withheld = await Caller.Dial(world, "anonymous", ServiceDesk, null);
        Assert.Contains("Please call again and show your number.", await withheld.HeardWords());
        await withheld.HangsUp();

        var premium = await Caller.Dial(world, "+319001234567", ServiceDesk, null);
        Assert.Equal([Spoken.Busy], await premium.HeardWords());
        await world.Advance(12);
        Assert.Equal("busy", (await premium.Record()).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-392")]
    public async Task A_colleague_reaches_it_by_its_extension()
    {
        var (anna, clara) = (await world.Anna(), await world.PhoneAt("8:acs:clara"));
        await clara.Dials("540");
        Assert.Equal("ringing", await anna.State());
        Assert.StartsWith("203 Clara", (await anna.Display()).Name, StringComparison.Ordinal);
        await anna.Answers();
        Assert.Equal("talking", await clara.State());
        await clara.HangsUp();
        await world.Advance(2);
    }
}
