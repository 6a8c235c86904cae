using Pbx.Domain.Extensions;
using Pbx.Domain.NightMode;
using Pbx.Domain.Schedules;
using Pbx.Domain.Time;

namespace Pbx.Domain.Menus;

/// <summary>Which of its two menus an IVR plays: chosen once, when a call enters (EXT-259, EXT-260). Night mode has been looked at before.</summary>
internal static class MenuHours
{
    /// <summary>Whether it is out of hours, and why; no reason where no hours are set.</summary>
    public static (bool IsOutOfHours, Because? Because) Choose(MenuConfig config, IDirectory directory, DateTimeOffset at)
    {
        if ((config.Holidays ?? config.WorkingHours) is null)
        {
            return (false, null);
        }

        var account = directory.Account;
        var now = new WallNow(at, Zones.Of(account.TimeZone));
        if (SharedSchedules.Holidays(account, config.Holidays)?.At(now) is { } holiday)
        {
            return (true, Outside(config, $"It is the holiday “{holiday.Name}”", "/holidays"));
        }

        // a schedule that is gone since the menu was saved keeps nobody from the usual menu
        return config.WorkingHours is null || SharedSchedules.Times(account, config.WorkingHours)?.Covers(now) != false
            ? (false, new Because(config.WorkingHours is { } hours ? $"It is within the working hours “{hours}”: the usual menu is played." : "It is no holiday: the usual menu is played.", "EXT-260", "/workingHours"))
            : (true, Outside(config, $"It is outside the working hours “{config.WorkingHours}”", "/workingHours"));
    }

    private static Because Outside(MenuConfig config, string why, string setting) => config.OutOfHours is null
        ? new Because($"{why}, and there is no menu out of hours: the usual menu is played.", "EXT-261", "/outOfHours")
        : new Because($"{why}: the menu out of hours is played.", "EXT-260", setting);
}
