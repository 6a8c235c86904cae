using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NodaTime;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Prompts;
using Pbx.Domain.Time;

namespace Pbx.Domain.Schedules;

/// <summary>
/// A time at which a functional number is open, closed or forwarded (NPL-155 to NPL-161): start included, end not. A daily or weekly one whose end is not later than its start runs past midnight,
/// and belongs to the day on which it starts (NPL-171); its dates limit on which days it starts. One without repeat, and a yearly one, is one unbroken stretch from start date to end date; 29
/// February is the 28th in years that have none.
/// </summary>
/// <param name="Name">1 to 64 characters, each once in its schedule.</param>
/// <param name="Days">Of weekly events only.</param>
/// <param name="EndDate">Of a yearly event: none, the day on which it starts.</param>
/// <param name="End">None: 24:00 (NPL-158).</param>
/// <param name="Message">Spoken text before the action; none: nothing, or the closed prompt (NPL-166).</param>
/// <param name="MessagePrompt">A prompt of the account's own in its place (NPL-159).</param>
/// <param name="Destination">Where calls go; needed by “forward”, and by no other action.</param>
/// <param name="DisconnectsWaiting">Whether callers who wait when it begins are released (NPL-161, NPL-168); of closed events only.</param>
[DisplayName("Event")]
[Called("event “{name}”")]
public sealed record ScheduleEvent(
    [property: Key, Description("What it is called: 1 to 64 characters, each once."), Length(1, 64)] string Name,
    [property: Description("What becomes of calls.")] ScheduleAction Action,
    [property: Description("How it comes again.")] ScheduleRepeat Repeat = ScheduleRepeat.Weekly,
    [property: Description("The weekdays of a weekly event."), Length(0, 7)] ValueList<Weekday> Days = default,
    [property: Description("The first date; without repeat, and yearly, the date on which it starts.")] CalendarDate? StartDate = null,
    [property: Description("The last date; without repeat, and yearly, the date on which it ends.")] CalendarDate? EndDate = null,
    [property: Description("When it starts.")] ClockTime Start = default,
    [property: Description("When it ends; that minute is no longer part of it. Left out: at 24:00.")] ClockTime? End = null,
    [property: Description("What callers hear first: a spoken text of 1 to 400 characters."), Length(1, SpokenText.Longest)] string? Message = null,
    [property: Description("The name of a voice prompt of the account's own, in place of a text."), Length(1, OwnPrompt.LongestName)] string? MessagePrompt = null,
    [property: Description("Where calls are forwarded to.")] Destination? Destination = null,
    [property: Description("Whether callers who wait when a closed event begins are released.")] bool DisconnectsWaiting = false) : IScheduleLine
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string Called => $"Event “{Name}”";

    /// <summary>The weekdays on which a daily or weekly event starts.</summary>
    internal ValueList<Weekday> StartDays => Repeat == ScheduleRepeat.Daily ? Week.Days : Days;

    /// <summary>How many minutes a wall clock shows from start to end of a daily or weekly event: 1 to those of a day.</summary>
    internal int Length
    {
        get
        {
            var minutes = (End ?? ClockTime.EndOfDay).Minutes - Start.Minutes;
            return minutes > 0 ? minutes : minutes + Week.MinutesOfDay;
        }
    }

    /// <summary>Whether it comes every week alike, dates aside.</summary>
    internal bool IsOfTheWeek => Repeat is ScheduleRepeat.Daily or ScheduleRepeat.Weekly;

    /// <summary>Whether an instant is part of it.</summary>
    internal bool Covers(in WallNow now)
    {
        if (!IsOfTheWeek)
        {
            for (var year = now.Today.Year - 1; year <= now.Today.Year + 1; year++)
            {
                if (In(year) is var (first, last) && now.IsIn(first, Start, last, End ?? ClockTime.EndOfDay))
                {
                    return true;
                }
            }

            return false;
        }

        foreach (var day in StartDays.AsSpan())
        {
            if (now.BeganAt(Week.MinuteOf(day, Start), Length) is { } began && StartsOn(WallNow.DateOf(began)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Its first and last date in a year, if it has no repeat or a yearly one; nothing when it does not start in that year.</summary>
    internal (LocalDate First, LocalDate Last)? In(int year)
    {
        if (StartDate is not { } first || year < first.Date.Year || (Repeat == ScheduleRepeat.None && year != first.Date.Year))
        {
            return null;
        }

        var later = year - first.Date.Year;
        var last = EndDate?.Date ?? ((End ?? ClockTime.EndOfDay) > Start ? first.Date : first.Date.PlusDays(1));
        return (first.Date.PlusYears(later), last.PlusYears(later));
    }

    private bool StartsOn(LocalDate date) => !(date < StartDate?.Date) && !(date > EndDate?.Date);
}

/// <summary>How an event of a schedule comes again (NPL-156).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleRepeat>))]
public enum ScheduleRepeat
{
    /// <summary>On some days of every week.</summary>
    [JsonStringEnumMemberName("weekly")]
    Weekly,

    /// <summary>Every day.</summary>
    [JsonStringEnumMemberName("daily")]
    Daily,

    /// <summary>Every year.</summary>
    [JsonStringEnumMemberName("yearly")]
    Yearly,

    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
