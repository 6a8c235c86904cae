using Pbx.Domain.Accounts;
using Pbx.Domain.CallRules;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Prompts;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.CallRules;

/// <summary>The rule language around calls to and from users, in its three layers. Anna is 201, and +31205550101 leads to her.</summary>
public sealed class WhenUsersHaveRules
{
    private const string Saturday = """ "when": { "time": { "periods": [{ "days": ["saturday"] }] } }""";
    private const string Sunday = """ "when": { "time": { "periods": [{ "days": ["sunday"] }] } }""";

    [Theory]
    [InlineData("busy", "unavailable", "message", EndReason.Busy)]
    [InlineData(null, "unavailable", "message", EndReason.Unavailable)]
    [InlineData(null, null, "busy", EndReason.Busy)]
    [Trait("Rule", "EXT-407")]
    public void Mandatory_rules_come_before_the_users_own_and_those_before_overridable_ones(string? mandatory, string? own, string overridable, EndReason reason)
    {
        var story = Called(Incoming(Rule("M", mandatory), Rule("O", overridable)), Rule("U", own));
        Assert.Equal(reason, Assert.IsType<Phase.Ending>(story.Phase).Reason);

        static string Rule(string name, string? what) => $$"""{ "name": "{{name}}", {{(what is null ? Sunday : Saturday)}}, "then": { "do": "{{what ?? "busy"}}"{{(what == "message" ? ", \"message\": \"Tekst.\"" : "")}} } }""";
    }

    [Fact]
    [Trait("Rule", "EXT-407")]
    public void When_no_rule_holds_the_device_rings_as_ever_and_every_rule_is_explained()
    {
        var story = Called(Incoming($$"""{ "name": "M", {{Sunday}}, "then": { "do": "busy" } }""", ""), $$"""{ "name": "U", {{Sunday}}, "then": { "do": "busy" } }""");
        Assert.Equal(["web:anna"], story.Rung);
        Assert.Equal("Mandatory rule 1 (M) is not met: it is Saturday 11:00. Own rule 1 (U) is not met: it is Saturday 11:00. No rule decides: the call goes to the user. The device of Anna is rung for 25 s.", story.Why);
        Assert.IsType<Phase.Talking>(story.AnswerPhone("web:anna").Phase);
    }

    [Fact]
    [Trait("Rule", "EXT-407")]
    [Trait("Rule", "EXT-403")]
    public void The_users_own_phone_rings_among_others_and_a_mailbox_takes_the_call_after_a_while()
    {
        var story = Called("", """{ "name": "U", "then": { "do": "ring", "ring": [{}, { "destination": "211", "after": "00:00:05" }, { "destination": "600", "after": "00:00:10" }] } }""");
        Assert.Equal(["web:anna"], story.Rung);
        Assert.Equal(["web:bert"], story.WhenDue().Rung);
        story.WhenDue();
        Assert.Equal(("600", "web:anna web:bert"), (story.Place(), string.Join(' ', story.Withdrawn)));
    }

    [Fact]
    [Trait("Rule", "EXT-407")]
    public void A_rule_of_which_nothing_comes_leaves_the_call_to_the_next_layer()
    {
        var story = Called(
            Incoming("""{ "name": "M", "then": { "do": "ring", "ring": [{ "destination": "211" }], "ringFor": "00:00:20" } }""", """{ "name": "O", "then": { "do": "voicemail", "destination": "600" } }"""),
            $$"""{ "name": "U", {{Sunday}}, "then": { "do": "busy" } }""");
        Assert.Equal(["web:bert"], story.Rung);
        Assert.Equal("600", story.Miss("web:bert", NotReached.Busy).Place());
    }

    [Fact]
    [Trait("Rule", "EXT-407")]
    public void Allow_ends_the_trying_and_the_device_rings()
    {
        var story = Called(Incoming("""{ "name": "M", "then": { "do": "allow" } }""", ""), """{ "name": "U", "then": { "do": "busy" } }""");
        Assert.Equal(["web:anna"], story.Rung);
    }

    [Fact]
    [Trait("Rule", "EXT-407")]
    public void Conditions_on_a_user_mean_the_one_whose_rules_they_are()
    {
        var story = CallStory.Of(Account(Incoming("""{ "name": "M", "when": { "working": { "is": "night" } }, "then": { "do": "busy" } }""", ""), ""));
        Assert.Equal(["web:anna"], story.Dial("+31205550101").Rung); // she has no hours
        var other = CallStory.Of(Account(Incoming("""{ "name": "M", "when": { "working": { "is": "night" } }, "then": { "do": "busy" } }""", ""), "")).Dial("+31205550104");
        Assert.Equal(EndReason.Busy, Assert.IsType<Phase.Ending>(other.Phase).Reason); // 999 works on Fridays only
    }

    [Fact]
    [Trait("Rule", "EXT-407")]
    public void Functional_numbers_are_not_touched_by_them()
    {
        var layers = Incoming("""{ "name": "M", "then": { "do": "busy" } }""", "");
        Assert.Equal("300", CallStory.Of(Account(layers, "")).Dial("+31205550102").Place());
        Assert.IsType<Phase.InExtension>(CallStory.Of(Account(layers, "")).Dial("+31205550102").Phase);

        // nor are members whom a group rings, nor a rule-based number
        var group = Account(layers, "", """{ "number": "400", "name": "Group", "type": "group", "config": { "members": ["201"] } }""");
        Assert.Equal(["web:anna"], CallStory.Of(group).Dial("+31205550103").Rung);
        var number = Account(layers, "", """{ "number": "400", "name": "Rules", "type": "rule-based", "config": { "rules": [{ "name": "All", "then": { "do": "ring", "ring": [{ "destination": "201" }] } }] } }""");
        Assert.Equal(["web:anna"], CallStory.Of(number).Dial("+31205550103").Rung);
    }

    [Theory]
    [InlineData("+31900123456", "Premium")]
    [InlineData("+4930123456", "Abroad at night")]
    [InlineData("+31201234567", null)]
    [InlineData("+441234567890", "Mine")]
    [Trait("Rule", "EXT-407")]
    [Trait("Rule", "EXT-405")]
    public void Outgoing_calls_are_decided_by_the_same_layers_and_the_same_language(string dialled, string? rule)
    {
        var account = TestAccount.With();
        account = new TestAccount(account.Document with { Account = account.Account with { NumberClasses = [new NumberClass("Premium", ["+31900"]), new NumberClass("Abroad", ["+1", "+44", "+49"])] } });
        var layers = TestAccount.Read<RuleLayers>($$"""
            { "mandatory": [{ "name": "Premium", "when": { "called": { "classes": ["Premium"] } }, "then": { "do": "busy" } }],
              "overridable": [{ "name": "Abroad at night", "when": { "called": { "classes": ["Abroad"] }, "time": { "periods": [{ "days": ["saturday"], "start": "10:00" }] } }, "then": { "do": "unavailable" } }] }
            """);
        ValueList<CallRule> own = [TestAccount.Read<CallRule>("""{ "name": "Mine", "when": { "called": { "numbers": ["+44*"] } }, "then": { "do": "allow" } }""")];
        var anna = ExtensionNumber.Parse("201");
        var arrival = new Arrival(anna, "Anna", Language.Dutch, PhoneAddress.Parse("web:anna"), null, DialledNumber.Parse(dialled), "", null, CallerExtension: anna);
        var decision = LayeredRules.First(layers, own, arrival, new AccountDirectory(account), anna, CallStory.Start);
        Assert.Equal(rule, decision.Rule?.Name);
        Assert.Equal(rule is null, decision.Why.EndsWith("Overridable rule 1 (Abroad at night) is not met: +31201234567 was dialled.", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "EXT-407")]
    public void Rules_of_users_are_checked_where_they_stand()
    {
        const string Text = """
            { "incoming": { "mandatory": [{ "name": "A", "then": { "do": "ring", "ring": [{}, {}] } }], "overridable": [{ "name": "A", "then": { "do": "forward", "destination": "299" } }] },
              "outgoing": { "mandatory": [{ "name": "A", "then": { "do": "ring", "ring": [{ "destination": "201" }] } }], "overridable": [{ "name": "A", "then": { "do": "allow" } }] } }
            """;
        var account = Account("", """{ "name": "U", "then": { "do": "forward", "destination": "201" } }""");
        account = new TestAccount(account.Document with { Account = account.Account with { UserRules = TestAccount.Read<UserCallRules>(Text) } });
        var problems = AccountCheck.Check(account.Document).Where(problem => !problem.IsWarning).Select(problem => problem.Pointer).ToList();
        Assert.Equal(
            ["/account/userRules/incoming/mandatory/0/then/ring/1/destination", "/account/userRules/incoming/overridable/0/then/destination", "/account/userRules/outgoing/mandatory/0/then/do"],
            problems.Where(pointer => pointer.StartsWith("/account", StringComparison.Ordinal)));
        Assert.Contains(problems, pointer => pointer.EndsWith("/config/incomingRules/0/then/destination", StringComparison.Ordinal)); // to herself
    }

    [Fact]
    [Trait("Rule", "EXT-407")]
    [Trait("Rule", "EXT-068")]
    public void Circles_by_users_rules_are_found()
    {
        var account = Account(Incoming("""{ "name": "M", "then": { "do": "forward", "destination": "400" } }""", ""), "", """{ "number": "400", "name": "Rules", "type": "rule-based", "config": { "fallback": { "do": "forward", "destination": "201" } } }""");
        Assert.Contains(AccountCheck.Check(account.Document), problem => !problem.IsWarning && problem.Message.Contains("circles", StringComparison.Ordinal));
        var byTime = Account(Incoming($$"""{ "name": "M", {{Sunday}}, "then": { "do": "forward", "destination": "400" } }""", ""), "", """{ "number": "400", "name": "Rules", "type": "rule-based", "config": { "fallback": { "do": "forward", "destination": "201" } } }""");
        Assert.Equal([true], AccountCheck.Check(byTime.Document).Where(problem => problem.Message.Contains("circles", StringComparison.Ordinal)).Select(problem => problem.IsWarning).Distinct());
    }

    private static string Incoming(string mandatory, string overridable) => $$"""{ "incoming": { "mandatory": [{{mandatory}}], "overridable": [{{overridable}}] } }""";

    private static CallStory Called(string layers, string own) => CallStory.Of(Account(layers, own)).Dial("+31205550101");

    private static TestAccount Account(string layers, string own, params string[] more)
    {
        var account = TestAccount.With(
            [
                $$"""{ "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "ringFor": "00:00:25", "incomingRules": [{{own}}] } }""",
                """{ "number": "211", "name": "Bert", "type": "user", "config": { "device": "web:bert" } }""",
                """{ "number": "999", "name": "Cees", "type": "user", "config": { "device": "web:cees", "workingHours": { "days": [{ "day": "friday", "start": "08:00", "end": "12:00" }] } } }""",
                """{ "number": "600", "name": "Box", "type": "voicemail", "config": {} }""",
                .. more,
            ]);
        return layers.Length == 0 ? account : new TestAccount(account.Document with { Account = account.Account with { UserRules = TestAccount.Read<UserCallRules>(layers) } });
    }
}
