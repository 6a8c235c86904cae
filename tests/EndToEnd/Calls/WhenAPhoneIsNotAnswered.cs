using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Calls;

[Collection(OnePbx.Name)]
public sealed class WhenAPhoneIsNotAnswered(PbxWorld world)
{
    private const string Anna = "+31205550101";

    [Fact]
    [Trait("Rule", "EXT-073")]
    [Trait("Rule", "EXT-112")]
    public async Task The_direct_number_rings_Anna_with_the_prefix_of_the_link_and_the_call_counts_as_answered_when_she_answers()
    {
        var anna = await world.Anna();
        var caller = await world.Dial(Anna);
        Assert.Equal($"Direct {caller.Number}", (await anna.Display()).Name);
        await world.Advance(5);
        await anna.Answers();
        var answered = world.Now;
        await world.Advance(400);
        await anna.HangsUp();

        var record = await caller.Record();
        Assert.Equal(("completed", answered), (record.Reason, record.Answered));
        Assert.Equal([Spoken.Ringback, Spoken.Anna], await caller.HeardWords());
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("decline")]
    [Trait("Rule", "EXT-072")]
    [Trait("Rule", "EXT-112")]
    [Trait("Rule", "RCH-195")]
    public async Task A_phone_that_is_busy_or_declines_gives_ten_seconds_of_busy_tone(string behaviour)
    {
        var anna = await world.Anna();
        await anna.Behaves(behaviour);
        var caller = await world.Dial(Anna);
        await world.Advance(60);

        Assert.Equal(("ended", "terminated"), await caller.Line());
        var heard = await caller.Heard();
        Assert.Equal((Spoken.Busy, 10), (heard[^1].What, heard[^1].Length.TotalSeconds));
        heard.HasNoDeadAir();
        var record = await caller.Record();
        Assert.Equal(("busy", null), (record.Reason, record.Answered));
        Assert.Equal([$"{caller.Number} incoming", behaviour == "busy" ? "web:anna busy" : "web:anna declined"], record.Legs);
    }

    [Fact]
    [Trait("Rule", "EXT-072")]
    [Trait("Rule", "EXT-112")]
    public async Task A_phone_that_is_not_there_gives_the_announcement()
    {
        var anna = await world.Anna();
        await anna.Behaves("offline");
        var caller = await world.Dial(Anna);
        await world.Advance(60);

        Assert.Equal(("ended", "terminated"), await caller.Line());
        Assert.Equal(Spoken.NotAvailable, (await caller.HeardWords())[^1]);
        (await caller.Heard()).HasNoDeadAir();
        var record = await caller.Record();
        Assert.Equal("unavailable", record.Reason);
        Assert.Equal([$"{caller.Number} incoming", "web:anna unreachable"], record.Legs);
    }

    [Fact]
    [Trait("Rule", "EXT-071")]
    [Trait("Rule", "EXT-072")]
    public async Task A_phone_that_nobody_answers_rings_for_its_time_and_then_gives_the_announcement()
    {
        var anna = await world.Anna();
        var caller = await world.Dial(Anna);
        await world.Advance(90);

        Assert.Equal(("ended", "idle"), ((await caller.Line()).State, await anna.State()));
        var heard = await caller.Heard();
        Assert.Equal([Spoken.Ringback, Spoken.NotAvailable], heard.Select(h => h.What));
        Assert.Equal(25, heard[0].Length.TotalSeconds);
        var record = await caller.Record();
        Assert.Equal("no-answer", record.Reason);
        Assert.Equal([$"{caller.Number} incoming", "web:anna no-answer"], record.Legs);
    }

    [Theory]
    [InlineData("busy", "busy", Spoken.Busy)]
    [InlineData("decline", "busy", Spoken.Busy)]
    [InlineData("offline", "no-answer", Spoken.NotAvailable)] // the public network answers both with 480
    [Trait("Rule", "EXT-370")]
    public async Task A_forward_that_fails_at_the_far_end_ends_the_call_with_that_cause(string behaviour, string reason, string heard)
    {
        var workshop = await world.PhoneAt("+31201234567");
        await workshop.Behaves(behaviour);
        var caller = await world.Dial("+31205550103");
        await world.Advance(60);
        await workshop.Behaves("no-answer");

        Assert.Equal("ended", (await caller.Line()).State);
        Assert.Equal(heard, (await caller.HeardWords())[^1]);
        Assert.Equal(reason, (await caller.Record()).Reason);
    }
}
