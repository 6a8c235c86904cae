using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Forwards;
using Pbx.Domain.PersonalQueues;
using Pbx.Domain.Queues;
using Pbx.Domain.Schedules;

namespace Pbx.Domain.Floors;

/// <summary>The account as its floor sees it: always the newest version (QUE-492).</summary>
public sealed class FloorPlan(IConfiguration config) : IFloorPlan
{
    /// <inheritdoc/>
    public (QueueConfig Config, string Section)? Queue(ExtensionNumber queue) =>
        config.Latest.Find(queue) is ({ } extension, var section) && PersonalQueue.QueueOf(extension) is { } found ? (found, section) : null;

    /// <inheritdoc/>
    public string NameOf(ExtensionNumber agent) => config.Latest.Find(agent)?.Extension.Name ?? agent.Value;

    /// <inheritdoc/>
    public bool IsForward(ExtensionNumber agent) => config.Latest.Find(agent)?.Extension.Type.Key == Forward.Key;

    /// <inheritdoc/>
    public DateTimeOffset? ClosedUntil(ExtensionNumber queue, DateTimeOffset at) => config.Latest.Find(queue) is ({ } extension, _) ? Opening.ClosedUntil(extension, config.Latest.Account, at) : null;

    /// <inheritdoc/>
    public LoginRefusal? Refuses(ExtensionNumber queue, ExtensionNumber agent, bool isIn, bool byFeatureCode) =>
        config.Latest.Find(queue)?.Extension.Config is QueueConfig found ? QueueLogin.Refusal(found, config.Latest.Find(agent)?.Extension, config.Latest.Account, isIn, byFeatureCode) : null;

    /// <inheritdoc/>
    public IEnumerable<ExtensionNumber> QueuesOf(ExtensionNumber agent) =>
        config.Latest.OfType(Queues.Queue.Key).Where(queue => queue.Config is QueueConfig found && found.Members.Any(member => member.Agent == agent)).Select(queue => queue.Number);
}
