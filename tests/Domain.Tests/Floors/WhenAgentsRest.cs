using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;

namespace Pbx.Domain.Tests.Floors;

/// <summary>What of cool-downs counts in the statistics, and for which queue. In 300 and 301 agent 201 rests for 30 seconds.</summary>
public sealed class WhenAgentsRest
{
    [Fact]
    [Trait("Rule", "QUE-480")]
    [Trait("Rule", "QUE-169")]
    public void A_cool_down_counts_when_it_is_over_for_the_queue_of_the_call()
    {
        var story = Two().Serves("a", "201", 5);
        Assert.Empty(story.After(29).Rests);
        Assert.Equal([Rest("300", 5, 35)], story.After(11).Rests);
        story.Serves("b", "201", 5, "301").After(60);
        Assert.Equal([Rest("300", 5, 35), Rest("301", 50, 80)], story.Rests);
    }

    [Fact]
    [Trait("Rule", "QUE-175")]
    [Trait("Rule", "QUE-480")]
    public void A_cool_down_that_the_agent_ends_counts_until_then_and_once()
    {
        var story = Two().Serves("a", "201", 5).After(12).When(new FloorEvent.EndsCoolDown(ExtensionNumber.Parse("201")));
        story.When(new FloorEvent.EndsCoolDown(ExtensionNumber.Parse("201"))).After(60);
        Assert.Equal([Rest("300", 5, 17)], story.Rests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "QUE-176")]
    [Trait("Rule", "QUE-480")]
    public void The_time_between_logging_out_and_in_again_is_no_cool_down(bool hereOnly)
    {
        var story = Two(hereOnly).Serves("a", "201", 5).After(5).LogsOut("201").After(10).LogsIn("201");
        Assert.Equal(AgentState.CoolDown, story.StateOf("201"));
        story.Enters("b").Rings("b").After(14.9).Rings("b").After(0.1).Rings("b", "201");
        Assert.Equal([Rest("300", 5, 10), Rest("300", 20, 35)], story.Rests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "QUE-176")]
    public void Who_logs_in_again_after_it_would_have_been_over_rests_no_more(bool hereOnly)
    {
        var story = Two(hereOnly).Serves("a", "201", 5).After(5).LogsOut("201").After(40).LogsIn("201").Enters("b").Rings("b", "201");
        Assert.Equal([Rest("300", 5, 10)], story.Rests);
    }

    [Fact]
    [Trait("Rule", "QUE-176")]
    [Trait("Rule", "QUE-172")]
    public void Whoever_logs_out_of_the_queue_of_the_last_call_rests_in_no_other_and_goes_on_resting_when_logged_in_there_again()
    {
        var story = Two().Enters("x", "301").Leaves("x").Serves("a", "201", 5).Enters("b", "301").Rings("b");
        story.LogsOut("201").Rings("b", "201").Misses("b", "201", OfferEnd.Failed);
        Assert.Equal(AgentState.Available, story.StateOf("201", "301"));
        story.LogsIn("201").After(6);
        Assert.Equal(AgentState.CoolDown, story.StateOf("201", "301"));
        story.LogsOut("201", "301").After(60);
        Assert.Equal([Rest("300", 5, 35)], Merged(story.Rests));
    }

    [Fact]
    [Trait("Rule", "QUE-176")]
    [Trait("Rule", "QUE-174")]
    public void Who_has_logged_out_during_the_call_does_not_rest_until_logging_in_again()
    {
        var story = Two().Enters("a").Rings("a", "201").Answers("a", "201").LogsOut("201").After(5).Hangs("a").After(10).LogsIn("201");
        Assert.Equal(AgentState.CoolDown, story.StateOf("201"));
        story.After(60);
        Assert.Equal([Rest("300", 15, 35)], story.Rests);
    }

    [Fact]
    [Trait("Rule", "QUE-077")]
    [Trait("Rule", "QUE-480")]
    public void A_cool_down_of_one_queue_ends_when_the_agent_is_removed_from_it()
    {
        var story = Two(hereOnly: true).Serves("a", "201", 5).After(5).Change("300", config => config with { Members = [] }).After(60);
        Assert.Equal([Rest("300", 5, 10)], story.Rests);
    }

    private static FloorStory Two(bool hereOnly = false) => new(
        ("300", FloorStory.Queue("201") with { CoolDown = TimeSpan.FromSeconds(30), CoolDownHere = hereOnly }), ("301", FloorStory.Queue("201") with { CoolDown = TimeSpan.FromSeconds(30), CoolDownHere = hereOnly }));

    private static AgentRest Rest(string queue, double from, double to) =>
        new(ExtensionNumber.Parse(queue), ExtensionNumber.Parse("201"), FloorStory.Start.AddSeconds(from), FloorStory.Start.AddSeconds(to));

    // a login at the instant of the logout leaves no time in between
    private static IEnumerable<AgentRest> Merged(List<AgentRest> rests) => [rests[0] with { Ended = rests[^1].Ended }];
}
