using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>Finds what is wrong with the schemes of an account, and what deserves a second look.</summary>
internal static class SchemeCheck
{
    private const int LongestPrefix = 20; // EXT-075

    /// <summary>All problems, with the document as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<Scheme> schemes, IDialPlan plan)
    {
        if (!schemes.Any(scheme => scheme.Number == Scheme.Main))
        {
            yield return new Problem("/schemes", "Every account has the main scheme, number 1.");
        }

        var hasDefault = schemes.Any(scheme => scheme is { Number: Scheme.Main, DefaultDestination: not null });
        var linkedBy = new Dictionary<PhoneNumber, int>();
        var numbers = new HashSet<int>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < schemes.Count; i++)
        {
            var scheme = schemes[i];
            var name = scheme.Number == Scheme.Main ? plan.Account.Name : scheme.Name; // as it will be saved
            var all = Named(scheme, name, numbers, names).Concat(Plans(scheme, plan, linkedBy)).Concat(Overridden(scheme)).Concat(TimeCheck.Check(scheme, hasDefault));
            foreach (var problem in all)
            {
                yield return problem.Under($"/schemes/{i}");
            }
        }
    }

    private static IEnumerable<Problem> Named(Scheme scheme, string name, HashSet<int> numbers, HashSet<string> names)
    {
        if (scheme.Number is < 1 or > Scheme.Highest || !numbers.Add(scheme.Number))
        {
            yield return new Problem("/number", "A scheme has a number from 1 to 99 of its own.");
        }

        foreach (var problem in NameCheck.Check(scheme.Name))
        {
            yield return problem.Under("/name");
        }

        if (!names.Add(name))
        {
            yield return new Problem("/name", $"Another scheme is called “{name}” too."); // NPL-008
        }

        if (scheme.TimeZone is { } zone && !Zones.IsKnown(zone))
        {
            yield return new Problem("/timeZone", Zones.Unknown(zone));
        }
    }

    private static IEnumerable<Problem> Plans(Scheme scheme, IDialPlan plan, Dictionary<PhoneNumber, int> linkedBy)
    {
        if (scheme.Plans.Count is 0 or > Scheme.Highest)
        {
            yield return new Problem("/plans", "A scheme has 1 to 99 plans.");
        }

        if (scheme.DefaultDestination is { } fallback && plan.TypeOf(fallback) is null)
        {
            yield return new Problem("/defaultDestination", $"There is no extension {fallback}.");
        }

        if (scheme is { DefaultDestination: not null, Number: not Scheme.Main })
        {
            yield return new Problem("/defaultDestination", "Only the main scheme has a default destination.");
        }

        var numbers = new HashSet<int>();
        for (var i = 0; i < scheme.Plans.Count; i++)
        {
            var one = scheme.Plans[i];
            if (one.Number is < 1 or > Scheme.Highest || !numbers.Add(one.Number))
            {
                yield return new Problem($"/plans/{i}/number", "A plan has a number from 1 to 99 of its own.");
            }

            foreach (var problem in NameCheck.Check(one.Name))
            {
                yield return problem.Under($"/plans/{i}/name");
            }

            foreach (var problem in Links(one, scheme, plan, linkedBy))
            {
                yield return problem.Under($"/plans/{i}");
            }
        }
    }

    private static IEnumerable<Problem> Links(Plan one, Scheme scheme, IDialPlan plan, Dictionary<PhoneNumber, int> linkedBy)
    {
        var seen = new HashSet<PhoneNumber>();
        for (var i = 0; i < one.Links.Count; i++)
        {
            var link = one.Links[i];
            if (!plan.Owns(link.Number))
            {
                yield return new Problem($"/links/{i}/number", $"{link.Number} is not a number of this account.");
            }

            if (!seen.Add(link.Number))
            {
                yield return new Problem($"/links/{i}/number", $"{link.Number} is linked twice in plan {one.Number}.");
            }

            if (!linkedBy.TryAdd(link.Number, scheme.Number) && linkedBy[link.Number] != scheme.Number)
            {
                yield return new Problem($"/links/{i}/number", $"{link.Number} is linked in scheme {linkedBy[link.Number]} already; a number belongs to one scheme.");
            }

            if (plan.TypeOf(link.Extension) is null)
            {
                yield return new Problem($"/links/{i}/extension", $"There is no extension {link.Extension}.");
            }

            if (link.Prefix.Length > LongestPrefix || link.Prefix.Any(char.IsControl))
            {
                yield return new Problem($"/links/{i}/prefix", "A prefix has at most 20 characters that can be shown.");
            }
        }
    }

    private static IEnumerable<Problem> Overridden(Scheme scheme)
    {
        if (scheme is { Manual: not null, Temporary: not null })
        {
            yield return new Problem("/temporary", "A manual override is set: there is no temporary one beside it.");
        }

        if (scheme.Temporary is { } temporary && temporary.Until <= temporary.From)
        {
            yield return new Problem("/temporary/until", "It ends after it was set.");
        }
    }
}
