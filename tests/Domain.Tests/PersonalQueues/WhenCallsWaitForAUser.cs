using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Queues;
using Pbx.Domain.Tests.Calls;
using Pbx.Domain.Tests.Floors;

namespace Pbx.Domain.Tests.PersonalQueues;

/// <summary>The floor has the personal queue of 201, and the attendant group 300 with 201 and 202.</summary>
public sealed class WhenCallsWaitForAUser
{
    [Fact]
    [Trait("Rule", "RCH-460")]
    [Trait("Rule", "RCH-463")]
    [Trait("Rule", "QUE-371")]
    public void A_user_who_is_free_is_rung_at_once()
    {
        Story().Enters("a", "201").Rings("a", "201");
        var offered = Assert.Single(Story("""{ "device": "web:anna", "ringFor": "00:00:12" }""").Enters("a", "201").Told("a").OfType<CallEvent.AgentsOffered>());
        Assert.Equal(TimeSpan.FromSeconds(12), Assert.Single(offered.Agents).RingFor);
    }

    [Fact]
    [Trait("Rule", "RCH-462")]
    [Trait("Rule", "QUE-370")]
    public void The_call_that_waits_longest_rings_when_the_user_is_free_whichever_queue_kept_him_busy()
    {
        var story = Story().LogsOut("202").Enters("q").Rings("q", "201").Answers("q", "201").After(1).Enters("a", "201").After(1).Enters("b", "201");
        Assert.Empty(story.Offered("b"));
        story.After(600).Hangs("q").Rings("a", "201").Rings("b");
        story.Answers("a", "201").After(5).Hangs("a").Rings("b", "201");
    }

    [Fact]
    [Trait("Rule", "RCH-462")]
    public void Who_has_not_answered_is_rung_again_after_thirty_seconds_and_the_call_keeps_its_place()
    {
        var story = Story().Enters("a", "201").After(1).Enters("b", "201").After(19).Misses("a", "201").Rings("b", "201").Misses("b", "201");
        Assert.Equal(["a", "b"], story.View("201").Waiting.Select(one => one.Call));
        story.After(29.9);
        Assert.Empty(story.Offered("a"));
        story.After(0.1).Rings("a", "201").Rings("b");
    }

    [Fact]
    [Trait("Rule", "RCH-462")]
    public void Whose_line_is_in_use_is_tried_again_after_five_seconds()
    {
        var story = Story().Enters("a", "201").Misses("a", "201", OfferEnd.Failed).After(4.9);
        Assert.Empty(story.Offered("a"));
        story.After(0.1).Rings("a", "201");
    }

    [Theory]
    [InlineData("{ \"device\": \"web:anna\" }", 5)]
    [InlineData("{ \"device\": \"web:anna\", \"personalQueue\": { \"size\": 2 } }", 2)]
    [Trait("Rule", "RCH-467")]
    public void There_are_as_many_places_as_are_set(string config, int places)
    {
        var story = Story(config);
        for (var i = 0; i < places; i++)
        {
            story.Enters($"call-{i}", "201");
            Assert.Contains(story.Told($"call-{i}"), evt => evt is CallEvent.QueueAdmits);
        }

        story.Enters("more", "201");
        Assert.Equal(new CallEvent.QueueRefuses(User, StayEnd.RefusedFull), Assert.Single(story.Told("more")));
    }

    [Fact]
    [Trait("Rule", "QUE-363")]
    [Trait("Rule", "QUE-372")]
    public void A_conversation_moves_into_the_personal_queue_or_goes_on_when_that_is_full()
    {
        var story = Story("""{ "device": "web:anna", "personalQueue": { "size": 1 } }""").LogsOut("201").Enters("a").Rings("a", "202").Answers("a", "202").Enters("x", "201");
        story.Says("a", Camps(story));
        Assert.Equal(new CallEvent.QueueRefuses(User, StayEnd.RefusedFull), Assert.Single(story.Told("a")));
        Assert.Equal((AgentState.InCall, 0), (story.StateOf("202"), story.Stays.Count));
        story.Leaves("x").Says("a", Camps(story));
        Assert.Equal([true], story.Told("a").OfType<CallEvent.QueueAdmits>().Select(admits => admits.HasEntered));
        Assert.Equal((AgentState.Available, StayEnd.Answered), (story.StateOf("202"), Assert.Single(story.Stays).Outcome));
        story.Says("a", Camps(story)); // said again it is answered again
        Assert.True(Assert.IsType<CallEvent.QueueAdmits>(Assert.Single(story.Told("a"))).HasEntered);
        Assert.Equal("a", Assert.Single(story.View("201").Waiting).Call);
    }

    [Fact]
    [Trait("Rule", "RCH-460")]
    public void Nobody_logs_in_to_it_and_it_is_in_no_statistics_and_gone_when_nobody_waits()
    {
        var story = Story().LogsOut("201", "201").LogsIn("202", "201");
        story.Says("dials", new FloorMessage.Logs(default, User, User, IsIn: true));
        Assert.Equal(LoginAnswer.NoQueue, Assert.Single(Assert.Single(story.Told("dials").OfType<CallEvent.QueuesLogged>()).Queues).Answer);
        story.Enters("a", "201");
        story.Says("dials", new FloorMessage.Logs(default, User, null, IsIn: false));
        Assert.Equal(["300"], Assert.Single(story.Told("dials").OfType<CallEvent.QueuesLogged>()).Queues.Select(one => one.Queue.Value));
        story.Leaves("a");
        Assert.Empty(story.Stays);
        Assert.Equal(["300"], story.Logins.Select(login => login.Queue.Value).Distinct());
        Assert.Null(story.Floor.View(User, story));
        Assert.True(story.Floor.IsIdle);
    }

    [Fact]
    [Trait("Rule", "QUE-351")]
    public void What_rings_at_the_user_is_picked_up_neither_with_the_number_nor_without()
    {
        var story = Story().LogsOut("202").LogsOut("201").Enters("a", "201").Rings("a", "201");
        Assert.Equal([PickupEnd.NoQueue], story.PicksUp("202", "201").PickupOf());
        Assert.Equal([PickupEnd.NothingRings], story.PicksUp("202", null).PickupOf());
        Assert.Equal(["201"], Assert.Single(story.View("201").Waiting).Rings.Select(agent => agent.Value));
    }

    [Fact]
    [Trait("Rule", "RCH-463")]
    public void A_rest_after_calls_of_queues_does_not_keep_the_users_own_calls_away()
    {
        var story = Story(coolDown: 60).LogsOut("202").Serves("q", "201", 10);
        Assert.Equal(AgentState.CoolDown, story.StateOf("201"));
        story.Enters("a", "201").Rings("a", "201");
    }

    private static ExtensionNumber User { get; } = ExtensionNumber.Parse("201");

    private static FloorMessage.Enters Camps(FloorStory story) => new(User, story.Now, story.Now, CallStory.Caller, null, Introduction: false, From: ExtensionNumber.Parse("300"));

    private static FloorStory Story(string config = """{ "device": "web:anna" }""", int coolDown = 0) => new(
        ("300", FloorStory.Queue("201", "202") with { CoolDown = TimeSpan.FromSeconds(coolDown) }),
        ("201", PersonalQueue.QueueOf(TestAccount.Read<Extension>($$"""{ "number": "201", "name": "Anna", "type": "user", "config": {{config}} }"""))!));
}
