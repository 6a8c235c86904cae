using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors;

/// <summary>What the floor looks up of the account.</summary>
public interface IFloorPlan
{
    /// <summary>The configuration of a queue, or of the personal queue of a user under the user's number (RCH-460), with a name that changes with it; nothing: there is no such queue.</summary>
    (QueueConfig Config, string Section)? Queue(ExtensionNumber queue);

    /// <summary>How an agent is called.</summary>
    string NameOf(ExtensionNumber agent);

    /// <summary>Whether an agent is a forward, to whom presence and automatic logout do not apply (QUE-052, QUE-168).</summary>
    bool IsForward(ExtensionNumber agent);

    /// <summary>Why an agent is not logged in to a queue or out of it (<see cref="QueueLogin.Refusal"/>); nothing: nothing stands against it.</summary>
    LoginRefusal? Refuses(ExtensionNumber queue, ExtensionNumber agent, bool isIn, bool byFeatureCode);

    /// <summary>The queues that list an agent as a member. All of the account is asked for.</summary>
    IEnumerable<ExtensionNumber> QueuesOf(ExtensionNumber agent);

    /// <summary>Until when a queue is closed by its schedule or by night mode (QUE-326); nothing: it is open.</summary>
    DateTimeOffset? ClosedUntil(ExtensionNumber queue, DateTimeOffset at);
}
