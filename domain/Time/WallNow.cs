using NodaTime;

namespace Pbx.Domain.Time;

/// <summary>An instant as the wall clock of a zone shows it, and whether it lies in a stretch of that clock.</summary>
internal readonly struct WallNow
{
    private const int FarDays = 3; // more than a date ends late, and than any zone has ever moved its clock
    private readonly Instant at;
    private readonly DateTimeZone zone;
    private readonly LocalDate longAgo;
    private readonly LocalDate farAhead;
    private readonly long minute; // of the wall clock, since a Monday 00:00
    private readonly int minuteOfWeek;
    private readonly bool isCalm; // the clock was not moved for longer than any weekly stretch lasts

    public WallNow(DateTimeOffset at, DateTimeZone zone)
    {
        this.at = Instant.FromDateTimeOffset(at);
        this.zone = zone;
        var interval = zone.GetZoneInterval(this.at);
        var local = this.at.WithOffset(interval.WallOffset).LocalDateTime;
        Today = local.Date;
        (longAgo, farAhead) = (Today.PlusDays(-FarDays), Today.PlusDays(FarDays));
        minute = MinuteOf(local);
        minuteOfWeek = (int)(((minute % Week.MinutesOfWeek) + Week.MinutesOfWeek) % Week.MinutesOfWeek);
        isCalm = !interval.HasStart || interval.Start <= this.at - Duration.FromDays(8);
    }

    // day 0 of Noda Time's calendar is 1970-01-01, a Thursday
    private static long MinuteOf(LocalDateTime local) =>
        ((Period.DaysBetween(Monday, local.Date) * (long)Week.MinutesOfDay) + (local.NanosecondOfDay / NodaConstants.NanosecondsPerMinute));

    private static LocalDate Monday { get; } = new(1999, 12, 27);

    /// <summary>What the clock shows today.</summary>
    public LocalDate Today { get; }

    /// <summary>The date of a minute of the wall clock.</summary>
    public static LocalDate DateOf(long minute) => LocalOf(minute).Date;

    /// <summary>When the occurrence of a weekly stretch that covers the instant began, in minutes of the wall clock; nothing when none does. Start is included, end is not.</summary>
    /// <param name="from">Minutes from Monday 00:00.</param>
    /// <param name="length">Minutes of the wall clock, at most those of a week.</param>
    public long? BeganAt(int from, int length)
    {
        var since = minuteOfWeek - from;
        since = since < 0 ? since + Week.MinutesOfWeek : since;
        if (isCalm)
        {
            return since < length ? minute - since : null;
        }

        // Where the clock was moved, what it shows now says too little: the occurrences around are held against the instant itself.
        for (var began = minute - since + Week.MinutesOfWeek; began >= minute - since - Week.MinutesOfWeek; began -= Week.MinutesOfWeek)
        {
            if (Zones.At(LocalOf(began), zone) <= at && at < Zones.At(LocalOf(began + length), zone))
            {
                return began;
            }
        }

        return null;
    }

    /// <summary>Whether the instant lies in a single stretch: from one time of the wall clock, included, to another, not included.</summary>
    public bool IsIn(LocalDate firstDate, ClockTime start, LocalDate lastDate, ClockTime end) =>
        firstDate < farAhead && longAgo < lastDate // most are told apart by their dates, which costs little
        && Zones.At(firstDate, start, zone) <= at && at < Zones.At(lastDate, end, zone);

    private static LocalDateTime LocalOf(long minute) => Monday.AtMidnight().PlusMinutes(minute);
}
