using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using static Pbx.Domain.Tests.Queues.QueueStory;

namespace Pbx.Domain.Tests.Queues;

public sealed class WhenACallerWantsToBeCalledBack
{
    private const string Offered = "Als u teruggebeld wilt worden, toets 5.";
    private const string Noted = "U wordt teruggebeld. Tot ziens.";

    [Fact]
    [Trait("Rule", "QUE-309")]
    [Trait("Rule", "QUE-203")]
    public void The_offer_is_heard_before_the_introduction()
    {
        var story = Account(""" "callback": {}, "introduction": "a" """).WithPrompts("a").Called().Admit();
        Assert.Equal([Offered], story.Played());
        Assert.Equal(["a"], story.EndHeard().Played());
        Assert.Empty(story.PressKey("5").Told()); // QUE-217
        Assert.Equal(["Music"], story.EndHeard().Played());
        Assert.Equal([new FloorMessage.Listens(false)], Waiting(""" "callback": {} """).EndHeard().Told().Append(new FloorMessage.Listens(false)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "QUE-310")]
    [Trait("Rule", "QUE-315")]
    [Trait("Rule", "QUE-311")]
    public void Five_is_heard_during_the_offer_and_while_waiting_and_the_call_is_released(bool isDuringOffer)
    {
        var story = Waiting(""" "callback": {} """).After(TimeSpan.FromSeconds(3));
        story = isDuringOffer ? story : story.EndHeard();
        story.PressKey("5");
        Assert.Equal([new FloorMessage.WantsCallback(TheQueue, At(3), At(0), At(0), CallStory.Caller, null, PhoneNumber.Parse("+31205550109"))], story.Told());
        Assert.Equal([Noted], story.Played());
        story.EndSound();
        Assert.IsType<CallCommand.HangUp>(Assert.Single(story.Commands).Command); // and nothing more is told of the wish
        story.When(new CallEvent.CallEnded());
        Assert.Equal(EndReason.Completed, Assert.IsType<Phase.Ended>(story.Phase).Reason);
    }

    [Theory]
    [InlineData("anonymous", "{}")]
    [InlineData("+31612345678", "null")]
    [Trait("Rule", "QUE-312")]
    [Trait("Rule", "QUE-308")]
    public void Who_shows_no_number_is_offered_nothing_and_five_does_nothing(string caller, string callback)
    {
        var story = CallStory.Of(Account($""" "breakout": "600", "callback": {callback} """)).Dial("+31205550109", caller: PhoneAddress.Parse(caller)).Admit();
        Assert.Equal(["Music"], story.Played());
        Assert.Empty(story.PressKey("5").Commands);
    }

    [Fact]
    [Trait("Rule", "QUE-314")]
    public void With_a_free_agent_the_offer_is_not_played() => Assert.Equal(["Music"], Waiting(""" "callback": {} """, isFree: true).Played());

    [Fact]
    [Trait("Rule", "QUE-249")]
    [Trait("Rule", "QUE-310")]
    public void During_infotainment_five_is_remembered_until_it_has_ended()
    {
        var story = Account(""" "callback": {}, "infotainment": ["b"] """).WithPrompts("b").Called().Admit().EndHeard().Until(60);
        Assert.Equal(["b"], story.Played());
        Assert.Empty(story.PressKey("5").Told());
        Assert.IsType<FloorMessage.WantsCallback>(story.EndHeard().Told().Last());
    }

    [Fact]
    [Trait("Rule", "QUE-303")]
    public void Five_takes_back_what_rings()
    {
        var story = Waiting(""" "callback": {} """).EndHeard().Offer(1, "201").PressKey("5");
        Assert.Single(story.Withdrawn);
        Assert.IsType<FloorMessage.WantsCallback>(Assert.Single(story.Told()));
    }

    [Fact]
    [Trait("Rule", "QUE-317")]
    [Trait("Rule", "QUE-331")]
    public void The_agent_is_called_and_sees_what_it_is_about()
    {
        var call = Due(""" "callback": { "metadata": "Terugbellen" } """).One<CallCommand.CallPhone>();
        Assert.Equal(("web:anna", "Terugbellen Jan"), (call.Phone.Value, call.Display));
        Assert.EndsWith(" Jan", Due(""" "callback": {} """).One<CallCommand.CallPhone>().Display, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "QUE-318")]
    [Trait("Rule", "QUE-319")]
    [Trait("Rule", "QUE-329")]
    public void Who_has_answered_hears_the_message_and_then_the_caller_is_rung()
    {
        var story = Due(""" "callback": { "message": "c", "ringFor": "00:00:45" } """).Connect();
        Assert.Equal(["c"], story.Played());
        Assert.Empty(story.Told());
        story.EndSound();
        Assert.Equal([new FloorMessage.Dials(7, Agent, story.Now)], story.Told());
        var ring = story.One<CallCommand.RingPhone>();
        Assert.Equal((CallStory.Caller, TimeSpan.FromSeconds(45), "+31205550100"), (ring.Phone, ring.For, ring.CallerId?.Value));
        Assert.Equal(["Ringback"], story.Played());
        Assert.Equal("+31205550109", Due(""" "callback": {} """, "+31205550109").Connect().One<CallCommand.RingPhone>().CallerId?.Value);
    }

    [Fact]
    [Trait("Rule", "QUE-324")]
    public void They_talk_and_the_floor_hears_when_it_is_over()
    {
        var story = Due(""" "callback": {} """).Connect().AnswerPhone();
        Assert.Equal([new FloorMessage.Answered(7, Agent, story.Now)], story.Told());
        Assert.IsType<Phase.Talking>(story.Phase);
        story.After(TimeSpan.FromMinutes(1)).When(new CallEvent.CallEnded());
        Assert.Equal([new CallCommand.TellFloor(new FloorMessage.Hangs(story.Now), "wish")], story.Commands.Select(one => one.Command).OfType<CallCommand.TellFloor>());
    }

    [Theory]
    [InlineData(NotReached.Busy)]
    [InlineData(NotReached.NoAnswer)]
    [InlineData(NotReached.Declined)]
    [InlineData(NotReached.Failed)]
    [Trait("Rule", "QUE-321")]
    public void The_agent_hears_that_nobody_was_reached(NotReached why)
    {
        var story = Due(""" "callback": {} """).Connect().Miss(why);
        Assert.Equal(["De beller kon niet worden bereikt."], story.Played());
        story.EndSound();
        Assert.Equal([new FloorMessage.CallerMissed(7, Agent, story.Now)], story.Told());
        Assert.Contains(story.Commands, one => one.Command is CallCommand.HangUp);
    }

    [Theory]
    [InlineData(NotReached.NoAnswer, OfferEnd.Missed)]
    [InlineData(NotReached.Declined, OfferEnd.Rejected)]
    [InlineData(NotReached.Busy, OfferEnd.Failed)]
    [InlineData(NotReached.Unreachable, OfferEnd.Failed)]
    [Trait("Rule", "QUE-163")]
    [Trait("Rule", "QUE-054")]
    public void An_agent_who_is_not_reached_has_missed_an_offer_or_not(NotReached why, OfferEnd end)
    {
        var story = Due(""" "callback": {} """);
        story.When<CallCommand.CallPhone>(op => new CallEvent.PhoneNotReached(op, why));
        Assert.Equal([new FloorMessage.OfferFailed(7, Agent, end)], story.Told());
        Assert.IsType<Phase.Ended>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "QUE-159")]
    public void The_ring_timeout_ends_the_call_once_the_network_has_been_asked()
    {
        var story = Due(""" "callback": {} """);
        story.When<CallCommand.CallPhone>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Answering("connection"))])).WhenDue();
        Assert.Equal(At(20), story.Now);
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([]))]));
        Assert.Equal([new FloorMessage.OfferFailed(7, Agent, OfferEnd.Missed)], story.Told());
        Assert.Contains(story.Commands, one => one.Command is CallCommand.HangUp);
    }

    [Fact]
    [Trait("Rule", "QUE-489")]
    public void An_agent_whose_answer_was_not_told_is_found_there()
    {
        var story = Due(""" "callback": {} """);
        story.When<CallCommand.CallPhone>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Answering("connection"))])).WhenDue();
        story.When<CallCommand.LookWhoIsThere>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Roster([PhoneAddress.Parse("web:anna")]))]));
        Assert.IsType<FloorMessage.Dials>(Assert.Single(story.Told()));
    }

    [Fact]
    [Trait("Rule", "QUE-077")]
    public void What_the_floor_takes_back_is_hung_up()
    {
        foreach (var story in new[] { Due(""" "callback": {} """), Due(""" "callback": { "message": "c" } """).Connect(), Due(""" "callback": {} """).Connect() })
        {
            story.When(new CallEvent.AgentsTakenBack(8, [Agent]));
            Assert.Empty(story.Commands);
            story.When(new CallEvent.AgentsTakenBack(7, [Agent]));
            Assert.Contains(story.Commands, one => one.Command is CallCommand.HangUp);
        }
    }

    [Fact]
    public void An_agent_who_hangs_up_before_the_caller_is_rung_has_rejected_it()
    {
        var story = Due(""" "callback": { "message": "c" } """).Connect().When(new CallEvent.CallEnded());
        Assert.Equal([new FloorMessage.OfferFailed(7, Agent, OfferEnd.Rejected)], story.Told());
        story = Due(""" "callback": {} """).Connect().When(new CallEvent.CallEnded());
        Assert.Equal([new FloorMessage.CallerMissed(7, Agent, story.Now)], story.Told());
    }

    [Fact]
    [Trait("Rule", "EXT-114")]
    public void An_agent_whose_line_is_busy_is_not_called()
    {
        var story = Due(""" "callback": {} """);
        story.When<CallCommand.CallPhone>(op => new CallEvent.CommandsDone([new CommandDone(op, new Outcome.Engaged())]));
        Assert.Equal([new FloorMessage.OfferFailed(7, Agent, OfferEnd.Failed)], story.Told());
    }

    [Fact]
    public void An_agent_who_is_gone_is_not_called()
    {
        var story = CallStory.Of(Account(""" "callback": {} """)).When(Event("999"));
        Assert.Equal([new FloorMessage.OfferFailed(7, ExtensionNumber.Parse("999"), OfferEnd.Failed)], story.Told());
        Assert.IsType<Phase.Ended>(story.Phase);
    }

    private static ExtensionNumber Agent => ExtensionNumber.Parse("201");

    private static CallStory Due(string settings, string? shown = null) => CallStory.Of(Account(settings).WithPrompts("c")).When(Event("201", shown));

    private static CallEvent.CallbackDue Event(string agent, string? shown = null) => new(
        TheQueue, "wish", 7, new OfferedAgent(ExtensionNumber.Parse(agent), TimeSpan.FromSeconds(20)), CallStory.Caller, "Jan", shown is null ? null : PhoneNumber.Parse(shown));
}

internal static class CallbackStory
{
    /// <summary>The agent has answered.</summary>
    public static CallStory Connect(this CallStory story) => story.When(new CallEvent.CallerConnected("connection"));
}
