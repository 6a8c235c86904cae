using NodaTime;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>
/// Which plan of a scheme is in force at an instant: a pure function of what is stored and the instant, so nothing has to be switched by a timer (NPL-100). A manual override decides before a
/// temporary one, that before a holiday, and that before the weekly entries (NPL-099). The zone is the scheme's own, or else the account's.
/// </summary>
public static class SchemeClock
{
    /// <summary>The plan in force.</summary>
    public static ActivePlan Active(Scheme scheme, string accountZone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return scheme.Manual is { } manual ? new ActivePlan(scheme.Find(manual.Plan), ActiveBy.Manual)
            : scheme.Temporary is { } temporary && temporary.Covers(at) ? new ActivePlan(scheme.Find(temporary.Plan), ActiveBy.Temporary)
            : Scheduled(scheme, accountZone, at);
    }

    /// <summary>The plan that holidays and weekly entries alone select.</summary>
    public static ActivePlan Scheduled(Scheme scheme, string accountZone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        if (scheme.Weekly is null && scheme.Holidays.Count == 0)
        {
            return Always(scheme);
        }

        var now = new WallNow(at, Zone(scheme, accountZone));
        return HolidayAt(scheme, now) is { } holiday ? new ActivePlan(scheme.Find(holiday.Plan), ActiveBy.Holiday, Holiday: holiday)
            : scheme.Weekly is not { } weekly ? Always(scheme)
            : WeeklyAt(weekly.AsSpan(), now) is { } entry ? new ActivePlan(scheme.Find(entry.Plan), ActiveBy.Weekly, entry)
            : new ActivePlan(null, ActiveBy.Nothing);
    }

    /// <summary>The first instant after another at which another plan is in force, or none is; nothing when that never comes without somebody's doing.</summary>
    public static DateTimeOffset? NextChange(Scheme scheme, string accountZone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return scheme.Manual is null ? Changes.Next(scheme, Zone(scheme, accountZone), at, null, at => Active(scheme, accountZone, at)) : null;
    }

    /// <summary>The first instant after another at which another plan is scheduled, overrides left aside (NPL-091); nothing when there is none within a time.</summary>
    public static DateTimeOffset? NextScheduledChange(Scheme scheme, string accountZone, DateTimeOffset at, TimeSpan within)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return Changes.Next(scheme with { Temporary = null }, Zone(scheme, accountZone), at, at + within, at => Scheduled(scheme, accountZone, at));
    }

    /// <summary>What is in force from an instant to another, in order and without a gap: each stretch has another plan, or another reason, than the one before.</summary>
    public static IReadOnlyList<Stretch> Stretches(Scheme scheme, string accountZone, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        var stretches = new List<Stretch>();
        var (start, active) = (from, Active(scheme, accountZone, from));
        foreach (var at in Changes.Boundaries(scheme, Zone(scheme, accountZone), from, to))
        {
            if (at >= to || Active(scheme, accountZone, at) is var next && next == active)
            {
                continue;
            }

            stretches.Add(new Stretch(start, at, active));
            (start, active) = (at, next);
        }

        stretches.Add(new Stretch(start, to, active));
        return stretches;
    }

    /// <summary>Everything that covers an instant, what decides first, with what it lost by: for explaining.</summary>
    public static IReadOnlyList<Candidate> Candidates(Scheme scheme, string accountZone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        var now = new WallNow(at, Zone(scheme, accountZone));
        var all = new List<Candidate>();
        if (scheme.Manual is { } manual)
        {
            all.Add(new Candidate(manual.Plan, ActiveBy.Manual, "Manual override", "NPL-085"));
        }

        if (scheme.Temporary is { } temporary && temporary.Covers(at))
        {
            all.Add(new Candidate(temporary.Plan, ActiveBy.Temporary, "Temporary override", "NPL-090"));
        }

        var holidays = scheme.Holidays.Where(holiday => IsIn(now, holiday)).ToList();
        holidays.Sort(Before);
        all.AddRange(holidays.Select(holiday => new Candidate(holiday.Plan, ActiveBy.Holiday, $"Holiday “{holiday.Description}”", "NPL-078")));
        var entries = (scheme.Weekly ?? ImplicitWeek(scheme)).Select(entry => (Entry: entry, Began: now.BeganAt(entry.From, entry.Length))).Where(one => one.Began is not null).ToList();
        entries.Sort((a, b) => Before(a.Entry, a.Began ?? 0, b.Entry, b.Began ?? 0));
        all.AddRange(entries.Select(one => new Candidate(one.Entry.Plan, ActiveBy.Weekly, one.Entry.ToString(), "NPL-059")));
        return all;
    }

    internal static DateTimeZone Zone(Scheme scheme, string accountZone) => Zones.Of(scheme.TimeZone ?? accountZone);

    // without a time configuration of its own a scheme has the one that every new scheme has (NPL-011)
    private static ActivePlan Always(Scheme scheme)
    {
        Plan? first = null;
        foreach (var plan in scheme.Plans.AsSpan())
        {
            first = first is null || plan.Number < first.Number ? plan : first;
        }

        return first is null ? new ActivePlan(null, ActiveBy.Nothing) : new ActivePlan(first, ActiveBy.Weekly, WeeklyEntry.WholeWeek(first.Number));
    }

    private static IEnumerable<WeeklyEntry> ImplicitWeek(Scheme scheme) => Always(scheme).Weekly is { } week ? [week] : [];

    private static Holiday? HolidayAt(Scheme scheme, in WallNow now)
    {
        Holiday? best = null;
        foreach (var holiday in scheme.Holidays.AsSpan())
        {
            if (IsIn(now, holiday) && (best is null || Before(holiday, best) < 0))
            {
                best = holiday;
            }
        }

        return best;
    }

    private static bool IsIn(in WallNow now, Holiday holiday) => now.IsIn(holiday.StartDate.Date, holiday.StartTime, holiday.EndDate.Date, holiday.EndTime ?? ClockTime.EndOfDay);

    /// <summary>The entry that has its turn, of all that cover an instant (NPL-059, NPL-060); nothing when none does.</summary>
    internal static WeeklyEntry? WeeklyAt(ReadOnlySpan<WeeklyEntry> entries, in WallNow now)
    {
        WeeklyEntry? best = null;
        var bestBegan = 0L;
        foreach (var entry in entries)
        {
            if (now.BeganAt(entry.From, entry.Length) is { } began && (best is null || Before(entry, began, best, bestBegan) < 0))
            {
                (best, bestBegan) = (entry, began);
            }
        }

        return best;
    }

    // the shorter, then the one that began later (NPL-059, NPL-060)
    private static int Before(WeeklyEntry one, long began, WeeklyEntry other, long otherBegan) =>
        one.Length != other.Length ? one.Length.CompareTo(other.Length) : otherBegan.CompareTo(began);

    // the shorter, then the one that starts later (NPL-078); two with the same times are refused, so the rest only makes the order of the list not matter
    private static int Before(Holiday one, Holiday other)
    {
        var length = one.Minutes.CompareTo(other.Minutes);
        var start = length == 0 ? other.Start.CompareTo(one.Start) : length;
        var plan = start == 0 ? one.Plan.CompareTo(other.Plan) : start;
        return plan == 0 ? string.CompareOrdinal(one.Description, other.Description) : plan;
    }
}

/// <summary>A time during which one plan, or none, is in force for one reason.</summary>
/// <param name="To">Not part of it.</param>
public sealed record Stretch(DateTimeOffset From, DateTimeOffset To, ActivePlan Active);

/// <summary>Something that covers an instant and so could decide which plan is in force.</summary>
public sealed record Candidate(int Plan, ActiveBy By, string What, string Rule);
