using System.Text;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.CallRules;

/// <summary>Users' rules in three layers: those of the account that are mandatory, then the user's own, then those of the account that users may override (EXT-407, RCH-365).</summary>
public static class LayeredRules
{
    /// <summary>The first rule of all layers that holds for a call, and what was tried before it.</summary>
    /// <param name="layers">The account's; none: it has no rules for such calls.</param>
    /// <param name="own">The user's own.</param>
    /// <param name="user">Whose they are: conditions on a user mean this one where they name none.</param>
    public static RuleDecision First(RuleLayers? layers, ValueList<CallRule> own, Arrival arrival, IDirectory directory, ExtensionNumber user, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(directory);
        var told = new StringBuilder();
        foreach (var one in InTurn(layers, own, ""))
        {
            var why = RuleMatch.NotMet(one.Rule.When, new RuledCall(arrival, directory, at, user));
            told.Append(told.Length > 0 ? " " : "").Append(one.Called).Append(why is null ? " is met." : $" is not met: {why}.");
            if (why is null)
            {
                return new RuleDecision(one.Rule, told.ToString());
            }
        }

        return new RuleDecision(null, told.ToString());
    }

    /// <summary>All rules in the order in which they are tried.</summary>
    /// <param name="ownSetting">Where the user's own stand.</param>
    internal static IReadOnlyList<RuleInTurn> InTurn(RuleLayers? layers, ValueList<CallRule> own, string ownSetting) => layers is null && own.Count == 0 ? [] :
    [
        .. RuleInTurn.Of(layers?.Mandatory ?? [], "Mandatory rule", null),
        .. RuleInTurn.Of(own, "Own rule", ownSetting),
        .. RuleInTurn.Of(layers?.Overridable ?? [], "Overridable rule", null),
    ];
}

/// <summary>Which rule decides about a call.</summary>
/// <param name="Rule">None: no rule does, and the call is handled as if there were none.</param>
/// <param name="Why">Every rule that was tried, and why it holds or does not.</param>
public sealed record RuleDecision(CallRule? Rule, string Why);
