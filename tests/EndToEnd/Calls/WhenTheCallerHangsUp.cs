using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Calls;

[Collection(OnePbx.Name)]
public sealed class WhenTheCallerHangsUp(PbxWorld world)
{
    [Fact]
    public async Task Before_the_answer_the_call_is_logged_as_given_up()
    {
        await world.Control(HttpMethod.Put, "races", new { callerLeavesOnAnswer = 1 });
        var caller = await world.Dial("+31205550100");

        Assert.Equal("ended", (await caller.Line()).State);
        var record = await caller.Record();
        Assert.Equal("caller-gave-up", record.Reason);
        Assert.True(record.EveryLegHasEnded);
    }

    [Theory]
    [InlineData("greeting", "caller-hung-up")]
    [InlineData("listening", "caller-hung-up")]
    [InlineData("ringing", "caller-hung-up")]
    [InlineData("talking", "completed")]
    [InlineData("busy tone", "busy")]
    [Trait("Rule", "EXT-070")]
    public async Task Everything_of_the_call_ends_at_that_instant_and_it_is_logged_once(string phase, string reason)
    {
        var anna = await world.Anna();
        await anna.Behaves(phase == "busy tone" ? "busy" : "no-answer");
        var caller = await world.Dial("+31205550100");
        await world.Advance(phase == "listening" ? 14 : 2);
        if (phase is "ringing" or "talking" or "busy tone")
        {
            await caller.Presses("1");
            await world.Advance(3);
        }

        if (phase == "talking")
        {
            await anna.Answers();
            await world.Advance(20);
        }

        Assert.Equal(
            phase switch { "listening" => Heard.Silence, "ringing" => Spoken.Ringback, "talking" => Spoken.Anna, "busy tone" => Spoken.Busy, _ => Spoken.Menu },
            (await caller.HeardWords())[^1]);
        await caller.HangsUp();

        Assert.Equal("idle", await anna.State());
        await world.Advance(60);
        var record = await caller.Record();
        Assert.Equal(reason, record.Reason);
        Assert.Equal(world.Now.AddSeconds(-60), record.Ended);
        Assert.True(record.EveryLegHasEnded);
    }
}
