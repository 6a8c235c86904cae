using Pbx.EndToEnd.NumberingPlans;
using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Users;

/// <summary>Who is on the telephone is known from the calls of the account, not from the phone: these phones would all take another call.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenAUserIsOnTheTelephone(PbxWorld world)
{
    private const string Direct = "+31205550101";
    private const string Group = "+31205550150";

    [Fact]
    [Trait("Rule", "EXT-114")]
    [Trait("Rule", "EXT-096")]
    public async Task Without_a_second_call_the_next_caller_hears_busy_until_the_first_has_hung_up()
    {
        var anna = await world.Anna();
        var first = await world.Dial(Direct);
        await HearsBusy(Direct); // it rings already
        await anna.Answers();
        await HearsBusy(Direct);
        await first.HangsUp();
        await world.Advance(2);

        var next = await world.Dial(Direct);
        Assert.Equal("ringing", await anna.State());
        await next.HangsUp();
        await world.Advance(2);
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    [Trait("Rule", "EXT-132")]
    public async Task A_group_rings_the_others()
    {
        var (anna, bram) = (await world.Anna(), await world.PhoneAt("8:acs:bram"));
        var first = await world.Dial(Direct);
        await anna.Answers();
        var second = await world.Dial(Group);
        Assert.Equal(["talking", "ringing"], [await anna.State(), await bram.State()]);
        await bram.Answers();
        await world.Advance(5);
        await second.HangsUp();
        await first.HangsUp();
        await world.Advance(2);
        Assert.Contains("web:anna busy", (await second.Record()).Legs);
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    public async Task Somebody_who_calls_is_on_the_telephone_too()
    {
        var (anna, bram) = (await world.Anna(), await world.PhoneAt("8:acs:bram"));
        await anna.Dials("202");
        await HearsBusy(Direct);
        await bram.Answers();
        await HearsBusy(Direct);
        await anna.HangsUp();
        await world.Advance(20);
        var next = await world.Dial(Direct);
        Assert.Equal("ringing", await anna.State());
        await next.HangsUp();
        await world.Advance(2);
    }

    [Fact]
    [Trait("Rule", "EXT-096")]
    [Trait("Rule", "EXT-114")]
    public async Task Where_a_second_call_is_offered_the_third_caller_hears_busy()
    {
        var account = await SchemeAccount.Make(world, "second-call", 988);
        var phone = await world.PhoneAt("8:acs:second-call");
        await account.Change(HttpMethod.Put, "extensions/310", """{ "name": "Two", "type": "user", "config": { "device": "web:second-call", "offersSecondCall": true } }""");
        await account.Change(HttpMethod.Put, $"schemes/1/plans/1/links/{Uri.EscapeDataString(account.Main)}", """{ "extension": "310" }""");
        var first = await world.Dial(account.Main);
        await phone.Answers();
        var second = await world.Dial(account.Main);
        await phone.Answers();
        await world.Advance(1);
        await HearsBusy(account.Main);
        await second.HangsUp();
        await world.Advance(2);
        var third = await world.Dial(account.Main);
        await phone.Answers();
        await world.Advance(1);
        await first.HangsUp();
        await third.HangsUp();
        await world.Advance(2);
        Assert.Equal(["completed", "completed", "completed"], [(await first.Record("second-call")).Reason, (await second.Record("second-call")).Reason, (await third.Record("second-call")).Reason]);
    }

    private async Task HearsBusy(string number)
    {
        var caller = await world.Dial(number);
        await world.Advance(1);
        Assert.Contains(Spoken.Busy, await caller.HeardWords());
        await caller.HangsUp();
        await world.Advance(1);
    }
}
