using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using static Pbx.Domain.Tests.Queues.QueueStory;

namespace Pbx.Domain.Tests.Queues;

public sealed class WhenACallLeavesAQueue
{
    private const string Closes =
        """, "schedule": { "events": [{ "name": "Evening", "repeat": "daily", "start": "11:01", "end": "23:00", "action": "closed", "disconnectsWaiting": WAITING, "message": "Tot morgen." }] }""";

    [Theory]
    [InlineData("", 60)]
    [InlineData(""", "forwardAfter": "00:00:05" """, 5)]
    [InlineData(""", "forwardAfter": "02:00:00" """, 7200)]
    [Trait("Rule", "QUE-263")]
    [Trait("Rule", "QUE-279")]
    [Trait("Rule", "QUE-003")]
    public void The_forward_timer_runs_from_the_entry_time(string timer, int seconds)
    {
        var story = Waiting($$""" "forwardTo": ["300"] {{timer}} """).Until(seconds - 1);
        Assert.Equal("500", story.Where());
        story.WhenDue();
        Assert.Equal((At(seconds), "300"), (story.Now, story.Where()));
        Assert.Equal([new FloorMessage.Leaves(StayEnd.ForwardedTimer, At(seconds))], story.Told());
    }

    [Theory]
    [InlineData(""" "waitedTooLong": "300" """, "300")]
    [InlineData(""" "waitedTooLong": "300", "forwardTo": ["100"] """, "300")]
    [InlineData(""" "forwardTo": ["100"] """, "100")]
    [Trait("Rule", "QUE-264")]
    [Trait("Rule", "QUE-265")]
    public void Who_has_waited_too_long_goes_where_that_is_set_else_where_calls_are_forwarded(string settings, string where) =>
        Assert.Equal(where, Waiting(settings).Until(60).Where());

    [Theory]
    [InlineData(""" "noAgent": ["300"] """, "300", 1)]
    [InlineData("", "500", 0)]
    [Trait("Rule", "QUE-273")]
    [Trait("Rule", "QUE-275")]
    public void When_the_last_agent_has_gone_the_floor_sends_those_who_wait(string settings, string where, int told)
    {
        var story = Waiting(settings).Offer(1, "201").When(new CallEvent.QueueSends(StayEnd.ForwardedNoAgent));
        Assert.Equal(where, story.Where());
        Assert.Equal(told, story.Told().OfType<FloorMessage.Leaves>().Count(leaves => leaves.Why == StayEnd.ForwardedNoAgent));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "QUE-277")]
    public void At_closing_time_those_who_wait_are_released_where_that_is_set(bool disconnects)
    {
        var story = Scheduled(disconnects).Called().Admit().Until(59);
        Assert.Equal("500", story.Where());
        story.Until(60);
        Assert.Equal(disconnects ? ["Tot morgen."] : [], story.Played());
        Assert.Equal(disconnects ? [new FloorMessage.Leaves(StayEnd.DisconnectedAtClosing, At(60))] : [], story.Told());
        Assert.True(!disconnects || story.EndSound().Phase is Phase.HangingUp { Reason: EndReason.Closed });
    }

    [Fact]
    [Trait("Rule", "QUE-277")]
    public void A_call_that_rings_at_an_agent_at_closing_time_is_let_through()
    {
        var story = Scheduled(disconnects: true).Called().Admit().Until(50).Offer(1, "201").Until(65);
        Assert.Equal("500", story.Where());
        Assert.IsType<Phase.Talking>(story.AnswerPhone("web:anna").Phase);
        var unanswered = Scheduled(disconnects: true).Called().Admit().Until(50).Offer(1, "201").Until(70);
        Assert.Equal(["Tot morgen."], unanswered.Played());
    }

    [Fact]
    [Trait("Rule", "QUE-280")]
    [Trait("Rule", "QUE-281")]
    public void Several_destinations_ring_at_once_and_the_first_who_answers_has_the_call()
    {
        var story = Waiting(""" "forwardTo": ["201", "211", "+31209999999"] """).Until(60);
        Assert.Equal(["web:anna", "web:bert", "+31209999999"], story.Rung);
        Assert.Equal(["Ringback"], story.Played());
        story.AnswerPhone("web:bert");
        Assert.Equal(["web:anna", "+31209999999"], story.Withdrawn);
        Assert.IsType<Phase.Talking>(story.Phase);
        Assert.Empty(story.Told()); // it has left for good
        Assert.Empty(story.When(new CallEvent.CallEnded()).Told());
    }

    [Fact]
    [Trait("Rule", "QUE-283")]
    public void A_destination_that_answers_by_itself_has_the_call_at_once() => Assert.Equal("600", Waiting(""" "forwardTo": ["201", "600"] """).Until(60).Where());

    [Fact]
    [Trait("Rule", "QUE-285")]
    public void Forwarded_legs_show_the_caller_or_else_the_number_of_the_queue()
    {
        var story = Waiting(""" "forwardTo": ["+31209999999"] """).Until(60);
        Assert.Equal("+31612345678", story.One<CallCommand.RingPhone>().CallerId?.Value);
        story.Miss("+31209999999", NotReached.CallerIdRefused);
        Assert.Equal("+31205550109", story.One<CallCommand.RingPhone>().CallerId?.Value);
    }

    [Theory]
    [InlineData(""" "forwardTo": ["201"] """, "web:anna")]
    [InlineData(""" "forwardTo": ["202"] """, null)] // has no device
    [InlineData(""" "noAgent": ["201"] """, "web:anna")]
    [Trait("Rule", "QUE-286")]
    [Trait("Rule", "QUE-299")]
    public void When_all_destinations_are_busy_the_caller_hears_busy(string settings, string? phone)
    {
        var story = phone is null ? Waiting(settings).Until(60) : settings.Contains("noAgent", StringComparison.Ordinal) ? Entering(settings).Refuse(StayEnd.RefusedNoAgent) : Waiting(settings).Until(60);
        story = phone is null ? story : story.Miss(phone, NotReached.Busy);
        Assert.Equal("Busy", story.Where());
        Assert.Equal(["Busy"], story.Played());
    }

    [Fact]
    [Trait("Rule", "QUE-295")]
    [Trait("Rule", "QUE-296")]
    public void Without_individual_forwards_a_person_is_rung_whatever_rules_the_person_has_and_without_end()
    {
        var story = Ruled("").Called().Admit().Until(60);
        Assert.Equal(["web:bert"], story.Rung);
        story.Until(59 + 180);
        Assert.Equal(("500", 0), (story.Where(), story.Withdrawn.Count()));
    }

    [Fact]
    [Trait("Rule", "QUE-298")]
    public void With_individual_forwards_a_destination_sends_the_call_as_its_person_has_set() =>
        Assert.Equal("300", Ruled(""", "individualForwards": true """).Called().Admit().Until(60).Where());

    [Fact]
    [Trait("Rule", "QUE-297")]
    public void Ringing_that_the_network_ends_is_begun_again_after_two_seconds()
    {
        var story = Waiting(""" "forwardTo": ["201"] """).Until(60).After(TimeSpan.FromSeconds(85)).Miss("web:anna", NotReached.NoAnswer);
        Assert.Equal("500", story.Where());
        story.Until(147);
        Assert.Equal(["web:anna"], story.Rung);
        story.After(TimeSpan.FromSeconds(1)).Miss("web:anna", NotReached.NoAnswer); // of a number that cannot be reached nothing else is told
        Assert.Equal("Busy", story.Where());
    }

    [Fact]
    [Trait("Rule", "QUE-300")]
    [Trait("Rule", "QUE-301")]
    [Trait("Rule", "QUE-305")]
    public void Who_presses_one_leaves_for_the_breakout()
    {
        var story = Waiting(""" "breakout": "600" """);
        Assert.Single(story.Commands, one => one.Command is CallCommand.HearKeys);
        Assert.Equal(["Music"], story.Played()); // nobody announces the key
        story.After(TimeSpan.FromSeconds(7)).PressKey("1");
        Assert.Equal("600", story.Where());
        Assert.Single(story.Commands, one => one.Command is CallCommand.StopHearingKeys);
        Assert.Equal([new FloorMessage.Leaves(StayEnd.BrokenOut, At(7))], story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-303")]
    public void Pressing_one_stops_an_offer_and_after_an_answer_it_has_no_effect()
    {
        var story = Waiting(""" "breakout": "600" """).Offer(1, "201").PressKey("1");
        Assert.Equal(("web:anna", "600"), (string.Join("; ", story.Withdrawn), story.Where()));
        var answered = Waiting(""" "breakout": "600" """).Offer(1, "201");
        var keys = answered.State<QueueState.Waiting>().Keys!.Value;
        answered.AnswerPhone("web:anna");
        Assert.Single(answered.Commands, one => one.Command is CallCommand.StopHearingKeys);
        Assert.IsType<Phase.Talking>(answered.When(new CallEvent.KeyPressed(keys, "1")).Phase);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("5")]
    [InlineData("0")]
    [InlineData("#")]
    [InlineData("*")]
    [Trait("Rule", "QUE-304")]
    public void Other_keys_are_ignored(string key)
    {
        var story = Waiting(""" "breakout": "600" """).PressKey(key);
        Assert.Empty(story.Commands);
        Assert.Equal("500", story.Where());
        Assert.Equal("600", story.PressKey("1").Where());
    }

    [Fact]
    [Trait("Rule", "QUE-306")]
    public void A_breakout_is_final()
    {
        var story = Waiting(""" "breakout": "201", "forwardTo": ["300"] """).PressKey("1").Miss("web:anna", NotReached.Busy);
        Assert.Equal("Busy", story.Where());
        Assert.Empty(story.Told());
    }

    [Fact]
    [Trait("Rule", "QUE-012")]
    [Trait("Rule", "QUE-010")]
    public void A_queue_is_reached_by_a_number_an_extension_and_a_menu()
    {
        const string Menu = """{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "options": [{ "key": "1", "destination": "500" }] } }""";
        Assert.IsType<FloorMessage.Enters>(Assert.Single(Account().Called().Told()));
        Assert.IsType<FloorMessage.Enters>(Assert.Single(Account().CalledInside().Told()));
        Assert.IsType<FloorMessage.Enters>(Assert.Single(CallStory.Of(Account("", Menu)).Dial("+31205550100").Press("1").Told()));
    }

    private static TestAccount Ruled(string more) => Account(
        $$""" "forwardTo": ["211"] {{more}} """,
        """{ "number": "211", "name": "Bert", "type": "user", "config": { "device": "web:bert", "incomingRules": [{ "name": "Away", "then": { "do": "forward", "destination": "300" } }] } }""");

    private static TestAccount Scheduled(bool disconnects) => Account(
        "",
        $$"""{ "number": "500", "name": "Own", "type": "queue", "config": {}{{Closes.Replace("WAITING", disconnects ? "true" : "false", StringComparison.Ordinal)}} }""");
}
