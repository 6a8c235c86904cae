using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Ringing;
using Pbx.Domain.Users;

namespace Pbx.Domain.Groups;

/// <summary>What can be wrong with a ring group.</summary>
internal static class GroupCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static IEnumerable<Problem> Check(GroupConfig config, IDialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(plan);
        return MemberCheck.Check(config.Members, GroupConfig.MostMembers, isRequired: true, plan)
            .Concat(Forwards(config.External, plan).Select(problem => problem.Under("/external")))
            .Concat(Forwards(config.Internal, plan).Select(problem => problem.Under("/internal")))
            .Concat(Own(config));
    }

    private static IEnumerable<Problem> Own(GroupConfig config)
    {
        if (config.TransferTimeout < TimeSpan.FromSeconds(1) || config.TransferTimeout > Longest)
        {
            yield return new Problem("/transferTimeout", "Members ring for 1 to 3600 seconds before a call is forwarded.");
        }

        if (config.IndividualForwards)
        {
            yield return new Problem("/individualForwards", "A member's forward to a mailbox answers for the whole group.", IsWarning: true);
        }

        if (config.External?.NoAnswer.Count is null or 0 && config.External?.Always.Count is null or 0)
        {
            yield return new Problem("/external/noAnswer", "Nothing is set for calls from outside that nobody answers: they end after 180 seconds.", IsWarning: true);
        }
    }

    private static IEnumerable<Problem> Forwards(GroupForwards? forwards, IDialPlan plan) => forwards is null
        ? []
        : Destinations(forwards.Always, "/always", plan).Concat(Destinations(forwards.Busy, "/busy", plan)).Concat(Destinations(forwards.NoAnswer, "/noAnswer", plan));

    private static IEnumerable<Problem> Destinations(ValueList<Destination> destinations, string at, IDialPlan plan)
    {
        if (destinations.Count > RingTarget.MostDestinations)
        {
            yield return new Problem(at, $"At most {RingTarget.MostDestinations} destinations ring at once.");
        }

        for (var i = 0; i < destinations.Count; i++)
        {
            foreach (var problem in DestinationCheck.Check(destinations[i], plan, isRequired: true))
            {
                yield return problem.Under($"{at}/{i}");
            }
        }
    }
}
