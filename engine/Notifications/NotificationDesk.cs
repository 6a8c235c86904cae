using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Notifications;
using Pbx.Domain.Queues;
using Pbx.Domain.UserGroups;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;

namespace Pbx.Engine.Notifications;

/// <summary>Notifies users of what others do and of calls that wait, and shows them what they were notified of in the last days. What is told again is there once.</summary>
public sealed class NotificationDesk(INotifications notifications, AccountConfigurations configurations, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>An agent was logged in or out: the agent hears of it if somebody else did it (QUE-112), and with the supervisors if missed offers did (QUE-166).</summary>
    internal async Task Logged(AccountId account, LoginChange change, CancellationToken cancel)
    {
        var isAutomatic = change.Source == LoginSource.AutoLogout;
        if (change.By is null && !isAutomatic)
        {
            return;
        }

        var kind = isAutomatic ? NotificationKind.AutoLogout : change.IsIn ? NotificationKind.LoggedIn : NotificationKind.LoggedOut;
        var supervisors = isAutomatic ? await Supervisors(account, change.Queue, cancel) : [];
        await Put(account, supervisors.Append(change.Agent), new Notification(kind, change.At, change.Queue, change.Agent, change.By), cancel);
    }

    /// <summary>A call that was camped on a user still waits (QUE-365, QUE-366).</summary>
    internal Task Tell(MachineKey call, Call state, CallCommand.TellReceptionists tell, IEnumerable<ExtensionNumber> whom, CancellationToken cancel) => Put(
        call.Account,
        whom,
        new Notification(NotificationKind.CallWaits, tell.Camped.Since, tell.Camped.Group, tell.Camped.User, Call: call.Id, Caller: state.Facts.Caller, CallerName: state.Facts.CallerName),
        cancel);

    /// <summary>A call waits no longer (QUE-368).</summary>
    internal Task Forget(MachineKey call, DateTimeOffset since, CancellationToken cancel) => notifications.Forget(call.Account, call.Id, since, cancel);

    /// <summary>What a user was notified of in the last seven days, the oldest first.</summary>
    public Task<IReadOnlyList<Notification>> Of(AccountId account, ExtensionNumber user, CancellationToken cancel) =>
        notifications.Of(account, user, time.GetUtcNow() - Kept, time.GetUtcNow().AddTicks(1), cancel);

    /// <summary>A user has seen a notification and wants it no longer; false: there is none of the name.</summary>
    public Task<bool> Remove(AccountId account, ExtensionNumber user, string id, CancellationToken cancel) => notifications.Remove(account, user, id, cancel);

    /// <summary>Forgets what nobody is shown any more; answers the months that were dropped.</summary>
    public Task<IReadOnlyList<string>> DropOld(CancellationToken cancel) => notifications.DropBefore(DateOnly.FromDateTime((time.GetUtcNow() - Kept).UtcDateTime), cancel);

    private async Task<IEnumerable<ExtensionNumber>> Supervisors(AccountId account, ExtensionNumber queue, CancellationToken cancel) =>
        await configurations.Extension(account, queue, cancel) is { Config: QueueConfig config } && await configurations.Schedules(account, cancel) is { Account: var settings }
            ? UserGroup.MembersOf(settings, config.Supervisors)
            : [];

    private async Task Put(AccountId account, IEnumerable<ExtensionNumber> users, Notification notification, CancellationToken cancel)
    {
        foreach (var user in users.Distinct())
        {
            await notifications.Put(account, user, notification, cancel);
        }
    }
}
