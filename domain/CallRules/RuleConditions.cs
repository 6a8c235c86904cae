using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Time;

namespace Pbx.Domain.CallRules;

/// <summary>What has to hold for a rule, all of it (EXT-401); what is not set says nothing.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="Called">What was dialled.</param>
/// <param name="Time">Weekday and time.</param>
/// <param name="Date">A range of dates.</param>
/// <param name="Schedule">Whether a schedule of the account is open or closed.</param>
/// <param name="Working">Whether it is working time, or night.</param>
/// <param name="Presence">What a user does.</param>
/// <param name="InCall">Whether a user is in a call.</param>
[DisplayName("Conditions")]
public sealed record RuleConditions(
    [property: Description("Who calls.")] CallerCondition? Caller = null,
    [property: Description("What was dialled.")] CalledCondition? Called = null,
    [property: Description("On which weekdays and at which times.")] TimeCondition? Time = null,
    [property: Description("On which dates.")] DateCondition? Date = null,
    [property: Description("Whether a schedule of the account is open or closed.")] ScheduleCondition? Schedule = null,
    [property: Description("Whether it is working time, or night.")] WorkingCondition? Working = null,
    [property: Description("What a user does, by his presence.")] PresenceCondition? Presence = null,
    [property: Description("Whether a user is in a call.")] InCallCondition? InCall = null)
{
    internal bool IsEmpty => this == new RuleConditions();

    internal bool IsByTime => this with { Caller = null, Called = null } != new RuleConditions();
}

/// <summary>Who calls: one of some numbers, of some classes, or of some kinds; one that fits is enough.</summary>
/// <param name="Numbers">Numbers, how numbers begin (with a star behind), and extensions.</param>
/// <param name="Classes">Names of number classes of the account (EXT-405).</param>
/// <param name="Kinds">Callers of some kind.</param>
/// <param name="Not">Whether it holds for everybody else instead.</param>
[DisplayName("Caller")]
public sealed record CallerCondition(
    [property: Description("Numbers, how numbers begin with a star behind, such as +3120*, and extensions."), Length(0, CallerCondition.Most)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<string> Numbers = default,
    [property: Description("The names of number classes of the account."), Length(0, NumberClass.MostClasses)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<string> Classes = default,
    [property: Description("Callers who withhold their number, colleagues, or callers from outside."), Length(0, 3)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<CallerKind> Kinds = default,
    [property: Description("Whether it holds for everybody else instead.")] bool Not = false)
{
    /// <summary>The most numbers of one condition; more of them are a number class.</summary>
    public const int Most = 500;
}

/// <summary>Kinds of callers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallerKind>))]
public enum CallerKind
{
    /// <summary>Who withholds the number, or has none.</summary>
    [JsonStringEnumMemberName("anonymous")]
    Anonymous,

    /// <summary>A user of the account.</summary>
    [JsonStringEnumMemberName("internal")]
    Internal,

    /// <summary>Anybody else, with a number or without.</summary>
    [JsonStringEnumMemberName("external")]
    External,
}

/// <summary>What was dialled; one that fits is enough.</summary>
/// <param name="Numbers">Numbers, how numbers begin (with a star behind), and extensions.</param>
/// <param name="Classes">Names of number classes of the account (EXT-405).</param>
/// <param name="Not">Whether it holds for every other number instead.</param>
[DisplayName("Called number")]
public sealed record CalledCondition(
    [property: Description("Numbers, how numbers begin with a star behind, such as +3120*, and extensions."), Length(0, CallerCondition.Most)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<string> Numbers = default,
    [property: Description("The names of number classes of the account."), Length(0, NumberClass.MostClasses)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<string> Classes = default,
    [property: Description("Whether it holds for every other number instead.")] bool Not = false);

/// <summary>Weekdays and times on the wall clock of the account's zone.</summary>
/// <param name="Periods">One that covers the time is enough.</param>
/// <param name="Not">Whether it holds outside of them instead.</param>
[DisplayName("Weekday and time")]
public sealed record TimeCondition(
    [property: Description("When; one of them is enough."), Length(1, 20)] ValueList<RulePeriod> Periods,
    [property: Description("Whether it holds outside of them instead.")] bool Not = false);

/// <summary>The same times on some weekdays; start included, end not. One that ends earlier than it starts runs past midnight, and belongs to the day on which it starts.</summary>
/// <param name="Start">None: 00:00.</param>
/// <param name="End">None: 24:00.</param>
[DisplayName("Period")]
public sealed record RulePeriod(
    [property: Description("On which days."), Length(1, 7)] ValueList<Weekday> Days,
    [property: Description("When it starts; left out: at 00:00.")] ClockTime? Start = null,
    [property: Description("When it ends; that minute is no longer part of it. An end that is earlier than the start is on the next day. Left out: at 24:00.")] ClockTime? End = null)
{
    internal ClockTime From => Start ?? default;

    internal int Length
    {
        get
        {
            var minutes = (End ?? ClockTime.EndOfDay).Minutes - From.Minutes;
            return minutes < 0 ? minutes + Week.MinutesOfDay : minutes;
        }
    }

    internal bool Covers(in WallNow now)
    {
        foreach (var day in Days.AsSpan())
        {
            if (now.BeganAt(Week.MinuteOf(day, From), Length) is not null)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Whole days on the wall clock of the account's zone, both included.</summary>
/// <param name="From">None: from ever.</param>
/// <param name="Until">None: for ever.</param>
/// <param name="Not">Whether it holds outside of them instead.</param>
[DisplayName("Dates")]
public sealed record DateCondition(
    [property: Description("The first day; left out: from ever.")] CalendarDate? From = null,
    [property: Description("The last day; left out: for ever.")] CalendarDate? Until = null,
    [property: Description("Whether it holds outside of them instead.")] bool Not = false);

/// <summary>Schedules that the account names (NPL-191, NPL-192): open is within the times, and on no holiday.</summary>
/// <param name="Times">The name of a time schedule; none: open at any time.</param>
/// <param name="Holidays">The name of a holiday schedule; none: no holidays.</param>
/// <param name="Is">Which it has to be.</param>
[DisplayName("Schedule")]
public sealed record ScheduleCondition(
    [property: Description("The name of a time schedule of the account; left out: open at any time."), Length(1, 64)] string? Times = null,
    [property: Description("The name of a holiday schedule of the account, during which it is closed."), Length(1, 64)] string? Holidays = null,
    [property: Description("Which it has to be.")] ScheduleState Is = ScheduleState.Open);

/// <summary>Whether a schedule is open.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleState>))]
public enum ScheduleState
{
    /// <summary>Open.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Closed.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}

/// <summary>
/// Working time, or night (NPL-172 to NPL-176). Of a user both are by his hours, and he can have switched night mode off. Of the account it is night while the company's night mode is active, or outside
/// the account's hours where it has no night mode.
/// </summary>
/// <param name="Is">Which it has to be.</param>
/// <param name="User">Whose; none: the account's, and in a user's own rules that user's.</param>
[DisplayName("Working time")]
public sealed record WorkingCondition(
    [property: Description("Which it has to be.")] WorkingOrNight Is,
    [property: Description("The user whose hours count; left out: the account's, and in a user's own rules that user's.")] ExtensionNumber? User = null);

/// <summary>Working time, or night.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkingOrNight>))]
public enum WorkingOrNight
{
    /// <summary>Somebody works.</summary>
    [JsonStringEnumMemberName("working-time")]
    WorkingTime,

    /// <summary>Night mode is active.</summary>
    [JsonStringEnumMemberName("night")]
    Night,
}

/// <summary>What a user does: an activity, a role, or both. Where nobody knows, it does not hold, whichever way it is asked.</summary>
/// <param name="User">None: in a user's own rules that user.</param>
/// <param name="Not">Whether the user has to do something else instead.</param>
[DisplayName("Presence")]
public sealed record PresenceCondition(
    [property: Description("The user; left out: in a user's own rules that user.")] ExtensionNumber? User = null,
    [property: Description("The activity that the user has to have."), Length(1, 64)] string? Activity = null,
    [property: Description("The role that the user has to have."), Length(1, 64)] string? Role = null,
    [property: Description("Whether the user has to do something else instead.")] bool Not = false);

/// <summary>Whether a user is in a call. Where nobody knows, it does not hold, whichever way it is asked.</summary>
/// <param name="User">None: in a user's own rules that user.</param>
/// <param name="Not">Whether the user has to be in none instead.</param>
[DisplayName("In a call")]
public sealed record InCallCondition(
    [property: Description("The user; left out: in a user's own rules that user.")] ExtensionNumber? User = null,
    [property: Description("Whether the user has to be in none instead.")] bool Not = false);
