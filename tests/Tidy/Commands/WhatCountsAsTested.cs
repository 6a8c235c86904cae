using Pbx.Rules;

namespace Pbx.Tidy.Commands;

/// <summary>Tests of <c>./pbx rules</c>.</summary>
public sealed class WhatCountsAsTested
{
    private static readonly Rules.Specification Spec = Rules.Specification.Parse(
        ["| NPL-001 | a |\n| NPL-002 | b |\n| NPL-003 | c |", "| DEV-001 | d |"],
        "NPL-001\tcall\nNPL-002\tapi\nNPL-003\tportal\nDEV-001\tdevice");

    [Fact]
    public void A_rule_with_a_passing_test_counts() =>
        Assert.Equal(["NPL-001"], Coverage.Tested([Test("A", "NPL-001")], [Ran("A", Outcome.Passed)]));

    [Fact]
    public void A_rule_counts_only_when_all_its_tests_passed() =>
        Assert.Empty(Coverage.Tested([Test("A", "NPL-001"), Test("B", "NPL-001")], [Ran("A", Outcome.Passed), Ran("B", Outcome.Failed)]));

    [Fact]
    public void A_rule_counts_only_when_its_test_passed_with_all_arguments() =>
        Assert.Empty(Coverage.Tested([Test("A", "NPL-001")], [Ran("A", Outcome.Passed), Ran("A", Outcome.Failed)]));

    [Fact]
    public void A_test_that_did_not_run_proves_nothing() =>
        Assert.Empty(Coverage.Tested([Test("A", "NPL-001"), Test("B", "NPL-001")], [Ran("A", Outcome.Passed)]));

    [Fact]
    public void Each_prefix_has_a_line_with_the_rules_of_the_layers_asked_for() =>
        Assert.Equal(["NPL 1/2"], Lines(untested: false, "call", "api"));

    [Fact]
    public void Untested_rules_are_listed_below_their_prefix() =>
        Assert.Equal(["NPL 1/3", "  NPL-002", "  NPL-003", "DEV 0/1", "  DEV-001"], Lines(untested: true, "call", "api", "portal", "device"));

    private static List<string> Lines(bool untested, params string[] layers) =>
        [.. Coverage.Lines(Spec, Coverage.Tested([Test("A", "NPL-001")], [Ran("A", Outcome.Passed)]), layer => layers.Contains(layer), untested)];

    private static RuleTest Test(string method, params string[] rules) => new("Pbx.X", method, rules);

    private static TestOutcome Ran(string method, Outcome outcome) => new("Pbx.X", method, method, outcome, "");
}
