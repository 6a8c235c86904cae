using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Groups;

/// <summary>The sample's group, hunt group and call limit, by telephone.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenSeveralPhonesRing(PbxWorld world)
{
    private const string Group = "+31205550150";
    private const string HuntGroup = "+31205550151";
    private const string Limit = "+31205550152";

    [Fact]
    [Trait("Rule", "EXT-135")]
    [Trait("Rule", "EXT-136")]
    [Trait("Rule", "EXT-118")]
    public async Task The_first_of_a_group_who_answers_has_the_call_and_the_others_stop_ringing()
    {
        var (anna, bram, clara) = (await world.Anna(), await world.PhoneAt("8:acs:bram"), await world.PhoneAt("8:acs:clara"));
        var caller = await world.Dial(Group);
        Assert.Equal(["ringing", "ringing", "ringing"], [await anna.State(), await bram.State(), await clara.State()]);
        Assert.Equal($"Shop {caller.Number}", (await bram.Display()).Name);
        await world.Advance(4);
        await bram.Answers();
        Assert.Equal(["idle", "idle"], [await anna.State(), await clara.State()]);
        await world.Advance(30);
        await bram.HangsUp();

        var record = await caller.Record();
        Assert.Equal("completed", record.Reason);
        Assert.Equal([$"{caller.Number} incoming", "web:anna answered-elsewhere", "web:bram answered", "web:clara answered-elsewhere", "web:dirk answered-elsewhere", "web:eva answered-elsewhere"], record.Legs);
        Assert.Equal([Spoken.Ringback, "8:acs:bram"], await caller.HeardWords());
    }

    [Fact]
    [Trait("Rule", "EXT-135")]
    public async Task Two_who_answer_at_the_same_instant_are_not_both_in_the_call()
    {
        var (anna, bram, clara) = (await world.Anna(), await world.PhoneAt("8:acs:bram"), await world.PhoneAt("8:acs:clara"));
        await anna.Behaves("answer", 3);
        await bram.Behaves("answer", 3);
        await clara.Behaves("no-answer");
        await (await world.PhoneAt("8:acs:dirk")).Behaves("no-answer");
        await (await world.PhoneAt("8:acs:eva")).Behaves("no-answer");
        await world.Weather(reorder: 0.5, duplicate: 0.3, seed: 4);
        var caller = await world.Dial(Group);
        await world.Advance(20);
        await world.Weather();
        string[] states = [await anna.State(), await bram.State()];
        Assert.Single(states, "talking");
        Assert.Single(states, "idle");
        await caller.HangsUp();
        await world.Advance(5);
        Assert.Equal("completed", (await caller.Record()).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-123")]
    [Trait("Rule", "EXT-139")]
    public async Task A_group_that_nobody_answers_forwards_to_the_mailbox()
    {
        foreach (var phone in new[] { "8:acs:anna", "8:acs:bram", "8:acs:clara", "8:acs:dirk", "8:acs:eva" })
        {
            await world.PhoneAt(phone);
        }

        var caller = await world.Dial(Group);
        await world.Advance(27);
        Assert.Contains("Please leave a message", (await caller.HeardWords())[^1], StringComparison.Ordinal);
        await caller.HangsUp();
        await world.Advance(5);
        Assert.Contains("EXT-139", (await caller.Record()).Rules);
    }

    [Fact]
    [Trait("Rule", "EXT-161")]
    [Trait("Rule", "EXT-148")]
    public async Task A_hunt_group_rings_one_after_the_other_and_the_next_call_starts_after_the_last()
    {
        var (bram, clara) = (await world.PhoneAt("8:acs:bram"), await world.PhoneAt("8:acs:clara"));
        var caller = await world.Dial(HuntGroup);
        var (first, second) = await bram.State() == "ringing" ? (bram, clara) : (clara, bram);
        Assert.Equal("idle", await second.State());
        await world.Advance(16);
        Assert.Equal(("idle", "ringing"), (await first.State(), await second.State()));
        await second.Answers();
        await world.Advance(5);
        await caller.HangsUp();
        await world.Advance(2);

        var next = await world.Dial(HuntGroup);
        Assert.Equal(("ringing", "idle"), (await first.State(), await second.State()));
        await next.HangsUp();
        await world.Advance(2);
    }

    [Fact]
    [Trait("Rule", "EXT-360")]
    [Trait("Rule", "EXT-359")]
    [Trait("Rule", "EXT-358")]
    public async Task Two_calls_go_inside_the_third_outside_and_the_next_inside_when_one_has_ended()
    {
        var callers = new List<Caller>();
        for (var i = 0; i < 3; i++)
        {
            callers.Add(await world.Dial(Limit));
        }

        await world.Advance(2);
        var inside = await Task.WhenAll(callers.Select(async caller => (await caller.HeardWords()).Contains(Spoken.OpeningHours)));
        Assert.Equal(new[] { true, true, false }, inside);
        await callers[0].HangsUp();
        await world.Advance(2);
        var next = await world.Dial(Limit);
        await world.Advance(2);
        Assert.Contains(Spoken.OpeningHours, await next.HeardWords());
        foreach (var caller in callers.Skip(1).Append(next))
        {
            await caller.HangsUp();
        }

        await world.Advance(5);
    }

    [Fact]
    [Trait("Rule", "EXT-082")]
    [Trait("Rule", "EXT-130")]
    public async Task A_colleague_reaches_the_group_by_its_extension()
    {
        var (anna, bram) = (await world.Anna(), await world.PhoneAt("8:acs:bram"));
        await anna.Dials("500");
        await world.Advance(1);
        Assert.Equal("Shop 201 Anna", (await bram.Display()).Name);
        await bram.Answers();
        await world.Advance(90); // past the look at who is there
        Assert.Equal(["talking", "talking"], [await anna.State(), await bram.State()]);
        await bram.HangsUp();
        await world.Advance(3);
    }
}
