using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Users;

namespace Pbx.Domain.UserGroups;

/// <summary>Users who belong together, under a name: they share mailboxes and get their notices (EXT-408). It is no extension and cannot be called.</summary>
/// <param name="Name">1 to 64 characters, one of its kind; others name the group by it.</param>
/// <param name="Members">Extensions of users, each once.</param>
[DisplayName("User group")]
public sealed record UserGroup(
    [property: Key, Description("What the group is called; 1 to 64 characters, each name once."), Length(1, 64)] string Name,
    [property: Description("The extensions of the users in it, each once.")] ValueList<ExtensionNumber> Members = default)
{
    /// <summary>The members of groups that are named, each once; a name that no group bears is passed over.</summary>
    public static IEnumerable<ExtensionNumber> MembersOf(AccountSettings account, ValueList<string> names)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.UserGroups.Where(group => names.Contains(group.Name)).SelectMany(group => group.Members).Distinct();
    }

    /// <summary>What is wrong with the groups of an account, with its settings as the root of the pointers.</summary>
    internal static IEnumerable<Problem> Check(AccountSettings account, IDialPlan plan)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < account.UserGroups.Count; i++)
        {
            var group = account.UserGroups[i];
            foreach (var problem in NameCheck.Check(group.Name))
            {
                yield return problem.Under($"/userGroups/{i}/name");
            }

            if (!names.Add(group.Name))
            {
                yield return new Problem($"/userGroups/{i}/name", $"The user group “{group.Name}” is listed twice.");
            }

            var members = new HashSet<ExtensionNumber>();
            for (var j = 0; j < group.Members.Count; j++)
            {
                var member = group.Members[j];
                if (!members.Add(member))
                {
                    yield return new Problem($"/userGroups/{i}/members/{j}", $"Extension {member} is listed twice.");
                }
                else if (TypeCheck.Wrong(member, User.Key, "user", plan) is { } wrong)
                {
                    yield return new Problem($"/userGroups/{i}/members/{j}", wrong);
                }
            }
        }
    }

    /// <summary>What is wrong with names of groups in some setting.</summary>
    internal static IEnumerable<Problem> Check(ValueList<string> names, string pointer, IDialPlan plan)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (!plan.Account.UserGroups.Any(group => group.Name == names[i]))
            {
                yield return new Problem($"{pointer}/{i}", $"There is no user group “{names[i]}”.");
            }
            else if (names.Take(i).Contains(names[i]))
            {
                yield return new Problem($"{pointer}/{i}", $"The user group “{names[i]}” is listed twice.");
            }
        }
    }
}
