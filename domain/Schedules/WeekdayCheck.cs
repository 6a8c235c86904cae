using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Time;

namespace Pbx.Domain.Schedules;

/// <summary>What can be wrong with a list of weekdays.</summary>
internal static class WeekdayCheck
{
    /// <summary>The problems, with what has the member <c>days</c> as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(ValueList<Weekday> days)
    {
        for (var i = 0; i < days.Count; i++)
        {
            if (days.Take(i).Contains(days[i]))
            {
                yield return new Problem($"/days/{i}", $"{days[i]} is named twice.");
            }
        }
    }
}
