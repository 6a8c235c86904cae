using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Time;

namespace Pbx.Domain.Schedules;

/// <summary>What can be wrong with the time schedules and holiday schedules of an account.</summary>
internal static class SharedScheduleCheck
{
    /// <summary>The problems, with the account's settings as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(AccountSettings account) => Times(account).Concat(Holidays(account));

    private static IEnumerable<Problem> Times(AccountSettings account)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < account.TimeSchedules.Count; i++)
        {
            var schedule = account.TimeSchedules[i];
            foreach (var problem in Named(schedule.Name, names))
            {
                yield return problem.Under($"/timeSchedules/{i}/name");
            }

            if (string.Equals(schedule.Name, TimeSchedule.Always, StringComparison.OrdinalIgnoreCase))
            {
                yield return new Problem($"/timeSchedules/{i}/name", $"“{TimeSchedule.Always}” exists in every account: choose another name.");
            }

            var periods = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            for (var j = 0; j < schedule.Periods.Count; j++)
            {
                foreach (var problem in Period(schedule.Periods[j], periods))
                {
                    yield return problem.Under($"/timeSchedules/{i}/periods/{j}");
                }
            }
        }
    }

    private static IEnumerable<Problem> Holidays(AccountSettings account)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < account.HolidaySchedules.Count; i++)
        {
            var schedule = account.HolidaySchedules[i];
            foreach (var problem in Named(schedule.Name, names))
            {
                yield return problem.Under($"/holidaySchedules/{i}/name");
            }

            var periods = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            for (var j = 0; j < schedule.Periods.Count; j++)
            {
                foreach (var problem in Holiday(schedule.Periods[j], periods))
                {
                    yield return problem.Under($"/holidaySchedules/{i}/periods/{j}");
                }
            }
        }
    }

    private static IEnumerable<Problem> Named(string name, HashSet<string> names) =>
        NameCheck.Check(name).Concat(names.Add(name) ? [] : [new Problem("", $"“{name}” is there already.")]);

    private static IEnumerable<Problem> Period(TimePeriod period, HashSet<string> names)
    {
        foreach (var problem in Named(period.Name, names))
        {
            yield return problem.Under("/name");
        }

        foreach (var problem in WeekdayCheck.Check(period.Days).Concat(Clock(period.WholeDay, period.Start, period.End)))
        {
            yield return problem;
        }

        if (!period.WholeDay && period.Start == period.End && period.Start is not null)
        {
            yield return new Problem("/end", "A period does not end when it starts; a whole day is “whole day”.");
        }
    }

    private static IEnumerable<Problem> Holiday(HolidayPeriod period, HashSet<string> names)
    {
        foreach (var problem in Named(period.Name, names))
        {
            yield return problem.Under("/name");
        }

        foreach (var problem in Clock(period.WholeDay, period.Start, period.End))
        {
            yield return problem;
        }

        if (period.EndDate < period.StartDate || (period.EndDate == period.StartDate && period.To <= period.From))
        {
            yield return new Problem(period.EndDate < period.StartDate ? "/endDate" : "/end", "A holiday ends after it starts.");
        }
    }

    private static IEnumerable<Problem> Clock(bool wholeDay, ClockTime? start, ClockTime? end)
    {
        if (wholeDay && (start ?? end) is not null)
        {
            yield return new Problem(start is null ? "/end" : "/start", "A whole day has no times: leave them out.");
        }

        if (!wholeDay && start is null)
        {
            yield return new Problem("/start", "Say when it starts, or that it lasts the whole day.");
        }

        if (!wholeDay && end is null)
        {
            yield return new Problem("/end", "Say when it ends, or that it lasts the whole day.");
        }

        if (start == ClockTime.EndOfDay)
        {
            yield return new Problem("/start", "24:00 is an end only: start at 00:00 of the next day.");
        }
    }
}
