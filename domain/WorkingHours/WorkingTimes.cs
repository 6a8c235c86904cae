using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Time;

namespace Pbx.Domain.WorkingHours;

/// <summary>
/// When an account, or one user, works (NPL-172): hours of the week, other hours or none at single dates, and additional times, on the wall clock of the account's zone; starts included, ends not.
/// They are a condition for routing and no opening times (NPL-175).
/// </summary>
/// <param name="Days">At most one entry for a weekday; a weekday without one is not worked.</param>
/// <param name="Exceptions">In place of the hours of that date's weekday (NPL-174).</param>
/// <param name="Additional">Besides everything else (NPL-174).</param>
[DisplayName("Working hours")]
public sealed record WorkingTimes(
    [property: Description("The hours of each weekday; a weekday that is left out is not worked."), Length(0, 7)] ValueList<WorkingDay> Days = default,
    [property: Description("Dates at which other hours are worked, or none, such as public holidays."), Length(0, 200)] ValueList<WorkingException> Exceptions = default,
    [property: Description("Times that are worked besides, such as late openings."), Length(0, 200)] ValueList<AdditionalTime> Additional = default)
{
    /// <summary>Whether anything is filled in; without that they count as left out, and night mode is never active by them (NPL-175).</summary>
    [JsonIgnore]
    public bool IsFilled => Days.Count + Exceptions.Count + Additional.Count > 0;
}

/// <summary>The hours of a weekday.</summary>
[DisplayName("Weekday")]
[Called("{Day}")]
public sealed record WorkingDay(
    [property: Key, Description("The weekday, each once.")] Weekday Day,
    [property: Description("When work starts.")] ClockTime Start,
    [property: Description("When work ends, later on the same day.")] ClockTime End);

/// <summary>A date at which other hours are worked; without times it is not worked at all.</summary>
[DisplayName("Exception")]
[Called("exception for {date}")]
public sealed record WorkingException(
    [property: Key, Description("The date, each once.")] CalendarDate Date,
    [property: Description("When work starts; left out, with the end: nobody works.")] ClockTime? Start = null,
    [property: Description("When work ends, later on the same day.")] ClockTime? End = null);

/// <summary>A time that is worked besides the others.</summary>
[DisplayName("Additional time")]
[Called("additional time {date} {start}–{end}")]
public sealed record AdditionalTime(
    [property: Key, Description("The date.")] CalendarDate Date,
    [property: Key, Description("When work starts.")] ClockTime Start,
    [property: Key, Description("When work ends, later on the same day.")] ClockTime End);

/// <summary>Working time that a user added until a new end (NPL-143): it has no effect from that instant on.</summary>
/// <param name="Until">At most 24 hours after <paramref name="From"/>.</param>
[DisplayName("Longer working hours")]
public sealed record LongerHours(
    [property: Description("When it was added.")] DateTimeOffset From,
    [property: Description("When it ends, at most 24 hours later.")] DateTimeOffset Until)
{
    /// <summary>How far ahead the new end may be.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(24);

    /// <summary>Whether it is in effect.</summary>
    public bool Covers(DateTimeOffset at) => From <= at && at < Until;
}
