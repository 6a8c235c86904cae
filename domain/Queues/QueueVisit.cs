using System.Text.Json.Serialization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Queues;

/// <summary>That the floor knows the call as one of a queue.</summary>
/// <param name="IsTalking">Whether an agent has answered.</param>
/// <param name="Callback">Of a call that an agent makes to call back.</param>
public sealed record QueueVisit(
    ExtensionNumber Queue,
    bool IsTalking = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CallbackVisit? Callback = null);

/// <summary>What a call is made for in which an agent calls back.</summary>
/// <param name="Wish">The call that the wish comes from.</param>
/// <param name="Offer">The offer that rang the agent.</param>
/// <param name="HasDialled">Whether the agent has answered and the caller was rung.</param>
public sealed record CallbackVisit(string Wish, int Offer, ExtensionNumber Agent, bool HasDialled = false);

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
        CallCommand.TellFloor { Message: FloorMessage.Dials } => visit is { Callback: { } callback } ? visit with { Callback = callback with { HasDialled = true } } : visit,
        CallCommand.TellFloor { Message: FloorMessage.Leaves or FloorMessage.Hangs or FloorMessage.WantsCallback or FloorMessage.CallerMissed } => null,
        CallCommand.TellFloor { Message: FloorMessage.OfferFailed, For: not null } => null,
        _ => visit,
    };

    /// <summary>Whoever was refused has no visit.</summary>
    public static Call Refused(Call call, CallEvent evt) =>
        evt is CallEvent.QueueRefuses refuses && call.Trail.Queue is { IsTalking: false } visit && visit.Queue == refuses.Queue ? Without(call) : call;

    public static Decision Settle(Decision decision, Moment at) => decision.Next switch
    {
        { Trail.Queue: { IsTalking: false, Callback: { } callback } } call when !CallsBack(call) => Tell(
            decision,
            callback.HasDialled ? new FloorMessage.CallerMissed(callback.Offer, callback.Agent, at.At)
                : new FloorMessage.OfferFailed(callback.Offer, callback.Agent, call.Trail.Answered is null ? OfferEnd.Failed : OfferEnd.Rejected)),
        { Trail.Queue: { IsTalking: false, Callback: null } visit } call when !Waits(call, visit) => Tell(decision, new FloorMessage.Leaves(StayEnd.Abandoned, at.At)),
        { Trail.Queue.IsTalking: true, Phase: not Phase.Talking } => Tell(decision, new FloorMessage.Hangs(at.At)),
        _ => decision,
    };

    private static bool Waits(Call call, QueueVisit visit) => call.Phase is Phase.InExtension { State.State: QueueState } inside && inside.Arrival.Number == visit.Queue;

    private static bool CallsBack(Call call) => call.Phase is Phase.Calling or Phase.InExtension { State.State: QueueState.Prompting or QueueState.Dialling or QueueState.Regretting };

    private static Decision Tell(Decision decision, FloorMessage message) =>
        new(Without(decision.Next), decision.Commands.Add(new CallCommand.TellFloor(message, decision.Next.Trail.Queue?.Callback?.Wish)));

    private static Call Without(Call call) => call with { Trail = call.Trail with { Queue = null } };
}
