using NodaTime;
using NodaTime.TimeZones;

namespace Pbx.Domain.Time;

/// <summary>Time zones by their IANA names, and what a wall clock in them means (NPL-145, NPL-151).</summary>
public static class Zones
{
    private static readonly ZoneLocalMappingResolver First = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>Whether a name is one of the IANA database.</summary>
    public static bool IsKnown(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;

    /// <summary>The sentence for a name that is not.</summary>
    public static string Unknown(string name) => $"“{name}” is no time zone; one is named like Europe/Amsterdam.";

    /// <summary>A zone by its name. Names are checked when they are saved; should a later database know one no longer, UTC stands in for it, because a call must be answered.</summary>
    public static DateTimeZone Of(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? DateTimeZone.Utc;

    /// <summary>
    /// The instant at which a wall clock of a zone first shows a time. A time that is skipped in spring is the first instant after the gap (NPL-146), one that is repeated in autumn its first
    /// occurrence (NPL-147). So later times are never earlier instants.
    /// </summary>
    public static Instant At(LocalDateTime local, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return zone.ResolveLocal(local, First).ToInstant();
    }

    /// <summary>The same for a time of a date.</summary>
    public static Instant At(LocalDate date, ClockTime time, DateTimeZone zone) => At(date.AtMidnight().PlusMinutes(time.Minutes), zone);

    /// <summary>What the wall clock of a zone shows.</summary>
    public static LocalDateTime Local(DateTimeOffset at, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime;
    }

    /// <summary>The same instant with the offset of a zone, so that it shows what the wall clock there shows.</summary>
    public static DateTimeOffset On(DateTimeOffset at, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return Instant.FromDateTimeOffset(at).InZone(zone).ToDateTimeOffset();
    }

    /// <summary>The day of the week of a date.</summary>
    public static Weekday WeekdayOf(LocalDate date) => (Weekday)((int)date.DayOfWeek - 1);
}
