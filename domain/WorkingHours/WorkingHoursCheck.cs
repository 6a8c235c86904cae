using Pbx.Domain.Documents;
using Pbx.Domain.Time;

namespace Pbx.Domain.WorkingHours;

/// <summary>What can be wrong with working hours.</summary>
internal static class WorkingHoursCheck
{
    private const string EndsLater = "Work ends after it starts, on the same day.";

    /// <summary>The problems, with the hours as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(WorkingTimes? hours) => hours is null ? [] : Days(hours).Concat(Exceptions(hours)).Concat(Additional(hours));

    private static IEnumerable<Problem> Days(WorkingTimes hours)
    {
        var seen = new HashSet<Weekday>();
        for (var i = 0; i < hours.Days.Count; i++)
        {
            var day = hours.Days[i];
            if (!seen.Add(day.Day))
            {
                yield return new Problem($"/days/{i}/day", $"{day.Day} has hours already.");
            }

            if (day.End <= day.Start)
            {
                yield return new Problem($"/days/{i}/end", EndsLater);
            }
        }

        if (hours is { IsFilled: true, Days.Count: 0 })
        {
            yield return new Problem("/days", "No weekday is worked, so night mode is active at all other times.", IsWarning: true);
        }
    }

    private static IEnumerable<Problem> Exceptions(WorkingTimes hours)
    {
        var seen = new HashSet<CalendarDate>();
        for (var i = 0; i < hours.Exceptions.Count; i++)
        {
            var exception = hours.Exceptions[i];
            if (!seen.Add(exception.Date))
            {
                yield return new Problem($"/exceptions/{i}/date", $"{exception.Date} has an exception already.");
            }

            if (exception.Start is null != exception.End is null)
            {
                yield return new Problem(exception.Start is null ? $"/exceptions/{i}/start" : $"/exceptions/{i}/end", "Give both times, or neither where nobody works.");
            }
            else if (exception.End <= exception.Start)
            {
                yield return new Problem($"/exceptions/{i}/end", EndsLater);
            }
        }
    }

    private static IEnumerable<Problem> Additional(WorkingTimes hours)
    {
        for (var i = 0; i < hours.Additional.Count; i++)
        {
            if (hours.Additional[i].End <= hours.Additional[i].Start)
            {
                yield return new Problem($"/additional/{i}/end", EndsLater);
            }
        }
    }
}
