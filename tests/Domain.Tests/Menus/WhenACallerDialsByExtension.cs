using Pbx.Domain.Calls;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Menus;

public sealed class WhenACallerDialsByExtension
{
    private const string Option = """
        { "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "forward": { "destination": "300", "timeout": "00:05:00" }, "options": [
          { "key": "1", "action": "dial-by-extension", "prefix": "Keyed" }, { "key": "*", "action": "repeat" }] } }
        """;

    private const string Whole = """{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Toets het nummer.", "dialExtension": true, "options": [{ "key": "2", "destination": "300" }] } }""";
    private const string WithOperator = """{ "number": "100", "name": "Menu", "type": "menu", "config": { "dialExtension": true, "operator": "300" } }""";
    private const string WithForward = """{ "number": "100", "name": "Menu", "type": "menu", "config": { "dialExtension": true, "operator": "201", "forward": { "destination": "300" } } }""";
    private const string Hidden = """{ "number": "203", "name": "Hidden", "type": "user", "dialByExtension": false, "config": { "device": "web:hidden" } }""";
    private const string Shown = """{ "number": "204", "name": "Shown", "type": "auto-answer", "dialByExtension": true, "config": { "message": "Hier." } }""";

    [Fact]
    [Trait("Rule", "EXT-254")]
    [Trait("Rule", "EXT-300")]
    [Trait("Rule", "EXT-084")]
    public void The_caller_is_asked_for_as_many_digits_as_extensions_have() => Dial(Option).Press("1").Then(
        new CallCommand.CollectDigits([Catalogue.Say(Prompt.EnterExtensionToCall, Language.Dutch)], 3, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), "#"));

    [Fact]
    [Trait("Rule", "EXT-300")]
    [Trait("Rule", "EXT-246")]
    public void The_extension_is_rung_with_the_prefix_of_the_option() =>
        Assert.Equal("Main Keyed +31612345678", Dial(Option).Press("1").Press("201").One<CallCommand.RingPhone>().Display);

    [Fact]
    [Trait("Rule", "EXT-300")]
    [Trait("Rule", "EXT-272")]
    public void Keys_ahead_begin_the_number()
    {
        var story = Dial(Option).Press("120");
        story.Then(new CallCommand.CollectDigits([], 1, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), "#"));
        Assert.Equal("201", At(story.Press("1")));
        Assert.Equal("201", At(Dial(Option).Press("1201")));
    }

    [Theory]
    [InlineData("999")] // none
    [InlineData("300")] // an auto-answer, which is not keyed unless that is set
    [InlineData("203")] // a user who is not
    [InlineData("915")] // a system extension of the country
    [InlineData("112")]
    [InlineData("20")] // ended by # or by waiting
    [InlineData("*21")]
    [InlineData("000")]
    [Trait("Rule", "EXT-301")]
    [Trait("Rule", "EXT-302")]
    public void What_callers_do_not_reach_is_invalid_alike(string keys)
    {
        var story = Dial(Option, Hidden).Press("1").Press(keys);
        Assert.Equal([Catalogue.Text(Prompt.InvalidChoice, Language.Dutch), Catalogue.Text(Prompt.EnterExtensionToCall, Language.Dutch)], story.Spoken);
        Assert.Equal(("EXT-301", "The caller keyed a number that callers do not reach."), (story.Rule, story.Why));
    }

    [Fact]
    [Trait("Rule", "EXT-301")]
    [Trait("Rule", "EXT-048")]
    public void Any_extension_is_reached_for_which_it_is_set() => Assert.Equal("204", At(Dial(Option, Shown).Press("1").Press("204")));

    [Fact]
    [Trait("Rule", "EXT-303")]
    [Trait("Rule", "EXT-286")]
    public void After_three_attempts_the_caller_is_back_in_the_menu_whose_time_runs_on()
    {
        var story = Dial(Option).Press("1").Press("999");
        Assert.Equal([Catalogue.Text(Prompt.EnterExtensionToCall, Language.Dutch)], story.After(TimeSpan.FromSeconds(20)).PressNothing().Spoken);
        Assert.Equal([Catalogue.Text(Prompt.InvalidChoice, Language.Dutch), "Kies."], story.After(TimeSpan.FromSeconds(20)).Press("999").Spoken);
        Assert.Equal("201", At(story.After(TimeSpan.FromSeconds(2)).Press("1").Press("201")));
        Assert.Equal("300", At(Dial(Option).Press("1").After(TimeSpan.FromMinutes(5)).When(new CallEvent.TimeReached())));
    }

    [Fact]
    [Trait("Rule", "EXT-089")]
    public void Keys_do_not_count_right_after_a_wrong_number()
    {
        var story = Dial(Option).Press("1").Press("999").After(TimeSpan.FromSeconds(0.9)).Press("201");
        Assert.Equal("100", At(story));
        Assert.Equal("201", At(story.After(TimeSpan.FromSeconds(0.1)).Press("201")));
    }

    [Fact]
    [Trait("Rule", "EXT-239")]
    [Trait("Rule", "EXT-304")]
    public void With_the_switch_the_whole_menu_asks_for_an_extension_and_no_option_counts()
    {
        var story = Dial(Whole);
        story.Then(new CallCommand.CollectDigits([new Sound.Speech("Toets het nummer.", Language.Dutch), Catalogue.Say(Prompt.EnterExtensionToCall, Language.Dutch)], 3, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), "#"));
        Assert.Equal("EXT-301", story.Press("2").Rule);
        Assert.Equal("201", At(story.After(TimeSpan.FromSeconds(2)).Press("201")));
    }

    [Theory]
    [InlineData(Whole, null)]
    [InlineData(WithOperator, "300")]
    [InlineData(WithForward, "300")]
    [Trait("Rule", "EXT-303")]
    [Trait("Rule", "EXT-283")]
    public void When_it_is_the_whole_menu_the_last_attempt_leads_where_the_last_attempt_of_a_menu_leads(string menu, string? leadsTo)
    {
        var story = Dial(menu).Press("999").After(TimeSpan.FromSeconds(2)).Press("999").After(TimeSpan.FromSeconds(2)).Press("999");
        Assert.Equal(leadsTo, (story.Phase as Phase.InExtension)?.Arrival.Number?.Value);
        Assert.Equal(leadsTo is null, story.Phase is Phase.Ending { Reason: EndReason.NoChoice });
    }

    private static CallStory Dial(params string[] extensions) => CallStory.Of(extensions).Dial("+31205550100");

    private static string? At(CallStory story) => Assert.IsType<Phase.InExtension>(story.Phase).Arrival.Number?.Value;
}
