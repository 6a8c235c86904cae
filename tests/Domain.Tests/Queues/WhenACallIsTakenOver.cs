using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using static Pbx.Domain.Tests.Queues.QueueStory;

namespace Pbx.Domain.Tests.Queues;

/// <summary>Cees (212), who is not rung, picks up a call that rings at agents.</summary>
public sealed class WhenACallIsTakenOver
{
    private static readonly ExtensionNumber Cees = ExtensionNumber.Parse("212");
    private static readonly PhoneAddress CeesPhone = PhoneAddress.Parse("web:cees");

    private static CallStory PickedUp(CallStory story) => story.When(new CallEvent.PickedUp(1, Cees, CeesPhone, "other leg"));

    private static CallStory Moved(CallStory story) => story.When<CallCommand.MovePhone>(op => new CallEvent.PhoneAnswered(op, CeesPhone));

    [Fact]
    [Trait("Rule", "QUE-345")]
    [Trait("Rule", "CFT-110")]
    [Trait("Rule", "EXT-114")]
    public void The_others_ring_no_more_and_the_phone_is_taken_over_from_the_other_call()
    {
        var story = PickedUp(Waiting().Offer(1, "201", "211"));
        Assert.Equal(["web:anna", "web:bert"], story.Withdrawn);
        Assert.Equal([new CallCommand.HoldLine(Cees), new CallCommand.MovePhone(CeesPhone, "other leg", Cees)], story.Commands.Select(one => one.Command).Where(command => command is not (CallCommand.StopRinging or CallCommand.FreeLines)));
        Assert.Equal([NotReached.AnsweredElsewhere, NotReached.AnsweredElsewhere], story.Call!.Trail.Legs.Where(leg => leg.Failed is not null).Select(leg => leg.Failed!.Value));
        Moved(story.After(TimeSpan.FromSeconds(1)));
        story.Then(new CallCommand.StopSounds(), new CallCommand.TellFloor(new FloorMessage.Answered(1, Cees, At(1), IsPickup: true)));
        Assert.Equal(CeesPhone, Assert.IsType<Phase.Talking>(story.Phase).Phone);
        Assert.Equal(["212"], story.Call!.Trail.Lines.Select(line => line.User.Value));
        Assert.Equal(("212", At(1)), (story.Call.Trail.Legs[^1].Extension?.Value, story.Call.Trail.Legs[^1].Answered));
    }

    [Fact]
    [Trait("Rule", "QUE-345")]
    public void Whoever_hangs_up_ends_the_conversation_and_frees_the_line()
    {
        var story = Moved(PickedUp(Waiting().Offer(1, "201"))).After(TimeSpan.FromSeconds(9)).When(new CallEvent.CallEnded());
        Assert.Equal([new FloorMessage.Hangs(At(9))], story.Told());
        Assert.Equal([Cees], story.One<CallCommand.FreeLines>().Users);
        Assert.Equal(EndReason.Completed, Assert.IsType<Phase.Ended>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "QUE-122")]
    [Trait("Rule", "QUE-488")]
    public void An_agent_who_answers_late_is_let_go()
    {
        var story = PickedUp(Waiting().Offer(1, "201"));
        var move = story.Op<CallCommand.MovePhone>();
        story.AnswerPhone("web:anna");
        Assert.Equal("web:anna", story.One<CallCommand.DropPhone>().Phone.Value);
        story.When(new CallEvent.PhoneAnswered(move, CeesPhone));
        Assert.Equal(CeesPhone, Assert.IsType<Phase.Talking>(story.Phase).Phone);
    }

    [Fact]
    [Trait("Rule", "CFT-109")]
    public void To_an_agent_who_has_answered_before_it_makes_no_difference()
    {
        var story = PickedUp(Waiting().Offer(1, "201").AnswerPhone("web:anna"));
        Assert.Empty(story.Commands);
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "QUE-345")]
    public void Should_the_phone_not_come_over_the_caller_waits_on_with_what_was_heard(bool isRefused)
    {
        var story = PickedUp(Waiting().Offer(1, "201"));
        Assert.Empty(story.Played());
        story.When<CallCommand.MovePhone>(op => isRefused ? new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Refused("gone"))]) : new CallEvent.PhoneNotReached(op, NotReached.Failed));
        Assert.Equal([new FloorMessage.PickupFailed(1)], story.Told());
        Assert.Equal([Cees], story.One<CallCommand.FreeLines>().Users);
        Assert.Equal((HeardItem.Music, 1), (story.State<QueueState.Waiting>().Heard.What, story.State<QueueState.Waiting>().Attempts));
        Assert.Empty(story.Played()); // the music has never stopped
        Assert.Equal(["web:bert"], story.Offer(2, "211").Rung);
    }

    [Fact]
    [Trait("Rule", "QUE-345")]
    public void What_ends_or_is_asked_for_meanwhile_takes_effect_when_it_waits_on()
    {
        var story = Waiting(""" "breakout": "600", "music": ["a", "b"] """).Offer(1, "201");
        var keys = story.State<QueueState.Waiting>().Keys!.Value;
        PickedUp(story);
        var move = story.Op<CallCommand.MovePhone>();
        story.When(new CallEvent.KeyPressed(keys, "1"));
        Assert.Empty(story.Commands);
        story.When(new CallEvent.PhoneNotReached(move, NotReached.Failed));
        Assert.Equal("600", story.Where());
        Assert.Contains(new FloorMessage.Leaves(StayEnd.BrokenOut, At(0)), story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-345")]
    public void When_the_network_tells_nothing_it_is_asked_and_whoever_is_there_talks()
    {
        var story = PickedUp(Waiting().Offer(1, "201")).WhenDue();
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([CallStory.Caller, CeesPhone]))]));
        Assert.Equal(CeesPhone, Assert.IsType<Phase.Talking>(story.Phase).Phone);
        Assert.Equal([new FloorMessage.Answered(1, Cees, At(5), IsPickup: true)], story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-345")]
    [Trait("Rule", "QUE-490")]
    public void When_it_is_not_there_the_call_waits_on_and_the_line_is_free()
    {
        var story = PickedUp(Waiting().Offer(1, "201"));
        var move = story.Op<CallCommand.MovePhone>();
        story.WhenDue();
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([CallStory.Caller]))])).WhenDue();
        Assert.Equal([new FloorMessage.PickupFailed(1)], story.Told());
        Assert.Equal([Cees], story.One<CallCommand.FreeLines>().Users);
        Assert.IsType<QueueState.Waiting>(Assert.IsType<Phase.InExtension>(story.Phase).State.State);
        story.When(new CallEvent.PhoneAnswered(move, CeesPhone));
        Assert.Equal(CeesPhone, story.One<CallCommand.DropPhone>().Phone); // too late
    }

    [Fact]
    [Trait("Rule", "QUE-345")]
    public void Who_answers_at_another_telephone_of_the_same_user_talks()
    {
        var story = Waiting().Offer(1, "212");
        var ring = story.Op<CallCommand.RingPhone>();
        PickedUp(story).When(new CallEvent.PhoneAnswered(ring, CeesPhone));
        Assert.Equal([new FloorMessage.Answered(1, Cees, At(0), IsPickup: true)], story.Told());
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "QUE-487")]
    public void Agents_who_are_offered_meanwhile_are_not_rung_and_another_pickup_fails()
    {
        var story = PickedUp(Waiting().Offer(1, "201")).Offer(2, "211");
        Assert.Equal([new FloorMessage.OfferFailed(2, ExtensionNumber.Parse("211"), OfferEnd.Cancelled)], story.Told());
        Assert.Empty(story.Rung);
        story.When(new CallEvent.PickedUp(2, ExtensionNumber.Parse("211"), PhoneAddress.Parse("web:bert"), "third leg"));
        Assert.Equal([new FloorMessage.PickupFailed(2)], story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-007")]
    public void A_call_that_listens_or_has_not_entered_yet_is_not_taken_over()
    {
        Assert.Equal([new FloorMessage.PickupFailed(1)], PickedUp(Waiting(""" "introduction": "welcome" """)).Told());
        Assert.Equal([new FloorMessage.PickupFailed(1)], PickedUp(Entering()).Told());
        Assert.Empty(PickedUp(Waiting().Refuse(StayEnd.RefusedFull)).Commands); // it has told that it leaves
    }

    [Fact]
    [Trait("Rule", "QUE-490")]
    public void A_caller_who_leaves_meanwhile_leaves_the_queue()
    {
        var story = PickedUp(Waiting().Offer(1, "201")).When(new CallEvent.CallEnded());
        Assert.Equal([new FloorMessage.Leaves(StayEnd.Abandoned, At(0))], story.Told());
        Assert.Equal([Cees], story.Commands.Select(one => one.Command).OfType<CallCommand.FreeLines>().SelectMany(free => free.Users).Where(user => user == Cees));
    }
}
