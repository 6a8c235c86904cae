using Pbx.Domain.Documents;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>What can be wrong with the entries of a week, whatever they choose between: plans, or destinations. The pointers begin at the list.</summary>
internal static class WeeklyCheck
{
    /// <summary>Times that cannot be, and entries with the same times (NPL-044, NPL-051, NPL-053, NPL-055).</summary>
    public static IEnumerable<Problem> Times(IReadOnlyList<WeeklyEntry> entries)
    {
        var seen = new HashSet<(int, int)>();
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Start == ClockTime.EndOfDay)
            {
                yield return new Problem($"/{i}/start", "24:00 is an end only: start at 00:00 of the next day.");
            }
            else if (entry.Length == 0)
            {
                yield return new Problem($"/{i}/end", entry.EndDay is null ? "An entry does not end when it starts; a full day is 00:00–24:00." : "A period does not end when it starts; the whole week is Monday 00:00–Sunday 24:00.");
            }
            else if (!seen.Add((entry.From, entry.Length)))
            {
                yield return new Problem($"/{i}", $"{entry} is there already; two entries do not have the same times.");
            }
        }
    }

    /// <summary>Entries that overlap without one lying inside the other, and which of them wins (NPL-062).</summary>
    /// <param name="areAlike">Whether it makes no difference which of two wins.</param>
    /// <param name="wins">What follows when an entry wins, in words.</param>
    public static IEnumerable<Problem> Overlaps(IReadOnlyList<WeeklyEntry> entries, Func<WeeklyEntry, WeeklyEntry, bool> areAlike, Func<WeeklyEntry, string> wins)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (!areAlike(entries[i], entries[j]) && WeekTable.Crossing(entries[j], entries[i]) is { } both)
                {
                    var winner = WeekTable.Of([entries[j], entries[i]]).At(both.From) ?? entries[i];
                    yield return new Problem($"/{i}", $"It overlaps with {entries[j]}, and neither lies inside the other: {WeekTable.Words([both])} {wins(winner)}.", IsWarning: true);
                }
            }
        }
    }
}
