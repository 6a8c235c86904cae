using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Forwards;
using Pbx.Domain.Queues;

namespace Pbx.Engine.Floors;

/// <summary>The account as its floor sees it: always the newest version (QUE-492).</summary>
internal sealed class FloorPlan(IConfiguration config) : IFloorPlan
{
    public (QueueConfig Config, string Section)? Queue(ExtensionNumber queue) =>
        config.Latest.Find(queue) is ({ Config: QueueConfig found }, var section) ? (found, section) : null;

    public string NameOf(ExtensionNumber agent) => config.Latest.Find(agent)?.Extension.Name ?? agent.Value;

    public bool IsForward(ExtensionNumber agent) => config.Latest.Find(agent)?.Extension.Type.Key == Forward.Key;

    public bool IsPresent(ExtensionNumber agent) => true; // nobody tells of presence yet
}
