using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Queues;
using static Pbx.Domain.Tests.PersonalQueues.Camped;

namespace Pbx.Domain.Tests.PersonalQueues;

public sealed class WhenACallIsCampedOn
{
    [Fact]
    [Trait("Rule", "QUE-363")]
    [Trait("Rule", "RCH-461")]
    public void The_receptionist_has_the_call_until_there_is_a_place_for_it_and_then_it_waits()
    {
        var story = Talking().CampOn();
        Assert.Equal([new FloorMessage.Enters(Bert, story.Now, story.Now, CallStory.Caller, null, Introduction: false, From: QueueStory.TheQueue)], story.Told());
        Assert.IsType<Phase.Talking>(story.Phase);
        story.Placed();
        Assert.Equal(PhoneAddress.Parse("web:anna"), story.One<CallCommand.DropPhone>().Phone);
        Assert.Equal(["Ringback"], story.Played());
        Assert.Equal(Bert, Assert.IsType<Phase.InExtension>(story.Phase).Arrival.Number);
        Assert.Empty(story.Told()); // the floor knows already
        Assert.NotNull(story.Call!.Trail.Legs.Single(leg => leg.Extension == Anna).Ended);
        Assert.Contains(Anna, story.One<CallCommand.FreeLines>().Users);
    }

    [Fact]
    [Trait("Rule", "RCH-462")]
    [Trait("Rule", "QUE-371")]
    public void The_user_is_rung_as_soon_as_the_floor_says_so_and_talks_to_the_caller()
    {
        var story = Waiting().Offer(2, "211");
        Assert.Equal(["web:bert"], story.Rung);
        Assert.Equal(1, story.One<CallCommand.RingPhone>().Line!.Calls);
        Assert.Equal("+31612345678", story.One<CallCommand.RingPhone>().Display);
        story.AnswerPhone();
        Assert.Equal([new FloorMessage.Answered(2, Bert, story.Now)], story.Told());
        Assert.Equal("web:bert", Assert.IsType<Phase.Talking>(story.Phase).Phone.Value);
        story.When(new CallEvent.CallEnded());
        Assert.Equal([new FloorMessage.Hangs(story.Now)], story.Told());
    }

    [Fact]
    [Trait("Rule", "RCH-462")]
    public void A_second_call_does_not_ring_at_a_user_who_talks()
    {
        var story = Waiting(bert: """{ "device": "web:bert", "offersSecondCall": true }""").Offer(2, "211");
        Assert.Equal(1, story.One<CallCommand.RingPhone>().Line!.Calls);
    }

    [Fact]
    [Trait("Rule", "RCH-462")]
    public void That_a_user_who_talks_is_tried_again_and_again_stands_in_the_log_once()
    {
        var story = Waiting();
        for (var offer = 2; offer < 20; offer++)
        {
            story.After(TimeSpan.FromSeconds(5)).Offer(offer, "211").When<CallCommand.RingPhone>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Engaged())]));
            Assert.Equal([new FloorMessage.OfferFailed(offer, Bert, OfferEnd.Failed)], story.Told());
        }

        Assert.Single(story.Call!.Trail.Steps, step => step.Why.Contains("offered to 211", StringComparison.Ordinal));
        Assert.Single(story.Call.Trail.Steps, step => step.Rule == "EXT-114");
        Assert.Equal(2, story.Call.Trail.Legs.Count(leg => leg.Op is not null)); // Anna's, and Bert's last
    }

    [Fact]
    [Trait("Rule", "QUE-372")]
    public void In_a_full_queue_there_is_no_place_and_the_receptionist_keeps_the_call()
    {
        var story = Talking().CampOn().When(new CallEvent.QueueRefuses(Bert, StayEnd.RefusedFull));
        Assert.Equal(StayEnd.RefusedFull, Assert.IsType<Phase.Talking>(story.Phase).CampOn!.Refused);
        Assert.Empty(story.Commands);
        Assert.Equal("QUE-372", story.Rule);
        story.When(new CallEvent.CallEnded());
        Assert.Equal([new FloorMessage.Hangs(story.Now)], story.Told()); // it is one of the group to its end
    }

    [Theory]
    [InlineData(""" "kind": "attendant" """, "211")]
    [InlineData("", "211")]
    [InlineData(""" "kind": "attendant", "campOn": {} """, "299")]
    [InlineData(""" "kind": "attendant", "campOn": {} """, "400")]
    [InlineData(""" "kind": "attendant", "campOn": {} """, "202")]
    [InlineData(""" "kind": "attendant", "campOn": {} """, "201")]
    [Trait("Rule", "QUE-363")]
    public void It_needs_an_attendant_group_with_camp_on_and_another_user_with_a_phone(string group, string user)
    {
        var story = Talking(group);
        var before = story.Phase;
        story.CampOn(user);
        Assert.Equal((before, 0), (story.Phase, story.Commands.Count));
    }

    [Fact]
    [Trait("Rule", "QUE-363")]
    public void Who_waits_in_the_group_or_is_no_call_of_a_queue_is_not_camped_on_anybody()
    {
        Assert.Empty(QueueStory.Waiting(""" "kind": "attendant", "campOn": {} """).CampOn().Told());
        Assert.Empty(CallStory.Of().Dial("+31205550101").AnswerPhone().CampOn("202").Commands);
    }

    [Fact]
    [Trait("Rule", "QUE-372")]
    public void A_caller_who_hangs_up_while_the_floor_is_asked_leaves_nothing_behind()
    {
        var story = Talking().CampOn().When(new CallEvent.CallEnded());
        Assert.Equal([new FloorMessage.Hangs(story.Now)], story.Told());
        Assert.Empty(story.Placed().Commands);
    }

    [Fact]
    [Trait("Rule", "QUE-364")]
    [Trait("Rule", "RCH-472")]
    [Trait("Rule", "RCH-473")]
    public void The_caller_hears_welcome_and_music_of_the_user()
    {
        var story = Waiting(bert: """{ "device": "web:bert", "personalQueue": { "welcome": "a", "whileWaiting": "b" } }""", prompts: ["a", "b"]);
        Assert.Equal(["a"], story.Played());
        story.Offer(2, "211");
        Assert.Equal(["web:bert"], story.Rung); // nobody waits for the welcome
        Assert.Equal(["b"], story.EndHeard().Played());
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(0, 0)]
    [Trait("Rule", "RCH-474")]
    [Trait("Rule", "RCH-475")]
    public void The_status_message_comes_at_its_interval_or_never(int seconds, int times)
    {
        var story = Waiting(bert: $$"""{ "device": "web:bert", "personalQueue": { "statusMessage": "c", "interval": "00:00:{{seconds:D2}}" } }""", prompts: ["c"]);
        story.After(TimeSpan.FromSeconds(9.9)).When(new CallEvent.TimeReached());
        Assert.Empty(story.Played());
        story.WhenDue();
        Assert.Equal(times, story.Played().Count(played => played == "c"));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(""", "forwardTo": "600" """, true)]
    [Trait("Rule", "RCH-466")]
    [Trait("Rule", "RCH-471")]
    public void After_half_an_hour_the_call_goes_to_the_forward_number_or_is_released(string forward, bool isForwarded)
    {
        var story = Waiting(bert: $$"""{ "device": "web:bert", "personalQueue": { "size": 3{{forward}} } }""");
        story.Until((30 * 60) - 1);
        Assert.Equal(Bert, Assert.IsType<Phase.InExtension>(story.Phase).Arrival.Number);
        story.Until(30 * 60);
        Assert.Contains(story.Told(), message => message is FloorMessage.Leaves);
        Assert.Equal(isForwarded, story.Phase is Phase.InExtension { Arrival.Number.Value: "600" });
        Assert.Equal(!isForwarded, story.Phase is Phase.Ending or Phase.HangingUp);
    }

    [Fact]
    [Trait("Rule", "RCH-464")]
    [Trait("Rule", "RCH-468")]
    public void Who_presses_five_is_called_back_by_the_user_where_that_is_set()
    {
        var story = Waiting(bert: """{ "device": "web:bert", "personalQueue": { "callsBack": true } }""");
        Assert.Equal(["Als u teruggebeld wilt worden, toets 5."], story.Played());
        Assert.Equal(Bert, Assert.IsType<FloorMessage.WantsCallback>(Assert.Single(story.PressKey("5").Told())).Queue);

        var back = CallStory.Of(QueueStory.Account("", """{ "number": "211", "name": "Bert", "type": "user", "config": { "device": "web:bert", "personalQueue": { "callsBack": true } } }"""));
        back.When(new CallEvent.CallbackDue(Bert, "wish", 3, new OfferedAgent(Bert, TimeSpan.FromSeconds(20)), CallStory.Caller, null, null));
        Assert.Equal("web:bert", back.One<CallCommand.CallPhone>().Phone.Value);
        back.When(new CallEvent.CallerConnected("connection"));
        Assert.Equal(["+31612345678"], back.Rung.Select(phone => phone.Split(':')[^1]));
        back.AnswerPhone();
        Assert.Equal([new FloorMessage.Answered(3, Bert, back.Now)], back.Told());
    }

    [Fact]
    [Trait("Rule", "RCH-464")]
    [Trait("Rule", "RCH-468")]
    public void Elsewhere_five_does_nothing() => Assert.Empty(Waiting().PressKey("5").Told());
}
