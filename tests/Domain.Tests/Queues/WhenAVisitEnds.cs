using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using static Pbx.Domain.Tests.Queues.QueueStory;

namespace Pbx.Domain.Tests.Queues;

/// <summary>Whatever way a call leaves a queue or its conversation ends, the floor is told exactly once.</summary>
public sealed class WhenAVisitEnds
{
    [Fact]
    [Trait("Rule", "QUE-251")]
    public void Hanging_up_ends_the_introduction_and_the_floor_hears_of_it_once()
    {
        var story = Account(""" "introduction": "a" """).WithPrompts("a").Called().Admit().After(TimeSpan.FromSeconds(3)).When(new CallEvent.CallEnded());
        Assert.Equal([new FloorMessage.Leaves(StayEnd.Abandoned, At(3))], story.Told());
        Assert.Empty(story.When(new CallEvent.CallEnded()).Told());
    }

    [Fact]
    [Trait("Rule", "QUE-123")]
    public void A_caller_who_hangs_up_during_an_offer_has_left()
    {
        var story = Waiting().Offer(1, "201").After(TimeSpan.FromSeconds(5)).When(new CallEvent.CallEnded());
        Assert.Equal([new FloorMessage.Leaves(StayEnd.Abandoned, At(5))], story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-008")]
    public void The_floor_hears_once_that_a_conversation_is_over()
    {
        var story = Waiting().Offer(1, "201").AnswerPhone("web:anna").After(TimeSpan.FromSeconds(60));
        story.When(new CallEvent.RosterChanged(5, [CallStory.Caller])).When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([CallStory.Caller]))]));
        Assert.Equal([new FloorMessage.Hangs(At(60))], story.Told());
        Assert.Empty(story.When(new CallEvent.CallEnded()).Told());
    }

    [Fact]
    [Trait("Rule", "QUE-490")]
    public void A_caller_whose_leaving_nobody_told_of_is_noticed_within_a_minute()
    {
        var story = Waiting().WhenDue();
        Assert.Equal(At(45), story.Now);
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.CallGone())]));
        Assert.Equal([new FloorMessage.Leaves(StayEnd.Abandoned, At(45))], story.Told());
        Assert.IsType<Phase.Ended>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "QUE-268")]
    [Trait("Rule", "QUE-275")]
    public void With_forwarding_off_a_call_waits_until_the_caller_hangs_up()
    {
        var story = Waiting().Until(7300);
        Assert.Equal("500", story.Where());
        Assert.Equal([new FloorMessage.Leaves(StayEnd.Abandoned, At(7300))], story.When(new CallEvent.CallEnded()).Told());
    }

    [Fact]
    [Trait("Rule", "QUE-037")]
    public void A_call_that_enters_again_gets_a_new_entry_time()
    {
        var story = Account(""" "breakout": "601" """).Called().Admit().Until(20).PressKey("1");
        Assert.Equal([new FloorMessage.Leaves(StayEnd.BrokenOut, At(20)), new FloorMessage.Enters(ExtensionNumber.Parse("601"), At(20), At(20), CallStory.Caller, null, Introduction: false)], story.Told());
        story.When(new CallEvent.QueueAdmits(ExtensionNumber.Parse("601"), HasEntered: true, IsFree: false));
        Assert.Equal(At(20), story.State<QueueState.Waiting>().Entered);
        Assert.Equal([new FloorMessage.Leaves(StayEnd.Abandoned, At(20))], story.When(new CallEvent.CallEnded()).Told());
    }

    [Fact]
    [Trait("Rule", "QUE-493")]
    public void A_caller_who_hangs_up_before_being_admitted_is_known_to_have_left()
    {
        Assert.Equal([new FloorMessage.Leaves(StayEnd.Abandoned, At(0))], Entering().When(new CallEvent.CallEnded()).Told());
        Assert.Empty(Entering(""" "ringback": true """).When(new CallEvent.CallEnded()).Told()); // has only asked
    }
}
