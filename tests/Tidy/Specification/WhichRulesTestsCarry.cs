using Pbx.Tidy.Tree;

namespace Pbx.Tidy.Specification;

public sealed class WhichRulesTestsCarry
{
    private static readonly Rules.Specification Sample = Rules.Specification.Parse(
        ["| id | rule |\n| --- | --- |\n| EXT-001 | One. |\n| EXT-002 | See EXT-009. |\n| VMR-013.1 | Key 1. |\n"],
        "EXT-001\tapi\nEXT-002\tportal\nVMR-013.1\tcall\n");

    [Fact]
    public void Every_id_on_a_test_is_a_rule() =>
        Verdict.Clean(RuleIds.OnTests(SourceTree.Project, Rules.Specification.Read(SourceTree.FindRoot())));

    [Fact]
    public void Every_rule_has_one_layer() => Assert.Empty(RuleIds.Disagreements(Rules.Specification.Read(SourceTree.FindRoot())));

    [Fact]
    public void Only_rows_of_the_tables_are_rules() => Assert.Equal(["EXT-001", "EXT-002", "VMR-013.1"], Sample.Ids);

    [Theory]
    [InlineData("[Trait(\"Rule\", \"EXT-009\")] void M() { }")]
    [InlineData("[Xunit.Trait(\"Rule\", \"ext-001\")] void M() { }")]
    [InlineData("[Trait(\"Rule\", Id)] void M() { }")]
    public void An_unknown_id_is_found(string test) => Assert.Single(RuleIds.OnTests(Test(test), Sample));

    [Fact]
    public void A_fourth_id_is_found_also_when_the_class_carries_one()
    {
        const string Three = "[Trait(\"Rule\", \"EXT-001\"), Trait(\"Rule\", \"EXT-002\")] [Trait(\"Rule\", \"VMR-013.1\")] void M() { }";
        Assert.Empty(RuleIds.OnTests(Test(Three), Sample));
        Assert.Single(RuleIds.OnTests(Test(Three, "[Trait(\"Rule\", \"EXT-001\")] "), Sample));
    }

    [Fact]
    public void Other_traits_are_let_be() => Assert.Empty(RuleIds.OnTests(Test("[Trait(\"Needs\", \"EXT-009\")] void M() { }"), Sample));

    [Fact]
    public void Pages_and_layers_that_differ_are_found() =>
        Assert.Equal(
            ["EXT-001 stands 2 times.", "EXT-002 has no layer.", "layers.tsv names EXT-003, which no page does."],
            RuleIds.Disagreements(Rules.Specification.Parse(["| EXT-001 | a |\n| EXT-001 | b |\n| EXT-002 | c |"], "EXT-001\tapi\nEXT-003\tapi")));

    private static SourceTree Test(string member, string onClass = "") => SourceTree.Of(("tests/X/A.cs", $"{onClass}class A {{ {member} }}"));
}
