using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>For those who show what is in force, or put it down: until when it is so for the same reason, and when to look again.</summary>
public static class Watch
{
    private const int MostSteps = 1000; // holidays, each with two ends, and some more

    /// <summary>
    /// The first instant after another at which another plan, or another reason, may be in force, or a temporary override is over and has to be removed (NPL-098); nothing when that never comes without
    /// somebody's doing.
    /// </summary>
    public static DateTimeOffset? Next(Scheme scheme, string accountZone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        if (scheme.Manual is not null)
        {
            return null;
        }

        var zone = SchemeClock.Zone(scheme, accountZone);
        DateTimeOffset?[] plans = [SchemeClock.NextChange(scheme, accountZone, at), scheme.Temporary?.From, scheme.Temporary?.Until];
        var holidays = scheme.Holidays.SelectMany(holiday => new[] { holiday.Start, holiday.End }).Select(local => (DateTimeOffset?)Zones.At(local, zone).ToDateTimeOffset());
        return plans.Concat(holidays).Where(instant => instant > at).Min();
    }

    /// <summary>Until when the plan that is in force at an instant is so for the same reason (NPL-101): the end of the override, of the holiday, or of the weekly turn. Nothing: until somebody changes it.</summary>
    public static DateTimeOffset? Until(Scheme scheme, string accountZone, DateTimeOffset at)
    {
        var now = SchemeClock.Active(scheme, accountZone, at);
        var next = Next(scheme, accountZone, at);
        for (var steps = 0; next is { } instant && steps < MostSteps; steps++)
        {
            if (!IsSame(SchemeClock.Active(scheme, accountZone, instant), now))
            {
                return instant;
            }

            next = Next(scheme, accountZone, instant);
        }

        return null;
    }

    /// <summary>Whether two say the same to people: the plan, the way it became active, and which holiday it is. Which weekly entry does not count.</summary>
    public static bool IsSame(ActivePlan one, ActivePlan other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Plan?.Number == other.Plan?.Number && one.By == other.By && one.Holiday?.Description == other.Holiday?.Description;
    }
}
