using NodaTime;
using NodaTime.TimeZones;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>An instant as the wall clock of a zone shows it, and whether it lies in a stretch of that clock.</summary>
internal readonly struct WallNow
{
    private const int FarDays = 3; // more than a date ends late, and than any zone has ever moved its clock
    private readonly Instant at;
    private readonly DateTimeZone zone;
    private readonly LocalDate longAgo;
    private readonly LocalDate farAhead;
    private readonly long minute; // of the wall clock, since a Monday 00:00
    private readonly bool isCalm; // the clock was not moved for longer than any weekly entry lasts

    public WallNow(DateTimeOffset at, DateTimeZone zone)
    {
        this.at = Instant.FromDateTimeOffset(at);
        this.zone = zone;
        var interval = zone.GetZoneInterval(this.at);
        var local = this.at.WithOffset(interval.WallOffset).LocalDateTime;
        (longAgo, farAhead) = (local.Date.PlusDays(-FarDays), local.Date.PlusDays(FarDays));
        minute = MinuteOf(local);
        isCalm = !interval.HasStart || interval.Start <= this.at - Duration.FromDays(8);
    }

    // day 0 of Noda Time's calendar is 1970-01-01, a Thursday
    private static long MinuteOf(LocalDateTime local) =>
        ((Period.DaysBetween(Monday, local.Date) * (long)WeeklyEntry.MinutesOfDay) + (local.NanosecondOfDay / NodaConstants.NanosecondsPerMinute));

    private static LocalDate Monday { get; } = new(1999, 12, 27);

    /// <summary>When the occurrence of an entry that covers the instant began, in minutes of the wall clock; nothing when none does. Start is included, end is not.</summary>
    public long? BeganAt(WeeklyEntry entry)
    {
        var since = Modulo(minute - entry.From);
        if (isCalm)
        {
            return since < entry.Length ? minute - since : null;
        }

        // Where the clock was moved, what it shows now says too little: the occurrences around are held against the instant itself.
        for (var began = minute - since + WeeklyEntry.MinutesOfWeek; began >= minute - since - WeeklyEntry.MinutesOfWeek; began -= WeeklyEntry.MinutesOfWeek)
        {
            if (Zones.At(LocalOf(began), zone) <= at && at < Zones.At(LocalOf(began + entry.Length), zone))
            {
                return began;
            }
        }

        return null;
    }

    /// <summary>Whether a holiday covers the instant.</summary>
    public bool IsIn(Holiday holiday) =>
        holiday.StartDate.Date < farAhead && longAgo < holiday.EndDate.Date // most are told apart by their dates, which costs little
        && Zones.At(holiday.Start, zone) <= at && at < Zones.At(holiday.End, zone);

    private static long Modulo(long minutes) => ((minutes % WeeklyEntry.MinutesOfWeek) + WeeklyEntry.MinutesOfWeek) % WeeklyEntry.MinutesOfWeek;

    private static LocalDateTime LocalOf(long minute) => Monday.AtMidnight().PlusMinutes(minute);
}
