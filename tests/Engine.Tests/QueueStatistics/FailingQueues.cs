using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Engine.QueueStatistics;
using Pbx.Infra.Memory;

namespace Pbx.Engine.Tests.QueueStatistics;

/// <summary>Stores that die at one of their operations: before it took effect, or after it but before anybody heard of that.</summary>
internal sealed class FailingQueues : IQueueStays, IQueueFigures
{
    private readonly MemoryQueueStays stays = new();
    private readonly MemoryQueueFigures figures = new();
    private int count;

    /// <summary>At which operation; from 0.</summary>
    public int? DiesAt { get; set; }

    public bool TakesEffect { get; set; }

    /// <summary>How many operations there were since it was asked last.</summary>
    public int Count()
    {
        var counted = count;
        count = 0;
        return counted;
    }

    public Task File(AccountId account, IReadOnlyList<QueueStay> stays, CancellationToken cancel) => Do(async () =>
    {
        await this.stays.File(account, stays, cancel);
        return true;
    });

    public Task File(AccountId account, LoginChange change, CancellationToken cancel) => Do(async () =>
    {
        await stays.File(account, change, cancel);
        return true;
    });

    public Task<IReadOnlyList<QueueStay>> On(AccountId account, ExtensionNumber queue, DateOnly day, CancellationToken cancel) => Do(() => stays.On(account, queue, day, cancel));

    public Task<IReadOnlyList<LoginChange>> Logins(AccountId account, ExtensionNumber queue, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) => Do(() => stays.Logins(account, queue, from, to, cancel));

    public Task<StoredFigures?> Read(AccountId account, ExtensionNumber queue, string name, CancellationToken cancel) => Do(() => figures.Read(account, queue, name, cancel));

    public Task<IReadOnlyList<StoredFigures>> List(AccountId account, ExtensionNumber queue, string first, string last, CancellationToken cancel) => Do(() => figures.List(account, queue, first, last, cancel));

    public Task<bool> Write(AccountId account, ExtensionNumber queue, StoredFigures row, FiguresBeside? beside, CancellationToken cancel) => Do(() => figures.Write(account, queue, row, beside, cancel));

    public async Task<IReadOnlyList<string>> DropBefore(DateOnly day, CancellationToken cancel) => [.. await stays.DropBefore(day, cancel), .. await figures.DropBefore(day, cancel)];

    private async Task<T> Do<T>(Func<Task<T>> operation)
    {
        var dies = count++ == DiesAt;
        if (dies && !TakesEffect)
        {
            throw new IOException("The process died before it.");
        }

        var done = await operation();
        return dies ? throw new IOException("The process died after it.") : done;
    }
}
