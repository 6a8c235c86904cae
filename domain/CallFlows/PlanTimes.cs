using System.Globalization;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Domain.CallFlows;

/// <summary>When the plans of a scheme can be in force, in words.</summary>
public static class PlanTimes
{
    /// <summary>Every plan that is scheduled or set by hand, and no plan at all where the week has times that nothing covers; in the order of their numbers.</summary>
    public static IReadOnlyList<Turn> Of(Scheme scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        var times = new SortedDictionary<int, List<PlanTime>>(); // 0: no plan
        if (scheme.Manual is { } manual)
        {
            Add(manual.Plan, new PlanTime(ActiveBy.Manual, "until the manual override is switched off"));
        }

        if (scheme.Temporary is { } temporary)
        {
            Add(temporary.Plan, new PlanTime(ActiveBy.Temporary, temporary.Until is { } until ? string.Create(CultureInfo.InvariantCulture, $"until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC, by a temporary override") : "until the temporary override is ended"));
        }

        foreach (var holiday in scheme.Holidays)
        {
            Add(holiday.Plan, new PlanTime(ActiveBy.Holiday, $"from {holiday.StartDate} {holiday.StartTime} to {holiday.EndDate} {holiday.EndTime ?? Time.ClockTime.EndOfDay}, “{holiday.Description}”"));
        }

        if (scheme.Weekly is not { } weekly)
        {
            if (scheme.Plans.Count > 0)
            {
                Add(scheme.Plans.Min(plan => plan.Number), new PlanTime(ActiveBy.Weekly, "at any time"));
            }
        }
        else
        {
            var week = WeekTable.Of(weekly);
            foreach (var plan in weekly.Select(entry => entry.Plan).Distinct())
            {
                if (week.Of(plan) is { Count: > 0 } stretches)
                {
                    Add(plan, new PlanTime(ActiveBy.Weekly, WeekTable.Words(stretches)));
                }
            }

            if (week.Uncovered.Count > 0)
            {
                Add(0, new PlanTime(ActiveBy.Nothing, WeekTable.Words(week.Uncovered)));
            }
        }

        return [.. times.Select(one => new Turn(one.Key == 0 ? null : one.Key, one.Value))];

        void Add(int plan, PlanTime time) => (times.TryGetValue(plan, out var known) ? known : times[plan] = []).Add(time);
    }
}

/// <summary>When a plan can be in force.</summary>
/// <param name="Plan">None: when no plan is.</param>
public sealed record Turn(int? Plan, IReadOnlyList<PlanTime> Times);

/// <summary>A time at which a plan is in force, and what makes it so.</summary>
public sealed record PlanTime(ActiveBy By, string When);
