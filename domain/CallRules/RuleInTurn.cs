using Pbx.Domain.Machines;

namespace Pbx.Domain.CallRules;

/// <summary>A rule of a list, or of several lists that are tried one after the other.</summary>
/// <param name="Called">How a sentence begins that tells of it, such as “Rule 2 (Sundays)”.</param>
/// <param name="Setting">Where it stands, as a pointer into the extension's configuration; none: it stands elsewhere.</param>
internal sealed record RuleInTurn(CallRule Rule, string Called, string? Setting)
{
    /// <summary>A list in its order.</summary>
    /// <param name="kind">What its rules are called, such as “Rule”.</param>
    /// <param name="at">Where the list stands; none: not in the extension.</param>
    public static IEnumerable<RuleInTurn> Of(ValueList<CallRule> rules, string kind, string? at) =>
        rules.Select((rule, i) => new RuleInTurn(rule, $"{kind} {i + 1} ({rule.Name})", at is null ? null : $"{at}/{i}"));
}
