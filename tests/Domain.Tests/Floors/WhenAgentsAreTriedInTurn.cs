using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Tests.Floors;

/// <summary>The cycles of a call over the agents, and the states that agents go through.</summary>
public sealed class WhenAgentsAreTriedInTurn
{
    [Fact]
    [Trait("Rule", "QUE-004")]
    [Trait("Rule", "QUE-006")]
    [Trait("Rule", "QUE-115")]
    public void Nobody_is_tried_again_until_everybody_was()
    {
        var story = Story(Strategy.Sequential, "201", "202", "203").Enters("a").Rings("a", "201").Misses("a", "201").Rings("a", "202").After(6).Misses("a", "202").Rings("a", "203");
        Assert.Equal([false, false, true], story.View().Agents.Select(agent => agent.State == AgentState.Ringing));
        story.After(6).Misses("a", "203").Rings("a", "201"); // the next cycle
    }

    [Fact]
    [Trait("Rule", "QUE-115")]
    public void Who_has_become_free_in_the_middle_of_a_cycle_is_a_candidate_of_it()
    {
        var story = Story(Strategy.Sequential, "201", "202", "203").LogsOut("203").Enters("a").Rings("a", "201").LogsIn("203").After(6).Misses("a", "201").Rings("a", "202").After(6).Misses("a", "202").Rings("a", "203");
        story.After(6).Misses("a", "203").Rings("a", "201");
    }

    [Fact]
    [Trait("Rule", "QUE-118")]
    public void The_next_cycle_goes_by_what_the_counters_say_then()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202") with { Strategy = Strategy.FewestCalls }), ("301", FloorStory.Queue("201")));
        story.Enters("x").Answers("x", "201").Hangs("x").Enters("a").Rings("a", "202").After(6).Misses("a", "202").Rings("a", "201"); // 201 has answered one
        story.After(6).Enters("b").Rings("b", "202").Answers("b", "202").Enters("c").Misses("a", "201").Rings("c", "201").Misses("c", "201").Hangs("b").Rings("a", "202");
        story.After(6).Misses("a", "202").Leaves("c");
        Assert.Equal((1, 1), (story.View().Agents[0].Answered, story.View().Agents[1].Answered));
    }

    [Fact]
    [Trait("Rule", "QUE-126")]
    public void A_forward_stands_in_the_order_by_when_it_was_set_active()
    {
        var story = Story(Strategy.LongestIdle, "901", "201").LogsOut("901").After(60).LogsIn("901").Enters("a").Rings("a", "201");
        story.Enters("b").Rings("b", "901");
    }

    [Fact]
    [Trait("Rule", "QUE-056")]
    [Trait("Rule", "QUE-057")]
    [Trait("Rule", "QUE-058")]
    public void An_agent_is_available_rung_and_in_the_call()
    {
        var story = Story(Strategy.Sequential, "201");
        Assert.Equal(AgentState.Available, story.LogsIn("201").StateOf("201"));
        Assert.Equal(AgentState.Ringing, story.Enters("a").StateOf("201"));
        Assert.Equal(AgentState.Available, story.Misses("a", "201").StateOf("201"));
        Assert.Equal(AgentState.InCall, story.After(5).Answers("a", "201").StateOf("201"));
        story.Enters("b").Rings("b");
        Assert.Equal(AgentState.Ringing, story.Hangs("a").StateOf("201"));
    }

    [Fact]
    [Trait("Rule", "QUE-059")]
    [Trait("Rule", "QUE-009")]
    public void After_the_call_the_agent_rests_and_whoever_is_logged_out_is_none_of_it()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201") with { CoolDown = TimeSpan.FromSeconds(20) })).Enters("a").Answers("a", "201").Hangs("a");
        Assert.Equal(AgentState.CoolDown, story.StateOf("201"));
        story.Enters("b").Rings("b").After(19).Rings("b").After(1).Rings("b", "201");
        Assert.Equal(AgentState.LoggedOut, story.LogsOut("201").StateOf("201"));
    }

    [Fact]
    [Trait("Rule", "QUE-030")]
    [Trait("Rule", "QUE-492")]
    public void A_saved_limit_holds_from_the_next_caller_on_and_removes_nobody()
    {
        var story = Story(Strategy.Sequential).Enters("a").Enters("b").Change("300", config => config with { CallLimit = 2 }).Enters("c");
        Assert.Equal(["a", "b"], story.View().Waiting.Select(one => one.Call));
        Assert.Equal(StayEnd.RefusedFull, Assert.IsType<CallEvent.QueueRefuses>(Assert.Single(story.Told("c"))).Why);
        story.Change("300", config => config with { CallLimit = 1 });
        Assert.Equal(2, story.View().Waiting.Count);
        story.Change("300", config => config with { CallLimit = 3 }).Enters("d");
        Assert.Equal(["a", "b", "d"], story.View().Waiting.Select(one => one.Call));
    }

    [Fact]
    [Trait("Rule", "QUE-178")]
    [Trait("Rule", "QUE-180")]
    public void A_value_that_an_agent_has_not_is_the_queues()
    {
        var own = new QueueMember(ExtensionNumber.Parse("201"), RingFor: TimeSpan.FromSeconds(10));
        var story = new FloorStory(("300", new QueueConfig([own, new QueueMember(ExtensionNumber.Parse("202"), CoolDown: TimeSpan.FromSeconds(5))], InParallel: 2, RingFor: TimeSpan.FromSeconds(25), CoolDown: TimeSpan.FromSeconds(30))));
        var offered = story.Enters("a").Told("a").OfType<CallEvent.AgentsOffered>().Single().Agents;
        Assert.Equal(["201 10", "202 25"], offered.Select(one => $"{one.Agent} {one.RingFor.TotalSeconds}").Order(StringComparer.Ordinal));
        story.Answers("a", "201").Hangs("a").Enters("b").Answers("b", "202").Hangs("b").After(5);
        Assert.Equal((AgentState.CoolDown, AgentState.Available), (story.StateOf("201"), story.StateOf("202")));
        Assert.Equal(AgentState.Available, story.After(25).StateOf("201"));
    }

    [Fact]
    [Trait("Rule", "QUE-427")]
    [Trait("Rule", "QUE-170")]
    public void A_receptionist_rests_from_her_own_group_alone_and_nobody_rests_until_that_is_set()
    {
        var config = FloorStory.Queue("201");
        var story = new FloorStory(("300", config with { Kind = QueueKind.Attendant, CoolDown = TimeSpan.FromSeconds(30) }), ("301", config)).Enters("a").Answers("a", "201").Hangs("a");
        story.Enters("b").Rings("b").Enters("c", "301").Rings("c", "201").Answers("c", "201").Hangs("c");
        Assert.Equal((AgentState.CoolDown, AgentState.Available), (story.StateOf("201"), story.StateOf("201", "301")));
        var everywhere = new FloorStory(("300", config with { CoolDown = TimeSpan.FromSeconds(30) }), ("301", config)).Enters("a").Answers("a", "201").Hangs("a").Enters("c", "301");
        everywhere.Rings("c");
    }

    private static FloorStory Story(Strategy strategy, params string[] agents) => new(("300", FloorStory.Queue(agents) with { Strategy = strategy }));
}
