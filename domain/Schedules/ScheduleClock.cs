using NodaTime;
using Pbx.Domain.Time;

namespace Pbx.Domain.Schedules;

/// <summary>Which line of a schedule is in force at an instant: a pure function of what is stored, the account's zone and the instant.</summary>
public static class ScheduleClock
{
    /// <summary>How far ahead a change is looked for: longer than a year, so that yearly events are found.</summary>
    public static TimeSpan Horizon { get; } = TimeSpan.FromDays(400);

    /// <summary>The line that decides: the first event that matches, or else the default event (NPL-162, NPL-163).</summary>
    public static LineInForce InForce(NumberSchedule schedule, string accountZone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var events = schedule.Events.AsSpan();
        if (events.Length > 0)
        {
            var now = new WallNow(at, Zones.Of(accountZone));
            for (var i = 0; i < events.Length; i++)
            {
                if (events[i].Covers(now))
                {
                    return new LineInForce(i, events[i]);
                }
            }
        }

        return new LineInForce(events.Length, schedule.Otherwise ?? Always);
    }

    /// <summary>The first instant after another at which another line decides; nothing when none does within <see cref="Horizon"/>.</summary>
    public static DateTimeOffset? NextChange(NumberSchedule schedule, string accountZone, DateTimeOffset at)
    {
        var was = InForce(schedule, accountZone, at).Index;
        return Next(schedule, accountZone, at, instant => InForce(schedule, accountZone, instant).Index != was);
    }

    /// <summary>The closed event in force that releases those who wait, with its message for them (NPL-168); nothing: whoever waits stays (NPL-169).</summary>
    public static ScheduleEvent? Disconnecting(NumberSchedule schedule, string accountZone, DateTimeOffset at) =>
        InForce(schedule, accountZone, at).Line is ScheduleEvent { Action: ScheduleAction.Closed, DisconnectsWaiting: true } closing ? closing : null;

    /// <summary>The first instant after another at which whoever waits is released; nothing when that does not come within <see cref="Horizon"/>.</summary>
    public static DateTimeOffset? NextDisconnecting(NumberSchedule schedule, string accountZone, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return schedule.Events.Any(one => one.DisconnectsWaiting) ? Next(schedule, accountZone, at, instant => Disconnecting(schedule, accountZone, instant) is not null) : null;
    }

    private static DefaultEvent Always { get; } = new();

    private static DateTimeOffset? Next(NumberSchedule schedule, string accountZone, DateTimeOffset at, Func<DateTimeOffset, bool> differs)
    {
        var zone = Zones.Of(accountZone);
        var limit = at + Horizon;
        var weekly = new List<(int, int)>();
        var single = new List<(DateTimeOffset, DateTimeOffset)>();
        foreach (var one in schedule.Events)
        {
            if (one.IsOfTheWeek)
            {
                weekly.AddRange(one.StartDays.Select(day => (Week.MinuteOf(day, one.Start), one.Length)));
                if ((one.StartDate ?? one.EndDate) is not null)
                {
                    var from = one.StartDate is { } first ? Zones.At(first.Date.AtMidnight(), zone).ToDateTimeOffset() : at;
                    var to = one.EndDate is { } last ? Zones.At(last.Date.PlusDays(2).AtMidnight(), zone).ToDateTimeOffset() : limit;
                    single.Add((from, to));
                }
            }
            else
            {
                var years = Enumerable.Range(at.Year - 1, limit.Year - at.Year + 3);
                single.AddRange(years.Select(one.In).OfType<(LocalDate First, LocalDate Last)>()
                    .Select(dates => (Zones.At(dates.First, one.Start, zone).ToDateTimeOffset(), Zones.At(dates.Last, one.End ?? ClockTime.EndOfDay, zone).ToDateTimeOffset())));
            }
        }

        return new WallChanges(zone, weekly, single).Next(at, limit, differs);
    }
}

/// <summary>The line of a schedule that decides.</summary>
/// <param name="Index">Its place; that of the default event is behind all others.</param>
public sealed record LineInForce(int Index, IScheduleLine Line);
