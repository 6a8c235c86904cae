using System.Globalization;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Time;

namespace Pbx.Domain.Schedules;

/// <summary>The times of an event in words, for lists and for the call log (NPL-170).</summary>
public static class ScheduleWords
{
    /// <summary>Such as “Mondays to Fridays 09:00–17:00, until 2026-12-31”.</summary>
    public static string Of(ScheduleEvent one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Repeat switch
        {
            ScheduleRepeat.None => $"from {one.StartDate} {one.Start} to {one.EndDate} {one.End ?? ClockTime.EndOfDay}",
            ScheduleRepeat.Yearly => Yearly(one),
            ScheduleRepeat.Daily when one.Length == Week.MinutesOfDay && one.Start == default => $"at any time{Dates(one)}",
            ScheduleRepeat.Daily => $"every day {one.Start}–{one.End ?? ClockTime.EndOfDay}{(one.Start.Minutes + one.Length > Week.MinutesOfDay ? " of the next day" : "")}{Dates(one)}",
            _ => $"{WeekTable.Words([.. one.Days.Order().Select(day => new WeekStretch(Week.MinuteOf(day, one.Start), one.Length))])}{Dates(one)}",
        };
    }

    private static string Yearly(ScheduleEvent one) => one.StartDate is { } first && one.In(first.Date.Year) is var (_, _)
        ? $"every year from {Day(first)} {one.Start} to {(one.EndDate is { } last ? $"{Day(last)} " : "")}{one.End ?? ClockTime.EndOfDay}"
        : "every year";

    private static string Day(CalendarDate date) => date.Date.ToString("d MMMM", CultureInfo.InvariantCulture);

    private static string Dates(ScheduleEvent one) => (one.StartDate, one.EndDate) switch
    {
        ({ } first, { } last) => $", from {first} to {last}",
        ({ } first, null) => $", from {first}",
        (null, { } last) => $", until {last}",
        _ => "",
    };
}
