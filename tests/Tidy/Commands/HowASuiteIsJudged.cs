using System.Xml.Linq;
using Pbx.Rules;

namespace Pbx.Tidy.Commands;

/// <summary>Tests of what <c>./pbx test</c> says about a suite.</summary>
public sealed class HowASuiteIsJudged
{
    [Fact]
    public void A_suite_whose_tests_all_passed_is_good()
    {
        var suite = SuiteResult.Judge("X", Run(("One", "Passed"), ("Two", "Passed")), "0", []);
        Assert.Equal((2, 0), (suite.Passed, suite.Failed));
        Assert.Equal("ok   X                      2 tests    2.5 s", suite.Report());
    }

    [Fact]
    public void A_failed_test_is_named_with_its_message_and_its_place()
    {
        var suite = SuiteResult.Judge("X", Run(("One", "Passed"), ("Two", "Failed")), "1", []);
        Assert.Equal((1, 1), (suite.Passed, suite.Failed));
        Assert.Equal(
            ["FAIL X                      2 tests    2.5 s", "     failed: Two", "       Expected 1", "       at S.C.Two() in C.cs:line 5"],
            suite.Report().Split('\n'));
    }

    [Fact]
    public void A_skipped_test_is_a_failure()
    {
        var suite = SuiteResult.Judge("X", Run(("One", "Passed"), ("Two", "NotExecuted")), "0", []);
        Assert.Equal((1, 1), (suite.Passed, suite.Failed));
        Assert.Contains("skipped: Two", suite.Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_suite_without_tests_is_a_failure()
    {
        var suite = SuiteResult.Judge("X", Run(), "0", ["No test is available."]);
        Assert.Equal((0, 1), (suite.Passed, suite.Failed));
        Assert.Contains("No test is available.", suite.Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_crash_is_shown_from_its_beginning()
    {
        string[] log = ["Starting.", "The active test run was aborted. Reason: Test host process crashed : Stack overflow.", .. Enumerable.Repeat("   at S.C.Two()", 50)];
        var report = SuiteResult.Judge("X", Run(log[1]), "1", log).Report();
        Assert.Contains("Stack overflow.", report, StringComparison.Ordinal);
        Assert.DoesNotContain("ran no test", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suite_that_left_nothing_is_a_failure() => Assert.Equal((0, 1), Counts(SuiteResult.Judge("X", null, "134", ["Stack overflow."])));

    [Fact]
    public void A_suite_that_was_cut_off_is_a_failure_though_all_that_ran_passed() =>
        Assert.Equal((1, 1), Counts(SuiteResult.Judge("X", Run(("One", "Passed")), "1", [])));

    [Fact]
    public void A_suite_that_was_cut_off_after_a_failure_counts_both() =>
        Assert.Equal((0, 2), Counts(SuiteResult.Judge("X", Run("The active test run was aborted. Reason: Test host process crashed", ("One", "Failed")), "1", [])));

    [Fact]
    public void A_result_is_found_under_the_class_and_the_method_that_ran() =>
        Assert.Equal([("S.C.Inner", "One")], Run(("One", "Passed")).Outcomes.Select(test => (test.Class, test.Method)));

    private static (int Passed, int Failed) Counts(SuiteResult suite) => (suite.Passed, suite.Failed);

    private static TestRun Run(params (string Name, string Outcome)[] tests) => Run("[xUnit.net 00:00:00.1]     Two [FAIL]", tests);

    private static TestRun Run(string info, params (string Name, string Outcome)[] tests)
    {
        XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
        var times = new XElement(trx + "Times", new XAttribute("start", "2026-01-01T00:00:00.000+01:00"), new XAttribute("finish", "2026-01-01T00:00:02.500+01:00"));
        var results = tests.Select(test => new XElement(
            trx + "UnitTestResult",
            new XAttribute("testId", test.Name),
            new XAttribute("testName", test.Name),
            new XAttribute("outcome", test.Outcome),
            new XElement(trx + "Output", new XElement(
                trx + "ErrorInfo",
                new XElement(trx + "Message", "Expected 1"),
                new XElement(trx + "StackTrace", "   at Xunit.Assert.Equal()\n   at S.C.Two() in C.cs:line 5")))));
        var definitions = tests.Select(test => new XElement(
            trx + "UnitTest",
            new XAttribute("id", test.Name),
            new XElement(trx + "TestMethod", new XAttribute("className", "S.C+Inner"), new XAttribute("name", $"{test.Name}(x: 1)"))));
        var infos = new XElement(trx + "RunInfo", new XElement(trx + "Text", info));
        return TestRun.Parse(new XDocument(new XElement(trx + "TestRun", times, results, definitions, infos)));
    }
}
