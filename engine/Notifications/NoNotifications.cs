using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Notifications;

namespace Pbx.Engine.Notifications;

/// <summary>Keeps nothing: for those who have no clients.</summary>
internal sealed class NoNotifications : INotifications
{
    public Task Put(AccountId account, ExtensionNumber user, Notification notification, CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<Notification>> Of(AccountId account, ExtensionNumber user, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Notification>>([]);

    public Task<bool> Remove(AccountId account, ExtensionNumber user, string id, CancellationToken cancel) => Task.FromResult(false);

    public Task Forget(AccountId account, string call, DateTimeOffset since, CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);
}
