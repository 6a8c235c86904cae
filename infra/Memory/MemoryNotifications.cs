using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Notifications;
using Pbx.Engine.Notifications;

namespace Pbx.Infra.Memory;

/// <summary>What users were notified of, in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryNotifications : INotifications
{
    private readonly Dictionary<(AccountId Account, ExtensionNumber User, string Id), Notification> kept = [];
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public Task Put(AccountId account, ExtensionNumber user, Notification notification, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(notification);
        lock (gate)
        {
            kept[(account, user, notification.Id)] = notification;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notification>> Of(AccountId account, ExtensionNumber user, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<Notification>>([.. kept
                .Where(one => one.Key.Account == account && one.Key.User == user && one.Value.Since >= from && one.Value.Since < to)
                .Select(one => one.Value)
                .OrderBy(one => one.Id, StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public Task<bool> Remove(AccountId account, ExtensionNumber user, string id, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult(kept.Remove((account, user, id)));
        }
    }

    /// <inheritdoc/>
    public Task Forget(AccountId account, string call, DateTimeOffset since, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            foreach (var key in kept.Where(one => one.Key.Account == account && one.Value.Call == call && one.Value.Since == since).Select(one => one.Key).ToList())
            {
                kept.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var first = new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var dropped = new SortedSet<string>(StringComparer.Ordinal);
        lock (gate)
        {
            foreach (var (key, notification) in kept.Where(one => one.Value.Since < first).ToList())
            {
                kept.Remove(key);
                dropped.Add(notification.Since.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture));
            }
        }

        return Task.FromResult<IReadOnlyList<string>>([.. dropped]);
    }
}
