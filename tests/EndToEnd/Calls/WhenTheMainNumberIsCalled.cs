using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Calls;

[Collection(OnePbx.Name)]
public sealed class WhenTheMainNumberIsCalled(PbxWorld world)
{
    private const string Main = "+31205550100";

    [Fact]
    [Trait("Rule", "EXT-069")]
    [Trait("Rule", "EXT-259")]
    [Trait("Rule", "NPL-112")]
    public async Task The_call_is_answered_at_once_and_the_menu_is_heard_in_the_language_of_the_account()
    {
        var arrived = world.Now;
        var caller = await world.Dial(Main);
        await world.Advance(3);

        var heard = Assert.Single(await caller.Heard());
        Assert.Equal((Spoken.Menu, "en-GB", TimeSpan.FromSeconds(3)), (heard.What, heard.Locale, heard.Length));

        await caller.HangsUp();
        Assert.Equal(arrived, (await caller.Record()).Answered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "EXT-073")]
    [Trait("Rule", "EXT-251")]
    [Trait("Rule", "EXT-272")]
    public async Task Key_1_rings_Anna_with_the_prefix_of_the_choice_and_either_side_ends_the_conversation(bool callerHangsUp)
    {
        var anna = await world.Anna();
        var caller = await world.Dial(Main, "Jane");
        await world.Advance(4);
        await caller.Presses("1");
        Assert.Equal("Sales Jane", (await anna.Display()).Name);
        await world.Advance(7);
        await anna.Answers();
        await world.Advance(60);
        Assert.Equal(("talking", "connected"), (await anna.State(), (await caller.Line()).State));
        await (callerHangsUp ? caller.HangsUp() : anna.HangsUp());

        Assert.Equal(("idle", "ended"), (await anna.State(), (await caller.Line()).State));
        var heard = await caller.Heard();
        Assert.Equal([Spoken.Menu, Spoken.Ringback, Spoken.Anna], heard.Select(h => h.What));
        Assert.Equal([4, 7, 60], heard.Select(h => h.Length.TotalSeconds));
        var record = await caller.Record();
        Assert.Equal(("completed", Main), (record.Reason, record.Dialled));
        Assert.Equal([$"{caller.Number} incoming", "web:anna answered"], record.Legs);
        Assert.True(record.EveryLegHasEnded);
        Assert.Equal(world.Now, record.Ended);
        Assert.Equal(["EXT-069", "NPL-112", "EXT-259", "EXT-251", "EXT-112"], record.Rules);
    }

    [Fact]
    [Trait("Rule", "EXT-206")]
    [Trait("Rule", "EXT-207")]
    public async Task Key_3_plays_the_opening_hours_once_whatever_is_pressed_and_drops_the_line()
    {
        var caller = await world.Dial(Main);
        await caller.Presses("3");
        await world.Advance(3);
        await caller.Presses("1#*");
        await world.Advance(30);

        Assert.Equal(("ended", "terminated"), await caller.Line());
        Assert.Equal([Spoken.OpeningHours], await caller.HeardWords());
        var record = await caller.Record();
        Assert.Equal("completed", record.Reason);
        Assert.Equal([$"{caller.Number} incoming"], record.Legs);
    }

    [Fact]
    [Trait("Rule", "EXT-250")]
    [Trait("Rule", "EXT-368")]
    [Trait("Rule", "EXT-076")]
    public async Task Key_2_announces_the_transfer_and_rings_the_workshop_outside_with_the_number_that_was_dialled()
    {
        var workshop = await world.PhoneAt("+31201234567");
        var caller = await world.Dial(Main, "Jane");
        await world.Advance(1);
        await caller.Presses("2");
        await world.Advance(12);
        Assert.Equal((null, "4:" + Main), await workshop.Display());
        await workshop.Answers();
        await world.Advance(30);
        await workshop.HangsUp();

        Assert.Equal([Spoken.Menu, Spoken.BeingTransferred, Spoken.Ringback, "4:+31201234567"], await caller.HeardWords());
        (await caller.Heard()).HasNoDeadAir();
        Assert.Equal("ended", (await caller.Line()).State);
        var record = await caller.Record();
        Assert.Equal("completed", record.Reason);
        Assert.Equal([$"{caller.Number} incoming", "+31201234567 answered"], record.Legs);
    }

    [Fact]
    [Trait("Rule", "EXT-281")]
    [Trait("Rule", "EXT-283")]
    [Trait("Rule", "EXT-085")]
    public async Task Three_times_no_key_is_goodbye()
    {
        var caller = await world.Dial(Main);
        await world.Advance(90);

        Assert.Equal(("ended", "terminated"), await caller.Line());
        var heard = await caller.Heard();
        Assert.Equal([Spoken.Menu, Heard.Silence, Spoken.Menu, Heard.Silence, Spoken.Menu, Heard.Silence, Spoken.Goodbye], heard.Select(h => h.What));
        Assert.All(heard.Where(h => h.What == Heard.Silence), silence => Assert.Equal(5, silence.Length.TotalSeconds));
        heard.HasNoDeadAir();
        Assert.Equal("no-choice", (await caller.Record()).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-282")]
    [Trait("Rule", "EXT-267")]
    public async Task A_key_that_is_no_choice_is_told_and_the_menu_is_heard_again()
    {
        var caller = await world.Dial(Main);
        await world.Advance(2);
        await caller.Presses("9");
        await world.Advance(10);
        await caller.HangsUp();

        Assert.Equal([Spoken.Menu, Spoken.InvalidChoice, Spoken.Menu], await caller.HeardWords());
        Assert.Contains("EXT-282", (await caller.Record()).Rules);
    }

    [Fact]
    [Trait("Rule", "EXT-256")]
    public async Task The_star_repeats_the_menu_from_its_start()
    {
        var caller = await world.Dial(Main);
        await world.Advance(6);
        await caller.Presses("*");
        await world.Advance(6);
        await caller.HangsUp();

        Assert.Equal([(Spoken.Menu, 6), (Spoken.Menu, 6)], (await caller.Heard()).Select(h => (h.What, h.Length.TotalSeconds)));
    }

    [Fact]
    [Trait("Rule", "EXT-257")]
    public async Task The_hash_says_goodbye_and_ends_the_call()
    {
        var caller = await world.Dial(Main);
        await world.Advance(2);
        await caller.Presses("#");
        await world.Advance(10);

        Assert.Equal(("ended", "terminated"), await caller.Line());
        Assert.Equal([Spoken.Menu, Spoken.Goodbye], await caller.HeardWords());
        Assert.Equal("disconnected", (await caller.Record()).Reason);
    }
}
