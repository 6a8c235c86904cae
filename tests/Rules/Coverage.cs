namespace Pbx.Rules;

/// <summary>
/// Which rules hold: a rule is tested when at least one test carries it and all tests that carry it ran and passed, with all
/// their arguments.
/// </summary>
public static class Coverage
{
    /// <summary>The rules that hold, from the tests that carry rules and the outcomes of the last run.</summary>
    public static IReadOnlySet<string> Tested(IEnumerable<RuleTest> tests, IEnumerable<TestOutcome> outcomes)
    {
        var passed = outcomes
            .GroupBy(test => (test.Class, test.Method))
            .Where(test => test.All(one => one.Outcome == Outcome.Passed))
            .Select(test => test.Key)
            .ToHashSet();
        return tests
            .SelectMany(test => test.Rules, (test, rule) => (rule, holds: passed.Contains((test.Class, test.Method))))
            .GroupBy(test => test.rule, test => test.holds, StringComparer.Ordinal)
            .Where(rule => rule.All(holds => holds))
            .Select(rule => rule.Key)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// One line a prefix, in the order of the specification: <c>NPL 170/183</c>. With <paramref name="untested"/>, below it the
    /// ids that have no passing test. A prefix without a rule in these layers has no line.
    /// </summary>
    public static IEnumerable<string> Lines(Specification spec, IReadOnlySet<string> tested, Func<string, bool> isLayerAsked, bool untested)
    {
        var asked = spec.Ids.Distinct(StringComparer.Ordinal).Where(id => isLayerAsked(spec.Layers.GetValueOrDefault(id, "")));
        foreach (var prefix in asked.GroupBy(Specification.PrefixOf, StringComparer.Ordinal))
        {
            yield return $"{prefix.Key} {prefix.Count(tested.Contains)}/{prefix.Count()}";
            foreach (var id in prefix.Where(id => untested && !tested.Contains(id)))
            {
                yield return $"  {id}";
            }
        }
    }
}
