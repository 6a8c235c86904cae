using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Forwards;
using Pbx.Domain.Queues;
using Pbx.Domain.Schedules;

namespace Pbx.Engine.Floors;

/// <summary>The account as its floor sees it: always the newest version (QUE-492).</summary>
internal sealed class FloorPlan(IConfiguration config) : IFloorPlan
{
    public (QueueConfig Config, string Section)? Queue(ExtensionNumber queue) =>
        config.Latest.Find(queue) is ({ Config: QueueConfig found }, var section) ? (found, section) : null;

    public string NameOf(ExtensionNumber agent) => config.Latest.Find(agent)?.Extension.Name ?? agent.Value;

    public bool IsForward(ExtensionNumber agent) => config.Latest.Find(agent)?.Extension.Type.Key == Forward.Key;

    public DateTimeOffset? ClosedUntil(ExtensionNumber queue, DateTimeOffset at) => config.Latest.Find(queue) is ({ } extension, _) ? Opening.ClosedUntil(extension, config.Latest.Account, at) : null;

    public bool IsPresent(ExtensionNumber agent) => true; // nobody tells of presence yet

    public LoginRefusal? Refuses(ExtensionNumber queue, ExtensionNumber agent, bool isIn, bool byFeatureCode) =>
        config.Latest.Find(queue)?.Extension.Config is QueueConfig found ? QueueLogin.Refusal(found, config.Latest.Find(agent)?.Extension, config.Latest.Account, isIn, byFeatureCode) : null;

    public IEnumerable<ExtensionNumber> QueuesOf(ExtensionNumber agent) =>
        config.Latest.OfType(Domain.Queues.Queue.Key).Where(queue => queue.Config is QueueConfig found && found.Members.Any(member => member.Agent == agent)).Select(queue => queue.Number);
}
