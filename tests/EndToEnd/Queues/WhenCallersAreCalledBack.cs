using Pbx.EndToEnd.World;

namespace Pbx.EndToEnd.Queues;

/// <summary>Callers press 5 and hang up; an agent who becomes free calls them.</summary>
[Collection(OnePbx.Name)]
public sealed class WhenCallersAreCalledBack(PbxWorld world)
{
    [Fact]
    [Trait("Rule", "QUE-307")]
    [Trait("Rule", "QUE-318")]
    [Trait("Rule", "QUE-324")]
    public async Task Who_presses_five_is_called_when_an_agent_is_free()
    {
        var (agent, first, second, mobile) = await TwoCallers("acd-back", "+31205550955");
        await first.HangsUp();
        await world.Advance(3);
        Assert.Equal(("ringing", "idle"), (await agent.State(), await mobile.State()));
        Assert.Contains("Back", (await agent.Display()).Name, StringComparison.Ordinal);
        await agent.Answers();
        await world.Advance(3);
        Assert.Equal("ringing", await mobile.State());
        await mobile.Answers();
        await world.Advance(20);
        Assert.Equal(("talking", "talking"), (await agent.State(), await mobile.State()));
        await mobile.HangsUp();
        await world.Advance(5);
        Assert.Equal("idle", await agent.State());

        var records = (await CallLog.All(world, "acd-back")).Select(one => new CallRecord(one)).ToList();
        Assert.Equal("completed", (await second.Record("acd-back")).Reason);
        var made = records.Single(record => record.Dialled == second.Number);
        Assert.Equal("completed", made.Reason);
        Assert.Contains("QUE-324", made.Rules);
        Assert.Equal(1, await Outcome("acd-back", "callback-completed"));
    }

    [Fact]
    [Trait("Rule", "QUE-320")]
    [Trait("Rule", "QUE-321")]
    [Trait("Rule", "QUE-322")]
    public async Task Who_does_not_answer_is_called_again_after_a_minute_and_then_no_more()
    {
        var (agent, first, _, mobile) = await TwoCallers("acd-back-2", "+31205550957");
        await first.HangsUp();
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await world.Advance(3);
            Assert.Equal("ringing", await agent.State());
            await agent.Answers();
            await world.Advance(3);
            await mobile.Declines();
            await world.Advance(1);
            Assert.Equal("talking", await agent.State());
            Assert.Contains(await agent.HeardWords(), words => words.Contains("could not be reached", StringComparison.Ordinal));
            await world.Advance(10);
            Assert.Equal("idle", await agent.State());
            await world.Advance(55);
        }

        Assert.Equal("idle", await agent.State());
        Assert.Equal(1, await Outcome("acd-back-2", "callback-failed"));
    }

    [Fact]
    [Trait("Rule", "QUE-330")]
    [Trait("Rule", "QUE-113")]
    public async Task A_wish_is_seen_in_the_live_view_and_deleted_until_the_caller_is_rung()
    {
        var (agent, first, second, _) = await TwoCallers("acd-back-3", "+31205550958");
        var waiting = (await world.Api.Ask(HttpMethod.Get, "api/v1/accounts/acd-back-3/queues/500/live", QueueAccount.Partner)).Json["calls"]!.AsArray().Single()!;
        Assert.Equal((second.Number, 0, false), ((string)waiting["caller"]!, (int)waiting["callback"]!["missed"]!, (bool)waiting["callback"]!["isDialled"]!));
        var path = $"api/v1/accounts/acd-back-3/queues/500/callbacks/{(string)waiting["call"]!}";
        (await world.Api.Ask(HttpMethod.Delete, path, "somebody@sample.example")).IsProblem(403);
        (await world.Api.Ask(HttpMethod.Delete, path + "0", QueueAccount.Partner)).IsProblem(404);
        Assert.Equal(204, (await world.Api.Ask(HttpMethod.Delete, path, QueueAccount.Partner)).Status);
        (await world.Api.Ask(HttpMethod.Delete, path, QueueAccount.Partner)).IsProblem(404);
        await first.HangsUp();
        await world.Advance(5);
        Assert.Equal("idle", await agent.State());
        Assert.Equal(1, await Outcome("acd-back-3", "callback-deleted"));
    }

    // the agent talks to the first caller, and the second has asked to be called back
    private async Task<(Phone Agent, Caller First, Caller Second, Phone Mobile)> TwoCallers(string account, string number)
    {
        var phones = await QueueAccount.Make(world, account, number, new { members = new[] { new { agent = "201" } }, callback = new { attempts = 2, ringFor = "00:00:20", metadata = "Back" } });
        var first = await world.Dial(number);
        await world.Advance(3);
        await phones[0].Answers();
        await world.Advance(3);
        var second = await world.Dial(number);
        await world.Advance(3);
        Assert.Contains(await second.HeardWords(), words => words.Contains("press 5", StringComparison.Ordinal));
        await second.Presses("5");
        await world.Advance(10);
        Assert.Equal("ended", (await second.Line()).State);
        return (phones[0], first, second, await world.PhoneAt($"4:{second.Number}"));
    }

    private async Task<int?> Outcome(string account, string outcome)
    {
        var answer = await world.Api.Ask(HttpMethod.Get, $"api/v1/accounts/{account}/queues/500/statistics", QueueAccount.Partner);
        Assert.True(answer.Status == 200, answer.Body);
        return (int?)answer.Json["whole"]!["calls"]!["outcomes"]!.AsArray().SingleOrDefault(one => (string?)one!["end"] == outcome)?["calls"];
    }
}
