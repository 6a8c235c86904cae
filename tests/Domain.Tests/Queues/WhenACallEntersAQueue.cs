using Pbx.Domain.Calls;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using static Pbx.Domain.Tests.Queues.QueueStory;

namespace Pbx.Domain.Tests.Queues;

public sealed class WhenACallEntersAQueue
{
    private const string Forwards = """ "forwardTo": ["211"], "forwardAfter": "00:01:00" """;

    [Fact]
    [Trait("Rule", "QUE-001")]
    [Trait("Rule", "QUE-002")]
    public void It_takes_a_position_at_once_and_its_playback_base_is_that_instant()
    {
        var story = Entering();
        Assert.Equal([new FloorMessage.Enters(TheQueue, CallStory.Start, CallStory.Start, CallStory.Caller, null, Introduction: false)], story.Told());
        story.After(TimeSpan.FromSeconds(2)).Admit();
        Assert.Equal((At(0), At(0)), (story.State<QueueState.Waiting>().Entered, story.State<QueueState.Waiting>().Base));
    }

    [Fact]
    [Trait("Rule", "QUE-211")]
    [Trait("Rule", "QUE-212")]
    [Trait("Rule", "QUE-262")]
    public void Ring_back_is_heard_exactly_once_between_two_looks_whether_it_is_admitted()
    {
        var story = Entering(""" "ringback": true """);
        Assert.Equal([new FloorMessage.Asks(TheQueue)], story.Told());
        story.When(new CallEvent.QueueAdmits(TheQueue, HasEntered: false, IsFree: true));
        Assert.Equal(["Ringback"], story.Played());
        Assert.False(story.One<CallCommand.Play>().Loop);
        Assert.Empty(story.Told());
        story.After(TimeSpan.FromSeconds(5)).EndSound();
        Assert.Equal([new FloorMessage.Enters(TheQueue, At(5), At(0), CallStory.Caller, null, Introduction: false)], story.Told());
        story.Refuse(StayEnd.RefusedFull);
        Assert.Equal("Busy", story.Where());
    }

    [Fact]
    [Trait("Rule", "QUE-198")]
    public void Ring_back_that_cannot_be_played_keeps_nobody_from_entering()
    {
        var story = Entering(""" "ringback": true """).When(new CallEvent.QueueAdmits(TheQueue, HasEntered: false, IsFree: true));
        story.When<CallCommand.Play>(op => new CallEvent.SoundFailed(op));
        Assert.IsType<FloorMessage.Enters>(Assert.Single(story.Told()));
    }

    [Theory]
    [InlineData("", "RefusedFull", "Busy", "QUE-254")]
    [InlineData("", "RefusedLongestWait", "Busy", "QUE-256")]
    [InlineData(""" "forwardTo": ["100"] """, "RefusedFull", "100", null)]
    [InlineData(""" "forwardTo": ["100"] """, "RefusedLongestWait", "100", null)]
    [InlineData(""" "forwardTo": ["100"], "overflowAction": "busy-tone" """, "RefusedFull", "Busy", "QUE-254")]
    [InlineData(""" "forwardTo": ["100"], "overflowAction": "busy-tone" """, "RefusedLongestWait", "Busy", "QUE-256")]
    [InlineData(""" "forwardTo": ["100"], "overflowAction": "forward", "overflowTo": "300" """, "RefusedFull", "300", null)]
    [InlineData(""" "overflowAction": "forward", "overflowTo": "300" """, "RefusedLongestWait", "300", null)]
    [InlineData(""" "forwardTo": ["100"], "noAgent": ["300"] """, "RefusedNoAgent", "300", null)]
    [Trait("Rule", "QUE-258")]
    [Trait("Rule", "QUE-260")]
    [Trait("Rule", "QUE-271")]
    public void Who_is_not_admitted_gets_busy_or_is_forwarded_as_is_set(string settings, string why, string where, string? rule)
    {
        var story = Entering(settings).Refuse(Enum.Parse<StayEnd>(why));
        Assert.Equal(where, story.Where());
        Assert.Empty(story.Told()); // the floor knows that it has refused
        Assert.True(rule is null || story.Rule == rule, story.Rule);
    }

    [Fact]
    [Trait("Rule", "QUE-254")]
    [Trait("Rule", "QUE-259")]
    public void The_overflow_may_be_a_number_outside_the_account()
    {
        var story = Entering(""" "overflowAction": "forward", "overflowTo": "+4930901820" """).Refuse(StayEnd.RefusedFull);
        Assert.Equal(["+4930901820"], story.Rung.Select(phone => phone));
    }

    [Fact]
    [Trait("Rule", "QUE-276")]
    public void A_queue_that_has_closed_meanwhile_says_so()
    {
        var story = Entering().Refuse(StayEnd.RefusedClosed);
        Assert.Equal(["Wij zijn op dit moment gesloten. Belt u terug tijdens onze openingstijden."], story.Played());
        Assert.Equal(EndReason.Closed, Assert.IsType<Phase.HangingUp>(story.EndSound().Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "QUE-487")]
    public void What_the_floor_does_not_answer_is_said_again_and_the_caller_does_not_wait_in_silence()
    {
        var story = Entering().WhenDue();
        Assert.Equal(At(15), story.Now);
        Assert.Equal([new FloorMessage.Enters(TheQueue, At(0), At(0), CallStory.Caller, null, Introduction: false)], story.Told());
        Assert.Equal(["Ringback"], story.Played());
        story.WhenDue();
        Assert.Equal((At(30), 1), (story.Now, story.Told().Count()));
        Assert.Equal(At(0), story.Admit().State<QueueState.Waiting>().Entered);
        Assert.Empty(story.Admit().Commands);
    }

    [Theory]
    [InlineData("", 180, "Unavailable", "EXT-071")]
    [InlineData(Forwards, 60, "500", "QUE-263")]
    [Trait("Rule", "QUE-263")]
    public void A_floor_that_never_answers_strands_nobody(string settings, int seconds, string where, string rule)
    {
        var story = Entering(settings).Until(seconds - 1);
        Assert.Equal("500", story.Where());
        story.WhenDue();
        Assert.Equal((At(seconds), where, rule), (story.Now, story.Where(), story.Rule));
        Assert.Equal([new FloorMessage.Leaves(StayEnd.ForwardedTimer, At(seconds))], story.Told());
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [Trait("Rule", "QUE-213")]
    [Trait("Rule", "QUE-214")]
    [Trait("Rule", "QUE-215")]
    public void The_introduction_is_played_on_entry_unless_it_may_be_skipped_and_an_agent_is_free(bool skips, bool isFree, bool isPlayed)
    {
        var story = Introduced($$""", "skipsIntroduction": {{(skips ? "true" : "false")}}""");
        Assert.True(Assert.IsType<FloorMessage.Enters>(Assert.Single(story.Told())).Introduction);
        story.Admit(isFree);
        Assert.Equal([isPlayed ? "a" : "Music"], story.Played());
        Assert.Equal(isPlayed ? [] : [new FloorMessage.Listens(false)], story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-216")]
    [Trait("Rule", "QUE-199")]
    [Trait("Rule", "QUE-218")]
    public void An_introduction_plays_to_its_end_whoever_is_offered_and_only_once()
    {
        var story = Introduced().Admit().Offer(1, "201");
        Assert.Equal([new FloorMessage.OfferFailed(1, Domain.Extensions.ExtensionNumber.Parse("201"), OfferEnd.Cancelled)], story.Told());
        Assert.Empty(story.Rung);
        story.After(TimeSpan.FromSeconds(12)).EndHeard();
        Assert.Equal([new FloorMessage.Listens(false)], story.Told());
        Assert.Equal(["Music"], story.Played());
        Assert.Equal((At(0), At(12)), (story.State<QueueState.Waiting>().Entered, story.State<QueueState.Waiting>().Base));
        story.Offer(2, "201").Miss(NotReached.Declined);
        Assert.DoesNotContain("a", story.Played());
    }

    [Fact]
    [Trait("Rule", "QUE-217")]
    [Trait("Rule", "QUE-302")]
    public void Keys_have_no_effect_during_the_introduction()
    {
        var story = Introduced(""", "breakout": "300" """).Admit();
        Assert.DoesNotContain(story.Commands, one => one.Command is CallCommand.HearKeys);
        story.PressKey("1");
        Assert.Equal("500", story.Where());
        story.EndHeard();
        Assert.Equal("500", story.Where());
        Assert.Contains(story.Commands, one => one.Command is CallCommand.HearKeys);
    }

    [Fact]
    [Trait("Rule", "QUE-250")]
    public void A_forward_timer_that_expires_during_the_introduction_takes_effect_at_its_end()
    {
        var story = Introduced(""", "forwardTo": ["300"], "forwardAfter": "00:00:10" """).Admit().Until(20);
        Assert.Equal("500", story.Where());
        story.EndHeard();
        Assert.Equal("300", story.Where());
        Assert.Equal([new FloorMessage.Listens(false), new FloorMessage.Leaves(StayEnd.ForwardedTimer, At(20))], story.Told());
    }

    private static CallStory Introduced(string more = "") => Account($$""" "introduction": "a" {{more}}""").WithPrompts("a").Called();
}
