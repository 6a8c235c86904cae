using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using static Pbx.Domain.Tests.Floors.FloorStory;

namespace Pbx.Domain.Tests.Floors;

/// <summary>What supervisors see.</summary>
public sealed class WhenAFloorIsLookedAt
{
    [Fact]
    [Trait("Rule", "QUE-068")]
    [Trait("Rule", "QUE-113")]
    public void A_queue_that_nobody_was_in_is_seen_as_it_is_configured_and_one_that_there_is_not_is_not_seen()
    {
        var story = new FloorStory(("300", Queue("201", "202")));
        Assert.Equal([("201", AgentState.Available), ("202", AgentState.Available)], Seen(story)!.Agents.Select(agent => (agent.Agent.Value, agent.State)));
        Assert.Null(FloorMachine.View(Floor.Empty, ExtensionNumber.Parse("399"), story, new Moment(Start, 0)));
    }

    [Fact]
    [Trait("Rule", "QUE-068")]
    [Trait("Rule", "QUE-113")]
    public void Looking_changes_nothing_and_shows_members_as_they_are_saved()
    {
        var story = new FloorStory(("300", Queue("201"))).Enters("a").Enters("b");
        var floor = story.Floor;
        story.Save("300", Queue("202", "201")); // and the floor has not heard of it
        var seen = Seen(story)!;
        Assert.Equal([("202", AgentState.Available), ("201", AgentState.Ringing)], seen.Agents.Select(agent => (agent.Agent.Value, agent.State)));
        Assert.Equal([("a", 1, true), ("b", 2, false)], seen.Waiting.Select(call => (call.Call, call.Position, call.IsOffered)));
        Assert.Same(floor, story.Floor);
        Assert.Single(story.View().Agents);
    }

    [Fact]
    [Trait("Rule", "QUE-035")]
    [Trait("Rule", "QUE-243")]
    public void Only_where_ringing_is_heard_is_an_offered_call_left_out_of_the_overview()
    {
        var seen = Seen(new FloorStory(("300", Queue("201"))).Enters("a").Enters("b"))!;
        Assert.Equal(["a", "b"], seen.Listed(Queue("201")).Select(call => call.Call));
        Assert.Equal([("b", 2)], seen.Listed(Queue("201") with { RingsWhenOffered = true }).Select(call => (call.Call, call.Position)));
    }

    private static QueueView? Seen(FloorStory story) => FloorMachine.View(story.Floor, ExtensionNumber.Parse("300"), story, new Moment(Start, 0));
}
