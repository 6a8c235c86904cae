using NodaTime;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>Finds when what a scheme's clock answers can change, and when it does.</summary>
internal static class Changes
{
    // Longer than a week with its clock moved: which plans a week has by its entries alone shows within it.
    private static readonly TimeSpan Window = TimeSpan.FromDays(15);

    /// <summary>The first instant after another at which an answer has another plan; nothing when there is none, or none until a limit (included).</summary>
    public static DateTimeOffset? Next(Scheme scheme, DateTimeZone zone, DateTimeOffset at, DateTimeOffset? limit, Func<DateTimeOffset, ActivePlan> answer)
    {
        var was = answer(at).Plan?.Number;
        var single = Single(scheme, zone);
        var from = at;
        while (scheme.Temporary is not { Until: null } open || open.From > from)
        {
            var to = from + Window;
            foreach (var boundary in Boundaries(scheme, zone, from, to))
            {
                if (boundary > limit)
                {
                    return null;
                }

                if (answer(boundary).Plan?.Number != was)
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

        return null; // an override without an end: nothing changes any more by itself
    }

    /// <summary>The instants after one and up to another at which something starts or ends, in order.</summary>
    public static IReadOnlyList<DateTimeOffset> Boundaries(Scheme scheme, DateTimeZone zone, DateTimeOffset after, DateTimeOffset upTo)
    {
        var found = new SortedSet<DateTimeOffset>();
        foreach (var (from, to) in Single(scheme, zone))
        {
            found.Add(from);
            found.Add(to);
        }

        var first = Zones.Local(after, zone).Date.PlusDays(-2);
        var last = Zones.Local(upTo, zone).Date.PlusDays(2);
        foreach (var entry in scheme.Weekly ?? [])
        {
            Add(found, first, last, entry.From, zone);
            Add(found, first, last, entry.From + entry.Length, zone);
        }

        return upTo <= after ? [] : [.. found.GetViewBetween(after.AddTicks(1), upTo)];
    }

    // single dates: holidays and the temporary override
    private static List<(DateTimeOffset From, DateTimeOffset To)> Single(Scheme scheme, DateTimeZone zone)
    {
        var all = scheme.Holidays.Select(holiday => (Zones.At(holiday.Start, zone).ToDateTimeOffset(), Zones.At(holiday.End, zone).ToDateTimeOffset())).ToList();
        if (scheme.Temporary is { } temporary)
        {
            all.Add((temporary.From, temporary.Until ?? DateTimeOffset.MaxValue));
        }

        return all;
    }

    private static void Add(SortedSet<DateTimeOffset> found, LocalDate first, LocalDate last, int minuteOfWeek, DateTimeZone zone)
    {
        var monday = first.PlusDays(-(int)Zones.WeekdayOf(first) - 7);
        for (var week = monday; week <= last; week = week.PlusDays(7))
        {
            found.Add(Zones.At(week.AtMidnight().PlusMinutes(minuteOfWeek), zone).ToDateTimeOffset());
        }
    }
}
