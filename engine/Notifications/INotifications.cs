using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Notifications;

namespace Pbx.Engine.Notifications;

/// <summary>Where it is kept what the clients of users show.</summary>
public interface INotifications
{
    /// <summary>Keeps a notification for a user; put again it replaces itself.</summary>
    Task Put(AccountId account, ExtensionNumber user, Notification notification, CancellationToken cancel);

    /// <summary>Those of a user that began at an instant or later and before another, in the order of their names.</summary>
    Task<IReadOnlyList<Notification>> Of(AccountId account, ExtensionNumber user, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel);

    /// <summary>Takes one away by its name; false: there was none.</summary>
    Task<bool> Remove(AccountId account, ExtensionNumber user, string id, CancellationToken cancel);

    /// <summary>Takes away those of all users that are about a call and began then.</summary>
    Task Forget(AccountId account, string call, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Forgets what began in months of UTC that were over before a day; answers which.</summary>
    Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel);
}
