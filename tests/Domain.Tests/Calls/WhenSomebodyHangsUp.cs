using Pbx.Domain.Calls;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Tests.Calls;

public sealed class WhenSomebodyHangsUp
{
    private static readonly PhoneAddress Anna = PhoneAddress.Parse("web:anna");

    [Theory]
    [InlineData("answering", EndReason.CallerGaveUp)]
    [InlineData("menu", EndReason.CallerHungUp)]
    [InlineData("ringing", EndReason.CallerHungUp)]
    [InlineData("talking", EndReason.Completed)]
    [InlineData("ending", EndReason.Busy)]
    [Trait("Rule", "EXT-070")]
    public void The_call_ends_in_every_phase_and_is_filed_once(string phase, EndReason reason)
    {
        var story = CallStory.Of();
        _ = phase switch
        {
            "answering" => story.When(new CallEvent.CallArrived(CallStory.Caller, null, PhoneNumber.Parse("+31205550100"), "context")),
            "menu" => story.Dial("+31205550100"),
            "ringing" => story.Dial("+31205550101"),
            "talking" => story.Dial("+31205550101").AnswerPhone(),
            _ => story.Dial("+31205550101").Miss(NotReached.Busy),
        };
        story.After(TimeSpan.FromSeconds(1)).When(new CallEvent.CallEnded());
        var record = story.One<CallCommand.FileRecord>().Record;
        Assert.Equal(reason, record.Reason);
        Assert.All(record.Legs, leg => Assert.NotNull(leg.Ended));
        story.When(new CallEvent.CallEnded()).Then();
        story.When(new CallEvent.TimeReached()).Then();
    }

    [Fact]
    public void The_other_party_hanging_up_ends_the_call_for_both()
    {
        var story = CallStory.Of().Dial("+31205550101").AnswerPhone().After(TimeSpan.FromMinutes(1));
        story.When(new CallEvent.RosterChanged(3, [CallStory.Caller])).Then(new CallCommand.LookWhoIsThere());
        Present(story, CallStory.Caller).Then(new CallCommand.HangUp());
        var record = story.When(new CallEvent.CallEnded()).One<CallCommand.FileRecord>().Record;
        Assert.Equal(EndReason.Completed, record.Reason);
        Assert.Equal([LegDirection.Incoming, LegDirection.Outgoing], record.Legs.Select(leg => leg.Direction));
        Assert.Equal(Anna, record.Legs[1].Phone);
        Assert.Equal(CallStory.Start, record.Legs[1].Answered);
        Assert.Equal(CallStory.Start.AddMinutes(1), record.Legs[1].Ended);
    }

    [Fact]
    public void A_caller_who_leaves_a_conversation_ends_it_for_the_other_party() =>
        Present(CallStory.Of().Dial("+31205550101").AnswerPhone().When(new CallEvent.RosterChanged(3, [Anna])), Anna).Then(new CallCommand.HangUp());

    [Fact]
    public void A_roster_that_lags_behind_the_network_ends_nothing()
    {
        var story = CallStory.Of().Dial("+31205550101").AnswerPhone().When(new CallEvent.RosterChanged(2, [CallStory.Caller]));
        Present(story, CallStory.Caller, Anna).Then();
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Fact]
    public void A_roster_that_is_late_is_passed_over()
    {
        var story = CallStory.Of().Dial("+31205550101").AnswerPhone().When(new CallEvent.RosterChanged(5, [CallStory.Caller, Anna]));
        story.When(new CallEvent.RosterChanged(4, [CallStory.Caller])).Then();
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Fact]
    public void A_conversation_is_looked_after_every_five_minutes()
    {
        var story = CallStory.Of().Dial("+31205550101").AnswerPhone();
        Assert.Equal(CallStory.Start.AddMinutes(5), CallMachine.Due(story.Call!));
        story.WhenDue().Then(new CallCommand.LookWhoIsThere());
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([CallStory.Caller, Anna]))])).Then();
        Assert.Equal(CallStory.Start.AddMinutes(10), CallMachine.Due(story.Call!));
        story.WhenDue().When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.CallGone())]));
        Assert.Equal(EndReason.Completed, story.One<CallCommand.FileRecord>().Record.Reason);
    }

    [Fact]
    public void A_call_that_the_network_does_not_end_is_hung_up_again_and_then_given_up_with_an_alarm()
    {
        var story = Present(CallStory.Of().Dial("+31205550101").AnswerPhone().When(new CallEvent.RosterChanged(3, [CallStory.Caller])), CallStory.Caller);
        for (var i = 1; i < 6; i++)
        {
            story.WhenDue().Then(new CallCommand.HangUp());
        }

        story.WhenDue();
        Assert.NotNull(story.One<CallCommand.FileRecord>());
        Assert.NotNull(story.One<CallCommand.RaiseAlarm>());
    }

    private static CallStory Present(CallStory story, params PhoneAddress[] there) =>
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([.. there]))]));
}
