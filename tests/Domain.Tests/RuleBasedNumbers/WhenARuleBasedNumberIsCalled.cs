using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.RuleBasedNumbers;

public sealed class WhenARuleBasedNumberIsCalled
{
    private const string Key = "rule-based";
    private const string Always = """{ "name": "All", "then": { "do": "busy" } }""";

    private static readonly string[] Colleagues =
    [
        .. new[] { "bert", "cees" }.Select((name, i) => $$"""{ "number": "21{{i + 1}}", "name": "{{name}}", "type": "user", "config": { "device": "web:{{name}}" } }"""),
        """{ "number": "600", "name": "Box", "type": "voicemail", "config": {} }""",
    ];

    [Fact]
    [Trait("Rule", "EXT-400")]
    [Trait("Rule", "EXT-033")]
    public void The_first_rule_whose_conditions_all_hold_is_used_and_every_one_before_is_explained()
    {
        var story = Called(
            """
            { "name": "Sundays", "when": { "time": { "periods": [{ "days": ["sunday"] }] } }, "then": { "do": "busy" } },
            { "name": "Berlin", "when": { "caller": { "numbers": ["+4930*"] }, "time": { "periods": [{ "days": ["saturday"] }] } }, "then": { "do": "busy" } },
            { "name": "Mobile", "when": { "caller": { "numbers": ["+316*"] } }, "then": { "do": "forward", "destination": "300" } },
            { "name": "Never", "then": { "do": "busy" } }
            """);
        Assert.Equal("300", story.Place());
        var step = story.Call!.Trail.Steps.Single(step => step.Rule == "EXT-400");
        Assert.Equal("Rule 1 (Sundays) is not met: it is Saturday 11:00. Rule 2 (Berlin) is not met: +31612345678 calls from outside. Rule 3 (Mobile) is met: to 300.", step.Why);
        Assert.Equal("/rules/2", step.Setting);
    }

    [Theory]
    [InlineData("", EndReason.Unavailable)]
    [InlineData(""", "fallback": { "do": "busy" } """, EndReason.Busy)]
    [Trait("Rule", "EXT-404")]
    public void When_no_rule_matches_the_fallback_is_used_which_is_unavailable_for_a_new_number(string fallback, EndReason reason)
    {
        var story = Extension500.With(Key, $$"""{ "rules": [{ "name": "Colleagues", "when": { "caller": { "kinds": ["internal"] } }, "then": { "do": "forward", "destination": "300" } }]{{fallback}} }""").Called();
        Assert.Equal(reason, Assert.IsType<Phase.Ending>(story.Phase).Reason);
        Assert.Equal(("EXT-404", "/fallback"), (story.Rule, story.Call!.Trail.Steps[^1].Setting));
    }

    [Fact]
    [Trait("Rule", "EXT-404")]
    public void A_new_number_without_any_rule_is_unavailable() =>
        Assert.Equal(EndReason.Unavailable, Assert.IsType<Phase.Ending>(Extension500.With(Key, "{}").Called().Phase).Reason);

    [Theory]
    [InlineData("busy", EndReason.Busy)]
    [InlineData("unavailable", EndReason.Unavailable)]
    [Trait("Rule", "EXT-402")]
    public void A_rule_can_reject(string what, EndReason reason)
    {
        var story = Called($$"""{ "name": "All", "then": { "do": "{{what}}" } }""");
        Assert.Equal(reason, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Theory]
    [InlineData("forward", "300")]
    [InlineData("voicemail", "600")]
    [Trait("Rule", "EXT-402")]
    public void A_rule_can_send_the_call_on(string what, string to) =>
        Assert.Equal(to, Called($$"""{ "name": "All", "then": { "do": "{{what}}", "destination": "{{to}}" } }""").Place());

    [Fact]
    [Trait("Rule", "EXT-402")]
    public void A_rule_can_play_a_message_after_which_the_call_is_released_or_goes_on()
    {
        var story = Called("""{ "name": "All", "then": { "do": "message", "message": "We zijn dicht." } }""");
        Assert.Equal(["We zijn dicht."], story.Spoken);
        Assert.Equal(EndReason.Completed, Assert.IsType<Phase.HangingUp>(story.EndSound().Phase).Reason);

        var on = Called("""{ "name": "All", "then": { "do": "message", "message": "Een ogenblik.", "destination": "300" } }""").EndSound();
        Assert.Equal("300", on.Place());
        var gone = Called("""{ "name": "All", "then": { "do": "message", "message": "Een ogenblik.", "destination": "299" } }, { "name": "Rest", "then": { "do": "busy" } }""").EndSound();
        Assert.Equal(EndReason.Busy, Assert.IsType<Phase.Ending>(gone.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-402")]
    [Trait("Rule", "EXT-403")]
    public void Destinations_ring_each_after_its_own_delay_while_the_earlier_ones_ring_on()
    {
        var story = Called(Rings(("201", 0), ("212", 10), ("211", 25)));
        Assert.Equal(["web:anna"], story.Rung);
        Assert.Equal(TimeSpan.FromSeconds(85), story.One<CallCommand.RingPhone>().For); // 25 s and then 60 s more
        story.After(TimeSpan.FromSeconds(9)).When(new CallEvent.TimeReached()).Then();
        story.WhenDue();
        Assert.Equal((CallStory.Start.AddSeconds(10), "web:cees", 0), (story.Now, story.Rung.Single(), story.Withdrawn.Count()));
        story.WhenDue();
        Assert.Equal((CallStory.Start.AddSeconds(25), "web:bert", 0), (story.Now, story.Rung.Single(), story.Withdrawn.Count()));
        story.AnswerPhone("web:anna");
        Assert.Equal(["web:bert", "web:cees"], story.Withdrawn.Order());
        Assert.IsType<Phase.Talking>(story.Phase);
    }

    [Fact]
    [Trait("Rule", "EXT-403")]
    public void A_later_destination_that_answers_by_itself_takes_the_call_and_the_others_stop()
    {
        var story = Called(Rings(("201", 0), ("211", 5), ("600", 10)));
        story.WhenDue().WhenDue();
        Assert.Equal((CallStory.Start.AddSeconds(10), "600"), (story.Now, story.Place()));
        Assert.Equal(["web:anna", "web:bert"], story.Withdrawn);
        Assert.Contains("takes the call by itself", story.Call!.Trail.Steps.Single(step => step.Rule == "EXT-403" && step.Spent is not null).Why, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-403")]
    public void One_that_answers_by_itself_without_delay_has_the_call_at_once()
    {
        var story = Called(Rings(("201", 0), ("600", 0)));
        Assert.Equal(("600", 0), (story.Place(), story.Rung.Count()));
    }

    [Fact]
    [Trait("Rule", "EXT-402")]
    public void A_public_number_rings_among_the_phones()
    {
        var story = Called(Rings(("201", 0), ("+31201234567", 0)));
        Assert.Equal(["web:anna", "+31201234567"], story.Rung);
        Assert.Equal("+31612345678", story.Commands.Select(one => one.Command).OfType<CallCommand.RingPhone>().Last().CallerId?.Value);
    }

    [Fact]
    [Trait("Rule", "EXT-400")]
    public void When_nobody_answers_the_next_rule_that_holds_has_the_call_and_then_the_fallback()
    {
        var story = Extension500.With(
            Key,
            $$"""{ "rules": [{{Rings(("201", 0), ("211", 5))}}, { "name": "Sundays", "when": { "time": { "periods": [{ "days": ["sunday"] }] } }, "then": { "do": "busy" } }, { "name": "Second", "then": { "do": "ring", "ring": [{ "destination": "212" }], "ringFor": "00:00:20" } }], "fallback": { "do": "voicemail", "destination": "600" } }""",
            Colleagues).Called();
        while (story.Rung.LastOrDefault() != "web:cees")
        {
            story.WhenDue();
        }

        Assert.Equal((CallStory.Start.AddSeconds(65), "web:anna web:bert"), (story.Now, string.Join(' ', story.Withdrawn)));
        Assert.StartsWith("Nobody answered in time. Rule 2 (Sundays) is not met: it is Saturday 11:00. Rule 3 (Second) is met", story.Why, StringComparison.Ordinal);
        story.Miss("web:cees", NotReached.Busy);
        Assert.Equal("600", story.Place());
    }

    [Fact]
    [Trait("Rule", "EXT-400")]
    public void The_instant_at_which_the_call_came_in_counts_for_every_rule()
    {
        // 11:00 by the account's clock; a minute later the second rule would hold
        var story = Called($$"""{{Rings(("201", 0))}}, { "name": "Later", "when": { "time": { "periods": [{ "days": ["saturday"], "start": "11:01" }] } }, "then": { "do": "forward", "destination": "300" } }, {{Always}}""");
        while (story.Phase is Phase.InExtension)
        {
            story.WhenDue();
        }

        Assert.Equal((CallStory.Start.AddSeconds(60), EndReason.Busy), (story.Now, Assert.IsType<Phase.Ending>(story.Phase).Reason));
    }

    [Fact]
    [Trait("Rule", "EXT-403")]
    public void Who_is_busy_is_not_waited_for_longer_than_the_next_delay()
    {
        var story = Called(Rings(("201", 0), ("211", 15))).Miss("web:anna", NotReached.Busy);
        Assert.IsType<Phase.InExtension>(story.Phase);
        Assert.Equal(["web:bert"], story.WhenDue().Rung);
        Assert.Equal(EndReason.Unavailable, Assert.IsType<Phase.Ending>(story.Miss("web:bert", NotReached.Declined).Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-403")]
    public void A_phone_that_the_network_lets_ring_no_longer_rings_again_until_the_rule_ends()
    {
        var story = Called(Rings(("201", 0), ("211", 120)));
        story.After(TimeSpan.FromSeconds(85)).Miss("web:anna", NotReached.NoAnswer);
        Assert.Equal(("web:anna", TimeSpan.FromSeconds(95)), (story.Rung.Single(), story.One<CallCommand.RingPhone>().For));
        story.Miss("web:anna", NotReached.NoAnswer).Then(); // at once again: it does not want to ring
        Assert.Equal(["web:bert"], story.WhenDue().Rung);
    }

    [Fact]
    [Trait("Rule", "EXT-403")]
    public void A_phone_that_rings_already_is_not_rung_twice()
    {
        var story = CallStory.Of(Extension500.With(Key, $$"""{ "rules": [{{Rings(("211", 0), ("213", 5))}}] }""", [.. Colleagues, """{ "number": "213", "name": "Bert too", "type": "user", "config": { "device": "web:bert" } }"""])).Dial(Extension500.Number);
        Assert.Empty(story.WhenDue().Rung);
        Assert.IsType<Phase.Talking>(story.AnswerPhone("web:bert").Phase);
    }

    [Theory]
    [InlineData("299")]
    [InlineData("202")]
    [Trait("Rule", "EXT-063")]
    public void A_rule_of_which_nothing_can_come_leaves_the_call_to_the_next(string to)
    {
        var story = Called($$"""{ "name": "Gone", "then": { "do": "ring", "ring": [{ "destination": "{{to}}" }] } }, { "name": "Rest", "then": { "do": "busy" } }""");
        for (var i = 0; i < 5 && story.Phase is Phase.InExtension; i++)
        {
            story.WhenDue();
        }

        Assert.Equal(EndReason.Busy, Assert.IsType<Phase.Ending>(story.Phase).Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-063")]
    public void A_forward_to_an_extension_that_is_not_in_service_leaves_the_call_to_the_next()
    {
        var story = Extension500.With(
            Key,
            $$"""{ "rules": [{ "name": "Later", "then": { "do": "forward", "destination": "350" } }, {{Always}}] }""",
            """{ "number": "350", "name": "Later", "type": "auto-answer", "startDate": "2030-01-01", "config": {} }""").Called();
        Assert.Equal("Rule 1 (Later) is met, but extension 350 cannot be entered. Rule 2 (All) is met: the caller hears busy.", story.Why);
    }

    [Fact]
    [Trait("Rule", "EXT-392")]
    [Trait("Rule", "EXT-393")]
    public void It_is_reached_by_its_extension_number_and_by_a_public_number_of_the_account()
    {
        var account = Extension500.With(Key, """{ "rules": [{ "name": "All", "then": { "do": "message", "message": "Hallo." } }] }""");
        Assert.Equal(["Hallo."], account.Called().Spoken);
        Assert.Equal(["Hallo."], account.CalledInside().Spoken);
        Assert.Equal("Own", Assert.IsType<Phase.InExtension>(account.Called().Phase).Arrival.Name);
    }

    [Theory]
    [InlineData(""" "information": "VIP" """, "+31612345678 (VIP)")]
    [InlineData(""" "information": "" """, "+31612345678")]
    [Trait("Rule", "EXT-395")]
    public void The_information_text_is_shown_to_the_receiver(string set, string display) =>
        Assert.Equal(display, Ringing(set).One<CallCommand.RingPhone>().Display);

    [Theory]
    [InlineData("", "+31612345678 (Second)")]
    [InlineData(""", "keepsInformation": true""", "+31612345678 (First)")]
    [Trait("Rule", "EXT-396")]
    public void A_text_set_earlier_replaces_it_where_that_is_on(string set, string display)
    {
        var second = $$"""{ "number": "510", "name": "Second", "type": "rule-based", "config": { "information": "Second"{{set}}, "rules": [{{Rings(("201", 0))}}] } }""";
        var story = Extension500.With(Key, """{ "information": "First", "rules": [{ "name": "All", "then": { "do": "forward", "destination": "510" } }] }""", second).Called();
        Assert.Equal(display, story.One<CallCommand.RingPhone>().Display);
    }

    [Theory]
    [InlineData(""" "promptLanguage": "de" """, Domain.Prompts.Language.German)]
    [InlineData(""" "promptLanguage": "lv" """, Domain.Prompts.Language.Latvian)]
    [InlineData("", Domain.Prompts.Language.Dutch)]
    [Trait("Rule", "EXT-397")]
    public void The_prompt_language_holds_for_the_rest_of_the_call_flow(string set, Language language)
    {
        var config = $$"""{ {{set}}{{(set.Length > 0 ? "," : "")}} "rules": [{ "name": "All", "then": { "do": "forward", "destination": "310" } }] }""";
        var story = Extension500.With(Key, config, """{ "number": "310", "name": "Plain", "type": "auto-answer", "config": {} }""").Called();
        Assert.Equal([Said(Prompt.NotAvailable, language)], story.Spoken);

        // and for what is said at the end
        Assert.Equal([Said(Prompt.NotAvailable, language)], Extension500.With(Key, $$"""{ {{set}} }""").Called().Spoken);
    }

    [Fact]
    [Trait("Rule", "EXT-397")]
    [Trait("Rule", "EXT-079")]
    public void A_user_of_the_account_keeps_his_own_language()
    {
        var account = Extension500.With(Key, """{ "promptLanguage": "de" }""", """{ "number": "201", "name": "Anna", "type": "user", "language": "fi", "config": { "device": "web:anna" } }""");
        Assert.Equal([Said(Prompt.NotAvailable, Language.Finnish)], account.CalledInside().Spoken);
        Assert.Equal([Said(Prompt.NotAvailable, Language.German)], account.Called().Spoken);
    }

    [Theory]
    [InlineData("", "+31612345678")]
    [InlineData(""" "prefersOwnNumber": true, """, "+31205550109")]
    [Trait("Rule", "EXT-398")]
    public void Where_the_number_that_sends_the_call_on_cannot_be_shown_the_receiver_sees_it_in_place_of_the_caller_if_that_is_preferred(string set, string shown)
    {
        // carriers show no number that sends a call on: by ringing, by a forward, and at a user's mobile behind one
        Assert.Equal(shown, Shown($$"""{ {{set}} "rules": [{{Rings(("+31201234567", 0))}}] }"""));
        Assert.Equal(shown, Shown($$"""{ {{set}} "rules": [{ "name": "All", "then": { "do": "forward", "destination": "+31201234567" } }] }"""));
        Assert.Equal(shown, Shown($$"""{ {{set}} "rules": [{ "name": "All", "then": { "do": "forward", "destination": "214" } }] }"""));

        static string? Shown(string config) =>
            Extension500.With(Key, config, """{ "number": "214", "name": "Mobile", "type": "user", "config": { "device": "+31612340000" } }""").Called().One<CallCommand.RingPhone>().CallerId?.Value;
    }

    [Fact]
    [Trait("Rule", "EXT-394")]
    [Trait("Rule", "EXT-399")]
    public void Billing_id_and_barring_groups_are_kept()
    {
        var account = Extension500.With(Key, """{ "billingId": "Cost centre 4", "barringGroups": ["Abroad", "Premium"] }""");
        var read = (AccountReading.Parsed)AccountReading.Read(AccountText.Write(account.Document));
        var config = Assert.IsType<Domain.RuleBasedNumbers.RuleBasedNumberConfig>(read.Document.Extensions.Single(one => one.Number.Value == "500").Config);
        Assert.Equal(("Cost centre 4", "Abroad Premium"), (config.BillingId, string.Join(' ', config.BarringGroups)));
        Assert.DoesNotContain(Extension500.Refused(Key, """{ "billingId": "Cost centre 4", "barringGroups": ["Abroad", "Premium"] }"""), _ => true);
        Assert.Equal(["/barringGroups/1"], Extension500.Refused(Key, """{ "barringGroups": ["Abroad", "Abroad"] }"""));
    }

    private static string Said(Prompt prompt, Language language) => ((Sound.Speech)Catalogue.Say(prompt, language)).Text;

    private static CallStory Called(string rules) => Extension500.With(Key, $$"""{ "rules": [{{rules}}] }""", Colleagues).Called();

    private static CallStory Ringing(string set) => Extension500.With(Key, $$"""{ {{set}}, "rules": [{{Rings(("201", 0))}}] }""").Called();

    private static string Rings(params (string To, int After)[] destinations) =>
        $$"""{ "name": "Ring", "then": { "do": "ring", "ring": [{{string.Join(", ", destinations.Select(one => $$"""{ "destination": "{{one.To}}", "after": "{{TimeSpan.FromSeconds(one.After):c}}" }"""))}}] } }""";
}
