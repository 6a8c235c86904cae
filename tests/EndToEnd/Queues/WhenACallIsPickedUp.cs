using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Queues;

/// <summary>A call of a queue rings at an agent, and somebody else dials for it.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenACallIsPickedUp(PbxWorld world)
{
    private const string Nothing = "There is no call to pick up.";

    [Theory]
    [InlineData("acd-pickup", "+31205550809", "*8500")]
    [InlineData("acd-pickup-908", "+31205550810", "908500")]
    [InlineData("acd-pickup-any", "+31205550811", "*8")]
    [Trait("Rule", "QUE-345")]
    [Trait("Rule", "QUE-349")]
    [Trait("Rule", "QUE-352")]
    public async Task Whoever_dials_for_it_talks_to_the_caller_and_the_next_one_hears_that_there_is_nothing(string account, string number, string code)
    {
        var phones = await QueueAccount.Make(world, account, number, new { ringFor = "00:01:00", members = new[] { new { agent = "201" } } });
        var caller = await world.Dial(number);
        await world.Advance(3);
        Assert.Equal(["ringing", "idle", "idle"], await States(phones));
        await phones[1].Dials(code);
        await world.Advance(1);
        Assert.Equal(["idle", "talking", "idle"], await States(phones));

        await phones[2].Dials(code);
        await world.Advance(1);
        Assert.Equal("talking", await phones[2].State());
        await world.Advance(10);
        Assert.Contains(Nothing, await phones[2].HeardWords());
        Assert.Equal(["idle", "talking", "idle"], await States(phones));
        Assert.Equal($"4:{caller.Number}", (await phones[1].HeardWords())[^1]);

        await caller.HangsUp();
        await world.Advance(5);
        Assert.Equal(["idle", "idle", "idle"], await States(phones));
        Assert.Equal("completed", (await caller.Record(account)).Reason);
        var answer = await world.Api.Ask(HttpMethod.Get, $"api/v1/accounts/{account}/queues/500/statistics/agents", QueueAccount.Partner);
        Assert.Equal(["202 1"], answer.Json["agents"]!.AsArray().Where(agent => (int)agent!["answered"]! > 0).Select(agent => $"{agent!["agent"]} {agent["answered"]}"));
    }

    [Fact]
    [Trait("Rule", "QUE-347")]
    public async Task From_a_closed_queue_only_members_pick_up()
    {
        var phones = await QueueAccount.Make(world, "acd-pickup-closed", "+31205550812", new { ringFor = "00:01:00", isClosed = true, inParallel = 2, strategy = "sequential", members = new[] { new { agent = "201" }, new { agent = "202" } } });
        var caller = await world.Dial("+31205550812");
        await world.Advance(2);
        Assert.Equal(["ringing", "ringing", "idle"], await States(phones));
        await phones[2].Dials("*8500");
        await world.Advance(10);
        Assert.Contains(Nothing, await phones[2].HeardWords());
        Assert.Equal(["ringing", "ringing", "idle"], await States(phones));
        await phones[1].Declines();
        await world.Advance(1);
        await phones[1].Dials("*8500");
        await world.Advance(1);
        Assert.Equal(["idle", "talking", "idle"], await States(phones));
        await caller.HangsUp();
        await world.Advance(5);
        Assert.Equal(["idle", "idle", "idle"], await States(phones));
    }

    [Fact]
    [Trait("Rule", "QUE-348")]
    [Trait("Rule", "EXT-114")]
    public async Task The_first_of_two_is_picked_up_and_the_next_one_rings_and_whoever_has_hung_up_may_have_that_too()
    {
        var phones = await QueueAccount.Make(world, "acd-pickup-own", "+31205550813", new { ringFor = "00:01:00", members = new[] { new { agent = "201" } } });
        var caller = await world.Dial("+31205550813");
        var next = await world.Dial("+31205550813");
        await world.Advance(3);
        Assert.Equal("ringing", await phones[0].State());
        await phones[1].Dials("*8500");
        await world.Advance(2);
        Assert.Equal(["ringing", "talking", "idle"], await States(phones)); // the next one
        await phones[1].HangsUp();
        await world.Advance(2);
        Assert.Equal("completed", (await caller.Record("acd-pickup-own")).Reason);
        await phones[1].Dials("*8500");
        await world.Advance(2);
        Assert.Equal(["idle", "talking", "idle"], await States(phones)); // the line is free again
        await next.HangsUp();
        await world.Advance(5);
        Assert.Equal(["idle", "idle", "idle"], await States(phones));
    }

    private static async Task<string[]> States(Phone[] phones) => [await phones[0].State(), await phones[1].State(), await phones[2].State()];
}
