using Pbx.Domain.Accounts;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Tests.Calls;

namespace Pbx.Domain.Tests.CallRules;

/// <summary>Extension 999, to which +31205550104 leads, is a rule-based number.</summary>
public sealed class WhenTheWaysOfRulesAreChecked
{
    private const string OnSundays = """ "when": { "time": { "periods": [{ "days": ["sunday"] }] } }""";
    private const string Colleagues = """ "when": { "caller": { "kinds": ["internal"] } }""";

    [Theory]
    [InlineData("""{ "name": "A", "then": { "do": "ring", "ring": [{ "destination": "201" }] } }""", "", false)]
    [InlineData("""{ "name": "A", "then": { "do": "ring", "ring": [{ "destination": "202" }, { "destination": "201", "after": "00:01:00" }] } }""", "", false)]
    [InlineData("""{ "name": "A", "then": { "do": "ring", "ring": [{ "destination": "202" }] } }""", """, "fallback": { "do": "forward", "destination": "300" }""", false)]
    [InlineData("""{ "name": "A", "then": { "do": "message", "message": "Text." } }""", "", false)]
    [InlineData("""{ "name": "A", "then": { "do": "ring", "ring": [{ "destination": "202" }] } }""", "", true)]
    [InlineData("""{ "name": "A", "then": { "do": "busy" } }, { "name": "B", "then": { "do": "forward", "destination": "300" } }""", "", true)]
    [InlineData("", "", true)]
    [Trait("Rule", "EXT-400")]
    [Trait("Rule", "EXT-404")]
    public void A_rule_that_rings_somebody_or_has_a_fallback_is_no_dead_end(string rules, string fallback, bool isDeadEnd) =>
        Assert.Equal(isDeadEnd, Check($$"""{ "rules": [{{rules}}]{{fallback}} }""").Any(problem => problem.Message.StartsWith("Calls to +31205550104 reach nobody", StringComparison.Ordinal)));

    [Theory]
    [InlineData("", "", true)]
    [InlineData(OnSundays, "", false)]
    [InlineData("", OnSundays, false)]
    [InlineData(Colleagues, "", false)]
    [Trait("Rule", "EXT-068")]
    [Trait("Rule", "EXT-400")]
    public void A_circle_between_rule_based_numbers_hinders_saving_unless_conditions_may_open_it(string one, string other, bool isError)
    {
        var problem = Assert.Single(
            Check(
                $$"""{ "rules": [{ "name": "A", {{one}}{{(one.Length > 0 ? "," : "")}} "then": { "do": "ring", "ring": [{ "destination": "201" }, { "destination": "500", "after": "00:00:10" }] } }], "fallback": { "do": "forward", "destination": "300" } }""",
                $$"""{ "number": "500", "name": "Back", "type": "rule-based", "config": { "rules": [{ "name": "B", {{other}}{{(other.Length > 0 ? "," : "")}} "then": { "do": "forward", "destination": "999" } }], "fallback": { "do": "forward", "destination": "300" } } }"""),
            problem => problem.Message.Contains("circles", StringComparison.Ordinal));
        Assert.Equal(isError, !problem.IsWarning);
        Assert.EndsWith("/config/rules/0/then/destination", problem.Pointer, StringComparison.Ordinal);
        Assert.Contains("from extension 500 (rule 1 (B)) back to 999", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "EXT-404")]
    public void A_circle_by_fallbacks_is_found_and_one_behind_a_rule_that_always_ends_the_call_is_none()
    {
        const string Back = """{ "number": "500", "name": "Back", "type": "rule-based", "config": { "fallback": { "do": "forward", "destination": "999" } } }""";
        Assert.Contains(Check("""{ "fallback": { "do": "forward", "destination": "500" } }""", Back), problem => !problem.IsWarning && problem.Message.Contains("circles", StringComparison.Ordinal));
        Assert.DoesNotContain(Check("""{ "rules": [{ "name": "A", "then": { "do": "busy" } }], "fallback": { "do": "forward", "destination": "500" } }""", Back), problem => problem.Message.Contains("circles", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "EXT-402")]
    public void Where_rules_lead_is_told_with_rule_and_delay()
    {
        var graph = new FlowGraph(Account("""{ "rules": [{ "name": "Desk", "then": { "do": "ring", "ring": [{ "destination": "201" }, { "destination": "300", "after": "00:00:10" }] } }], "fallback": { "do": "forward", "destination": "400" } }""").Document);
        Assert.Equal(
            [("201", "rule 1 (Desk)", "/config/rules/0/then/ring/0/destination"), ("300", "rule 1 (Desk), after 10 s", "/config/rules/0/then/ring/1/destination"), ("400", "no rule takes the call", "/config/fallback/destination")],
            graph.WaysOf(ExtensionNumber.Parse("999")).Select(way => (way.To.ToString(), way.When, way.Pointer)));
        Assert.Equal("rule 1 (Desk), after 10 s", ReachedFrom.Of(graph, ExtensionNumber.Parse("300")).Single(one => one.Number.Value == "+31205550104").Path.Single().When);
    }

    [Fact]
    [Trait("Rule", "EXT-400")]
    [Trait("Rule", "EXT-401")]
    public void An_explanation_tells_every_rule_that_was_tried_and_the_setting_that_decided()
    {
        var account = Account($$"""{ "rules": [{ "name": "Sundays", {{OnSundays}}, "then": { "do": "busy" } }, { "name": "Colleagues", {{Colleagues}}, "then": { "do": "busy" } }, { "name": "Desk", "then": { "do": "ring", "ring": [{ "destination": "201" }, { "destination": "300", "after": "00:00:10" }] } }] }""");
        var way = Explainer.Explain(new Question(CallStory.Caller, PhoneNumber.Parse("+31205550104"), CallStory.Start, Assumptions.None), new DocumentConfiguration(account.Document));
        var step = way.Steps.Single(step => step.Rule == "EXT-400");
        Assert.Equal("Rule 1 (Sundays) is not met: it is Saturday 11:00. Rule 2 (Colleagues) is not met: +31612345678 calls from outside. Rule 3 (Desk) is met: 1 destination rings at once, and 1 destination rings later.", step.Why);
        Assert.EndsWith("/config/rules/2", step.Setting!.Pointer, StringComparison.Ordinal);
        Assert.Equal("Desk", (string?)step.Setting.Value!["name"]);
        Assert.Contains(way.Steps, one => one is { Rule: "EXT-403", Event: "The time is over." } && one.After == TimeSpan.FromSeconds(10));
        Assert.Equal(["999", "300"], way.Passes.Select(one => one.Value));
        var sunday = Explainer.Explain(new Question(CallStory.Caller, PhoneNumber.Parse("+31205550104"), CallStory.Start.AddDays(1), Assumptions.None), new DocumentConfiguration(account.Document));
        Assert.Equal(EndReason.Busy, sunday.End.Reason);
    }

    [Fact]
    [Trait("Rule", "EXT-400")]
    public void A_list_has_at_most_fifty_rules()
    {
        Assert.DoesNotContain(Extension500.Refused("rule-based", Many(50)), _ => true);
        Assert.Contains("/rules", Extension500.Refused("rule-based", Many(51)));

        static string Many(int count) => $$"""{ "rules": [{{string.Join(",", Enumerable.Range(0, count).Select(i => $$"""{ "name": "Rule {{i}}", {{OnSundays}}, "then": { "do": "busy" } }"""))}}] }""";
    }

    private static IReadOnlyList<Problem> Check(string config, params string[] more) => AccountCheck.Check(Account(config, more).Document);

    private static TestAccount Account(string config, params string[] more) => TestAccount.With([$$"""{ "number": "999", "name": "Rules", "type": "rule-based", "config": {{config}} }""", .. more]);
}
