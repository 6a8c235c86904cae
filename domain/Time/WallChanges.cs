using NodaTime;

namespace Pbx.Domain.Time;

/// <summary>Finds when an answer changes that follows stretches of the wall clock of a zone: those of every week, and single ones.</summary>
/// <param name="weekly">From how many minutes after Monday 00:00, and for how many.</param>
/// <param name="single">From when, included, to when, not included.</param>
internal sealed class WallChanges(DateTimeZone zone, IReadOnlyList<(int From, int Length)> weekly, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> single)
{
    // Longer than a week with its clock moved: what a week does by its stretches alone shows within it.
    private static readonly TimeSpan Window = TimeSpan.FromDays(15);

    /// <summary>The first instant after another at which an answer differs; nothing when there is none, or none until a limit (included).</summary>
    public DateTimeOffset? Next(DateTimeOffset at, DateTimeOffset? limit, Func<DateTimeOffset, bool> differs)
    {
        var from = at;
        while (true)
        {
            var to = from + Window;
            foreach (var boundary in Boundaries(from, to))
            {
                if (boundary > limit)
                {
                    return null;
                }

                if (differs(boundary))
                {
                    return boundary;
                }
            }

            if (to >= limit)
            {
                return null;
            }

            // Nothing of the week changes anything: only single dates can, and the week shows anew behind each of them.
            var isPlain = !single.Any(one => one.From < to && one.To > from);
            var next = isPlain ? single.Where(one => one.From >= to).Select(one => (DateTimeOffset?)one.From).Min() : to;
            if (next is not { } further)
            {
                return null;
            }

            from = isPlain ? further.AddTicks(-1) : further;
        }
    }

    /// <summary>The instants after one and up to another at which something starts or ends, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Boundaries(DateTimeOffset after, DateTimeOffset upTo)
    {
        if (upTo <= after)
        {
            return [];
        }

        var found = new SortedSet<DateTimeOffset>();
        foreach (var (from, to) in single)
        {
            found.Add(from);
            found.Add(to);
        }

        var first = Zones.Local(after, zone).Date.PlusDays(-2);
        var last = Zones.Local(upTo, zone).Date.PlusDays(2);
        foreach (var (from, length) in weekly)
        {
            Add(found, first, last, from);
            Add(found, first, last, from + length);
        }

        return [.. found.GetViewBetween(after.AddTicks(1), upTo)];
    }

    private void Add(SortedSet<DateTimeOffset> found, LocalDate first, LocalDate last, int minuteOfWeek)
    {
        var monday = first.PlusDays(-(int)Zones.WeekdayOf(first) - 7);
        for (var week = monday; week <= last; week = week.PlusDays(7))
        {
            found.Add(Zones.At(week.AtMidnight().PlusMinutes(minuteOfWeek), zone).ToDateTimeOffset());
        }
    }
}
