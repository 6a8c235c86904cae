using Pbx.Domain.Calls;
using Pbx.Domain.ExtensionPickers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.ExtensionPickers;

public sealed class WhenACallerPicksAnExtension
{
    private const string Usual = """{ "fallback": "300", "welcome": "Welk toestel?" }""";

    private static readonly Sound Ring = new Sound.Signal(Tone.Ringback);

    [Fact]
    [Trait("Rule", "EXT-386")]
    [Trait("Rule", "EXT-387")]
    [Trait("Rule", "EXT-384")]
    public void The_call_is_answered_and_as_many_digits_as_extensions_have_are_asked_for()
    {
        var story = Called(Usual);
        story.Then(new CallCommand.CollectDigits([new Sound.Speech("Welk toestel?", Language.Dutch)], 3, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), "#"));
        Assert.NotNull(story.Call!.Trail.Answered);
    }

    [Fact]
    [Trait("Rule", "EXT-381")]
    public void Without_a_welcome_the_standard_question_is_asked() =>
        Assert.Equal(Catalogue.Text(Prompt.EnterExtensionToCall, Language.Dutch), Assert.Single(Called("""{ "fallback": "300" }""").Spoken));

    [Fact]
    [Trait("Rule", "EXT-385")]
    [Trait("Rule", "EXT-386")]
    public void Whoever_is_keyed_is_connected()
    {
        var story = Called(Usual).Press("201");
        Assert.Equal("201", story.Place());
        Assert.IsType<Phase.Talking>(story.AnswerPhone().Phase);
    }

    [Fact]
    [Trait("Rule", "EXT-382")]
    public void Two_rings_are_heard_first_where_that_is_set()
    {
        var story = Called("""{ "fallback": "300", "ringback": true }""").Then(new CallCommand.Play([Ring, Ring]));
        Assert.Single(story.EndSound().Commands.Select(command => command.Command).OfType<CallCommand.CollectDigits>());
        var silent = Called("""{ "fallback": "300", "ringback": true }""");
        Assert.NotNull(silent.When<CallCommand.Play>(op => new CallEvent.SoundFailed(op)).One<CallCommand.CollectDigits>());
    }

    [Theory]
    [InlineData("00:00:01", 1)]
    [InlineData("00:01:00", 60)]
    [Trait("Rule", "EXT-384")]
    public void The_first_key_is_waited_for_as_long_as_is_set(string timeout, int seconds)
    {
        var story = Called($$"""{ "fallback": "300", "fallbackTimeout": "{{timeout}}" }""");
        Assert.Equal(TimeSpan.FromSeconds(seconds), story.One<CallCommand.CollectDigits>().FirstWithin);
        Assert.Equal("300", story.PressNothing().Place());
    }

    [Theory]
    [InlineData("299")] // does not exist
    [InlineData("100")] // a menu, which is not reached by keys
    [InlineData("20")]
    [InlineData("*21")]
    [InlineData("915")] // the system extension
    [InlineData("112")]
    [Trait("Rule", "EXT-388")]
    [Trait("Rule", "EXT-389")]
    [Trait("Rule", "EXT-390")]
    public void Anything_else_goes_to_the_fallback_at_once(string keys) => Assert.Equal("300", Called(Usual).Press(keys).Place());

    [Fact]
    [Trait("Rule", "EXT-390")]
    public void No_more_digits_are_taken_than_extensions_have_so_no_public_number_can_be_keyed()
    {
        Assert.Equal(3, Called(Usual).One<CallCommand.CollectDigits>().Most);
        Assert.Equal("300", Called(Usual).Press("0205550100").Place());
    }

    [Fact]
    [Trait("Rule", "EXT-388")]
    [Trait("Rule", "EXT-048")]
    public void An_extension_with_its_switch_on_is_reached_and_one_with_its_switch_off_is_not()
    {
        const string Anna = """{ "number": "201", "name": "Anna", "type": "user", "config": {}, "dialByExtension": false }""";
        const string Outside = """{ "number": "400", "name": "Outside", "type": "forward", "config": { "to": "+31201234567" }, "dialByExtension": true }""";
        var account = Extension500.With(ExtensionPicker.Key, Usual, Anna, Outside);
        Assert.Equal("300", account.Called().Press("201").Place());
        Assert.Equal("400", account.Called().Press("400").Place());
    }

    [Fact]
    [Trait("Rule", "EXT-391")]
    public void Whoever_is_not_reached_does_not_come_back()
    {
        var story = Called(Usual).Press("201").Miss(NotReached.NoAnswer);
        Assert.Equal(EndReason.NoAnswer, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-387")]
    public void A_network_that_does_not_tell_leads_to_the_fallback() => Assert.Equal("300", Called(Usual).WhenDue().Place());

    [Fact]
    [Trait("Rule", "EXT-380")]
    [Trait("Rule", "EXT-383")]
    [Trait("Rule", "EXT-384")]
    public void Without_a_fallback_or_with_a_timeout_out_of_range_it_is_refused()
    {
        Assert.Equal(["/fallback"], Extension500.Refused(ExtensionPicker.Key, "{}"));
        Assert.Equal(["/fallback"], Extension500.Refused(ExtensionPicker.Key, """{ "fallback": "299" }"""));
        Assert.Equal(["/fallbackTimeout"], Extension500.Refused(ExtensionPicker.Key, """{ "fallback": "300", "fallbackTimeout": "00:00:00" }"""));
        Assert.Equal(["/fallbackTimeout"], Extension500.Refused(ExtensionPicker.Key, """{ "fallback": "300", "fallbackTimeout": "00:01:01" }"""));
        Assert.Equal(["/welcomePrompt"], Extension500.Refused(ExtensionPicker.Key, """{ "fallback": "300", "welcomePrompt": "missing" }"""));
    }

    private static CallStory Called(string config) => Extension500.With(ExtensionPicker.Key, config).Called();
}
