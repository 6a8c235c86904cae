using Pbx.Domain.CallFlows;

namespace Pbx.Domain.CallRules;

/// <summary>Where calls can go by rules: of every rule that can be tried, and of the fallback.</summary>
internal static class RuleWays
{
    /// <param name="rules">In their order; what stands elsewhere than in the extension points to its configuration as a whole.</param>
    /// <param name="fallback">What happens to calls that none of them takes; nothing: no way of theirs.</param>
    /// <param name="fallbackSetting">Where that stands.</param>
    public static IEnumerable<Way> Of(IReadOnlyList<RuleInTurn> rules, RuleAction? fallback, string fallbackSetting)
    {
        var byTime = false; // whether something else than who calls decides whether a rule is tried
        foreach (var (rule, called, setting) in rules)
        {
            foreach (var way in Of(rule.Then, setting is null ? null : $"{setting}/then", Small(called), byTime || !rule.IsAlways))
            {
                yield return way;
            }

            if (rule.IsAlways && rule.Then.IsFinal)
            {
                yield break; // no call gets past it
            }

            byTime = byTime || rule.ByTime || (rule.IsAlways && rule.Then.Do != RuleDo.Ring); // past such a one only while its destination is out of service
        }

        foreach (var way in fallback is null ? [] : Of(fallback, fallbackSetting, rules.Count == 0 ? "always" : "no rule takes the call", byTime))
        {
            yield return way;
        }
    }

    private static IEnumerable<Way> Of(RuleAction action, string? at, string when, bool byTime)
    {
        for (var i = 0; i < action.Ring.Count; i++)
        {
            var one = action.Ring[i];
            if (one.Destination is { } rung)
            {
                yield return new Way(rung, at is null ? "" : $"{at}/ring/{i}/destination", one.After > TimeSpan.Zero ? $"{when}, after {one.After.TotalSeconds:0} s" : when, ByTime: byTime);
            }
        }

        if (action.Destination is { } to)
        {
            yield return new Way(to, at is null ? "" : $"{at}/destination", action.Do == RuleDo.Message ? $"{when}, after its message" : when, ByTime: byTime, Waits: action.Do == RuleDo.PersonalQueue);
        }
    }

    private static string Small(string called) => string.Concat(char.ToLowerInvariant(called[0]).ToString(), called.AsSpan(1));
}
