using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NightMode;
using Pbx.Domain.Numbers;
using Pbx.Domain.Schedules;
using Pbx.Domain.Time;
using Pbx.Domain.Users;
using Pbx.Domain.WorkingHours;

namespace Pbx.Domain.CallRules;

/// <summary>The call that rules are held against.</summary>
/// <param name="At">The instant that counts for all of them: when the call came in, so that nothing changes under it (RCH-018).</param>
/// <param name="User">Whose rules they are; none: those of a rule-based number.</param>
internal sealed record RuledCall(Arrival Arrival, IDirectory Directory, DateTimeOffset At, ExtensionNumber? User = null)
{
    public AccountSettings Account => Directory.Account;

    public WallNow Now => new(At, Zones.Of(Account.TimeZone));
}

/// <summary>Whether the conditions of a rule hold for a call (EXT-401).</summary>
internal static class RuleMatch
{
    /// <summary>Why they do not, in words that go on after “not met:”; nothing when all hold.</summary>
    public static string? NotMet(RuleConditions? when, RuledCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return when is null ? null
            : Caller(when.Caller, call) ?? Called(when.Called, call) ?? Time(when.Time, call) ?? Date(when.Date, call)
            ?? Schedule(when.Schedule, call) ?? Working(when.Working, call) ?? Presence(when.Presence, call) ?? InCall(when.InCall, call);
    }

    private static string? Caller(CallerCondition? when, RuledCall call)
    {
        if (when is null)
        {
            return null;
        }

        var caller = CallerMatch.Of(call.Arrival);
        var fits = (caller is not null && CallerMatch.Find(when.Numbers, text => text, caller) is not null)
            || (call.Arrival is { CallerExtension: null, Caller.Number: { } number } && IsOf(when.Classes, number, call.Account))
            || when.Kinds.Any(kind => IsOf(kind, call.Arrival));
        return fits != when.Not ? null : call.Arrival.CallerExtension is { } own ? $"extension {own} calls" : caller is null ? "the caller withholds the number" : $"{caller} calls from outside";
    }

    private static bool IsOf(CallerKind kind, Arrival arrival) => kind switch
    {
        CallerKind.Anonymous => CallerMatch.Of(arrival) is null,
        CallerKind.Internal => arrival.CallerExtension is not null,
        _ => arrival.CallerExtension is null,
    };

    private static bool IsOf(ValueList<string> classes, PhoneNumber number, AccountSettings account) =>
        classes.Count > 0 && account.NumberClasses.Any(one => classes.Contains(one.Name, StringComparer.Ordinal) && one.Has(number));

    private static string? Called(CalledCondition? when, RuledCall call)
    {
        if (when is null)
        {
            return null;
        }

        var dialled = call.Arrival.Dialled;
        var fits = CallerMatch.Find(when.Numbers, text => text, dialled.Value) is not null || (dialled.Number is { } number && IsOf(when.Classes, number, call.Account));
        return fits != when.Not ? null : $"{dialled} was dialled";
    }

    private static string? Time(TimeCondition? when, RuledCall call)
    {
        if (when is null)
        {
            return null;
        }

        var now = call.Now;
        var fits = false;
        foreach (var period in when.Periods.AsSpan())
        {
            fits = fits || period.Covers(now);
        }

        var local = Zones.Local(call.At, Zones.Of(call.Account.TimeZone));
        return fits != when.Not ? null : string.Create(CultureInfo.InvariantCulture, $"it is {Zones.WeekdayOf(local.Date)} {local.TimeOfDay:HH':'mm}");
    }

    private static string? Date(DateCondition? when, RuledCall call)
    {
        if (when is null)
        {
            return null;
        }

        var today = CalendarDate.Of(call.Now.Today);
        var fits = !(today < when.From) && !(today > when.Until);
        return fits != when.Not ? null : $"it is {today}";
    }

    private static string? Schedule(ScheduleCondition? when, RuledCall call)
    {
        if (when is null)
        {
            return null;
        }

        // whatever is gone since the rule was saved is neither open nor closed
        var (times, holidays) = (SharedSchedules.Times(call.Account, when.Times), SharedSchedules.Holidays(call.Account, when.Holidays));
        if ((when.Times is not null && times is null) || (when.Holidays is not null && holidays is null))
        {
            return $"there is no schedule “{(when.Times is not null && times is null ? when.Times : when.Holidays)}”";
        }

        var holiday = holidays?.At(call.Now);
        var isOpen = holiday is null && times?.Covers(call.Now) != false;
        return isOpen == (when.Is == ScheduleState.Open) ? null
            : holiday is not null ? $"it is the holiday “{holiday.Name}”"
            : times is null ? "it is no holiday"
            : $"schedule “{when.Times}” is {(isOpen ? "open" : "closed")}";
    }

    private static string? Working(WorkingCondition? when, RuledCall call)
    {
        if (when is null)
        {
            return null;
        }

        if ((when.User ?? call.User) is not { } number)
        {
            return OfTheAccount(when, call);
        }

        if (call.Directory.Find(number)?.Config is not UserConfig user)
        {
            return $"there is no user {number}";
        }

        var hours = UserHours.At(user, call.Account, call.At);
        return when.Is == WorkingOrNight.WorkingTime
            ? hours.IsWorking ? null : $"extension {number} does not work now, {hours.Because}"
            : UserHours.IsNight(user, call.Account, call.At) ? null : user.OverridesNightMode ? $"extension {number} has switched night mode off" : $"extension {number} works now, {hours.Because}";
    }

    private static string? OfTheAccount(WorkingCondition when, RuledCall call)
    {
        var hours = WorkingClock.At([new WorkingLevel("the account", call.Account.WorkingHours)], null, call.Account.TimeZone, call.At);
        if (when.Is == WorkingOrNight.WorkingTime)
        {
            return hours.IsWorking ? null : $"it is no working time, {hours.Because}";
        }

        if (call.Account.NightMode is null)
        {
            return hours.IsWorking ? $"it is working time, {hours.Because}" : null;
        }

        var night = NightClock.At(call.Account, call.At);
        return night.IsActive ? null : $"night mode is not active, {night.Because}";
    }

    private static string? Presence(PresenceCondition? when, RuledCall call)
    {
        if (when is null)
        {
            return null;
        }

        var user = when.User ?? call.User;
        var known = user is { } number ? call.Directory.PresenceOf(number) : null;
        if (known is null || (when.Activity is not null && known.Activity is null) || (when.Role is not null && known.Role is null))
        {
            return $"nobody knows what extension {user} does";
        }

        var fits = (when.Activity is null || when.Activity == known.Activity) && (when.Role is null || when.Role == known.Role);
        return fits != when.Not ? null : $"extension {user} is {string.Join(", ", new[] { known.Activity, known.Role }.OfType<string>().Select(word => $"“{word}”"))}";
    }

    private static string? InCall(InCallCondition? when, RuledCall call)
    {
        if (when is null)
        {
            return null;
        }

        var user = when.User ?? call.User;
        return (user is { } number ? call.Directory.PresenceOf(number) : null)?.IsInCall is not { } isInCall ? $"nobody knows whether extension {user} is in a call"
            : isInCall != when.Not ? null
            : $"extension {user} is in {(isInCall ? "a" : "no")} call";
    }
}
