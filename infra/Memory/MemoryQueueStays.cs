using System.Globalization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Engine.QueueStatistics;

namespace Pbx.Infra.Memory;

/// <summary>What happened in queues, in the memory of this process, for tests and benchmarks.</summary>
public sealed class MemoryQueueStays : IQueueStays
{
    private readonly Dictionary<(AccountId Account, ExtensionNumber Queue, string Call, int Sequence), QueueStay> stays = [];
    private readonly Dictionary<(AccountId Account, ExtensionNumber Queue, ExtensionNumber Agent, DateTimeOffset At, bool IsIn), LoginChange> logins = [];
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public Task File(AccountId account, IReadOnlyList<QueueStay> stays, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(stays);
        lock (gate)
        {
            foreach (var stay in stays)
            {
                this.stays[(account, stay.Queue, stay.Call, stay.Sequence)] = stay;
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task File(AccountId account, LoginChange change, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(change);
        lock (gate)
        {
            logins[(account, change.Queue, change.Agent, change.At, change.IsIn)] = change;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueStay>> On(AccountId account, ExtensionNumber queue, DateOnly day, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<QueueStay>>([.. stays
                .Where(stay => stay.Key.Account == account && stay.Key.Queue == queue && DateOnly.FromDateTime(stay.Value.CountsAt().UtcDateTime) == day)
                .Select(stay => stay.Value)
                .OrderBy(stay => stay.CountsAt()).ThenBy(stay => stay.Call, StringComparer.Ordinal).ThenBy(stay => stay.Sequence)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoginChange>> Logins(AccountId account, ExtensionNumber queue, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<LoginChange>>([.. logins
                .Where(change => change.Key.Account == account && change.Key.Queue == queue && change.Key.At >= from && change.Key.At < to)
                .Select(change => change.Value)
                .OrderBy(change => change.At).ThenBy(change => change.Agent.Value, StringComparer.Ordinal).ThenBy(change => change.IsIn)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var first = new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var dropped = new SortedSet<string>(StringComparer.Ordinal);
        lock (gate)
        {
            foreach (var (key, stay) in stays.Where(stay => stay.Value.CountsAt() < first).ToList())
            {
                stays.Remove(key);
                dropped.Add(stay.CountsAt().UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture));
            }

            foreach (var key in logins.Keys.Where(login => login.At < first).ToList())
            {
                logins.Remove(key);
                dropped.Add(key.At.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture));
            }
        }

        return Task.FromResult<IReadOnlyList<string>>([.. dropped]);
    }
}
