using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Queues;
using static Pbx.Domain.Tests.PersonalQueues.Camped;

namespace Pbx.Domain.Tests.PersonalQueues;

public sealed class WhenACallIsTakenBack
{
    [Fact]
    [Trait("Rule", "QUE-369")]
    [Trait("Rule", "QUE-368")]
    public void The_receptionist_is_rung_and_has_the_caller()
    {
        var story = Waiting();
        story.Until(60);
        story.When(new CallEvent.TakeBackAsked(Cees));
        Assert.Equal(["web:cees"], story.Rung);
        Assert.Equal([new FloorMessage.Listens(true)], story.Told()); // the user is not rung meanwhile
        Assert.Contains("Bert", story.One<CallCommand.RingPhone>().Display, StringComparison.Ordinal);
        story.AnswerPhone();
        Assert.Equal([new FloorMessage.Leaves(StayEnd.PickedUp, story.Now)], story.Told());
        Assert.Single(story.Commands, one => one.Command is CallCommand.ForgetNotifications);
        Assert.Equal("web:cees", Assert.IsType<Phase.Talking>(story.Phase).Phone.Value);
        Assert.Empty(story.When(new CallEvent.CallEnded()).Told());
    }

    [Fact]
    [Trait("Rule", "QUE-369")]
    public void What_rang_at_the_user_is_taken_back()
    {
        var story = Waiting().Offer(2, "211").When(new CallEvent.TakeBackAsked(Anna));
        Assert.Equal(["web:bert"], story.Withdrawn);
        Assert.Equal([new FloorMessage.Listens(true), new FloorMessage.OfferFailed(2, Bert, OfferEnd.Cancelled)], story.Told());
        story.Offer(3, "211"); // it has crossed
        Assert.Equal([new FloorMessage.OfferFailed(3, Bert, OfferEnd.Cancelled)], story.Told());
    }

    [Theory]
    [InlineData(NotReached.Busy)]
    [InlineData(NotReached.NoAnswer)]
    [InlineData(NotReached.Declined)]
    [Trait("Rule", "QUE-369")]
    public void Who_does_not_answer_has_it_not_and_the_call_waits_on_at_its_place(NotReached why)
    {
        var story = Waiting();
        var entered = story.State<QueueState.Waiting>().Entered;
        story.After(TimeSpan.FromSeconds(20)).When(new CallEvent.TakeBackAsked(Cees)).After(TimeSpan.FromSeconds(3)).Miss(why);
        Assert.Equal([new FloorMessage.Listens(false)], story.Told());
        Assert.Equal(entered, story.State<QueueState.Waiting>().Entered);
        Assert.Equal(["Ringback"], story.Played());
        Assert.Equal(["web:bert"], story.Offer(3, "211").Rung);
    }

    [Fact]
    [Trait("Rule", "QUE-369")]
    public void A_network_that_tells_nothing_does_not_keep_the_call()
    {
        var story = Waiting().When(new CallEvent.TakeBackAsked(Cees)).WhenDue();
        Assert.Contains(new FloorMessage.Listens(false), story.Told());
        Assert.Equal(["web:cees"], story.Withdrawn);
    }

    [Fact]
    [Trait("Rule", "QUE-369")]
    public void Who_has_no_phone_is_not_rung_and_nothing_changes()
    {
        var story = Waiting();
        var before = story.Phase;
        story.When(new CallEvent.TakeBackAsked(ExtensionNumber.Parse("202")));
        Assert.Equal((before, 0), (story.Phase, story.Commands.Count));
    }

    [Fact]
    [Trait("Rule", "QUE-369")]
    [Trait("Rule", "QUE-363")]
    public void Who_has_taken_it_back_can_camp_it_on_somebody_again()
    {
        var story = Waiting().When(new CallEvent.TakeBackAsked(Anna)).AnswerPhone().CampOn("212");
        Assert.Equal(QueueStory.TheQueue, Assert.IsType<FloorMessage.Enters>(Assert.Single(story.Told())).From);
        Assert.Equal(Cees, Assert.IsType<Phase.InExtension>(story.Placed("212").Phase).Arrival.Number);
    }

    [Fact]
    [Trait("Rule", "QUE-369")]
    public void A_caller_who_hangs_up_meanwhile_leaves_the_queue()
    {
        var story = Waiting().When(new CallEvent.TakeBackAsked(Cees)).When(new CallEvent.CallEnded());
        Assert.Equal([new FloorMessage.Leaves(StayEnd.Abandoned, story.Now)], story.Told());
    }
}
