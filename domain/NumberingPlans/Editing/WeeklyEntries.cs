using Pbx.Domain.Machines;

namespace Pbx.Domain.NumberingPlans.Editing;

/// <summary>The entries of a scheme's week, and how each is addressed.</summary>
public static class WeeklyEntries
{
    /// <summary>The entries; without a time configuration the one that every scheme begins with (NPL-011).</summary>
    public static ValueList<WeeklyEntry> Of(Scheme scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return scheme.Weekly ?? (scheme.Plans.Count == 0 ? [] : [WeeklyEntry.WholeWeek(scheme.Plans.Min(plan => plan.Number))]);
    }

    /// <summary>The same by their start, the longest first where they start together (NPL-057).</summary>
    public static IEnumerable<WeeklyEntry> Sorted(Scheme scheme) => Of(scheme).OrderBy(entry => entry.From).ThenByDescending(entry => entry.Length);

    /// <summary>What an entry is addressed by: its times.</summary>
    public static string IdOf(WeeklyEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var end = entry.EndDay is { } day ? $"{Small(day)}-{Digits(entry.End)}" : Digits(entry.End);
        return $"{Small(entry.Day)}-{Digits(entry.Start)}-{end}";
    }

    /// <summary>Where the entry with an address stands.</summary>
    internal static int? Find(ValueList<WeeklyEntry> entries, string id)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (IdOf(entries[i]) == id)
            {
                return i;
            }
        }

        return null;
    }

    private static string Small(Time.Weekday day) => $"{day}".ToLowerInvariant();

    /// <summary>A time in an address, which has no colon.</summary>
    internal static string Digits(Time.ClockTime time) => time.Value.Replace(":", "", StringComparison.Ordinal);
}
