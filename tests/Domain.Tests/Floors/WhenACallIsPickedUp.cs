using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Tests.Floors;

public sealed class WhenACallIsPickedUp
{
    private static FloorStory Open(QueueConfig? config = null) => new(("300", config ?? FloorStory.Queue("201", "202")), ("301", FloorStory.Queue("203")), ("302", FloorStory.Queue("204") with { IsClosed = true }));

    [Fact]
    [Trait("Rule", "QUE-345")]
    [Trait("Rule", "QUE-346")]
    [Trait("Rule", "CFT-104")]
    public void Anybody_picks_up_from_an_open_queue_and_the_call_is_told_whose_phone_it_takes_over()
    {
        var story = Open().Enters("a").Rings("a", "201").PicksUp("250");
        Assert.Equal([new CallEvent.PickedUp(1, ExtensionNumber.Parse("250"), PhoneAddress.Parse("web:250"), "leg of p")], story.Told("a"));
        Assert.Empty(story.PickupOf());
        story.TakesOver("a", "250");
        Assert.Equal([PickupEnd.Done], story.PickupOf());
        Assert.Equal((0, AgentState.Available), (story.View().Waiting.Count, story.StateOf("201")));
    }

    [Theory]
    [InlineData("204", false, true)] // logged in
    [InlineData("204", true, true)]
    [InlineData("205", true, true)] // was added by itself
    [InlineData("250", false, false)]
    [Trait("Rule", "QUE-347")]
    [Trait("Rule", "CFT-105")]
    public void From_a_closed_queue_only_its_members_pick_up_logged_in_or_out(string user, bool isOut, bool may)
    {
        var story = Open(FloorStory.Queue("201")).Change("302", config => config with { Members = [new QueueMember(ExtensionNumber.Parse("206")), new QueueMember(ExtensionNumber.Parse("204"))] })
            .LogsIn("205", "302").LogsIn("206", "302").LogsIn("204", "302");
        story = isOut ? story.LogsOut(user, "302") : story;
        story.Enters("a", "302");
        Assert.Contains("206", story.Offered("a"));
        story.PicksUp(user, "302");
        Assert.Equal(may ? [$"a by {user}"] : [], story.PickedUp);
        Assert.Equal(may ? [] : [PickupEnd.NoMember], story.PickupOf());
    }

    [Fact]
    [Trait("Rule", "QUE-348")]
    [Trait("Rule", "CFT-101")]
    public void Of_several_that_ring_the_one_that_has_waited_longest_is_picked_up()
    {
        var story = Open().Enters("a").After(3).Enters("b").After(3).Enters("c");
        Assert.Equal([true, true, false], story.View().Waiting.Select(one => one.IsOffered));
        Assert.Equal(["a by 250"], story.PicksUp("250").PickedUp);
    }

    [Fact]
    [Trait("Rule", "QUE-348")]
    [Trait("Rule", "QUE-349")]
    public void A_call_before_it_that_rings_nowhere_is_passed_over()
    {
        var story = Open(FloorStory.Queue("201") with { CoolDown = TimeSpan.FromSeconds(20) }).Enters("a").Rings("a", "201").Misses("a", "201").Enters("b").Rings("b", "201");
        Assert.Equal(["b by 250"], story.PicksUp("250").PickedUp);
    }

    [Fact]
    [Trait("Rule", "QUE-349")]
    public void Where_nothing_rings_there_is_nothing_to_pick_up()
    {
        var story = Open().LogsOut("201").LogsOut("202").Enters("a").PicksUp("250");
        Assert.Equal([PickupEnd.NothingRings], story.PickupOf());
        Assert.Equal([PickupEnd.NothingRings], story.PicksUp("250", "301").PickupOf());
        Assert.Equal([PickupEnd.NoQueue], story.PicksUp("250", "399").PickupOf());
        Assert.Single(story.View().Waiting);
    }

    [Fact]
    [Trait("Rule", "CFT-109")]
    [Trait("Rule", "QUE-349")]
    public void Of_two_who_pick_up_the_first_has_it_and_the_other_the_next_one_or_nothing()
    {
        var story = Open().Enters("a").PicksUp("250", call: "p").PicksUp("251", call: "q");
        Assert.Equal([PickupEnd.NothingRings], story.PickupOf("q"));
        Assert.Empty(story.PickedUp);
        Assert.Equal(["b by 252"], story.Enters("b").PicksUp("252", call: "r").PickedUp);
        Assert.Equal([PickupEnd.Done], story.TakesOver("a", "250").PickupOf("p"));
        Assert.Equal([PickupEnd.Done], story.TakesOver("b", "252").PickupOf("r"));
    }

    [Fact]
    [Trait("Rule", "CFT-109")]
    [Trait("Rule", "QUE-487")]
    public void An_agent_who_has_answered_before_has_it()
    {
        var story = Open().Enters("a").PicksUp("250").Answers("a", "201");
        Assert.Equal([PickupEnd.Failed], story.PickupOf());
        Assert.Equal(StayEnd.Answered, Assert.Single(story.After(30).Hangs("a").Stays).Outcome);
        Assert.Equal(["201"], story.Enters("b").Offered("b").Union(story.Enters("c").Offered("c")).Where(agent => agent != "202"));
    }

    [Fact]
    [Trait("Rule", "QUE-352")]
    [Trait("Rule", "QUE-468")]
    [Trait("Rule", "QUE-483")]
    public void It_counts_as_answered_by_who_picked_it_up_with_a_mark()
    {
        var story = Open().Enters("a").After(7).PicksUp("250").TakesOver("a", "250").After(60).Hangs("a");
        var stay = Assert.Single(story.Stays);
        Assert.Equal((StayEnd.PickedUp, "250", "Agent 250"), (stay.Outcome, stay.Agent?.Value, stay.AgentName));
        Assert.Equal((FloorStory.Start.AddSeconds(7), FloorStory.Start.AddSeconds(67)), (stay.WaitEnded, stay.TalkEnded));
        Assert.Equal([("201", OfferEnd.Cancelled)], stay.Offers.Select(offer => (offer.Agent.Value, offer.Result)));
        Assert.Equal(TimeSpan.FromSeconds(7), story.Floor.Standing(ExtensionNumber.Parse("300"), "a", story.Now).AverageWait);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    [Trait("Rule", "QUE-352")]
    public void Only_who_is_logged_in_counts_it_for_the_strategy(bool isActive, int answered)
    {
        var story = Open(FloorStory.Queue("201", "202"));
        story = isActive ? story : story.LogsOut("202");
        story.Enters("a").Rings("a", "201").PicksUp("202").TakesOver("a", "202").After(60).Hangs("a");
        var agent = story.View().Agents.Single(one => one.Agent.Value == "202");
        Assert.Equal((answered, TimeSpan.FromSeconds(answered * 60)), (agent.Answered, agent.TalkTime));
        Assert.Equal(isActive ? AgentState.Available : AgentState.LoggedOut, agent.State);
        Assert.Equal(["201", "202"], story.View().Agents.Select(one => one.Agent.Value)); // nobody has become a member by it
    }

    [Fact]
    [Trait("Rule", "QUE-352")]
    public void Somebody_who_is_no_member_becomes_none()
    {
        var story = Open().Enters("a").PicksUp("250").TakesOver("a", "250").Hangs("a");
        Assert.Equal(["201", "202"], story.View().Agents.Select(one => one.Agent.Value));
    }

    [Theory]
    [InlineData("202", false, AgentState.CoolDown)]
    [InlineData("202", true, AgentState.LoggedOut)]
    [Trait("Rule", "QUE-353")]
    public void Only_who_is_logged_in_rests_after_it(string user, bool isOut, AgentState after)
    {
        var story = Open(FloorStory.Queue("201", "202") with { CoolDown = TimeSpan.FromSeconds(30) });
        story = isOut ? story.LogsOut(user) : story;
        story.Enters("a").Rings("a", "201").PicksUp(user).TakesOver("a", user).After(60).Hangs("a");
        Assert.Equal(after, story.StateOf(user));
        Assert.Equal(isOut ? AgentState.Available : AgentState.CoolDown, story.LogsIn(user).StateOf(user)); // there is no rest that could go on
    }

    [Fact]
    [Trait("Rule", "QUE-345")]
    public void While_the_phone_comes_over_neither_agents_nor_who_picks_up_are_offered_other_calls()
    {
        var story = Open(FloorStory.Queue("201", "202")).LogsOut("202").Enters("a").Rings("a", "201").LogsIn("202").PicksUp("202").Enters("b");
        Assert.Empty(story.Offered("b"));
        story.TakesOver("a", "202");
        Assert.Equal(["201"], story.Offered("b"));
    }

    [Fact]
    [Trait("Rule", "QUE-139")]
    [Trait("Rule", "QUE-345")]
    public void A_call_that_rings_all_is_added_nobody_while_it_is_picked_up()
    {
        var story = Open(FloorStory.Queue("201", "202", "203") with { Strategy = Strategy.RingAll }).LogsOut("203").Enters("a").Rings("a", "201", "202").PicksUp("250").LogsIn("203");
        Assert.Empty(story.Offered("a"));
        Assert.Equal(["203"], story.FailsToTakeOver("a").Offered("a")); // the others are not rung again at once (QUE-141)
    }

    [Fact]
    [Trait("Rule", "QUE-345")]
    public void Should_the_phone_not_come_over_the_call_waits_on_at_its_place()
    {
        var story = Open(FloorStory.Queue("201")).Enters("a").Enters("b").PicksUp("250").FailsToTakeOver("a");
        Assert.Equal([PickupEnd.Failed], story.PickupOf());
        Assert.Equal(["a", "b"], story.View().Waiting.Select(one => one.Call));
        story.Rings("b", "201").Misses("b", "201").After(5);
        Assert.Equal(["a"], story.View().Waiting.Where(one => one.IsOffered).Select(one => one.Call));
    }

    [Fact]
    [Trait("Rule", "QUE-490")]
    [Trait("Rule", "QUE-345")]
    public void A_call_that_tells_nothing_is_kept_for_nobody_longer_than_half_a_minute()
    {
        var story = Open().Enters("a").PicksUp("250").After(29.9);
        Assert.Empty(story.PickupOf());
        story.After(0.1);
        Assert.Equal([PickupEnd.Failed], story.PickupOf());
        Assert.Equal(["201", "250"], story.Told("a").OfType<CallEvent.AgentsTakenBack>().Single().Agents.Select(agent => agent.Value));
        story.TakesOver("a", "250").After(10).Hangs("a"); // they talk all the same
        Assert.Equal((StayEnd.PickedUp, "250"), (story.Stays[0].Outcome, story.Stays[0].Agent?.Value));
    }

    [Fact]
    [Trait("Rule", "QUE-345")]
    public void When_the_caller_leaves_meanwhile_there_is_nothing_to_pick_up()
    {
        var story = Open().Enters("a").PicksUp("250").Leaves("a");
        Assert.Equal([PickupEnd.Failed], story.PickupOf());
        Assert.Equal(StayEnd.Abandoned, Assert.Single(story.Stays).Outcome);
        Assert.Empty(story.FailsToTakeOver("a").Commands);
    }

    [Fact]
    [Trait("Rule", "QUE-345")]
    [Trait("Rule", "QUE-077")]
    public void Who_rings_for_it_picks_it_up_too_whatever_is_told_of_the_ringing_meanwhile()
    {
        var story = Open(FloorStory.Queue("201", "202") with { InParallel = 2 }).Enters("a").Rings("a", "201", "202").PicksUp("201").Misses("a", "201").LogsOut("201");
        Assert.Empty(story.PickupOf());
        story.TakesOver("a", "201");
        Assert.Equal([PickupEnd.Done], story.PickupOf());
        Assert.Equal([("202", OfferEnd.Cancelled), ("201", OfferEnd.Answered)], story.Hangs("a").Stays[0].Offers.Select(offer => (offer.Agent.Value, offer.Result)));
    }

    [Fact]
    [Trait("Rule", "QUE-345")]
    public void Nobody_picks_up_his_own_call_or_a_wish_to_be_called_back()
    {
        var story = Open(FloorStory.Queue("201", "202") with { Callback = new Callback() }).Enters("a", caller: "web:250").PicksUp("250");
        Assert.Equal([PickupEnd.NothingRings], story.PickupOf());
        story.Leaves("a").Enters("b", introduction: true).Wants("b").After(6);
        Assert.True(story.View().Waiting.Single().IsOffered);
        Assert.Equal([PickupEnd.NothingRings], story.PicksUp("251").PickupOf());
    }

    [Fact]
    [Trait("Rule", "CFT-098")]
    [Trait("Rule", "CFT-106")]
    [Trait("Rule", "QUE-350")]
    public void Without_a_queue_the_call_that_rings_longest_is_taken_of_all_queues_that_are_open_to_the_user()
    {
        var story = Open().Enters("closed", "302").After(2).Enters("a", "301").After(2).Enters("b");
        Assert.Equal(["a by 250"], story.PicksUp("250", null).PickedUp);
        Assert.Equal(["b by 251"], story.PicksUp("251", null, "q").PickedUp);
        Assert.Equal([PickupEnd.NothingRings], story.PicksUp("252", null, "r").PickupOf("r"));
        Assert.Equal(["closed by 204"], story.PicksUp("204", null, "s").PickedUp);
    }
}
