using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Tests.Floors;

public sealed class WhenCallersAreCalledBack
{
    private const string Other = "+31687654321";

    [Fact]
    [Trait("Rule", "QUE-315")]
    [Trait("Rule", "QUE-307")]
    [Trait("Rule", "QUE-316")]
    public void A_wish_has_the_place_of_its_call_and_an_agent_is_found_first()
    {
        var story = Busy().Enters("a").After(1).Enters("b", caller: Other).After(1).Wants("a");
        Assert.Equal(["a", "b"], story.View().Waiting.Select(one => one.Call));
        story.Hangs("busy");
        var callback = Assert.Single(story.CallsBack);
        Assert.Equal(("a", "201", "+31612345678"), (callback.Due.Wish, callback.Due.Agent.Agent.Value, callback.Due.Number.Value));
        Assert.Empty(story.Told("a"));
        story.LogsIn("202").Rings("b", "202");
    }

    [Fact]
    [Trait("Rule", "QUE-324")]
    [Trait("Rule", "QUE-468")]
    [Trait("Rule", "QUE-225")]
    public void Who_is_reached_has_waited_from_the_first_moment_until_then()
    {
        var story = Busy().Enters("a").After(10).Wants("a").After(50).Hangs("busy");
        var callback = story.CallsBack.Single();
        story.After(5).Dials(callback).After(7);
        Assert.Equal(AgentState.InCall, story.StateOf("201"));
        story.Reaches(callback).After(60).Says(callback, new FloorMessage.Hangs(story.Now));
        var stay = story.Stays.Single(one => one.Call == "a");
        Assert.Equal((StayEnd.CallbackCompleted, 72, 60), (stay.Outcome, (stay.WaitEnded - stay.Entered)!.Value.TotalSeconds, (stay.TalkEnded - stay.WaitEnded)!.Value.TotalSeconds));
        Assert.Equal(AgentState.Available, story.StateOf("201"));
        Assert.Equal(TimeSpan.FromSeconds(0), story.Floor.Standing(Number("300"), "a", story.Now).AverageWait);
        Assert.True(story.Floor.IsIdle);
    }

    [Fact]
    [Trait("Rule", "QUE-321")]
    [Trait("Rule", "QUE-322")]
    [Trait("Rule", "QUE-320")]
    public void Who_is_not_reached_goes_to_the_end_and_is_tried_again_after_a_minute_until_the_last_attempt()
    {
        var story = Busy(new Callback(Attempts: 2), coolDown: 30).Enters("a").After(10).Wants("a").After(1).Enters("b", caller: Other).After(1).Hangs("busy").After(30);
        var first = story.CallsBack.Single();
        story.Dials(first).After(30).MissesCaller(first).Rings("b", "201"); // without a cool-down
        Assert.Equal(["b", "a"], story.View().Waiting.Select(one => one.Call));
        story.Misses("b", "201", OfferEnd.Failed).Leaves("b");
        Assert.Empty(story.After(59).CallsBack);
        var second = story.After(1).CallsBack.Single();
        Assert.NotEqual(first.Call, second.Call);
        story.Dials(second).After(30).MissesCaller(second);
        var stay = story.Stays.Single(one => one.Call == "a");
        Assert.Equal((StayEnd.CallbackFailed, 2), (stay.Outcome, stay.Offers.Count));
        Assert.True(story.Floor.IsIdle);
    }

    [Fact]
    [Trait("Rule", "QUE-316")]
    public void Whoever_did_not_take_the_call_a_moment_ago_may_be_rung_for_the_wish_at_once()
    {
        var story = Busy().Enters("a").Hangs("busy").Misses("a", "201", OfferEnd.Rejected).After(1).Wants("a");
        Assert.Equal("201", Assert.Single(story.CallsBack).Due.Agent.Agent.Value);
    }

    [Fact]
    [Trait("Rule", "QUE-323")]
    public void A_wish_that_has_become_too_old_is_removed_without_a_call()
    {
        var story = Busy(new Callback(ValidFor: TimeSpan.FromMinutes(5))).Enters("a").After(60).Wants("a").After(239);
        Assert.Single(story.View().Waiting);
        story.After(1);
        Assert.Equal(StayEnd.CallbackExpired, story.Stays.Single(one => one.Call == "a").Outcome);
        Assert.Empty(story.Hangs("busy").CallsBack);
    }

    [Fact]
    [Trait("Rule", "QUE-323")]
    public void A_wish_that_grows_old_while_its_agent_dials_is_removed_when_that_was_in_vain()
    {
        var story = Busy(new Callback(ValidFor: TimeSpan.FromMinutes(1))).Enters("a").Wants("a").After(50).Hangs("busy");
        var callback = story.CallsBack.Single();
        story.Dials(callback).After(30);
        Assert.DoesNotContain(story.Stays, stay => stay.Call == "a");
        story.MissesCaller(callback);
        Assert.Equal(StayEnd.CallbackExpired, story.Stays.Single(one => one.Call == "a").Outcome);
    }

    [Fact]
    [Trait("Rule", "QUE-325")]
    [Trait("Rule", "QUE-273")]
    public void Who_is_to_be_called_back_stays_when_the_last_agent_leaves()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201") with { Callback = new Callback(), NoAgent = [Destination.Parse("600")] }));
        story.Enters("x").Answers("x", "201").Enters("a").Enters("b", caller: Other).Wants("a").LogsOut("201");
        Assert.IsType<CallEvent.QueueSends>(Assert.Single(story.Told("b")));
        Assert.Empty(story.Told("a"));
        story.Leaves("b", StayEnd.ForwardedNoAgent).Hangs("x");
        Assert.Single(story.LogsIn("201").CallsBack);
    }

    [Fact]
    [Trait("Rule", "QUE-326")]
    public void While_the_queue_is_closed_nobody_is_called_back()
    {
        var story = Busy().Enters("a").Wants("a");
        story.ClosedTo = story.Now.AddHours(1);
        Assert.Empty(story.Hangs("busy").CallsBack);
        Assert.Empty(story.After(3599).CallsBack);
        Assert.Single(story.After(1).CallsBack);
    }

    [Fact]
    [Trait("Rule", "QUE-327")]
    public void A_second_wish_of_the_same_number_is_none_of_its_own()
    {
        var story = Busy().Enters("a").Wants("a").After(10).Enters("b").Wants("b").Enters("c", caller: Other).Wants("c", Other);
        Assert.Equal(["a", "c"], story.View().Waiting.Select(one => one.Call));
        Assert.Equal(("b", StayEnd.CallbackMerged), story.Stays.Select(stay => (stay.Call, stay.Outcome)).Single());
    }

    [Fact]
    [Trait("Rule", "QUE-328")]
    public void Who_calls_again_and_is_answered_is_not_called_back()
    {
        var story = Busy().Enters("a").Wants("a").After(10).Enters("b", caller: Other).Wants("b", Other).LogsIn("202");
        var callback = story.CallsBack.Single();
        story.LogsIn("203").LogsIn("204").Enters("again").Rings("again", "204").Answers("again", "204");
        Assert.IsType<CallEvent.AgentsTakenBack>(Assert.Single(story.Told(callback.Call)));
        Assert.Equal(StayEnd.CallbackHandled, story.Stays.Single(one => one.Call == "a").Outcome);
        Assert.Equal(["b"], story.View().Waiting.Select(one => one.Call));
    }

    [Fact]
    [Trait("Rule", "QUE-330")]
    public void A_wish_can_be_seen_and_deleted_unless_it_is_being_fulfilled()
    {
        var story = Busy().Enters("a").Wants("a").Enters("b", caller: Other).Wants("b", Other);
        Assert.All(story.View().Waiting, one => Assert.Equal((0, false), (one.Callback!.Missed, one.Callback.IsDialled)));
        story.When(new FloorEvent.CallbackDeleted(Number("300"), "b"));
        Assert.Equal(StayEnd.CallbackDeleted, story.Stays.Single(one => one.Call == "b").Outcome);
        var callback = story.Hangs("busy").CallsBack.Single();
        story.Dials(callback).When(new FloorEvent.CallbackDeleted(Number("300"), "a"));
        Assert.True(story.View().Waiting.Single().Callback!.IsDialled);
    }

    [Fact]
    [Trait("Rule", "QUE-330")]
    public void A_wish_that_is_deleted_while_an_agent_rings_stops_the_ringing()
    {
        var story = Busy().Enters("a").Wants("a").Hangs("busy");
        var callback = story.CallsBack.Single();
        story.When(new FloorEvent.CallbackDeleted(Number("300"), "a"));
        Assert.IsType<CallEvent.AgentsTakenBack>(Assert.Single(story.Told(callback.Call)));
        Assert.Equal(AgentState.Available, story.StateOf("201"));
    }

    [Fact]
    [Trait("Rule", "QUE-253")]
    public void Wishes_count_for_the_call_limit()
    {
        var story = new FloorStory(("300", FloorStory.Queue() with { Callback = new Callback(), CallLimit = 1 })).Enters("a").Wants("a").Enters("b", caller: Other);
        Assert.Equal(StayEnd.RefusedFull, Assert.IsType<CallEvent.QueueRefuses>(Assert.Single(story.Told("b"))).Why);
    }

    [Fact]
    [Trait("Rule", "QUE-316")]
    public void One_agent_at_a_time_is_rung_for_a_wish_also_where_all_are_rung_for_a_call()
    {
        var story = new FloorStory(("300", FloorStory.Queue("201", "202", "203") with { Callback = new Callback(), Strategy = Strategy.RingAll }));
        story.LogsOut("201").LogsOut("202").LogsOut("203").Enters("a").Wants("a").LogsIn("201");
        var first = story.CallsBack.Single();
        Assert.Empty(story.LogsIn("202").CallsBack);
        story.Enters("b", caller: Other).Rings("b", "202").LogsIn("203").Rings("b", "203");
        story.Dials(first);
        Assert.Equal((AgentState.InCall, AgentState.Ringing), (story.StateOf("201"), story.StateOf("202")));
    }

    [Fact]
    public void Who_dials_after_the_floor_has_given_the_offer_to_another_is_taken_back()
    {
        var story = Busy().Enters("a").Wants("a").LogsIn("202");
        var first = story.CallsBack.Single();
        story.After(31).Hangs("busy"); // 20 s and a little more, and the call has said nothing
        var second = story.CallsBack.Single();
        story.Dials(first);
        Assert.IsType<CallEvent.AgentsTakenBack>(Assert.Single(story.Told(first.Call)));
        story.Dials(second);
        Assert.Empty(story.Told(second.Call));
    }

    [Fact]
    [Trait("Rule", "QUE-490")]
    public void A_call_of_an_agent_that_is_gone_without_a_word_gives_agent_and_wish_back()
    {
        var story = Busy().Enters("a").Wants("a").Hangs("busy");
        var callback = story.CallsBack.Single();
        story.Dials(callback).After(60);
        Assert.Equal([callback.Call], story.Commands.OfType<FloorCommand.LookAtCalls>().Single().Calls);
        story.When(new FloorEvent.CommandsDone([callback.Call]));
        Assert.Equal((AgentState.Available, 1), (story.StateOf("201"), story.View().Waiting.Single().Callback!.Missed));
        var again = story.After(60).CallsBack.Single();
        story.After(30); // 20 s and a little more
        Assert.IsType<CallEvent.AgentsTakenBack>(Assert.Single(story.Told(again.Call)));
    }

    [Fact]
    [Trait("Rule", "QUE-077")]
    public void Who_logs_out_while_the_caller_is_rung_is_not_interrupted()
    {
        var story = Busy().Enters("a").Wants("a").Hangs("busy");
        var callback = story.CallsBack.Single();
        story.Dials(callback).LogsOut("201");
        Assert.Empty(story.Told(callback.Call));
        story.Reaches(callback).After(5).Says(callback, new FloorMessage.Hangs(story.Now));
        Assert.Equal(StayEnd.CallbackCompleted, story.Stays.Single(one => one.Call == "a").Outcome);
    }

    [Fact]
    public void A_wish_that_the_floor_has_forgotten_is_taken_up_again()
    {
        var story = new FloorStory(("300", FloorStory.Queue() with { Callback = new Callback() })).Wants("a").Wants("a");
        Assert.Single(story.View().Waiting);
        Assert.Single(story.LogsIn("201").CallsBack);
    }

    // 201 talks, 202 and 203 may log in
    private static FloorStory Busy(Callback? callback = null, int coolDown = 0) =>
        new FloorStory(("300", FloorStory.Queue("201") with { Callback = callback ?? new Callback(), CoolDown = TimeSpan.FromSeconds(coolDown) })).Enters("busy", caller: "+31600000000").Answers("busy", "201");

    private static ExtensionNumber Number(string digits) => ExtensionNumber.Parse(digits);
}
