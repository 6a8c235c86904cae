using Pbx.Domain.Machines;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>Takes out of a scheme what has been over for long enough; the history keeps it (NPL-083).</summary>
public static class ExpiredHolidays
{
    /// <summary>The scheme without the holidays that ended that many days ago, or longer: 1 to 400 days. 0: they are kept for ever.</summary>
    public static Scheme Purge(Scheme scheme, string accountZone, int daysKept, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        var zone = SchemeClock.Zone(scheme, accountZone);
        var kept = scheme.Holidays.Where(holiday => daysKept == 0 || at - Zones.At(holiday.End, zone).ToDateTimeOffset() < TimeSpan.FromDays(daysKept)).ToList();
        return kept.Count == scheme.Holidays.Count ? scheme : scheme with { Holidays = ValueList.From(kept) };
    }
}
