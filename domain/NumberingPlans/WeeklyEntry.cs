using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Time;

namespace Pbx.Domain.NumberingPlans;

/// <summary>
/// One stretch of every week during which a plan has its turn: the start is included, the end is not (NPL-048). Per day it has no end day and runs past midnight when it ends earlier than it
/// starts (NPL-050); per period it is one unbroken stretch (NPL-054), over Sunday midnight when it ends earlier in the week than it starts (NPL-052).
/// </summary>
/// <param name="Day">On which it starts (NPL-043, NPL-045).</param>
/// <param name="End">24:00 is the end of the day.</param>
/// <param name="Plan">The number of a plan of the scheme (NPL-047).</param>
/// <param name="EndDay">Per period: on which it ends.</param>
[DisplayName("Weekly entry")]
[Called("{Day} {start}–{EndDay} {end}")]
public sealed record WeeklyEntry(
    [property: Key, Description("The day on which it starts.")] Weekday Day,
    [property: Key, Description("When it starts.")] ClockTime Start,
    [property: Key, Description("When it ends; that minute is no longer part of it. Without an end day an end that is earlier than the start is on the next day.")] ClockTime End,
    [property: Description("The plan that has its turn."), Range(1, 99)] int Plan,
    [property: Key, Description("The day on which it ends; left out: an entry per day.")] Weekday? EndDay = null)
{
    /// <summary>Minutes of a day.</summary>
    public const int MinutesOfDay = Week.MinutesOfDay;

    /// <summary>Minutes of a week.</summary>
    public const int MinutesOfWeek = Week.MinutesOfWeek;

    /// <summary>Minutes from Monday 00:00 to its start.</summary>
    [JsonIgnore]
    public int From => Week.MinuteOf(Day, Start);

    /// <summary>
    /// How many minutes a wall clock shows from its start to its end, whatever clock changes lie between (NPL-059, NPL-148): 1 to those of a week; 0 for an entry that is refused because it starts
    /// where it ends (NPL-051, NPL-053).
    /// </summary>
    [JsonIgnore]
    public int Length
    {
        get
        {
            if (EndDay is not { } last)
            {
                var minutes = End.Minutes - Start.Minutes;
                return minutes < 0 ? minutes + MinutesOfDay : minutes;
            }

            var between = ((int)last * MinutesOfDay) + End.Minutes - From;
            return between < 0 ? between + MinutesOfWeek : between;
        }
    }

    /// <summary>The entry that every new scheme has: the whole week (NPL-011).</summary>
    public static WeeklyEntry WholeWeek(int plan) => new(Weekday.Monday, default, ClockTime.EndOfDay, plan, Weekday.Sunday);

    /// <summary>In words, such as “Friday 16:00–Monday 09:00”.</summary>
    public override string ToString() => EndDay is { } last && last != Day ? $"{Day} {Start}–{last} {End}" : $"{Day} {Start}–{End}";
}
