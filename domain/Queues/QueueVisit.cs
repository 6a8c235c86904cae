using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Queues;

/// <summary>That the floor knows the call as one of a queue.</summary>
/// <param name="IsTalking">Whether an agent has answered.</param>
public sealed record QueueVisit(ExtensionNumber Queue, bool IsTalking = false);

/// <summary>
/// Tells the floor when a call is in its queue no longer, or its conversation over, whatever the way: exactly once, and after what the queue itself has told. A queue that is entered again is another
/// visit (QUE-037).
/// </summary>
internal static class QueueVisits
{
    /// <summary>What the commands of an extension mean for the visit.</summary>
    public static QueueVisit? Noting(QueueVisit? visit, CallCommand command) => command switch
    {
        CallCommand.TellFloor { Message: FloorMessage.Enters enters } => new QueueVisit(enters.Queue),
        CallCommand.TellFloor { Message: FloorMessage.Answered } => visit is null ? null : visit with { IsTalking = true },
        CallCommand.TellFloor { Message: FloorMessage.Leaves or FloorMessage.Hangs } => null,
        _ => visit,
    };

    /// <summary>Whoever was refused has no visit.</summary>
    public static Call Refused(Call call, CallEvent evt) =>
        evt is CallEvent.QueueRefuses refuses && call.Trail.Queue is { IsTalking: false } visit && visit.Queue == refuses.Queue ? Without(call) : call;

    public static Decision Settle(Decision decision, Moment at) => decision.Next switch
    {
        { Trail.Queue: { IsTalking: false } visit } call when !Waits(call, visit) => Tell(decision, new FloorMessage.Leaves(StayEnd.Abandoned, at.At)),
        { Trail.Queue.IsTalking: true, Phase: not Phase.Talking } => Tell(decision, new FloorMessage.Hangs(at.At)),
        _ => decision,
    };

    private static bool Waits(Call call, QueueVisit visit) => call.Phase is Phase.InExtension { State.State: QueueState } inside && inside.Arrival.Number == visit.Queue;

    private static Decision Tell(Decision decision, FloorMessage message) => new(Without(decision.Next), decision.Commands.Add(new CallCommand.TellFloor(message)));

    private static Call Without(Call call) => call with { Trail = call.Trail with { Queue = null } };
}
