using Pbx.Domain.Documents;
using Pbx.Domain.Numbers;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>What can be wrong with the schedule of a scheme: entries that cannot be, times that nothing covers, plans that leave numbers out.</summary>
internal static class TimeCheck
{
    public static IEnumerable<Problem> Check(Scheme scheme, bool hasDefault) =>
        Weekly(scheme, WeeklyCheck.Times).Concat(Holidays(scheme)).Concat(Plans(scheme)).Concat(Uncovered(scheme, hasDefault)).Concat(Weekly(scheme, Overlaps)).Concat(Missing(scheme));

    private static IEnumerable<Problem> Weekly(Scheme scheme, Func<IReadOnlyList<WeeklyEntry>, IEnumerable<Problem>> check) => check(scheme.Weekly ?? []).Select(problem => problem.Under("/weekly"));

    private static IEnumerable<Problem> Overlaps(IReadOnlyList<WeeklyEntry> entries) => WeeklyCheck.Overlaps(entries, (one, other) => one.Plan == other.Plan, winner => $"plan {winner.Plan} is in force");

    private static IEnumerable<Problem> Holidays(Scheme scheme)
    {
        var seen = new HashSet<(CalendarDate, ClockTime, CalendarDate, ClockTime)>();
        for (var i = 0; i < scheme.Holidays.Count; i++)
        {
            var holiday = scheme.Holidays[i];
            foreach (var problem in NameCheck.Check(holiday.Description))
            {
                yield return problem.Under($"/holidays/{i}/description") with { Message = "A description has 1 to 64 characters." };
            }

            if (holiday.StartTime == ClockTime.EndOfDay)
            {
                yield return new Problem($"/holidays/{i}/startTime", "24:00 is an end only: start at 00:00 of the next day.");
            }

            if (holiday.End <= holiday.Start)
            {
                yield return new Problem(holiday.EndDate < holiday.StartDate ? $"/holidays/{i}/endDate" : $"/holidays/{i}/endTime", "A holiday ends after it starts.");
            }
            else if (!seen.Add((holiday.StartDate, holiday.StartTime, holiday.EndDate, holiday.EndTime ?? ClockTime.EndOfDay)))
            {
                yield return new Problem($"/holidays/{i}", "Another holiday has the same times.");
            }
        }
    }

    // every place that names a plan names one that the scheme has, and better one with links (NPL-047, NPL-088)
    private static IEnumerable<Problem> Plans(Scheme scheme)
    {
        foreach (var (pointer, number) in Uses(scheme))
        {
            if (scheme.Find(number) is not { } plan)
            {
                yield return new Problem(pointer, $"The scheme has no plan {number}.");
            }
            else if (plan.Links.Count == 0)
            {
                yield return new Problem(pointer, $"Plan {number} ({plan.Name}) has no links: while it is in force, calls go to the default destination or are not connected.", IsWarning: true);
            }
        }
    }

    // NPL-058, NPL-063; times of which the callers would be lost hinder saving
    private static IEnumerable<Problem> Uncovered(Scheme scheme, bool hasDefault)
    {
        if (scheme.Weekly is not { } weekly || scheme.Plans.All(plan => plan.Links.Count == 0))
        {
            yield break;
        }

        var gaps = WeekTable.Of(weekly).Uncovered;
        if (gaps.Count == 0)
        {
            yield break;
        }

        var times = WeekTable.Words(gaps);
        yield return hasDefault
            ? new Problem("/weekly", $"No plan is scheduled {times}: calls go to the default destination then. An entry for the whole week would cover these times.", IsWarning: true)
            : new Problem("/weekly", $"No plan is scheduled {times}, and there is no default destination: callers would hear that the number is not in service. Cover these times, or give the main scheme a default destination.");
    }

    // NPL-039
    private static IEnumerable<Problem> Missing(Scheme scheme)
    {
        var used = scheme.Weekly is null && scheme.Plans.Count > 0 ? [scheme.Plans.Min(plan => plan.Number)] : new HashSet<int>();
        used.UnionWith(Uses(scheme).Select(use => use.Plan));
        var all = scheme.Plans.SelectMany(plan => plan.Links).Select(link => link.Number).Distinct().ToList();
        for (var i = 0; i < scheme.Plans.Count; i++)
        {
            var plan = scheme.Plans[i];
            if (!used.Contains(plan.Number) || plan.Links.Count == 0)
            {
                continue;
            }

            var linked = plan.Links.Select(link => link.Number).ToHashSet();
            var missing = all.Where(number => !linked.Contains(number)).ToList();
            if (missing.Count > 0)
            {
                yield return new Problem($"/plans/{i}", $"Plan {plan.Number} ({plan.Name}) is scheduled, but {Words(missing)} {(missing.Count == 1 ? "is" : "are")} linked in other plans only.", IsWarning: true);
            }
        }
    }

    private static IEnumerable<(string Pointer, int Plan)> Uses(Scheme scheme)
    {
        var weekly = scheme.Weekly ?? [];
        for (var i = 0; i < weekly.Count; i++)
        {
            yield return ($"/weekly/{i}/plan", weekly[i].Plan);
        }

        for (var i = 0; i < scheme.Holidays.Count; i++)
        {
            yield return ($"/holidays/{i}/plan", scheme.Holidays[i].Plan);
        }

        if (scheme.Manual is { } manual)
        {
            yield return ("/manual/plan", manual.Plan);
        }

        if (scheme.Temporary is { } temporary)
        {
            yield return ("/temporary/plan", temporary.Plan);
        }
    }

    private static string Words(List<PhoneNumber> numbers) => numbers.Count switch
    {
        1 => numbers[0].Value,
        2 => $"{numbers[0]} and {numbers[1]}",
        _ => $"{numbers[0]} and {numbers.Count - 1} more",
    };
}
