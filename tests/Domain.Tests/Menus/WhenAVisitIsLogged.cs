using Pbx.Domain.Calls;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Menus;

public sealed class WhenAVisitIsLogged
{
    [Theory]
    [InlineData("1", "EXT-251", 3)]
    [InlineData("#", "EXT-257", 3)]
    [Trait("Rule", "EXT-290")]
    public void The_step_that_ends_a_visit_has_menu_choice_and_time(string key, string rule, int seconds)
    {
        var story = CallStory.Of().Dial("+31205550100").After(TimeSpan.FromSeconds(seconds)).Press(key);
        var left = Assert.Single(story.Call!.Trail.Steps, step => step.Spent is not null);
        Assert.Equal(("100", "menu", rule, TimeSpan.FromSeconds(seconds)), (left.Extension?.Value, left.Type, left.Rule, left.Spent));
        Assert.Contains(key, left.Why, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-290")]
    public void So_has_one_that_came_to_nothing()
    {
        var story = CallStory.Of().Dial("+31205550100");
        for (var i = 0; i < 3; i++)
        {
            story.After(TimeSpan.FromSeconds(7)).PressNothing();
        }

        var left = Assert.Single(story.Call!.Trail.Steps, step => step.Spent is not null);
        Assert.Equal(("EXT-283", TimeSpan.FromSeconds(21)), (left.Rule, left.Spent));
    }

    [Fact]
    [Trait("Rule", "EXT-290")]
    public void So_has_one_in_which_the_caller_hung_up()
    {
        var story = CallStory.Of().Dial("+31205550100").After(TimeSpan.FromSeconds(4)).When(new CallEvent.CallEnded());
        var left = Assert.Single(story.Call!.Trail.Steps, step => step.Spent is not null);
        Assert.Equal(("100", "The call is over: the caller hung up.", TimeSpan.FromSeconds(4)), (left.Extension?.Value, left.What, left.Spent));
    }

    [Fact]
    [Trait("Rule", "EXT-290")]
    public void Each_visit_has_a_time_of_its_own()
    {
        var story = CallStory.Of(
            """{ "number": "100", "name": "A", "type": "menu", "config": { "options": [{ "key": "1", "destination": "110" }] } }""",
            """{ "number": "110", "name": "B", "type": "menu", "config": { "options": [{ "key": "*", "destination": "100" }] } }""").Dial("+31205550100");
        story.After(TimeSpan.FromSeconds(2)).Press("1").After(TimeSpan.FromSeconds(5)).Press("*").After(TimeSpan.FromSeconds(1)).Press("1");
        Assert.Equal([2, 5, 1], story.Call!.Trail.Steps.Where(step => step.Spent is not null).Select(step => (int)step.Spent!.Value.TotalSeconds));
    }

    [Theory]
    [InlineData(false, "Main Eva (Second)")]
    [InlineData(true, "Main Eva (First)")]
    [Trait("Rule", "EXT-077")]
    [Trait("Rule", "EXT-240")]
    public void The_text_for_the_receiver_is_the_last_one_or_where_it_is_kept_the_first(bool keeps, string display)
    {
        var story = CallStory.Of(
            """{ "number": "100", "name": "A", "type": "menu", "config": { "information": "First", "options": [{ "key": "1", "destination": "110" }] } }""",
            $$"""{ "number": "110", "name": "B", "type": "menu", "config": { "information": "Second", "keepsInformation": {{(keeps ? "true" : "false")}}, "options": [{ "key": "1", "destination": "201" }] } }""").Dial("+31205550100", "Eva");
        Assert.Equal(display, story.Press("1").Press("1").One<CallCommand.RingPhone>().Display);
    }
}
