using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Menus;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Menus;

public sealed class WhenACallerIsInAMenu
{
    private const string WithOperator =
        """{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "operator": "201", "options": [{ "key": "1", "destination": "300" }, { "key": "6", "action": "transfer-to-operator" }] } }""";

    [Fact]
    [Trait("Rule", "EXT-259")]
    [Trait("Rule", "EXT-085")]
    [Trait("Rule", "EXT-083")]
    public void The_greeting_is_played_and_one_key_is_waited_for() => CallStory.Of().Dial("+31205550100").Then(
        new CallCommand.CollectDigits([new Sound.Speech("Kies een, twee of drie.", Language.Dutch)], 1, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3)));

    [Fact]
    [Trait("Rule", "EXT-231")]
    public void Without_a_greeting_of_its_own_the_standard_one_is_played()
    {
        var story = CallStory.Of("""{ "number": "100", "name": "Menu", "type": "menu", "config": { "options": [{ "key": "1", "destination": "300" }] } }""").Dial("+31205550100");
        Assert.Equal(Catalogue.Text(Prompt.StandardGreeting, Language.Dutch), Assert.Single(story.Spoken));
    }

    [Fact]
    [Trait("Rule", "EXT-251")]
    [Trait("Rule", "EXT-264")]
    public void A_key_sends_the_call_to_its_destination_at_once()
    {
        var inside = Assert.IsType<Phase.InExtension>(CallStory.Of().Dial("+31205550100").Press("3").Phase);
        Assert.Equal("300", inside.Arrival.Number!.Value.Value);
    }

    [Fact]
    [Trait("Rule", "EXT-250")]
    public void A_transfer_with_announcement_is_announced_first()
    {
        var story = CallStory.Of().Dial("+31205550100").Press("2");
        Assert.Equal(Catalogue.Text(Prompt.BeingTransferred, Language.Dutch), Assert.Single(story.Spoken));
        Assert.NotNull(story.EndSound().One<CallCommand.RingPhone>());
    }

    [Theory]
    [InlineData("9")]
    [InlineData("4")]
    [InlineData("6")]
    [Trait("Rule", "EXT-282")]
    [Trait("Rule", "EXT-249")]
    [Trait("Rule", "EXT-267")]
    public void A_key_that_is_no_choice_is_said_to_be_none_and_the_greeting_comes_again(string key)
    {
        var story = CallStory.Of().Dial("+31205550100").Press(key);
        Assert.Equal([Catalogue.Text(Prompt.InvalidChoice, Language.Dutch), "Kies een, twee of drie."], story.Spoken);
    }

    [Fact]
    [Trait("Rule", "EXT-281")]
    [Trait("Rule", "EXT-283")]
    [Trait("Rule", "EXT-087")]
    public void Three_times_without_a_key_the_call_ends_with_a_goodbye()
    {
        var story = CallStory.Of().Dial("+31205550100").PressNothing();
        Assert.Equal("Kies een, twee of drie.", Assert.Single(story.Spoken));
        story.PressNothing().PressNothing();
        Assert.Equal(Catalogue.Text(Prompt.Goodbye, Language.Dutch), Assert.Single(story.Spoken));
        Assert.Equal(EndReason.NoChoice, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-280")]
    public void With_an_operator_the_call_goes_there_after_the_first_silence() =>
        Assert.Equal("201", Assert.IsType<Phase.InExtension>(CallStory.Of(WithOperator).Dial("+31205550100").PressNothing().Phase).Arrival.Number!.Value.Value);

    [Fact]
    [Trait("Rule", "EXT-283")]
    public void After_three_wrong_keys_the_call_goes_to_the_operator()
    {
        var story = CallStory.Of(WithOperator).Dial("+31205550100").Press("9").After(TimeSpan.FromSeconds(4)).Press("9").After(TimeSpan.FromSeconds(4));
        Assert.IsType<MenuState.Asking>(Assert.IsType<Phase.InExtension>(story.Phase).State.State);
        Assert.Equal("201", Assert.IsType<Phase.InExtension>(story.Press("9").Phase).Arrival.Number!.Value.Value);
    }

    [Fact]
    [Trait("Rule", "EXT-252")]
    public void A_key_may_lead_to_the_operator() =>
        Assert.Equal("201", Assert.IsType<Phase.InExtension>(CallStory.Of(WithOperator).Dial("+31205550100").Press("6").Phase).Arrival.Number!.Value.Value);

    [Fact]
    [Trait("Rule", "EXT-255")]
    public void A_message_is_played_and_then_the_menu_again()
    {
        var story = CallStory.Of().Dial("+31205550100").Press("5");
        Assert.Equal("Een bericht.", Assert.Single(story.Spoken));
        story.Press("1"); // any key stops the message and is no choice
        Assert.Equal("Kies een, twee of drie.", Assert.Single(story.Spoken));
        Assert.Equal("Kies een, twee of drie.", Assert.Single(story.Press("5").PressNothing().Spoken));
    }

    [Fact]
    [Trait("Rule", "EXT-256")]
    public void The_menu_may_be_repeated_ten_times_without_counting_as_an_attempt()
    {
        var story = CallStory.Of().Dial("+31205550100");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("Kies een, twee of drie.", Assert.Single(story.Press("*").Spoken));
        }

        Assert.Equal(Catalogue.Text(Prompt.InvalidChoice, Language.Dutch), story.Press("*").Spoken.First());
    }

    [Fact]
    [Trait("Rule", "EXT-257")]
    public void A_key_may_end_the_call_with_a_goodbye()
    {
        var story = CallStory.Of().Dial("+31205550100").Press("#");
        Assert.Equal(Catalogue.Text(Prompt.Goodbye, Language.Dutch), Assert.Single(story.Spoken));
        story.EndSound().Then(new CallCommand.HangUp());
    }

    [Fact]
    [Trait("Rule", "EXT-258")]
    [Trait("Rule", "EXT-247")]
    public void A_menu_may_lead_to_another_menu_and_back()
    {
        var story = CallStory.Of(
            """{ "number": "100", "name": "A", "type": "menu", "config": { "greeting": "A.", "options": [{ "key": "1", "destination": "110" }] } }""",
            """{ "number": "110", "name": "B", "type": "menu", "config": { "greeting": "B.", "options": [{ "key": "*", "destination": "100" }] } }""").Dial("+31205550100");
        Assert.Equal("B.", Assert.Single(story.Press("1").Spoken));
        Assert.Equal("A.", Assert.Single(story.Press("*").Spoken));
    }

    [Fact]
    [Trait("Rule", "EXT-289")]
    public void A_menu_without_options_plays_its_greeting_once()
    {
        var story = CallStory.Of("""{ "number": "100", "name": "A", "type": "menu", "config": { "greeting": "A." } }""").Dial("+31205550100");
        Assert.Equal("A.", Assert.Single(story.Spoken));
        Assert.Equal(EndReason.NoChoice, Assert.IsType<Phase.Ending>(story.PressNothing().Phase).Reason);
    }

    [Fact]
    public void A_network_that_cannot_ask_is_given_up_after_three_attempts()
    {
        var story = CallStory.Of().Dial("+31205550100");
        for (var i = 0; i < 3; i++)
        {
            story.When<CallCommand.CollectDigits>(op => new CallEvent.CollectingFailed(op));
        }

        Assert.IsType<Phase.Ending>(story.Phase);
    }

    [Fact]
    public void Keys_of_a_question_that_is_over_change_nothing()
    {
        var story = CallStory.Of().Dial("+31205550100");
        var first = story.Op<CallCommand.CollectDigits>();
        story.PressNothing().When(new CallEvent.DigitsCollected(first, "1")).Then();
        Assert.IsType<MenuState.Asking>(Assert.IsType<Phase.InExtension>(story.Phase).State.State);
    }
}
