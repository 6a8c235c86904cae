using Pbx.Domain.Accounts;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;

namespace Pbx.Engine.Floors;

/// <summary>Keeps nothing: for those to whom statistics do not matter.</summary>
internal sealed class NoQueueLog : IQueueLog
{
    public Task File(AccountId account, QueueStay stay, CancellationToken cancel) => Task.CompletedTask;

    public Task FileLogin(AccountId account, LoginChange change, CancellationToken cancel) => Task.CompletedTask;

    public Task FileRest(AccountId account, AgentRest rest, CancellationToken cancel) => Task.CompletedTask;
}
