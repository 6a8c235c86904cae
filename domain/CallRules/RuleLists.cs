using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;
using Pbx.Domain.RuleBasedNumbers;
using Pbx.Domain.Users;

namespace Pbx.Domain.CallRules;

/// <summary>Every list of rules that an account has.</summary>
internal static class RuleLists
{
    /// <summary>The lists with their pointers, and what they belong to, in words.</summary>
    public static IEnumerable<(ValueList<CallRule> Rules, string Pointer, string Of)> In(AccountDocument document)
    {
        foreach (var one in In(document.Account))
        {
            yield return one;
        }

        for (var i = 0; i < document.Extensions.Count; i++)
        {
            var extension = document.Extensions[i];
            var of = $"Extension {extension.Number} ({extension.Name})";
            switch (extension.Config)
            {
                case RuleBasedNumberConfig number:
                    yield return (number.Rules, $"/extensions/{i}/config/rules", of);
                    break;
                case UserConfig user:
                    yield return (user.IncomingRules, $"/extensions/{i}/config/incomingRules", of);
                    yield return (user.OutgoingRules, $"/extensions/{i}/config/outgoingRules", of);
                    break;
            }
        }
    }

    private static IEnumerable<(ValueList<CallRule> Rules, string Pointer, string Of)> In(AccountSettings account)
    {
        foreach (var (layers, name) in new[] { (account.UserRules?.Incoming, "incoming"), (account.UserRules?.Outgoing, "outgoing") })
        {
            if (layers is not null)
            {
                yield return (layers.Mandatory, $"/account/userRules/{name}/mandatory", "Rules of users");
                yield return (layers.Overridable, $"/account/userRules/{name}/overridable", "Rules of users");
            }
        }
    }
}
