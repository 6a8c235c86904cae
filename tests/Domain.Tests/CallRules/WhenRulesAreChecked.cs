using System.Text.Json.Nodes;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Extensions.Editing;
using Pbx.Domain.RuleBasedNumbers;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.CallRules;

public sealed class WhenRulesAreChecked
{
    private const string Busy = """ "then": { "do": "busy" } """;

    [Fact]
    [Trait("Rule", "EXT-401")]
    [Trait("Rule", "EXT-405")]
    public void Everything_that_is_wrong_with_conditions_is_named()
    {
        var rules = $$"""
            { "name": "A", {{Busy}}, "when": { "caller": {} } },
            { "name": "B", {{Busy}}, "when": { "caller": { "numbers": ["+316*", "06*", "nonsense"], "classes": ["Gone"], "kinds": ["internal", "internal"] } } },
            { "name": "C", {{Busy}}, "when": { "called": {} } },
            { "name": "D", {{Busy}}, "when": { "called": { "classes": ["Gone"] } } },
            { "name": "E", {{Busy}}, "when": { "time": { "periods": [{ "days": ["monday", "monday"], "start": "09:00", "end": "09:00" }, { "days": ["monday"], "start": "24:00" }] } } },
            { "name": "F", {{Busy}}, "when": { "date": {} } },
            { "name": "G", {{Busy}}, "when": { "date": { "from": "2026-02-02", "until": "2026-02-01" } } },
            { "name": "H", {{Busy}}, "when": { "schedule": {} } },
            { "name": "I", {{Busy}}, "when": { "schedule": { "times": "Gone", "holidays": "Gone" } } },
            { "name": "J", {{Busy}}, "when": { "working": { "is": "night", "user": "300" } } },
            { "name": "K", {{Busy}}, "when": { "presence": {}, "inCall": { "user": "299" } } }
            """;
        string[] expected =
        [
            "/0/when/caller", "/1/when/caller/classes/0", "/1/when/caller/kinds/1", "/1/when/caller/numbers/1", "/1/when/caller/numbers/2", "/10/when/inCall/user", "/10/when/presence", "/10/when/presence/user", "/2/when/called",
            "/3/when/called/classes/0", "/4/when/time/periods/0/days/1", "/4/when/time/periods/0/end", "/4/when/time/periods/1/end", "/4/when/time/periods/1/start", "/5/when/date", "/6/when/date/until", "/7/when/schedule",
            "/8/when/schedule/holidays", "/8/when/schedule/times", "/9/when/working/user",
        ];
        Assert.Equal(expected, Refused(rules).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Rule", "EXT-402")]
    [Trait("Rule", "EXT-403")]
    public void Everything_that_is_wrong_with_actions_is_named()
    {
        const string Rules = """
            { "name": "Itself", "then": { "do": "forward", "destination": "500" } },
            { "name": "A", "then": { "do": "ring" } },
            { "name": "B", "then": { "do": "ring", "ring": [{ "destination": "299" }, { "destination": "201", "after": "00:05:01" }, { "destination": "201" }, { "destination": "112" }], "ringFor": "00:00:04", "destination": "300" } },
            { "name": "C", "then": { "do": "forward" } },
            { "name": "D", "then": { "do": "voicemail", "destination": "300" } },
            { "name": "E", "then": { "do": "voicemail", "destination": "+31201234567", "message": "Text." } },
            { "name": "F", "then": { "do": "message" } },
            { "name": "G", "then": { "do": "message", "message": "Text.", "messagePrompt": "Gone", "destination": "299" } },
            { "name": "H", "then": { "do": "busy", "ring": [{ "destination": "201" }], "ringFor": "00:00:10" } },
            { "name": "H", "then": { "do": "allow" } }
            """;
        string[] expected =
        [
            "/0/then/destination", "/1/then/ring", "/2/then/destination", "/2/then/ring/0/destination", "/2/then/ring/1/after", "/2/then/ring/2/destination", "/2/then/ring/3/destination", "/2/then/ringFor", "/3/then/destination",
            "/4/then/destination", "/5/then/destination", "/5/then/message", "/6/then/message", "/7/then/destination", "/7/then/messagePrompt", "/8/then/ring", "/8/then/ringFor", "/9/name", "/9/then/do",
        ];
        Assert.Equal(expected, Refused(Rules).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Rule", "EXT-401")]
    public void An_extension_that_is_not_there_calls_nobody()
    {
        var problem = Assert.Single(Extension500.Problems("rule-based", $$"""{ "rules": [{ "name": "A", {{Busy}}, "when": { "caller": { "numbers": ["201", "299"] } } }], "fallback": { "do": "forward", "destination": "300" } }"""));
        Assert.Equal(("/rules/0/when/caller/numbers/1", true), (problem.Pointer, problem.IsWarning));
    }

    [Fact]
    [Trait("Rule", "EXT-404")]
    public void The_fallback_rule_is_checked_as_any_and_unavailable_is_warned_of()
    {
        Assert.Equal(["/fallback/destination"], Extension500.Refused("rule-based", """{ "fallback": { "do": "forward", "destination": "299" } }"""));
        Assert.Equal(["/fallback"], Extension500.Problems("rule-based", "{}").Where(problem => problem.IsWarning).Select(problem => problem.Pointer));
        Assert.Empty(Extension500.Problems("rule-based", """{ "fallback": { "do": "forward", "destination": "300" } }"""));
        Assert.Empty(Extension500.Problems("rule-based", $$"""{ "rules": [{ "name": "All", {{Busy}} }] }"""));
    }

    [Fact]
    [Trait("Rule", "EXT-400")]
    [Trait("Rule", "EXT-403")]
    public void What_can_never_happen_is_warned_of()
    {
        var rules = $$"""
            { "name": "A", "then": { "do": "ring", "ring": [{ "destination": "201" }, { "destination": "300", "after": "00:00:10" }, { "destination": "202", "after": "00:00:10" }, { "destination": "+31201234567", "after": "00:00:20" }] } },
            { "name": "B", {{Busy}} }, { "name": "C", {{Busy}} }
            """;
        Assert.Equal(["/rules/0/then/ring/2", "/rules/0/then/ring/3", "/rules/2"], Extension500.Problems("rule-based", $$"""{ "rules": [{{rules}}] }""").Where(problem => problem.IsWarning).Select(problem => problem.Pointer));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("""["user", "auto-answer", "number"]""", 0)]
    [InlineData("""["user"]""", 3)]
    [InlineData("""["number"]""", 2)]
    [InlineData("[]", 4)]
    [Trait("Rule", "EXT-406")]
    public void Only_kinds_of_destinations_that_the_account_allows_can_be_used(string? allowed, int refused)
    {
        var problems = Problems(
            allowed is null ? "" : $$""" "ruleDestinations": {{allowed}} """,
            """{ "name": "A", "then": { "do": "ring", "ring": [{ "destination": "201" }, { "destination": "+31201234567" }] } }, { "name": "B", "then": { "do": "forward", "destination": "300" } }, { "name": "C", "then": { "do": "message", "message": "Text.", "destination": "+31201234568" } }""")
            .Where(problem => problem.Message.StartsWith("The account does not allow rules to use", StringComparison.Ordinal)).ToList();
        Assert.Equal(refused, problems.Count);
        Assert.All(problems, problem => Assert.False(problem.IsWarning));
        Assert.Equal(allowed == """["number"]""", problems.Exists(problem => problem.Message == "The account does not allow rules to use extensions of the type auto-answer, such as 300.") && problems.Count == 2);
    }

    [Fact]
    [Trait("Rule", "EXT-406")]
    public void The_kinds_that_are_allowed_are_kinds_there_are_each_once() =>
        Assert.Equal(["/account/ruleDestinations/1", "/account/ruleDestinations/2"], Problems(""" "ruleDestinations": ["user", "nonsense", "user", "number"] """, "").Where(problem => !problem.IsWarning).Select(problem => problem.Pointer).Where(pointer => pointer.StartsWith("/account", StringComparison.Ordinal)));

    [Fact]
    [Trait("Rule", "EXT-405")]
    public void Everything_that_is_wrong_with_number_classes_is_named()
    {
        var problems = Problems(""" "numberClasses": [{ "name": "Mobile", "prefixes": ["06", "+316", "nonsense"] }, { "name": "mobile", "prefixes": [] }] """, "");
        string[] expected = ["/account/numberClasses/0/prefixes/1", "/account/numberClasses/0/prefixes/2", "/account/numberClasses/1/name", "/account/numberClasses/1/prefixes"];
        Assert.Equal(expected, problems.Where(problem => !problem.IsWarning).Select(problem => problem.Pointer).Where(pointer => pointer.StartsWith("/account", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Rule", "EXT-060")]
    [Trait("Rule", "EXT-405")]
    public void Numbers_and_prefixes_may_be_typed_as_people_of_the_country_do()
    {
        var read = Read(""" "numberClasses": [{ "name": "Mobile", "prefixes": ["06"] }] """, $$"""{ "name": "A", {{Busy}}, "when": { "caller": { "numbers": ["020 123 4567", "0900*", "201"] }, "called": { "numbers": ["020-5550109"] } } }""");
        Assert.DoesNotContain(read.Problems, problem => !problem.IsWarning && (problem.Pointer.StartsWith("/account", StringComparison.Ordinal) || problem.Pointer.StartsWith("/extensions/5", StringComparison.Ordinal)));
        Assert.Equal(["+316"], read.Document.Account.NumberClasses[0].Prefixes);
        var when = ((RuleBasedNumberConfig)read.Document.Extensions.Single(one => one.Number.Value == "500").Config).Rules[0].When!;
        Assert.Equal(("+31201234567 +31900* 201", "+31205550109"), (string.Join(' ', when.Caller!.Numbers), string.Join(' ', when.Called!.Numbers)));
    }

    [Fact]
    [Trait("Rule", "EXT-053")]
    public void What_rules_name_is_a_reference_that_a_replacement_takes_over()
    {
        var document = Extension500.With(
            "rule-based",
            """{ "rules": [{ "name": "A", "then": { "do": "ring", "ring": [{ "destination": "300" }, { "destination": "201" }] }, "when": { "working": { "is": "night", "user": "201" } } }], "fallback": { "do": "forward", "destination": "300" } }""").Document;
        string[] expected = ["/extensions/5/config/rules/0/then/ring/0/destination", "/extensions/5/config/fallback/destination"];
        Assert.Equal(expected, ExtensionReferences.Of(document, ExtensionNumber.Parse("300")).Select(one => one.Pointer).Where(pointer => pointer.StartsWith("/extensions/5", StringComparison.Ordinal)));
        Assert.Contains("rule “A”", ExtensionReferences.Of(document, ExtensionNumber.Parse("300")).First(one => one.Pointer == expected[0]).Message, StringComparison.Ordinal);
        var (replaced, _) = ExtensionReferences.Replace(document, ExtensionNumber.Parse("300"), ExtensionNumber.Parse("201"));
        var config = (RuleBasedNumberConfig)replaced.Extensions[5].Config;
        Assert.Equal(("201", "201"), (string.Join(' ', config.Rules[0].Then.Ring.Select(one => one.Destination)), config.Fallback!.Destination!.ToString()));
    }

    private static IEnumerable<string> Refused(string rules) => Extension500.Refused("rule-based", $$"""{ "rules": [{{rules}}] }""").Select(pointer => pointer["/rules".Length..]).Distinct();

    private static IReadOnlyList<Problem> Problems(string account, string rules) => Read(account, rules).Problems;

    private static AccountReading.Parsed Read(string account, string rules)
    {
        var document = JsonNode.Parse(AccountText.Write(TestAccount.With().Document))!;
        foreach (var (name, value) in JsonNode.Parse($"{{{account}}}")!.AsObject().ToList())
        {
            document["account"]![name] = value!.DeepClone();
        }

        document["extensions"]!.AsArray().Add(JsonNode.Parse($$"""{ "number": "500", "name": "Own", "type": "rule-based", "config": { "rules": [{{rules}}] } }"""));
        return (AccountReading.Parsed)AccountReading.Read(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()));
    }
}
