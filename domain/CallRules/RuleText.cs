using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.CallRules;

/// <summary>Numbers in the conditions of rules as people type them (EXT-060).</summary>
internal static class RuleText
{
    /// <summary>The rules with their numbers in the form in which they are compared; nothing when they are in it.</summary>
    public static ValueList<CallRule>? AsStored(ValueList<CallRule> rules, AccountSettings account)
    {
        var plan = NationalPlan.Of(account.Country);
        var stored = rules.Change(rule => rule.When is { } when ? rule with { When = AsStored(when, plan) } : rule);
        return stored == rules ? null : stored;
    }

    /// <summary>The account with its number classes and rules in that form; nothing when they are in it.</summary>
    public static AccountSettings? AsStored(AccountSettings account)
    {
        var plan = NationalPlan.Of(account.Country);
        var classes = account.NumberClasses.Change(one => one.AsStored(plan));
        var rules = account.UserRules is { } own ? new UserCallRules(AsStored(own.Incoming, account), AsStored(own.Outgoing, account)) : null;
        return classes == account.NumberClasses && rules == account.UserRules ? null : account with { NumberClasses = classes, UserRules = rules };
    }

    private static RuleLayers? AsStored(RuleLayers? layers, AccountSettings account) => layers is null ? null
        : new RuleLayers(AsStored(layers.Mandatory, account) ?? layers.Mandatory, AsStored(layers.Overridable, account) ?? layers.Overridable);

    private static RuleConditions AsStored(RuleConditions when, NationalPlan plan) => when with
    {
        Caller = when.Caller is { } caller ? caller with { Numbers = AsStored(caller.Numbers, plan) } : null,
        Called = when.Called is { } called ? called with { Numbers = AsStored(called.Numbers, plan) } : null,
    };

    private static ValueList<string> AsStored(ValueList<string> numbers, NationalPlan plan) => numbers.Change(number => CallerMatch.Read(number, plan) ?? number);
}
