using Pbx.Domain.Accounts;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;

namespace Pbx.Engine.Floors;

/// <summary>Where it is kept what happened in queues; what is filed again replaces itself.</summary>
public interface IQueueLog
{
    /// <summary>A call's time in a queue is over.</summary>
    Task File(AccountId account, QueueStay stay, CancellationToken cancel);

    /// <summary>An agent has logged in or out.</summary>
    Task FileLogin(AccountId account, LoginChange change, CancellationToken cancel);

    /// <summary>A cool-down of an agent is over (QUE-480).</summary>
    Task FileRest(AccountId account, AgentRest rest, CancellationToken cancel);
}
