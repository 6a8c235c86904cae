using Pbx.Domain.Machines;

namespace Pbx.Domain.Time;

/// <summary>How a week is counted: in minutes of the wall clock from Monday 00:00.</summary>
public static class Week
{
    /// <summary>Minutes of a day.</summary>
    public const int MinutesOfDay = 24 * 60;

    /// <summary>Minutes of a week.</summary>
    public const int MinutesOfWeek = 7 * MinutesOfDay;

    /// <summary>All days, the first one first.</summary>
    public static ValueList<Weekday> Days { get; } = [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday, Weekday.Saturday, Weekday.Sunday];

    /// <summary>Minutes from Monday 00:00 to a time of a day.</summary>
    public static int MinuteOf(Weekday day, ClockTime time) => ((int)day * MinutesOfDay) + time.Minutes;
}
