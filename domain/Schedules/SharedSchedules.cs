using Pbx.Domain.Accounts;
using Pbx.Domain.NightMode;

namespace Pbx.Domain.Schedules;

/// <summary>Finds the schedules that an account names once and uses in several places (NPL-194).</summary>
internal static class SharedSchedules
{
    /// <summary>A time schedule by its name, the one that every account has among them (NPL-193); nothing when there is none.</summary>
    public static TimeSchedule? Times(AccountSettings account, string? name) => NightClock.Find(account, name);

    /// <summary>A holiday schedule by its name; nothing when there is none.</summary>
    public static HolidaySchedule? Holidays(AccountSettings account, string? name)
    {
        foreach (var schedule in account.HolidaySchedules.AsSpan())
        {
            if (schedule.Name == name)
            {
                return schedule;
            }
        }

        return null;
    }
}
