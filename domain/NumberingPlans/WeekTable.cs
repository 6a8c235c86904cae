using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>An ordinary week, minute by minute: which of some entries has its turn when the clock is not moved.</summary>
public sealed class WeekTable
{
    private readonly WeeklyEntry?[] minutes = new WeeklyEntry?[WeeklyEntry.MinutesOfWeek];

    private WeekTable(IReadOnlyList<WeeklyEntry> entries)
    {
        // the longest first, so that the shorter ones overwrite it (NPL-059)
        foreach (var entry in entries.OrderByDescending(entry => entry.Length))
        {
            for (var i = 0; i < entry.Length; i++)
            {
                var minute = (entry.From + i) % WeeklyEntry.MinutesOfWeek;
                if (minutes[minute] is not { } there || there.Length != entry.Length || Since(entry, minute) < Since(there, minute))
                {
                    minutes[minute] = entry;
                }
            }
        }

        Uncovered = Runs(minute => minutes[minute] is null);
    }

    /// <summary>When no entry has its turn.</summary>
    public IReadOnlyList<WeekStretch> Uncovered { get; }

    /// <summary>The week of some entries, in whatever order.</summary>
    public static WeekTable Of(IReadOnlyList<WeeklyEntry> entries) => new(entries);

    /// <summary>The entry that has its turn in a minute of the week; Monday 00:00 is 0.</summary>
    public WeeklyEntry? At(int minute) => minutes[minute];

    /// <summary>When a plan has its turn.</summary>
    public IReadOnlyList<WeekStretch> Of(int plan) => Runs(minute => minutes[minute]?.Plan == plan);

    /// <summary>Where two entries overlap without one lying inside the other; nothing when they do not.</summary>
    public static WeekStretch? Crossing(WeeklyEntry one, WeeklyEntry other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var (first, second, start) = Mod(other.From - one.From) is var offset && offset < one.Length ? (one, other, offset) : (other, one, Mod(one.From - other.From));
        return start < first.Length && start > 0 && start + second.Length > first.Length ? new WeekStretch(second.From, first.Length - start) : null;
    }

    /// <summary>Times in words: “Mondays 00:00–09:00 and Tuesdays 17:00–Wednesdays 09:00”; what is alike on several days is told once.</summary>
    public static string Words(IReadOnlyList<WeekStretch> stretches)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        if (stretches is [{ Length: >= WeeklyEntry.MinutesOfWeek }])
        {
            return "at any time";
        }

        var alike = stretches.GroupBy(one => (Start: one.From % WeeklyEntry.MinutesOfDay, one.Length)).OrderBy(group => group.Min(one => one.From));
        var words = alike.Select(group => Words([.. group.Select(one => one.From / WeeklyEntry.MinutesOfDay).Order()], group.Key.Start, group.Key.Length)).ToList();
        return words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";
    }

    private static string Words(IReadOnlyList<int> days, int start, int length)
    {
        var end = start + length;
        var last = (end - 1) / WeeklyEntry.MinutesOfDay; // an end at midnight is 24:00 of the day before
        var until = Clock(end - (last * WeeklyEntry.MinutesOfDay));
        if (last > 0 && days.Count == 1)
        {
            return $"{Plural(days[0])} {Clock(start)}–{Plural((days[0] + last) % 7)} {until}";
        }

        var next = last switch { 0 => "", 1 => " of the next day", _ => $" {last} days later" };
        return $"{Days(days)} {Clock(start)}–{until}{next}";
    }

    private static string Days(IReadOnlyList<int> days)
    {
        var isRun = days.Count > 2 && days[^1] - days[0] == days.Count - 1;
        return isRun ? $"{Plural(days[0])} to {Plural(days[^1])}" : days.Count == 1 ? Plural(days[0]) : $"{string.Join(", ", days.SkipLast(1).Select(Plural))} and {Plural(days[^1])}";
    }

    private static string Plural(int day) => $"{(Weekday)day}s";

    private static string Clock(int minutes) => ClockTime.At(minutes / 60, minutes % 60).Value;

    private static int Since(WeeklyEntry entry, int minute) => Mod(minute - entry.From);

    private static int Mod(int minutes) => ((minutes % WeeklyEntry.MinutesOfWeek) + WeeklyEntry.MinutesOfWeek) % WeeklyEntry.MinutesOfWeek;

    // runs go over Sunday midnight
    internal static List<WeekStretch> Runs(Func<int, bool> isIn)
    {
        var runs = new List<WeekStretch>();
        for (var minute = 0; minute < WeeklyEntry.MinutesOfWeek; minute++)
        {
            if (!isIn(minute))
            {
                continue;
            }

            var from = minute;
            while (minute < WeeklyEntry.MinutesOfWeek && isIn(minute))
            {
                minute++;
            }

            runs.Add(new WeekStretch(from, minute - from));
        }

        if (runs.Count > 1 && runs[0].From == 0 && runs[^1].From + runs[^1].Length == WeeklyEntry.MinutesOfWeek)
        {
            runs[^1] = runs[^1] with { Length = runs[^1].Length + runs[0].Length };
            runs.RemoveAt(0);
        }

        return runs;
    }
}

/// <summary>A stretch of the week: minutes from Monday 00:00, and how many.</summary>
public sealed record WeekStretch(int From, int Length);
