using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Time;

namespace Pbx.Domain.Schedules;

/// <summary>Times of the week that an account names once and uses in several places (NPL-191, NPL-194): open in the union of its periods (NPL-197), on the wall clock of the account's zone.</summary>
/// <param name="Name">1 to 64 characters, each once; <see cref="Always"/> is taken.</param>
/// <param name="Periods">1 to 50.</param>
[DisplayName("Time schedule")]
public sealed record TimeSchedule(
    [property: Key, Description("What it is called: 1 to 64 characters, each once."), Length(1, 64)] string Name,
    [property: Description("When it is open: in each of its periods."), Length(1, 50)] ValueList<TimePeriod> Periods)
{
    /// <summary>The name of the schedule that every account has without writing it down, and cannot delete (NPL-193).</summary>
    public const string Always = "Every day, all day";

    /// <summary>The schedule of that name.</summary>
    public static TimeSchedule EveryDay { get; } = new(Always, [new TimePeriod("All day", Week.Days, WholeDay: true)]);

    internal bool Covers(in WallNow now)
    {
        foreach (var period in Periods.AsSpan())
        {
            foreach (var day in period.Days.AsSpan())
            {
                if (now.BeganAt(Week.MinuteOf(day, period.From), period.Length) is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Its stretches of the week: from how many minutes after Monday 00:00, and for how many.</summary>
    internal IEnumerable<(int From, int Length)> Weekly => Periods.SelectMany(period => period.Days.Select(day => (Week.MinuteOf(day, period.From), period.Length)));
}

/// <summary>A part of a time schedule: the same times on some days. One that ends earlier than it starts runs past midnight.</summary>
/// <param name="Days">Any of seven, at least one.</param>
/// <param name="WholeDay">From 00:00 to 24:00; then it has no times of its own.</param>
[DisplayName("Period")]
[Called("period “{name}”")]
public sealed record TimePeriod(
    [property: Key, Description("What it is called: 1 to 64 characters, each once in its schedule."), Length(1, 64)] string Name,
    [property: Description("On which days."), Length(1, 7)] ValueList<Weekday> Days,
    [property: Description("Whether it lasts from 00:00 to 24:00; then leave the times out.")] bool WholeDay = false,
    [property: Description("When it starts.")] ClockTime? Start = null,
    [property: Description("When it ends; that minute is no longer part of it. An end that is earlier than the start is on the next day.")] ClockTime? End = null)
{
    /// <summary>When it starts, also where it lasts the whole day.</summary>
    [JsonIgnore]
    public ClockTime From => WholeDay ? default : Start ?? default;

    /// <summary>How many minutes a wall clock shows from its start to its end.</summary>
    [JsonIgnore]
    public int Length
    {
        get
        {
            var minutes = (WholeDay ? ClockTime.EndOfDay : End ?? ClockTime.EndOfDay).Minutes - From.Minutes;
            return minutes < 0 ? minutes + Week.MinutesOfDay : minutes;
        }
    }
}
