using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.CallRules;

/// <summary>What can be wrong with the number classes of an account.</summary>
internal static class NumberClassCheck
{
    /// <summary>The problems, with the account's settings as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(AccountSettings account)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (account.NumberClasses.Count > NumberClass.MostClasses)
        {
            yield return new Problem("/numberClasses", $"There are at most {NumberClass.MostClasses} number classes.");
        }

        for (var i = 0; i < account.NumberClasses.Count; i++)
        {
            var one = account.NumberClasses[i];
            foreach (var problem in NameCheck.Check(one.Name).Concat(names.Add(one.Name) ? [] : [new Problem("", $"“{one.Name}” is there already.")]))
            {
                yield return problem.Under($"/numberClasses/{i}/name");
            }

            foreach (var problem in Prefixes(one, NationalPlan.Of(account.Country)))
            {
                yield return problem.Under($"/numberClasses/{i}/prefixes");
            }
        }
    }

    /// <summary>The problems of the prefixes, with their list as the root of the pointers.</summary>
    public static IEnumerable<Problem> Prefixes(NumberClass one, NationalPlan plan)
    {
        if (one.Prefixes.Count is 0 or > NumberClass.MostPrefixes)
        {
            yield return new Problem("", $"A number class has 1 to {NumberClass.MostPrefixes} prefixes; these are {one.Prefixes.Count}.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < one.Prefixes.Count; i++)
        {
            if (plan.ReadBeginning(one.Prefixes[i]) is not { } prefix)
            {
                yield return new Problem($"/{i}", NumberClass.Expected);
            }
            else if (!seen.Add(prefix))
            {
                yield return new Problem($"/{i}", $"{prefix} is there already.");
            }
        }
    }
}
