using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using static Pbx.Domain.Tests.Queues.QueueStory;

namespace Pbx.Domain.Tests.Queues;

public sealed class WhenAgentsAreRung
{
    private static readonly ExtensionNumber Anna = ExtensionNumber.Parse("201");
    private static readonly ExtensionNumber Bert = ExtensionNumber.Parse("211");

    [Fact]
    [Trait("Rule", "QUE-008")]
    [Trait("Rule", "QUE-207")]
    [Trait("Rule", "QUE-208")]
    public void The_waiting_audio_goes_on_until_an_agent_answers_and_then_is_cut()
    {
        var story = Waiting().Offer(1, "201");
        Assert.Equal(["web:anna"], story.Rung);
        Assert.Empty(story.Played());
        story.After(TimeSpan.FromSeconds(4)).AnswerPhone("web:anna");
        story.Then(new CallCommand.StopSounds(), new CallCommand.TellFloor(new FloorMessage.Answered(1, Anna, At(4))));
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "QUE-122")]
    [Trait("Rule", "QUE-155")]
    [Trait("Rule", "QUE-488")]
    public void The_first_who_answers_has_the_call_and_whoever_answers_late_is_released()
    {
        var story = Waiting().Offer(1, "201", "211").AnswerPhone("web:bert");
        Assert.Equal(["web:anna"], story.Withdrawn);
        Assert.Equal([new FloorMessage.Answered(1, Bert, At(0))], story.Told());
        story.AnswerPhone("web:anna");
        Assert.Equal("web:anna", story.One<CallCommand.DropPhone>().Phone.Value);
        Assert.Empty(story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-159")]
    [Trait("Rule", "QUE-160")]
    [Trait("Rule", "QUE-163")]
    public void Ringing_ends_at_the_ring_timeout_of_each_agent_and_is_a_missed_offer()
    {
        var story = Waiting().Offer(1, 20, "201").Offer(1, 30, "211").Until(19);
        Assert.Empty(story.Told());
        story.WhenDue();
        Assert.Equal((At(20), "web:anna"), (story.Now, string.Join("; ", story.Withdrawn)));
        Assert.Equal([new FloorMessage.OfferFailed(1, Anna, OfferEnd.Missed)], story.Told());
        story.WhenDue();
        Assert.Equal(At(30), story.Now);
        Assert.Equal([new FloorMessage.OfferFailed(1, Bert, OfferEnd.Missed)], story.Told());
        Assert.Empty(story.Played()); // the music has never stopped
    }

    [Theory]
    [InlineData(NotReached.Declined, "Rejected")]
    [InlineData(NotReached.Busy, "Failed")]
    [InlineData(NotReached.Unreachable, "Failed")]
    [InlineData(NotReached.Failed, "Failed")]
    [InlineData(NotReached.NoAnswer, "Missed")]
    [Trait("Rule", "QUE-054")]
    [Trait("Rule", "QUE-116")]
    [Trait("Rule", "QUE-163")]
    public void What_became_of_an_agent_is_told_at_once(NotReached why, string told)
    {
        var story = Waiting().Offer(1, "201", "211").Miss("web:anna", why);
        Assert.Equal([new FloorMessage.OfferFailed(1, Anna, Enum.Parse<OfferEnd>(told))], story.Told());
        Assert.Empty(story.Withdrawn);
        Assert.Equal("500", story.Where());
    }

    [Theory]
    [InlineData("202")] // has no device
    [InlineData("299")] // does not exist
    [InlineData("300")] // rings nobody
    [Trait("Rule", "QUE-054")]
    public void An_agent_without_a_phone_fails_at_once(string agent)
    {
        var story = Waiting().Offer(1, agent);
        Assert.Equal([new FloorMessage.OfferFailed(1, ExtensionNumber.Parse(agent), OfferEnd.Failed)], story.Told());
        Assert.Empty(story.Rung);
    }

    [Fact]
    [Trait("Rule", "QUE-064")]
    public void A_forward_rings_its_number()
    {
        var story = Waiting().Offer(1, "400");
        Assert.Equal(["+31201234567"], story.Rung);
        story.Miss("+31201234567", NotReached.CallerIdRefused);
        Assert.Equal("+31205550109", story.One<CallCommand.RingPhone>().CallerId?.Value);
        Assert.Empty(story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-160")]
    public void Where_the_network_lets_a_phone_ring_for_a_shorter_time_it_is_rung_again_for_the_rest()
    {
        var story = Waiting().Offer(1, 120, "201").After(TimeSpan.FromSeconds(85)).Miss("web:anna", NotReached.NoAnswer);
        Assert.Equal(TimeSpan.FromSeconds(35), story.One<CallCommand.RingPhone>().For);
        Assert.Empty(story.Told());
        story.Until(120);
        Assert.Equal([new FloorMessage.OfferFailed(1, Anna, OfferEnd.Missed)], story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-140")]
    [Trait("Rule", "QUE-487")]
    public void Agents_are_added_to_an_offer_that_rings_and_who_rings_already_is_not_rung_twice()
    {
        var story = Waiting().Offer(1, "201").Offer(1, "201", "211");
        Assert.Equal(["web:bert"], story.Rung);
        Assert.Empty(story.Offer(1, "201", "211").Commands);
    }

    [Fact]
    [Trait("Rule", "QUE-077")]
    public void Agents_whom_the_floor_takes_back_ring_no_more()
    {
        var story = Waiting().Offer(1, "201", "211").When(new CallEvent.AgentsTakenBack(1, [Anna]));
        Assert.Equal(["web:anna"], story.Withdrawn);
        Assert.Empty(story.Told());
        story.AnswerPhone("web:bert");
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Theory]
    [InlineData("", "Own +31612345678")]
    [InlineData(""" "metadata": "VIP line" """, "VIP line +31612345678")]
    [InlineData(""" "metadata": "VIP line", "keepsMetadata": true """, "VIP line +31612345678")]
    [InlineData(""" "forcesDivertingNumber": true """, "Own (+31205550109) +31612345678")]
    [Trait("Rule", "QUE-331")]
    [Trait("Rule", "QUE-332")]
    [Trait("Rule", "QUE-335")]
    public void Agents_see_the_queue_and_the_caller(string settings, string shown) =>
        Assert.Equal(shown, Waiting(settings).Offer(1, "201").One<CallCommand.RingPhone>().Display);

    [Theory]
    [InlineData("", "Own Sales +31612345678 (Wants a refund)")]
    [InlineData(""", "metadata": "VIP line" """, "VIP line Sales +31612345678")]
    [InlineData(""", "metadata": "VIP line", "keepsMetadata": true """, "Wants a refund Sales +31612345678")]
    [Trait("Rule", "QUE-333")]
    [Trait("Rule", "QUE-334")]
    public void A_text_that_came_with_the_call_is_kept_where_that_is_set_and_a_prefix_stays(string settings, string shown)
    {
        const string Menu = """{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "information": "Wants a refund", "options": [{ "key": "1", "destination": "500", "prefix": "Sales" }] } }""";
        var unprefixed = CallStory.Of(Account($$""" "weight": 1 {{settings}}""", Menu, """{ "number": "101", "name": "Other", "type": "menu", "config": { "options": [] } }"""));
        var story = unprefixed.Dial("+31205550100").Press("1").Admit().Offer(1, "201");
        Assert.Equal(shown.Replace("Sales", "Main Sales", StringComparison.Ordinal), story.One<CallCommand.RingPhone>().Display);
    }

    [Fact]
    [Trait("Rule", "QUE-335")]
    public void Behind_a_public_number_an_agent_sees_the_number_of_the_queue_in_place_of_the_callers()
    {
        Assert.Equal("+31205550109", Waiting(""" "forcesDivertingNumber": true """).Offer(1, "400").One<CallCommand.RingPhone>().CallerId?.Value);
        Assert.Equal("+31612345678", Waiting().Offer(1, "400").One<CallCommand.RingPhone>().CallerId?.Value);
    }

    [Fact]
    [Trait("Rule", "QUE-243")]
    public void Ring_back_takes_the_place_of_the_waiting_audio_where_that_is_set_and_the_audio_returns()
    {
        var story = Waiting(""" "ringsWhenOffered": true, "statusMessage": "Status", "interval": "00:00:10" """).Offer(1, 25, "201");
        Assert.Equal(["Ringback"], story.Played());
        story.Until(24);
        Assert.Equal(HeardItem.Ringback, story.State<QueueState.Waiting>().Heard.What); // what was due meanwhile is over
        story.WhenDue();
        Assert.Equal((At(25), "Music"), (story.Now, string.Join("; ", story.Played())));
        story.WhenDue();
        Assert.Equal(At(30), story.Now);
        Assert.NotEmpty(story.Played());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rule", "QUE-005")]
    [Trait("Rule", "QUE-269")]
    [Trait("Rule", "QUE-265")]
    public void After_the_most_offers_without_answer_the_call_is_forwarded(bool hasOwn)
    {
        var story = Waiting($$""" "mostAttempts": 2, "forwardTo": ["100"]{{(hasOwn ? ", \"waitedTooLong\": \"300\"" : "")}} """);
        story.Offer(1, "201", "211").Miss("web:anna", NotReached.Declined).Miss("web:bert", NotReached.Declined); // one offer
        story.Offer(2, "201").Miss("web:anna", NotReached.Busy); // has not rung
        Assert.Equal("500", story.Where());
        story.Offer(3, "201").Miss("web:anna", NotReached.Declined);
        Assert.Equal(hasOwn ? "300" : "100", story.Where());
        Assert.Equal([new FloorMessage.OfferFailed(3, Anna, OfferEnd.Rejected), new FloorMessage.Leaves(StayEnd.ForwardedAttempts, At(0))], story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-267")]
    public void A_forward_timer_that_expires_during_an_offer_stops_the_ringing()
    {
        var story = Waiting(""" "forwardTo": ["300"], "forwardAfter": "00:00:10" """).Offer(1, "201").Until(10);
        Assert.Equal("300", story.Where());
        Assert.Equal(["web:anna"], story.Withdrawn);
        Assert.Equal([new FloorMessage.Leaves(StayEnd.ForwardedTimer, At(10))], story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-290")]
    [Trait("Rule", "QUE-291")]
    public void The_rules_of_an_agent_send_no_offer_elsewhere()
    {
        const string Ruled = """{ "number": "211", "name": "Bert", "type": "user", "config": { "device": "web:bert", "incomingRules": [{ "name": "Away", "then": { "do": "forward", "destination": "300" } }] } }""";
        var story = Account("", Ruled).Called().Admit().Offer(1, "211");
        Assert.Equal(["web:bert"], story.Rung);
    }

    [Fact]
    [Trait("Rule", "QUE-487")]
    public void An_offer_that_comes_before_the_word_that_the_call_is_admitted_rings()
    {
        var story = Entering().Offer(1, "201");
        Assert.Equal(["web:anna"], story.Rung);
        Assert.Empty(story.Admit().Commands);
        story.AnswerPhone("web:anna");
        Assert.Equal([new FloorMessage.Answered(1, Anna, At(0))], story.Told());
    }
}
