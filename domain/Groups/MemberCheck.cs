using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Users;

namespace Pbx.Domain.Groups;

/// <summary>What can be wrong with a list of members: too few or too many, somebody twice, somebody who is no user.</summary>
internal static class MemberCheck
{
    /// <summary>The problems, with the extension's configuration as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(ValueList<ExtensionNumber> members, int most, bool isRequired, IDialPlan plan)
    {
        if ((isRequired && members.Count == 0) || members.Count > most)
        {
            yield return new Problem("/members", $"There are 1 to {most} members.");
        }

        var seen = new HashSet<ExtensionNumber>();
        for (var i = 0; i < members.Count; i++)
        {
            if (!seen.Add(members[i]))
            {
                yield return new Problem($"/members/{i}", $"Extension {members[i]} is a member already.");
            }
            else if (plan.TypeOf(members[i]) is not { } type)
            {
                yield return new Problem($"/members/{i}", $"There is no extension {members[i]}.");
            }
            else if (type != User.Key)
            {
                yield return new Problem($"/members/{i}", $"Extension {members[i]} is no user, and only users are members.");
            }
        }
    }
}
