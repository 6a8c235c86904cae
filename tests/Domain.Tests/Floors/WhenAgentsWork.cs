using System.Text.Json;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Tests.Floors;

public sealed class WhenAgentsWork
{
    [Fact]
    [Trait("Rule", "QUE-042")]
    [Trait("Rule", "QUE-055")]
    [Trait("Rule", "QUE-068")]
    public void Members_are_active_from_the_first_and_who_has_logged_out_is_not_offered_anything()
    {
        var story = Story("201", "202").LogsOut("201").Enters("a").Rings("a", "202");
        Assert.Equal([AgentState.LoggedOut, AgentState.Ringing], story.View().Agents.Select(agent => agent.State));
    }

    [Fact]
    [Trait("Rule", "QUE-043")]
    [Trait("Rule", "QUE-044")]
    [Trait("Rule", "QUE-053")]
    public void An_agent_has_one_call_of_all_queues()
    {
        var story = Two().Enters("a", "300").Rings("a", "201").Enters("b", "301").Rings("b").Answers("a", "201").Enters("c", "301").Rings("c");
        Assert.Equal((AgentState.InCall, AgentState.InCall), (story.StateOf("201", "300"), story.StateOf("201", "301")));
        story.Hangs("a").Rings("b", "201");
    }

    [Fact]
    [Trait("Rule", "QUE-054")]
    [Trait("Rule", "QUE-119")]
    [Trait("Rule", "QUE-120")]
    public void Who_could_not_be_rung_is_passed_over_and_the_same_agent_is_tried_again_after_five_seconds()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202") with { Strategy = Strategy.Sequential, LogOffAfter = 1 }));
        story.Enters("a").Misses("a", "201", OfferEnd.Failed).Rings("a", "202").Answers("a", "202");
        story.Enters("b").Rings("b", "201").Misses("b", "201", OfferEnd.Failed).Rings("b");
        Assert.Equal(AgentState.Available, story.StateOf("201")); // no missed offer
        story.After(4.9).Rings("b").After(0.2).Rings("b", "201");
    }

    [Fact]
    [Trait("Rule", "QUE-070")]
    [Trait("Rule", "QUE-071")]
    [Trait("Rule", "QUE-089")]
    public void The_rank_stays_when_an_agent_logs_out_and_in_again()
    {
        var story = Story("201", "202").LogsOut("201").LogsOut("201").Enters("a").Rings("a", "202").Leaves("a").LogsIn("201").LogsIn("201").Enters("b").Rings("b", "201");
        Assert.Equal([false, true], story.Logins.Select(login => login.IsIn));
    }

    [Fact]
    [Trait("Rule", "QUE-073")]
    [Trait("Rule", "QUE-074")]
    [Trait("Rule", "QUE-097")]
    public void Who_logs_in_without_being_a_member_comes_last_until_an_administrator_adds_him()
    {
        var story = Story("201").LogsIn("209");
        Assert.True(story.View().Agents[1].IsSelfAdded);
        Assert.Equal(new LoginChange(ExtensionNumber.Parse("300"), ExtensionNumber.Parse("209"), story.Now, true, LoginSource.Code), Assert.Single(story.Logins));
        story.Enters("a").Rings("a", "201").Misses("a", "201").Rings("a", "209").Leaves("a");
        story.Change("300", config => config with { Members = [new QueueMember(ExtensionNumber.Parse("209")), .. config.Members] });
        Assert.Equal([("209", false), ("201", false)], story.View().Agents.Select(agent => (agent.Agent.Value, agent.IsSelfAdded)));
    }

    [Fact]
    [Trait("Rule", "QUE-075")]
    [Trait("Rule", "QUE-077")]
    public void Who_is_removed_finishes_the_call_and_what_rings_is_taken_back()
    {
        var story = Story("201", "202", "203").Enters("a").Answers("a", "201").Enters("b").Rings("b", "202");
        story.Change("300", config => config with { Members = [config.Members[2]] });
        Assert.Equal([ExtensionNumber.Parse("202")], Assert.Single(story.Told("b").OfType<CallEvent.AgentsTakenBack>()).Agents);
        story.Rings("b", "203").Hangs("a");
        Assert.Equal("203", Assert.Single(story.View().Agents).Agent.Value);
    }

    [Fact]
    [Trait("Rule", "QUE-077")]
    [Trait("Rule", "QUE-106")]
    public void Logging_out_takes_the_ringing_back_and_leaves_the_conversation()
    {
        var story = Story("201", "202").Enters("a").Answers("a", "201").Enters("b").Rings("b", "202").LogsOut("202").LogsOut("201");
        Assert.Equal(2, story.View().Waiting.Count + story.View().Agents.Count(agent => agent.Calls.Count > 0));
        story.LogsIn("202").Rings("b"); // not within five seconds of the ringing before
        story.After(5).Rings("b", "202");
    }

    [Fact]
    [Trait("Rule", "QUE-077")]
    [Trait("Rule", "QUE-487")]
    public void An_answer_that_crosses_the_taking_back_holds()
    {
        var story = Story("201", "202").Enters("a").Rings("a", "201").LogsOut("201").Rings("a", "202");
        story.Says("a", new FloorMessage.Answered(1, ExtensionNumber.Parse("201"), story.Now)).Enters("b").Rings("b", "202");
        Assert.Equal(AgentState.LoggedOut, story.StateOf("201"));
        story.Hangs("a");
        Assert.Equal("Agent 201", story.Stays.Single().AgentName);
    }

    [Fact]
    [Trait("Rule", "QUE-122")]
    [Trait("Rule", "QUE-123")]
    public void Who_was_rung_beside_the_one_who_answered_is_free_without_rest_and_all_are_when_the_caller_hangs_up()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202") with { Strategy = Strategy.RingAll, CoolDown = TimeSpan.FromSeconds(30) }));
        story.Enters("a").Answers("a", "202");
        Assert.Equal([AgentState.Available, AgentState.InCall], story.View().Agents.Select(agent => agent.State));
        story.Enters("b").Rings("b", "201").Leaves("b");
        Assert.Equal(AgentState.Available, story.StateOf("201"));
    }

    [Theory]
    [InlineData(OfferEnd.Missed, 2, AgentState.LoggedOut)]
    [InlineData(OfferEnd.Rejected, 2, AgentState.LoggedOut)]
    [InlineData(OfferEnd.Failed, 2, AgentState.Available)]
    [InlineData(OfferEnd.Missed, 1, AgentState.Available)]
    [Trait("Rule", "QUE-163")]
    [Trait("Rule", "QUE-164")]
    [Trait("Rule", "QUE-166")]
    public void Who_misses_so_many_offers_in_a_row_is_logged_out(OfferEnd how, int times, AgentState then)
    {
        var story = new FloorStory(("300", FloorStory.Queue("201") with { LogOffAfter = 2 })).Enters("a");
        for (var i = 0; i < times; i++)
        {
            story.Rings("a", "201").Misses("a", "201", how).After(i + 1 < times ? 5 : 0);
        }

        Assert.Equal(then, story.StateOf("201"));
        Assert.Equal(then == AgentState.LoggedOut ? [LoginSource.AutoLogout] : [], story.Logins.Select(login => login.Source));
    }

    [Fact]
    [Trait("Rule", "QUE-165")]
    [Trait("Rule", "QUE-168")]
    [Trait("Rule", "QUE-167")]
    public void Answering_begins_the_count_anew_and_forwards_are_never_logged_out()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201") with { LogOffAfter = 2, NoAgent = [Destination.Read("600")!] })).Enters("a").Misses("a", "201").After(5).Answers("a", "201").Hangs("a");
        story.Enters("b").Rings("b", "201").Misses("b", "201");
        Assert.Equal(AgentState.Available, story.StateOf("201"));
        story.After(5).Misses("b", "201");
        Assert.Contains(story.Told("b"), evt => evt is CallEvent.QueueSends { Why: StayEnd.ForwardedNoAgent });
        var forward = new FloorStory(("300", FloorStory.Queue("901") with { LogOffAfter = 1 })).Enters("a").Misses("a", "901");
        Assert.Equal(AgentState.Available, forward.StateOf("901"));
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData(10, 10)]
    [InlineData(0, 0)]
    [Trait("Rule", "QUE-169")]
    [Trait("Rule", "QUE-171")]
    [Trait("Rule", "QUE-045")]
    public void After_a_conversation_an_agent_rests_as_long_as_the_queue_or_his_own_setting_says(int? own, int rests)
    {
        var story = new FloorStory(("300", FloorStory.Queue() with { CoolDown = TimeSpan.FromSeconds(30), Members = [new QueueMember(ExtensionNumber.Parse("201"), CoolDown: own is { } s ? TimeSpan.FromSeconds(s) : null)] }));
        story.Serves("a", "201", 5).Enters("b");
        if (rests > 0)
        {
            Assert.Equal(AgentState.CoolDown, story.StateOf("201"));
            story.Rings("b").After(rests - 0.1).Rings("b").After(0.1);
        }

        story.Rings("b", "201");
    }

    [Theory]
    [InlineData(QueueKind.Agent, null, false)]
    [InlineData(QueueKind.Agent, true, true)]
    [InlineData(QueueKind.Attendant, null, true)]
    [Trait("Rule", "QUE-172")]
    [Trait("Rule", "QUE-359")]
    public void The_rest_counts_for_all_queues_or_for_its_own(QueueKind kind, bool? hereOnly, bool ringsElsewhere)
    {
        var story = new FloorStory(("300", FloorStory.Queue("201") with { Kind = kind, CoolDown = TimeSpan.FromSeconds(30), CoolDownHere = hereOnly }), ("301", FloorStory.Queue("201")));
        story.Enters("x", "301").Leaves("x").Serves("a", "201", 5).Enters("b", "301").Rings("b", ringsElsewhere ? ["201"] : []);
        story.Leaves("b").Enters("c").Rings("c");
    }

    [Fact]
    [Trait("Rule", "QUE-175")]
    [Trait("Rule", "QUE-174")]
    [Trait("Rule", "QUE-176")]
    public void A_rest_can_be_ended_early_and_goes_on_after_logging_out_and_in()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201") with { CoolDown = TimeSpan.FromSeconds(30) })).Serves("a", "201", 5).LogsOut("201").After(10).LogsIn("201").Enters("b").Rings("b");
        story.When(new FloorEvent.EndsCoolDown(ExtensionNumber.Parse("201"))).Rings("b", "201").Misses("b", "201");
        Assert.Equal(AgentState.Available, story.StateOf("201")); // a missed offer is followed by no rest
    }

    [Fact]
    [Trait("Rule", "QUE-179")]
    [Trait("Rule", "QUE-182")]
    [Trait("Rule", "QUE-183")]
    public void An_agent_of_several_queues_is_given_the_one_with_the_highest_weight_and_then_the_longest_wait()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201")), ("301", FloorStory.Queue("201") with { Weight = 50 }), ("302", FloorStory.Queue("201")));
        story.Enters("x").Answers("x", "201").Enters("late", "302").After(1).Enters("low").After(60).Enters("high", "301").Hangs("x").Rings("high", "201").Rings("low");
        story.Answers("high", "201").Hangs("high").Rings("late", "201").Answers("late", "201").Hangs("late").Rings("low", "201");
    }

    [Fact]
    [Trait("Rule", "QUE-181")]
    [Trait("Rule", "QUE-177")]
    [Trait("Rule", "QUE-161")]
    public void The_agents_own_weight_and_ring_time_count_before_the_queues()
    {
        var story = new FloorStory(
            ("300", FloorStory.Queue() with { Weight = 90, Members = [new QueueMember(ExtensionNumber.Parse("201"), RingFor: TimeSpan.FromSeconds(7), Weight: 1)] }),
            ("301", FloorStory.Queue("201") with { Weight = 50 }));
        story.Enters("x").Answers("x", "201").Enters("a").Enters("b", "301").Hangs("x").Rings("b", "201").Leaves("b").Rings("a", "201");
        Assert.Equal(TimeSpan.FromSeconds(7), story.Told("a").OfType<CallEvent.AgentsOffered>().Single().Agents[0].RingFor);
    }

    [Fact]
    [Trait("Rule", "QUE-184")]
    [Trait("Rule", "QUE-185")]
    public void Weight_interrupts_nothing_and_the_strategy_of_the_queue_picks_the_agent()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202")), ("301", FloorStory.Queue("202", "201") with { Weight = 50, Strategy = Strategy.Sequential }));
        story.Enters("a").Rings("a", "201").Enters("b", "301").Rings("b", "202").Rings("a");
        story.Leaves("b").Enters("c", "301").Rings("c", "202");
    }

    [Fact]
    [Trait("Rule", "QUE-186")]
    [Trait("Rule", "QUE-187")]
    [Trait("Rule", "QUE-188")]
    public void A_second_call_is_offered_where_the_queue_says_so_and_nobody_is_free_and_never_a_third()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202") with { OffersSecondCall = true, Strategy = Strategy.Sequential }));
        story.Enters("a").Answers("a", "201").Enters("b").Rings("b", "202").Answers("b", "202").Enters("c").Rings("c", "201");
        Assert.True(story.Told("c").OfType<CallEvent.AgentsOffered>().Single().Agents[0].IsSecond);
        story.Enters("d").Rings("d", "202").Enters("e").Rings("e").Answers("c", "201").Rings("e").Hangs("a").Rings("e", "201");
    }

    [Fact]
    [Trait("Rule", "QUE-189")]
    [Trait("Rule", "QUE-191")]
    public void The_queue_that_offers_decides_on_second_calls_and_who_rests_gets_none()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201") with { OffersSecondCall = true, CoolDown = TimeSpan.FromSeconds(20) }), ("301", FloorStory.Queue("201")));
        story.Enters("a").Answers("a", "201").Enters("b", "301").Rings("b").Enters("c").Rings("c", "201").Leaves("c").Hangs("a");
        story.Enters("d").Rings("d").After(20);
        Assert.Equal(AgentState.Ringing, story.StateOf("201"));
    }

    [Fact]
    [Trait("Rule", "QUE-050")]
    [Trait("Rule", "QUE-196")]
    [Trait("Rule", "QUE-061")]
    public void Where_presence_matters_who_is_away_is_not_offered_calls_but_a_running_offer_goes_on()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202") with { PresenceMatters = true, Strategy = Strategy.Sequential })).Enters("a").Rings("a", "201");
        story.Is("201", Presence.Busy).Rings("a");
        story.Misses("a", "201").Rings("a", "202").Leaves("a").Enters("b").Rings("b", "202").Misses("b", "202").Rings("b");
        Assert.Equal(AgentState.NotPresent, story.StateOf("201"));
        story.Is("201", Presence.Available).Rings("b", "201");
    }

    [Fact]
    [Trait("Rule", "QUE-048")]
    [Trait("Rule", "QUE-060")]
    [Trait("Rule", "QUE-195")]
    public void Who_is_not_to_be_disturbed_is_offered_nothing_and_who_is_busy_only_where_presence_does_not_matter()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202") with { Strategy = Strategy.Sequential })).Is("201", Presence.DoNotDisturb).Is("202", Presence.Busy).Enters("a").Rings("a", "202");
        Assert.Equal((AgentState.Unreachable, AgentState.Ringing), (story.StateOf("201"), story.StateOf("202")));
        story.Is("202", Presence.DoNotDisturb).Rings("a").Misses("a", "202").Rings("a");
        story.Is("201", Presence.Available).Rings("a", "201");
    }

    [Fact]
    [Trait("Rule", "QUE-052")]
    [Trait("Rule", "QUE-048")]
    public void An_external_number_has_no_presence()
    {
        var story = new FloorStory(("300", FloorStory.Queue("901") with { PresenceMatters = true })).Is("901", Presence.DoNotDisturb).Enters("a").Rings("a", "901");
        Assert.Equal(AgentState.Ringing, story.StateOf("901"));
        Assert.Equal(AgentState.Available, story.Leaves("a").StateOf("901"));
    }

    [Fact]
    [Trait("Rule", "QUE-048")]
    public void What_somebody_does_is_known_before_he_is_an_agent_and_after_the_floor_was_written()
    {
        var story = new FloorStory(("300", FloorStory.Queue("202"))).Is("201", Presence.DoNotDisturb).LogsIn("201").Enters("a").Rings("a", "202").Misses("a", "202").Rings("a");
        var written = JsonSerializer.Deserialize(JsonSerializer.Serialize(story.Floor, Json.Of<Floor>(Json.State)), Json.Of<Floor>(Json.State))!;
        Assert.Equal((Presence.DoNotDisturb, Presence.Available), (written.PresenceOf(ExtensionNumber.Parse("201")), written.PresenceOf(ExtensionNumber.Parse("202"))));
    }

    [Fact]
    [Trait("Rule", "QUE-490")]
    [Trait("Rule", "QUE-159")]
    public void An_offer_of_which_nothing_is_heard_is_taken_back_ten_seconds_after_its_time()
    {
        var story = Story("201", "202").Enters("a").Rings("a", "201").After(30);
        Assert.Equal([ExtensionNumber.Parse("201")], Assert.Single(story.Told("a").OfType<CallEvent.AgentsTakenBack>()).Agents);
        story.Rings("a", "202");
    }

    [Fact]
    [Trait("Rule", "QUE-041")]
    public void A_saved_change_is_looked_at_at_once()
    {
        var story = Story("201").LogsOut("201").Enters("a").Rings("a");
        story.Change("300", config => config with { Members = [.. config.Members, new QueueMember(ExtensionNumber.Parse("202"))] }).Rings("a", "202");
    }

    private static FloorStory Story(params string[] agents) => new(("300", FloorStory.Queue(agents) with { Strategy = Strategy.Sequential }));

    private static FloorStory Two() => new(("300", FloorStory.Queue("201")), ("301", FloorStory.Queue("201")));
}
