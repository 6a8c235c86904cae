using Pbx.Domain.Accounts;
using Pbx.Domain.CallRules;
using Pbx.Domain.Extensions;
using Pbx.Domain.NightMode;
using Pbx.Domain.Schedules;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Users;

namespace Pbx.Domain.CallFlows;

/// <summary>All ways out of an extension, those among them that night mode and its own schedule open at some times; pointers lead into the extension.</summary>
internal static class WaysByTime
{
    public static IEnumerable<Way> Of(Extension extension, AccountSettings account)
    {
        var own = Ways(extension, account).Select(way => way with { Pointer = $"/config{way.Pointer}" });
        return extension.Schedule is { } schedule
            ? Night(extension, account).Concat(Scheduled(schedule)).Concat(IsEverOpen(schedule) ? own : [])
            : Night(extension, account).Concat(own);
    }

    // the account's rules stand around those that a user has
    private static IEnumerable<Way> Ways(Extension extension, AccountSettings account) => extension.Config is UserConfig user && account.UserRules?.Incoming is { } layers
        ? RuleWays.Of(LayeredRules.InTurn(layers, user.IncomingRules, User.IncomingRules), null, "")
        : extension.Config is IRingsUserGroups { UserGroups.Count: > 0 } groups ? extension.Type.Ways(extension.Config).Concat(UserGroup.MembersOf(account, groups.UserGroups).Select(member => new Way(new Destination.ToExtension(member), "/userGroups", "member of a user group")))
        : extension.Type.Ways(extension.Config);

    private static IEnumerable<Way> Night(Extension extension, AccountSettings account)
    {
        var element = extension.Config as IHasNightMode;
        var isPossible = element?.NightMode?.Mode switch
        {
            ElementNight.On => true,
            ElementNight.Off => false,
            _ => account.NightMode is { Mode: not CompanyNight.Off },
        };
        var to = element?.NightMode?.Destination ?? account.NightMode?.Forward;
        return element is not null && isPossible && to is not null && to != new Destination.ToExtension(extension.Number)
            ? [new Way(to, "/config/nightMode", "night mode", ByTime: true)]
            : [];
    }

    private static IEnumerable<Way> Scheduled(NumberSchedule schedule)
    {
        var events = schedule.Events.Select((one, i) => one is { Action: ScheduleAction.Forward, Destination: { } to } ? new Way(to, $"/schedule/events/{i}/destination", ScheduleWords.Of(one), ByTime: true) : null);
        return schedule.Otherwise is { Action: ScheduleAction.Forward, Destination: { } otherwise }
            ? events.OfType<Way>().Append(new Way(otherwise, "/schedule/otherwise/destination", "no event of its schedule matches", ByTime: schedule.Events.Count > 0))
            : events.OfType<Way>();
    }

    private static bool IsEverOpen(NumberSchedule schedule) => schedule.Otherwise is null or { Action: ScheduleAction.Open } || schedule.Events.Any(one => one.Action == ScheduleAction.Open);
}
