using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Bots;

/// <summary>The sample's receptionist, a bot of the simulator, over HTTP.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenABotIsCalled(PbxWorld world)
{
    private const string Receptionist = "+31205550153";

    [Fact]
    [Trait("Rule", "EXT-378")]
    public async Task It_talks_with_the_caller_and_puts_the_call_through()
    {
        var anna = await world.Anna();
        var caller = await world.Dial(Receptionist);
        await world.Advance(2);
        Assert.Contains("this is the receptionist", (await caller.HeardWords())[^1], StringComparison.Ordinal);
        await caller.Presses("1");
        await world.Advance(2);
        Assert.StartsWith("We are at 1 Canal Street.", (await caller.HeardWords())[^1], StringComparison.Ordinal);
        await caller.Presses("2");
        await world.Advance(10);
        Assert.Equal("ringing", await anna.State());
        await anna.Answers();
        await world.Advance(10);
        await anna.HangsUp();
        await world.Advance(3);
        Assert.Equal("completed", (await caller.Record()).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-378")]
    public async Task It_ends_the_call()
    {
        var caller = await world.Dial(Receptionist);
        await world.Advance(2);
        await caller.Presses("3");
        await world.Advance(10);
        Assert.Equal("ended", (await caller.Line()).State);
        Assert.Equal("Goodbye.", (await caller.HeardWords())[^1]);
    }

    [Fact]
    [Trait("Rule", "EXT-378")]
    public async Task Whoever_does_not_get_on_with_it_is_put_through()
    {
        var anna = await world.Anna();
        var caller = await world.Dial(Receptionist);
        for (var i = 0; i < 30 && await anna.State() != "ringing"; i++)
        {
            await world.Advance(5);
        }

        Assert.Equal("ringing", await anna.State());
        await caller.HangsUp();
        await world.Advance(3);
    }
}
