using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Tests.Floors;

public sealed class WhenCallsWait
{
    [Fact]
    [Trait("Rule", "QUE-029")]
    [Trait("Rule", "QUE-031")]
    [Trait("Rule", "QUE-121")]
    public void The_first_in_is_the_first_out()
    {
        var story = Story("201").Enters("a").Rings("a", "201").Answers("a", "201").After(1).Enters("b").After(1).Enters("c").Rings("c");
        Assert.Equal(["b", "c"], story.View().Waiting.Select(one => one.Call));
        story.Hangs("a").Rings("b", "201").Rings("c");
    }

    [Fact]
    [Trait("Rule", "QUE-033")]
    [Trait("Rule", "QUE-034")]
    [Trait("Rule", "QUE-032")]
    public void Positions_are_counted_by_entry_and_those_behind_move_up()
    {
        var story = Story().Enters("a").Enters("b").Enters("c"); // at one instant
        Assert.Equal([1, 2, 3], Positions(story, "a", "b", "c"));
        story.Leaves("b");
        Assert.Equal([1, 0, 2], Positions(story, "a", "b", "c"));
    }

    [Fact]
    [Trait("Rule", "QUE-035")]
    [Trait("Rule", "QUE-036")]
    public void A_call_that_was_offered_in_vain_has_its_old_place()
    {
        var story = Story("201", "202").Enters("a").After(1).Enters("b").After(1).Enters("c");
        Assert.Equal([1, 2, 3], Positions(story, "a", "b", "c"));
        story.Misses("a", "201").Misses("b", "202");
        Assert.Equal([1, 2, 3], Positions(story, "a", "b", "c"));
    }

    [Fact]
    [Trait("Rule", "QUE-038")]
    public void Several_calls_are_offered_to_several_agents_at_the_same_time()
    {
        var story = Story("201", "202").LogsOut("201").LogsOut("202").Enters("a").Enters("b").Enters("c");
        story.LogsIn("201").Rings("a", "201").LogsIn("202").Rings("b", "202");
    }

    [Fact]
    [Trait("Rule", "QUE-007")]
    [Trait("Rule", "QUE-040")]
    [Trait("Rule", "QUE-247")]
    public void Who_listens_keeps_the_place_and_is_passed_over()
    {
        var story = Story("201").Enters("a", introduction: true).Rings("a").Enters("b").Rings("b", "201");
        Assert.Equal([1, 2], Positions(story, "a", "b"));
        story.Leaves("b").Rings("a").Says("a", new FloorMessage.Listens(false)).Rings("a", "201");
    }

    [Theory]
    [InlineData(true, 0, true)]
    [InlineData(false, 0, false)]
    [InlineData(true, 2, false)]
    [Trait("Rule", "QUE-214")]
    [Trait("Rule", "QUE-215")]
    [Trait("Rule", "QUE-216")]
    public void The_introduction_is_skipped_where_more_agents_are_free_than_callers_are_before(bool skips, int ahead, bool isOffered)
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202") with { SkipsIntroduction = skips, Introduction = "hello" }));
        for (var i = 0; i < ahead; i++)
        {
            story.Says($"x{i}", new FloorMessage.Enters(ExtensionNumber.Parse("300"), story.Now, story.Now, PhoneAddress.Parse("+31612345678"), null, true)).Says($"x{i}", new FloorMessage.Listens(true));
        }

        story.Enters("a", introduction: true);
        Assert.Equal(isOffered, story.Offered("a").Any());
        Assert.Equal(isOffered, story.Told("a").OfType<CallEvent.QueueAdmits>().Single().IsFree);
    }

    [Fact]
    [Trait("Rule", "QUE-252")]
    [Trait("Rule", "QUE-253")]
    [Trait("Rule", "QUE-255")]
    public void As_many_wait_as_there_are_positions_and_answered_ones_do_not_count()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201") with { CallLimit = 2 })).Enters("a").Enters("b");
        Assert.Equal(StayEnd.RefusedFull, Refused(story.Enters("c"), "c"));
        Assert.Equal(StayEnd.RefusedFull, Assert.Single(story.Stays).Outcome);
        story.Answers("a", "201");
        Assert.True(Admitted(story.Enters("d"), "d"));
        story.Change("300", config => config with { CallLimit = 1 });
        Assert.Equal(2, story.View().Waiting.Count);
        Assert.Equal(StayEnd.RefusedFull, Refused(story.Enters("e"), "e"));
    }

    [Fact]
    [Trait("Rule", "QUE-256")]
    [Trait("Rule", "QUE-257")]
    public void Nobody_is_admitted_while_somebody_has_waited_too_long()
    {
        var story = new FloorStory(("300", FloorStory.Queue() with { OverflowAfter = TimeSpan.FromSeconds(90) })).Enters("a").After(90);
        Assert.True(Admitted(story.Enters("b"), "b"));
        story.After(0.1);
        Assert.Equal(StayEnd.RefusedLongestWait, Refused(story.Enters("c"), "c"));
        Assert.Equal(2, story.View().Waiting.Count);
    }

    [Fact]
    [Trait("Rule", "QUE-261")]
    [Trait("Rule", "QUE-262")]
    public void Nobody_logged_in_counts_before_a_full_queue_and_a_full_queue_before_a_long_wait()
    {
        var config = FloorStory.Queue("201") with { CallLimit = 1, OverflowAfter = TimeSpan.FromSeconds(10), NoAgent = [Destination.Read("600")!] };
        var story = new FloorStory(("300", config)).Enters("a").Answers("a", "201").Enters("b").After(20);
        Assert.Equal(StayEnd.RefusedFull, Refused(story.Says("c", new FloorMessage.Asks(ExtensionNumber.Parse("300"))), "c"));
        Assert.Equal(PhoneAddress.Anonymous, Assert.Single(story.Stays).Caller); // who only asks has not said who it is
        story.Change("300", one => one with { CallLimit = 2 });
        Assert.Equal(StayEnd.RefusedLongestWait, Refused(story.Says("c", new FloorMessage.Asks(ExtensionNumber.Parse("300"))), "c"));
        story.LogsOut("201");
        Assert.Equal(StayEnd.RefusedNoAgent, Refused(story.Says("c", new FloorMessage.Asks(ExtensionNumber.Parse("300"))), "c"));
    }

    [Fact]
    [Trait("Rule", "QUE-271")]
    [Trait("Rule", "QUE-273")]
    [Trait("Rule", "QUE-275")]
    public void When_the_last_agent_goes_those_who_wait_are_sent_on_where_that_is_set()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202") with { NoAgent = [Destination.Read("600")!] })).Enters("a").Answers("a", "201").Enters("b").Enters("c");
        story.LogsOut("201");
        Assert.Empty(story.Told("c"));
        story.LogsOut("202");
        Assert.Equal(["b", "c"], story.Commands.OfType<FloorCommand.Tell>().Where(tell => tell.Event is CallEvent.QueueSends).Select(tell => tell.Call));
        var waits = Story("201").Enters("a").LogsOut("201");
        Assert.DoesNotContain(waits.Told("a"), evt => evt is CallEvent.QueueSends);
        waits.LogsIn("201").Rings("a").After(5).Rings("a", "201");
    }

    [Fact]
    [Trait("Rule", "QUE-272")]
    [Trait("Rule", "QUE-274")]
    public void Where_presence_matters_nobody_present_is_nobody_and_a_forward_always_is_somebody()
    {
        var config = FloorStory.Queue("201") with { PresenceMatters = true, NoAgent = [Destination.Read("600")!] };
        var story = new FloorStory(("300", config));
        story.Is("201", Presence.Busy);
        Assert.Equal(StayEnd.RefusedNoAgent, Refused(story.Enters("a"), "a"));
        var forward = new FloorStory(("300", config with { Members = [new QueueMember(ExtensionNumber.Parse("201")), new QueueMember(ExtensionNumber.Parse("901"))] }));
        forward.Is("201", Presence.Busy).Is("901", Presence.Busy).Enters("a").Rings("a", "901");
    }

    [Fact]
    [Trait("Rule", "QUE-224")]
    [Trait("Rule", "QUE-225")]
    [Trait("Rule", "QUE-226")]
    public void The_average_wait_is_that_of_the_calls_answered_in_the_last_half_hour()
    {
        var story = Story("201");
        Assert.Null(story.Enters("x").Floor.Standing(ExtensionNumber.Parse("300"), "x", story.Now).AverageWait);
        story.Leaves("x");
        foreach (var wait in new[] { 60, 90, 150 })
        {
            story.Enters($"w{wait}").After(wait).Says($"w{wait}", new FloorMessage.Answered(99, ExtensionNumber.Parse("201"), story.Now)).Hangs($"w{wait}");
        }

        story.Enters("gone").After(500).Leaves("gone");
        Assert.Equal(TimeSpan.FromSeconds(100), story.Floor.Standing(ExtensionNumber.Parse("300"), "", story.Now).AverageWait);
        Assert.Equal(TimeSpan.FromSeconds(120), story.Floor.Standing(ExtensionNumber.Parse("300"), "", FloorStory.Start + TimeSpan.FromSeconds(60 + 1800)).AverageWait);
        Assert.Null(story.Floor.Standing(ExtensionNumber.Parse("300"), "", FloorStory.Start + TimeSpan.FromSeconds(300 + 1800)).AverageWait);
    }

    [Fact]
    [Trait("Rule", "QUE-467")]
    [Trait("Rule", "QUE-003")]
    [Trait("Rule", "QUE-468")]
    public void What_became_of_a_call_is_filed_when_it_is_over()
    {
        var story = Story("201", "202").Enters("a").After(20).Misses("a", "201").After(5).Answers("a", "202").After(60).Hangs("a");
        var stay = Assert.Single(story.Stays);
        Assert.Equal((StayEnd.Answered, "Agent 202", TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(60)), (stay.Outcome, stay.AgentName, stay.WaitEnded - stay.Entered!.Value, stay.TalkEnded!.Value - stay.WaitEnded));
        Assert.Equal([OfferEnd.Missed, OfferEnd.Answered], stay.Offers.Select(offer => offer.Result));
        story.Enters("b").After(7).Leaves("b");
        Assert.Equal((StayEnd.Abandoned, TimeSpan.FromSeconds(7)), (story.Stays[1].Outcome, story.Stays[1].WaitEnded - story.Stays[1].Entered!.Value));
    }

    [Fact]
    [Trait("Rule", "QUE-037")]
    public void A_call_that_comes_again_waits_anew()
    {
        var story = Story().Enters("a").After(10).Enters("b").Leaves("a", StayEnd.BrokenOut).After(1).Enters("a");
        Assert.Equal([2, 1], Positions(story, "a", "b"));
    }

    [Fact]
    [Trait("Rule", "QUE-487")]
    public void Messages_that_come_again_or_too_late_change_nothing()
    {
        var story = Story("201", "202").Enters("a").Rings("a", "201").Enters("a").Rings("a");
        Assert.Single(story.View().Waiting);
        story.Misses("a", "201").Rings("a", "202");
        story.Says("a", new FloorMessage.OfferFailed(1, ExtensionNumber.Parse("201"), OfferEnd.Missed)).Rings("a");
        story.Answers("a", "202").Answers("a", "202").Says("a", new FloorMessage.Listens(true)).Hangs("a").Hangs("a").Leaves("a");
        Assert.Single(story.Stays);
        Assert.All(story.View().Agents, agent => Assert.Equal(AgentState.Available, agent.State));
    }

    [Fact]
    [Trait("Rule", "QUE-490")]
    public void A_call_that_has_gone_without_a_word_is_asked_after_and_what_was_kept_for_it_is_free()
    {
        var story = Story("201").Enters("a").Answers("a", "201").Enters("b");
        story.After(60);
        Assert.Equal(["b"], Assert.Single(story.Commands.OfType<FloorCommand.LookAtCalls>()).Calls);
        story.When(new FloorEvent.CommandsDone(["b"]));
        Assert.Equal(StayEnd.Abandoned, Assert.Single(story.Stays).Outcome);
        story.After(240);
        Assert.Equal(["a"], Assert.Single(story.Commands.OfType<FloorCommand.LookAtCalls>()).Calls);
        story.When(new FloorEvent.CommandsDone(["a"]));
        Assert.Equal(AgentState.Available, story.StateOf("201"));
        Assert.True(story.Floor.IsIdle);
    }

    [Fact]
    public void A_call_that_nobody_takes_keeps_its_last_offers_alone()
    {
        var story = Story("201").Enters("a");
        for (var i = 0; i < 100; i++)
        {
            story.Rings("a", "201").Misses("a", "201").After(5);
        }

        Assert.Equal(30, story.Leaves("a").Stays.Single().Offers.Count);
    }

    [Fact]
    public void A_call_to_a_queue_that_there_is_not_is_turned_away()
    {
        var story = Story().Enters("a", "399");
        Assert.Equal(StayEnd.RefusedClosed, Refused(story, "a"));
    }

    private static FloorStory Story(params string[] agents) => new(("300", FloorStory.Queue(agents) with { Strategy = Strategy.Sequential }));

    private static IEnumerable<int> Positions(FloorStory story, params string[] calls) => calls.Select(call => story.Floor.Standing(ExtensionNumber.Parse("300"), call, story.Now).Position);

    private static StayEnd Refused(FloorStory story, string call) => story.Told(call).OfType<CallEvent.QueueRefuses>().Single().Why;

    private static bool Admitted(FloorStory story, string call) => story.Told(call).OfType<CallEvent.QueueAdmits>().Single().HasEntered;
}
