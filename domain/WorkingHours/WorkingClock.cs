using NodaTime;
using Pbx.Domain.Schedules;
using Pbx.Domain.Time;

namespace Pbx.Domain.WorkingHours;

/// <summary>
/// Whether an instant is working time: a pure function. Hours stand on levels, the most particular first (a user's, then those of groups by their priority, then the account's): the first level
/// that has any decides alone (NPL-173). On it an additional time decides before an exception, and that before the hours of the weekday (NPL-174).
/// </summary>
public static class WorkingClock
{
    /// <summary>Whether an instant is working time, and what says so.</summary>
    /// <param name="levels">The most particular first; what is not set may stand among them.</param>
    /// <param name="longer">What the user added (NPL-143).</param>
    public static WorkingState At(IReadOnlyList<WorkingLevel> levels, LongerHours? longer, string accountZone, DateTimeOffset at)
    {
        if (Level(levels) is not var (level, times))
        {
            return new WorkingState(null, WorkingBy.NoHours);
        }

        if (longer?.Covers(at) == true)
        {
            return new WorkingState(level, WorkingBy.Longer);
        }

        var zone = Zones.Of(accountZone);
        var now = new WallNow(at, zone);
        foreach (var additional in times.Additional.AsSpan())
        {
            if (IsIn(now, additional.Date, additional.Start, additional.End))
            {
                return new WorkingState(level, WorkingBy.Additional);
            }
        }

        foreach (var exception in times.Exceptions.AsSpan())
        {
            if (IsIn(now, exception.Date, default, ClockTime.EndOfDay))
            {
                return new WorkingState(level, exception is { Start: { } start, End: { } end } && IsIn(now, exception.Date, start, end) ? WorkingBy.Exception : WorkingBy.ExceptionOff);
            }
        }

        foreach (var day in times.Days.AsSpan())
        {
            if (now.BeganAt(Week.MinuteOf(day.Day, day.Start), day.End.Minutes - day.Start.Minutes) is not null)
            {
                return new WorkingState(level, WorkingBy.Weekday);
            }
        }

        return new WorkingState(level, WorkingBy.WeekdayOff);
    }

    /// <summary>The first instant after another at which working time begins or ends; nothing when that does not come within <see cref="ScheduleClock.Horizon"/>.</summary>
    public static DateTimeOffset? NextChange(IReadOnlyList<WorkingLevel> levels, LongerHours? longer, string accountZone, DateTimeOffset at)
    {
        if (Level(levels) is not var (_, times))
        {
            return null;
        }

        var zone = Zones.Of(accountZone);
        var single = times.Additional.Select(one => Stretch(one.Date, one.Start, one.End, zone))
            .Concat(times.Exceptions.Select(one => Stretch(one.Date, default, ClockTime.EndOfDay, zone)))
            .Concat(times.Exceptions.Where(one => one is { Start: not null, End: not null }).Select(one => Stretch(one.Date, one.Start ?? default, one.End ?? default, zone)));
        var isWorking = At(levels, longer, accountZone, at).IsWorking;
        var changes = new WallChanges(
            zone,
            [.. times.Days.Select(day => (Week.MinuteOf(day.Day, day.Start), day.End.Minutes - day.Start.Minutes))],
            [.. single, .. longer is null ? [] : new[] { (longer.From, longer.Until) }]);
        return changes.Next(at, at + ScheduleClock.Horizon, instant => At(levels, longer, accountZone, instant).IsWorking != isWorking);
    }

    private static (string Name, WorkingTimes Times)? Level(IReadOnlyList<WorkingLevel> levels)
    {
        foreach (var level in levels)
        {
            if (level.Times is { IsFilled: true } times)
            {
                return (level.Name, times);
            }
        }

        return null;
    }

    private static bool IsIn(in WallNow now, CalendarDate date, ClockTime start, ClockTime end) => now.IsIn(date.Date, start, date.Date, end);

    private static (DateTimeOffset From, DateTimeOffset To) Stretch(CalendarDate date, ClockTime start, ClockTime end, DateTimeZone zone) =>
        (Zones.At(date.Date, start, zone).ToDateTimeOffset(), Zones.At(date.Date, end, zone).ToDateTimeOffset());
}

/// <summary>Working hours that somebody set, and for whom.</summary>
/// <param name="Name">In words, such as “the account”.</param>
/// <param name="Times">None: nothing is set there.</param>
public sealed record WorkingLevel(string Name, WorkingTimes? Times);

/// <summary>Whether an instant is working time.</summary>
/// <param name="Level">Whose hours decided; none when no level has any.</param>
public sealed record WorkingState(string? Level, WorkingBy By)
{
    /// <summary>Whether somebody works; without any hours the answer is yes, so that night mode is not active (NPL-175).</summary>
    public bool IsWorking => By is not (WorkingBy.ExceptionOff or WorkingBy.WeekdayOff);

    /// <summary>What decided, in words.</summary>
    public string Because => By switch
    {
        WorkingBy.NoHours => "no working hours are filled in",
        WorkingBy.Longer => "the working hours were made longer",
        WorkingBy.Additional => $"of an additional working time of {Level}",
        WorkingBy.Exception or WorkingBy.ExceptionOff => $"of the exception for this date of {Level}",
        _ => $"of the working hours of {Level}",
    };
}

/// <summary>What decides whether an instant is working time.</summary>
public enum WorkingBy
{
    /// <summary>No level has any hours.</summary>
    NoHours,

    /// <summary>The user made them longer.</summary>
    Longer,

    /// <summary>An additional time covers it.</summary>
    Additional,

    /// <summary>The date has other hours, which cover it.</summary>
    Exception,

    /// <summary>The date has other hours or none.</summary>
    ExceptionOff,

    /// <summary>The hours of the weekday cover it.</summary>
    Weekday,

    /// <summary>They do not.</summary>
    WeekdayOff,
}
