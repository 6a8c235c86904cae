using Pbx.Domain.Accounts;
using Pbx.Domain.Schedules;
using Pbx.Domain.Time;

namespace Pbx.Domain.NightMode;

/// <summary>Whether the night mode of an account is active at an instant: a pure function of its settings, its zone and the instant (NPL-181, NPL-182).</summary>
public static class NightClock
{
    /// <summary>Whether it is active, and why.</summary>
    public static Night At(AccountSettings account, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.NightMode switch
        {
            null or { Mode: CompanyNight.Off } => new Night(false, "night mode is switched off", "NPL-182"),
            { Mode: CompanyNight.On } => new Night(true, "night mode is switched on", "NPL-182"),
            var night => Automatic(account, night, new WallNow(at, Zones.Of(account.TimeZone))),
        };
    }

    /// <summary>The first instant after another at which it is switched by itself; nothing when that is not foreseen within <see cref="ScheduleClock.Horizon"/>.</summary>
    public static DateTimeOffset? NextChange(AccountSettings account, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.NightMode is not { Mode: CompanyNight.Automatic } night)
        {
            return null;
        }

        var zone = Zones.Of(account.TimeZone);
        var holidays = account.HolidaySchedules.FirstOrDefault(schedule => schedule.Name == night.Holidays)?.Periods ?? [];
        var single = holidays.Select(period => (Zones.At(period.StartDate.Date, period.From, zone).ToDateTimeOffset(), Zones.At(period.EndDate.Date, period.To, zone).ToDateTimeOffset()));
        var was = At(account, at).IsActive;
        return new WallChanges(zone, [.. Hours(account, night)?.Weekly ?? []], [.. single]).Next(at, at + ScheduleClock.Horizon, instant => At(account, instant).IsActive != was);
    }

    /// <summary>A time schedule by its name, the one that every account has among them (NPL-193); nothing when there is none.</summary>
    public static TimeSchedule? Find(AccountSettings account, string? name)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (name == TimeSchedule.Always)
        {
            return TimeSchedule.EveryDay;
        }

        foreach (var schedule in account.TimeSchedules.AsSpan())
        {
            if (schedule.Name == name)
            {
                return schedule;
            }
        }

        return null;
    }

    private static TimeSchedule? Hours(AccountSettings account, CompanyNightMode night) => Find(account, night.WorkingHours);

    // without its working hours, which is refused when it is saved, no call is kept from anybody
    private static Night Automatic(AccountSettings account, CompanyNightMode night, in WallNow now)
    {
        foreach (var schedule in account.HolidaySchedules.AsSpan())
        {
            if (schedule.Name == night.Holidays && schedule.At(now) is { } holiday)
            {
                return new Night(true, $"it is the holiday “{holiday.Name}”", "NPL-181");
            }
        }

        return Hours(account, night)?.Covers(now) == false
            ? new Night(true, $"it is outside the working hours “{night.WorkingHours}”", "NPL-181")
            : new Night(false, $"it is within the working hours “{night.WorkingHours}”", "NPL-181");
    }
}

/// <summary>Whether night mode is active.</summary>
/// <param name="Because">In words that go on after “because”.</param>
/// <param name="Rule">Which decided.</param>
public sealed record Night(bool IsActive, string Because, string Rule);
