using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Time;

namespace Pbx.Domain.Schedules;

/// <summary>Single dates that an account names once and uses in several places (NPL-192, NPL-194), on the wall clock of the account's zone.</summary>
/// <param name="Name">1 to 64 characters, each once.</param>
/// <param name="Periods">1 to 200.</param>
[DisplayName("Holiday schedule")]
public sealed record HolidaySchedule(
    [property: Key, Description("What it is called: 1 to 64 characters, each once."), Length(1, 64)] string Name,
    [property: Description("The holidays."), Length(1, 200)] ValueList<HolidayPeriod> Periods)
{
    internal HolidayPeriod? At(in WallNow now)
    {
        foreach (var period in Periods.AsSpan())
        {
            if (now.IsIn(period.StartDate.Date, period.From, period.EndDate.Date, period.To))
            {
                return period;
            }
        }

        return null;
    }
}

/// <summary>One unbroken stretch from start date to end date; start included, end not.</summary>
/// <param name="WholeDay">From 00:00 of the first to 24:00 of the last date; then it has no times of its own.</param>
[DisplayName("Holiday period")]
[Called("period “{name}”")]
public sealed record HolidayPeriod(
    [property: Key, Description("What it is called: 1 to 64 characters, each once in its schedule."), Length(1, 64)] string Name,
    [property: Description("The date on which it starts.")] CalendarDate StartDate,
    [property: Description("The date on which it ends.")] CalendarDate EndDate,
    [property: Description("Whether it lasts from 00:00 of the first to 24:00 of the last date; then leave the times out.")] bool WholeDay = false,
    [property: Description("When it starts.")] ClockTime? Start = null,
    [property: Description("When it ends; that minute is no longer part of it.")] ClockTime? End = null)
{
    /// <summary>When it starts, also where it lasts whole days.</summary>
    [JsonIgnore]
    public ClockTime From => WholeDay ? default : Start ?? default;

    /// <summary>When it ends, also where it lasts whole days.</summary>
    [JsonIgnore]
    public ClockTime To => WholeDay ? ClockTime.EndOfDay : End ?? ClockTime.EndOfDay;
}
