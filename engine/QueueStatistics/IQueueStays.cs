using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;

namespace Pbx.Engine.QueueStatistics;

/// <summary>What happened in the queues of an account: calls that are over (QUE-467), and logins and logouts (QUE-097). It is kept as it was filed; statistics are sums of it.</summary>
public interface IQueueStays
{
    /// <summary>Keeps stays, of whatever queues; each that was kept before replaces itself.</summary>
    Task File(AccountId account, IReadOnlyList<QueueStay> stays, CancellationToken cancel);

    /// <summary>Keeps a login or logout; told again it replaces itself.</summary>
    Task File(AccountId account, LoginChange change, CancellationToken cancel);

    /// <summary>The stays of a queue that count at instants of a day of UTC (<see cref="Domain.QueueStatistics.StayTimes.CountsAt"/>), in that order.</summary>
    Task<IReadOnlyList<QueueStay>> On(AccountId account, ExtensionNumber queue, DateOnly day, CancellationToken cancel);

    /// <summary>The logins and logouts of a queue in their order; the end is not included.</summary>
    Task<IReadOnlyList<LoginChange>> Logins(AccountId account, ExtensionNumber queue, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel);

    /// <summary>Drops what happened in months that were over before a day; answers which, in whatever words.</summary>
    Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel);
}
