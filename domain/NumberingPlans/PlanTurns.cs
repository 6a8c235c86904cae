using NodaTime;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>
/// Whose turn it is in two versions of a scheme, side by side: for every minute of an ordinary week, and for the dates of the coming <see cref="Ahead"/> at which a holiday or a temporary override
/// deviates from it. Where a plan set by hand has no end, that plan is the week. Minutes and dates are those of the newer version's zone.
/// </summary>
internal sealed class PlanTurns
{
    /// <summary>How far holidays are looked for.</summary>
    public static readonly TimeSpan Ahead = Overrides.Horizon;

    private readonly PlanTurn[] week;

    private PlanTurns(PlanTurn[] week, IReadOnlyList<DatedTurn> dates, DateTimeZone zone, bool isSetByHand)
    {
        this.week = week;
        Dates = dates;
        Zone = zone;
        IsSetByHand = isSetByHand;
        All = [.. week.Distinct().Union(dates.Select(date => date.Turn))];
    }

    /// <summary>At single dates, in order.</summary>
    public IReadOnlyList<DatedTurn> Dates { get; }

    /// <summary>The zone of everything here.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Whether the newer version has a plan that is in force until somebody switches it off, and the older one has not.</summary>
    public bool IsSetByHand { get; }

    /// <summary>Each pair of plans that comes about.</summary>
    public IReadOnlyList<PlanTurn> All { get; }

    /// <summary>In a minute of the week; Monday 00:00 is 0.</summary>
    public PlanTurn At(int minute) => week[minute];

    /// <summary>Puts two versions of a scheme side by side, from an instant on; a number that is in no scheme has no plan.</summary>
    public static PlanTurns Of(Scheme? was, string zoneWas, Scheme? now, string zoneNow, DateTimeOffset from)
    {
        var (before, after) = (new Side(was, zoneWas, from), new Side(now, zoneNow, from));
        var zone = now is null ? before.Zone : after.Zone;
        var (minutesBefore, minutesAfter) = (before.Week(zone), after.Week(zone));
        var minutes = Enumerable.Range(0, WeeklyEntry.MinutesOfWeek).Select(minute => new PlanTurn(minutesBefore(minute), minutesAfter(minute))).ToArray();
        var dates = Joined(before.Single().Concat(after.Single())).SelectMany(span => Turns(before, after, span.From, span.To)).ToList();
        return new PlanTurns(minutes, dates, zone, now?.Manual is not null && was?.Manual != now.Manual);
    }

    private static IEnumerable<DatedTurn> Turns(Side before, Side after, DateTimeOffset from, DateTimeOffset to)
    {
        var (was, now) = (before.Stretches(from, to), after.Stretches(from, to));
        for (var (i, j, start) = (0, 0, from); start < to;)
        {
            var end = was[i].To < now[j].To ? was[i].To : now[j].To;
            yield return new DatedTurn(start, end, new PlanTurn(was[i].Active.Plan?.Number, now[j].Active.Plan?.Number));
            (i, j, start) = (was[i].To == end ? i + 1 : i, now[j].To == end ? j + 1 : j, end);
        }
    }

    private static List<(DateTimeOffset From, DateTimeOffset To)> Joined(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> spans)
    {
        var joined = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var span in spans.OrderBy(span => span.From))
        {
            if (joined.Count > 0 && span.From <= joined[^1].To)
            {
                joined[^1] = (joined[^1].From, span.To > joined[^1].To ? span.To : joined[^1].To);
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined;
    }

    private sealed class Side(Scheme? scheme, string accountZone, DateTimeOffset from)
    {
        private readonly DateTimeOffset to = from + Ahead;
        private readonly bool isFixed = scheme?.Manual is not null || (scheme?.Temporary is { Until: null } open && open.Covers(from));

        public DateTimeZone Zone { get; } = scheme is null ? Zones.Of(accountZone) : SchemeClock.Zone(scheme, accountZone);

        public Func<int, int?> Week(DateTimeZone zone)
        {
            if (scheme is null)
            {
                return _ => null;
            }

            if (isFixed || scheme.Weekly is not { } weekly)
            {
                var plan = SchemeClock.Active(isFixed ? scheme : scheme with { Holidays = default, Temporary = null }, accountZone, from).Plan?.Number;
                return _ => plan;
            }

            var table = WeekTable.Of(weekly);
            var ahead = (int)((Offset(zone) - Offset(Zone)).Seconds / 60);
            return minute => table.At((minute - ahead + (2 * WeeklyEntry.MinutesOfWeek)) % WeeklyEntry.MinutesOfWeek)?.Plan;
        }

        public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Single()
        {
            if (scheme is null || isFixed)
            {
                return [];
            }

            var all = scheme.Holidays.Select(holiday => (From: Zones.At(holiday.Start, Zone).ToDateTimeOffset(), To: Zones.At(holiday.End, Zone).ToDateTimeOffset()));
            var temporary = scheme.Temporary is { } one ? all.Append((From: one.From, To: one.Until ?? to)) : all;
            return temporary.Select(span => (From: Later(span.From, from), To: span.To < to ? span.To : to)).Where(span => span.From < span.To);
        }

        public IReadOnlyList<Stretch> Stretches(DateTimeOffset start, DateTimeOffset end) =>
            scheme is null ? [new Stretch(start, end, new ActivePlan(null, ActiveBy.Nothing))] : SchemeClock.Stretches(scheme, accountZone, start, end);

        private Offset Offset(DateTimeZone zone) => zone.GetUtcOffset(Instant.FromDateTimeOffset(from));

        private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
    }
}

/// <summary>The plan that had its turn and the one that has it now; none: no plan.</summary>
internal readonly record struct PlanTurn(int? Was, int? Now);

/// <summary>The same during a single stretch of time.</summary>
internal sealed record DatedTurn(DateTimeOffset From, DateTimeOffset To, PlanTurn Turn);
