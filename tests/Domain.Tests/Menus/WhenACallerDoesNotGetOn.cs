using Pbx.Domain.Calls;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.Menus;

/// <summary>No input, invalid input and the forward of a menu (EXT-280 to EXT-290).</summary>
public sealed class WhenACallerDoesNotGetOn
{
    private const string Options = """
        "maximumDigits": 2, "options": [{ "key": "1", "destination": "300" }, { "key": "2", "destination": "201" }, { "key": "22", "destination": "300" }, { "key": "33", "destination": "300" },
          { "key": "5", "action": "play-message", "message": "Tekst." }, { "key": "8", "destination": "999" }, { "key": "9", "action": "transfer-with-announcement", "destination": "999" }, { "key": "*", "action": "repeat" }]
        """;

    private const string WithForward = $$"""{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "forward": { "destination": "202", "timeout": "00:00:20" }, {{Options}} } }""";
    private const string WithBoth = $$"""{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "operator": "201", "forward": { "destination": "202", "timeout": "00:00:20" }, {{Options}} } }""";
    private const string Bare = $$"""{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", {{Options}} } }""";
    private const string Receiver = """{ "number": "202", "name": "Receiver", "type": "auto-answer", "config": { "message": "Hier." } }""";

    [Fact]
    [Trait("Rule", "EXT-284")]
    [Trait("Rule", "EXT-237")]
    [Trait("Rule", "EXT-236")]
    public void A_caller_who_is_in_the_menu_for_too_long_is_forwarded_and_what_plays_is_cut_off()
    {
        var story = Menu(WithForward);
        Assert.Equal(CallStory.Start + TimeSpan.FromSeconds(20), CallMachine.Due(story.After(TimeSpan.FromSeconds(15)).PressNothing().Call!));
        Assert.Equal("100", At(story.After(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1)).When(new CallEvent.TimeReached())));
        Assert.Equal("202", At(story.After(TimeSpan.FromTicks(1)).When(new CallEvent.TimeReached())));
        Assert.Equal(["Hier."], story.Spoken);
    }

    [Fact]
    [Trait("Rule", "EXT-237")]
    public void Without_a_time_of_its_own_the_forward_comes_after_a_minute()
    {
        var story = Menu("""{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "forward": { "destination": "202" }, "options": [{ "key": "1", "destination": "300" }] } }""");
        for (var i = 0; i < 11; i++)
        {
            story.After(TimeSpan.FromSeconds(5)).PressNothing();
        }

        Assert.Equal(CallStory.Start + TimeSpan.FromSeconds(60), CallMachine.Due(story.Call!));
        Assert.Equal("202", At(story.WhenDue()));
    }

    [Theory]
    [InlineData("2", "201")] // an option, though a longer one begins with it
    [InlineData("3", "202")] // none
    [Trait("Rule", "EXT-285")]
    public void What_is_keyed_when_the_time_runs_out_counts_if_it_is_an_option(string key, string leadsTo)
    {
        var story = Menu(WithForward).After(TimeSpan.FromSeconds(19)).Press(key);
        Assert.Equal(CallStory.Start + TimeSpan.FromSeconds(20), CallMachine.Due(story.Call!));
        Assert.Equal(leadsTo, At(story.WhenDue()));
    }

    [Fact]
    [Trait("Rule", "EXT-286")]
    public void Nothing_that_the_caller_does_in_the_menu_begins_the_time_anew()
    {
        var end = CallStory.Start + TimeSpan.FromSeconds(20);
        var story = Menu(WithForward).After(TimeSpan.FromSeconds(4)).Press("7");
        Assert.True(CallMachine.Due(story.Call!) <= end);
        story.After(TimeSpan.FromSeconds(4)).Press("*");
        Assert.True(CallMachine.Due(story.Call!) <= end);
        Assert.Equal(["Tekst."], story.After(TimeSpan.FromSeconds(4)).Press("5").Spoken);
        Assert.True(CallMachine.Due(story.Call!) <= end);
        story.After(TimeSpan.FromSeconds(4)).PressNothing();
        Assert.Equal("202", At(story.WhenDue()));
        Assert.Equal(end, story.Now);
    }

    [Fact]
    [Trait("Rule", "EXT-286")]
    public void A_menu_behind_it_has_a_time_of_its_own()
    {
        var story = CallStory.Of(
            """{ "number": "100", "name": "A", "type": "menu", "config": { "greeting": "A.", "forward": { "destination": "202", "timeout": "00:00:10" }, "options": [{ "key": "1", "destination": "110" }] } }""",
            """{ "number": "110", "name": "B", "type": "menu", "config": { "greeting": "B.", "forward": { "destination": "300", "timeout": "00:00:08" }, "options": [{ "key": "1", "destination": "100" }] } }""",
            Receiver).Dial("+31205550100").After(TimeSpan.FromSeconds(6)).Press("1");
        Assert.Equal(CallStory.Start + TimeSpan.FromSeconds(14), CallMachine.Due(story.Call!));
        Assert.Equal("300", At(story.WhenDue()));
    }

    [Fact]
    [Trait("Rule", "EXT-235")]
    [Trait("Rule", "EXT-283")]
    public void With_a_forward_silence_is_no_attempt_and_wrong_keys_are()
    {
        var story = Menu(WithForward);
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(["Kies."], story.After(TimeSpan.FromSeconds(1)).PressNothing().Spoken);
        }

        story.After(TimeSpan.FromSeconds(2)).Press("7").After(TimeSpan.FromSeconds(2)).Press("7").After(TimeSpan.FromSeconds(2));
        Assert.Equal("202", At(story.Press("7")));
    }

    [Fact]
    [Trait("Rule", "EXT-283")]
    public void After_the_last_attempt_the_forward_goes_before_the_operator() =>
        Assert.Equal("202", At(Menu(WithBoth).Press("7").After(TimeSpan.FromSeconds(2)).Press("7").After(TimeSpan.FromSeconds(2)).Press("7")));

    [Fact]
    [Trait("Rule", "EXT-280")]
    [Trait("Rule", "EXT-238")]
    public void A_caller_who_presses_nothing_goes_to_the_operator_also_where_there_is_a_forward() => Assert.Equal("201", At(Menu(WithBoth).PressNothing()));

    [Fact]
    [Trait("Rule", "EXT-287")]
    public void Without_a_forward_only_the_number_of_attempts_ends_the_visit()
    {
        var story = Menu(Bare);
        for (var i = 0; i < 200; i++)
        {
            story.After(TimeSpan.FromSeconds(10)).Press("5").After(TimeSpan.FromSeconds(10)).PressNothing(); // a message is no attempt
        }

        Assert.Equal("100", At(story));
        Assert.Equal(EndReason.NoChoice, Assert.IsType<Phase.Ending>(story.PressNothing().PressNothing().PressNothing().Phase).Reason);
    }

    [Theory]
    [InlineData("8")]
    [InlineData("9")]
    [Trait("Rule", "EXT-288")]
    [Trait("Rule", "EXT-063")]
    public void A_choice_that_cannot_be_entered_goes_where_the_forward_goes(string key)
    {
        var story = Menu(WithForward).Press(key);
        Assert.Equal("202", At(key == "9" ? story.EndSound() : story));
    }

    [Theory]
    [InlineData("\"startDate\": \"2027-01-01\"")] // planned
    [InlineData("\"endDate\": \"2026-01-01\"")] // terminated
    [Trait("Rule", "EXT-288")]
    public void A_choice_that_is_not_in_service_today_goes_where_the_forward_goes(string when)
    {
        var story = CallStory.Of(WithForward, Receiver, $$"""{ "number": "300", "name": "Later", "type": "auto-answer", {{when}}, "config": { "message": "Later." } }""").Dial("+31205550100").Press("1");
        Assert.Equal("202", At(story));
    }

    [Fact]
    [Trait("Rule", "EXT-288")]
    public void A_choice_that_does_not_answer_never_comes_back_to_the_menu()
    {
        var story = Menu(WithForward).Press("2#").Miss(NotReached.Busy);
        Assert.Equal(EndReason.Busy, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-289")]
    public void A_menu_without_options_plays_its_greeting_once_and_then_forwards()
    {
        var story = Menu("""{ "number": "100", "name": "Menu", "type": "menu", "config": { "greeting": "Kies.", "forward": { "destination": "202" } } }""");
        Assert.Equal(["Kies."], story.Spoken);
        Assert.Equal("202", At(story.PressNothing()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [Trait("Rule", "EXT-087")]
    public void The_account_says_how_many_attempts_there_are(int attempts)
    {
        var account = TestAccount.With();
        var story = CallStory.Of(new TestAccount(account.Document with { Account = account.Document.Account with { Timers = new(Attempts: attempts) } })).Dial("+31205550100");
        for (var i = 1; i < attempts; i++)
        {
            Assert.IsType<Phase.InExtension>(story.PressNothing().Phase);
        }

        Assert.IsType<Phase.Ending>(story.PressNothing().Phase);
    }

    private static CallStory Menu(string menu) => CallStory.Of(menu, Receiver).Dial("+31205550100");

    private static string? At(CallStory story) => Assert.IsType<Phase.InExtension>(story.Phase).Arrival.Number?.Value;
}
