using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Tests.Floors;

public sealed class WhenAgentsAreChosen
{
    [Fact]
    [Trait("Rule", "QUE-127")]
    [Trait("Rule", "QUE-135")]
    public void Longest_idle_is_who_answered_longest_ago_and_missing_a_call_does_not_change_that()
    {
        var story = Story(Strategy.LongestIdle, "201", "202", "203").Enters("x").Leaves("x").After(1).Serves("a", "201", 10).After(1).Serves("b", "202", 10).After(1).Serves("c", "203", 10).After(1);
        story.Enters("d").Rings("d", "201").Misses("d", "201").Rings("d", "202").Answers("d", "202").After(1);
        story.Enters("e").Rings("e", "201");
    }

    [Fact]
    [Trait("Rule", "QUE-127")]
    [Trait("Rule", "QUE-124")]
    public void Idle_time_begins_anew_with_a_login()
    {
        var story = Story(Strategy.LongestIdle, "201", "202").LogsOut("201").After(5).LogsIn("201").After(5);
        story.Enters("a").Rings("a", "202");
    }

    [Fact]
    [Trait("Rule", "QUE-128")]
    [Trait("Rule", "QUE-124")]
    public void Fewest_calls_are_counted_from_the_login()
    {
        var story = Story(Strategy.FewestCalls, "201", "202").Serves("a", "201", 5).After(1).Serves("b", "202", 5).After(1).Serves("c", "201", 5).After(1);
        story.Serves("d", "202", 5).After(1).Serves("e", "201", 1).After(1);
        story.Enters("f").Rings("f", "202").Leaves("f");
        story.LogsOut("201").LogsIn("201").After(1).Enters("g").Rings("g", "201");
    }

    [Fact]
    [Trait("Rule", "QUE-129")]
    public void Random_takes_anyone_once_a_cycle_and_each_as_often()
    {
        var first = new Dictionary<string, int>();
        var agents = new[] { "201", "202", "203", "204", "205" };
        for (var i = 0; i < 500; i++)
        {
            var story = Story(Strategy.Random, agents);
            story.Seed((ulong)i).Enters("a");
            var order = new List<string>();
            while (order.Count < agents.Length)
            {
                var agent = Assert.Single(story.Offered("a"));
                order.Add(agent);
                story.Misses("a", agent);
            }

            Assert.Equal(agents, order.Order());
            first[order[0]] = first.GetValueOrDefault(order[0]) + 1;
            first[$"{order[0]} then {order[1]}"] = first.GetValueOrDefault($"{order[0]} then {order[1]}") + 1;
        }

        Assert.All(agents, agent => Assert.InRange(first[agent], 60, 140)); // 100 ± 4.5 σ
        Assert.Equal(5 + 20, first.Count);
    }

    [Fact]
    [Trait("Rule", "QUE-130")]
    [Trait("Rule", "QUE-136")]
    [Trait("Rule", "QUE-117")]
    public void Sequential_begins_with_the_highest_rank_for_every_call_and_every_cycle()
    {
        var story = Story(Strategy.Sequential, "203", "201", "202").Enters("a").Rings("a", "203").Misses("a", "203").Rings("a", "201");
        story.Misses("a", "201").Rings("a", "202").After(6).Misses("a", "202").Rings("a", "203").Answers("a", "203");
        story.Enters("b").Rings("b", "201").Hangs("a").Misses("b", "201").Rings("b", "203"); // became free, was not tried, and has the higher rank
    }

    [Fact]
    [Trait("Rule", "QUE-131")]
    public void Sequential_with_memory_begins_with_who_was_offered_the_last_call()
    {
        var story = Story(Strategy.SequentialWithMemory, "201", "202", "203").Enters("a").Rings("a", "201").Misses("a", "201").Rings("a", "202").Leaves("a");
        story.After(10).Enters("b").Rings("b", "202").Misses("b", "202").Rings("b", "203").Misses("b", "203").Rings("b", "201").Leaves("b");
        story.After(10).Change("300", config => config with { Members = ValueList.From(config.Members.Where(member => member.Agent.Value != "201")) });
        story.Enters("c").Rings("c", "202");
    }

    [Fact]
    [Trait("Rule", "QUE-132")]
    [Trait("Rule", "QUE-137")]
    public void Least_talk_time_follows_the_worked_example()
    {
        var story = Story(Strategy.LeastTalkTime, "201", "202", "203").Serves("a", "201", 60 * 60).Serves("b", "202", 46 * 60).Serves("c", "203", 12 * 60).After(1);
        story.Enters("d").Rings("d", "203").Misses("d", "203").Rings("d", "202").Misses("d", "202").Rings("d", "201").After(6).Misses("d", "201").Rings("d", "203");
    }

    [Fact]
    [Trait("Rule", "QUE-133")]
    [Trait("Rule", "QUE-039")]
    [Trait("Rule", "QUE-142")]
    public void Ring_all_offers_the_first_call_to_everybody_and_the_next_one_to_who_is_free_then()
    {
        var story = Story(Strategy.RingAll, "201", "202", "203").Enters("a").Rings("a", "201", "202", "203").Enters("b").Rings("b");
        story.Answers("a", "202").Rings("b", "201", "203");
    }

    [Fact]
    [Trait("Rule", "QUE-140")]
    [Trait("Rule", "QUE-141")]
    public void Ring_all_adds_who_becomes_free_and_rings_again_five_seconds_after_the_last_has_stopped()
    {
        var story = Story(Strategy.RingAll, "201", "202").LogsOut("202").Enters("a").Rings("a", "201").LogsIn("202").Rings("a", "202").Enters("b").Rings("b");
        story.Misses("a", "201").Rings("a").Misses("a", "202").Rings("a");
        story.After(4.9).Rings("a").After(0.2).Rings("a", "201", "202");
    }

    [Fact]
    [Trait("Rule", "QUE-039")]
    public void With_ring_all_the_next_call_is_offered_when_the_first_one_leaves()
    {
        var story = Story(Strategy.RingAll, "201").Enters("a").Enters("b").Misses("a", "201").Rings("b").Leaves("a").Rings("b", "201");
        Assert.Single(story.View().Waiting);
        var answered = Story(Strategy.RingAll, "201", "202").Enters("a").Enters("b").Misses("a", "201").Rings("b").Answers("a", "202").Rings("b", "201");
        Assert.Single(answered.View().Waiting);
    }

    [Theory]
    [InlineData(Ranking.Priority, "202,203,201")]
    [InlineData(Ranking.Skill, "203,202,201")]
    [Trait("Rule", "QUE-148")]
    [Trait("Rule", "QUE-149")]
    [Trait("Rule", "QUE-150")]
    public void A_list_of_priorities_goes_by_place_and_one_of_skills_by_level_and_who_is_not_in_it_comes_last(Ranking ranking, string order)
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202", "203") with
        {
            Strategy = Strategy.PriorityOrSkill,
            Ranking = ranking,
            Skilled = [new SkilledAgent(ExtensionNumber.Parse("202"), 3), new SkilledAgent(ExtensionNumber.Parse("203"), 9)],
        }));
        story.Enters("a");
        foreach (var agent in order.Split(','))
        {
            story.Rings("a", agent).Misses("a", agent);
        }
    }

    [Fact]
    [Trait("Rule", "QUE-134")]
    [Trait("Rule", "QUE-151")]
    [Trait("Rule", "QUE-152")]
    public void Among_equals_the_longest_idle_comes_first_where_that_is_set_and_anyone_else_where_it_is_not()
    {
        var config = FloorStory.Queue("201", "202", "203") with { Strategy = Strategy.PriorityOrSkill };
        var story = new FloorStory(("300", config with { LongestIdleAmongEqual = true }));
        story.Enters("x").Leaves("x").After(1).Serves("a", "201", 5).After(1).Serves("b", "202", 5).After(1).Enters("c").Rings("c", "203").Misses("c", "203").Rings("c", "201");
        var anyone = Enumerable.Range(0, 60).Select(seed => new FloorStory(("300", config)).Seed((ulong)seed).Enters("a").Offered("a").Single()).Distinct().Order();
        Assert.Equal(["201", "202", "203"], anyone);
    }

    [Fact]
    [Trait("Rule", "QUE-155")]
    [Trait("Rule", "QUE-156")]
    [Trait("Rule", "QUE-158")]
    public void Several_ring_in_parallel_and_offers_never_share_an_agent()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202", "203", "204", "205") with { Strategy = Strategy.Sequential, InParallel = 2 }));
        story.Enters("a").Rings("a", "201", "202").Enters("b").Rings("b", "203", "204").Enters("c").Rings("c", "205");
        story.Misses("a", "201").Rings("a").Misses("a", "202");
        Assert.Empty(story.Offered("a")); // those two were tried, and the others are not free
        story.Leaves("b").Rings("a", "203", "204");
    }

    [Fact]
    [Trait("Rule", "QUE-157")]
    public void Ring_all_does_not_mind_how_many_ring_in_parallel()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202", "203") with { Strategy = Strategy.RingAll, InParallel = 1 }));
        story.Enters("a").Rings("a", "201", "202", "203");
    }

    [Fact]
    [Trait("Rule", "QUE-125")]
    public void Another_strategy_takes_effect_with_the_next_offer_and_counters_stay()
    {
        var story = Story(Strategy.Sequential, "201", "202").Serves("a", "201", 5).After(1).Enters("b").Rings("b", "201").Change("300", config => config with { Strategy = Strategy.FewestCalls });
        story.Rings("b").Misses("b", "201").Rings("b", "202").Leaves("b").After(1).Enters("c").Rings("c", "202");
    }

    private static FloorStory Story(Strategy strategy, params string[] agents) => new(("300", FloorStory.Queue(agents) with { Strategy = strategy }));
}
