using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.Floors;

/// <summary>What a floor decided: what it remembers from now on, and what the shell shall do.</summary>
public sealed record FloorDecision(Floor Next, ValueList<FloorCommand> Commands);

/// <summary>
/// The floor of one account: calls enter, are offered to agents and leave, agents come and go. Pure and total; whatever it decides costs the logarithm of how many wait and work.
/// Calls are the authority over who talks: an answer that crosses what the floor has decided meanwhile holds.
/// </summary>
public static class FloorMachine
{
    /// <summary>One step.</summary>
    public static FloorDecision Step(Floor floor, FloorEvent evt, IFloorPlan plan, Moment at)
    {
        ArgumentNullException.ThrowIfNull(floor);
        ArgumentNullException.ThrowIfNull(plan);
        var step = new FloorStep(floor, plan, at);
        switch (evt)
        {
            case FloorEvent.CallSaid said:
                Hear(step, said);
                break;
            case FloorEvent.LogsIn login:
                step.LogIn(login);
                break;
            case FloorEvent.LogsOut logout:
                step.LogOut(logout);
                break;
            case FloorEvent.EndsCoolDown ends:
                step.EndCoolDown(ends.Agent);
                break;
            case FloorEvent.PresenceChanged changed:
                step.PresenceChanged(changed.Agent, changed.Presence);
                break;
            case FloorEvent.CallbackDeleted deleted:
                step.Delete(deleted.Queue, deleted.Wish);
                break;
            case FloorEvent.Saved:
                step.Saved();
                break;
            case FloorEvent.TimeReached:
                step.TimeReached();
                break;
            case FloorEvent.CommandsDone done:
                step.Gone(done.Gone);
                break;
        }

        return step.Finish();
    }

    /// <summary>What can be seen of a queue as it is configured now, also of one that nobody was in yet; nothing: there is no such queue (QUE-113).</summary>
    public static QueueView? View(Floor floor, ExtensionNumber queue, IFloorPlan plan, Moment at)
    {
        ArgumentNullException.ThrowIfNull(floor);
        ArgumentNullException.ThrowIfNull(plan);
        return new FloorStep(floor, plan, at).Arranged(queue)?.View(queue, plan);
    }

    private static void Hear(FloorStep step, FloorEvent.CallSaid said)
    {
        var call = said.For ?? said.Call;
        switch (said.Message)
        {
            case FloorMessage.Asks asks:
                step.Asked(call, asks.Queue);
                break;
            case FloorMessage.Enters enters:
                step.Entered(call, enters);
                break;
            case FloorMessage.Listens listens:
                step.Listens(call, listens.IsListening);
                break;
            case FloorMessage.OfferFailed failed:
                step.OfferFailed(call, failed);
                break;
            case FloorMessage.Answered answered:
                step.Answered(call, said.Call, answered);
                break;
            case FloorMessage.Leaves leaves:
                step.Left(call, leaves.Why, leaves.At);
                break;
            case FloorMessage.Hangs hangs:
                step.Hung(call, hangs.At);
                break;
            case FloorMessage.Logs logs:
                step.Log(call, logs);
                break;
            case FloorMessage.WantsCallback wants:
                step.WantsCallback(call, wants);
                break;
            case FloorMessage.Dials dials:
                step.Dials(call, said.Call, dials);
                break;
            case FloorMessage.CallerMissed missed:
                step.CallerMissed(call, missed);
                break;
            case FloorMessage.PicksUp picks:
                step.PicksUp(call, picks);
                break;
            case FloorMessage.PickupFailed failed:
                step.PickupFailed(call, failed.Offer);
                break;
        }
    }
}
