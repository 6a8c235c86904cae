using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Explanations;

/// <summary>
/// The queues as they are assumed, on a floor as accounts have it: who is admitted, and who is offered the call, is decided by it. Others wait or talk in a queue as is assumed of it; where that is left
/// out, nobody waits and every member is logged in and free.
/// </summary>
/// <param name="told">Takes what the call is told.</param>
/// <param name="now">The time.</param>
/// <param name="after">Lets something happen later.</param>
/// <param name="giveUp">The caller hangs up.</param>
internal sealed class AssumedFloor(Assumptions assume, DocumentConfiguration account, Action<CallEvent> told, Func<DateTimeOffset> now, Action<TimeSpan, Action> after, Action giveUp)
{
    /// <summary>How long a caller waits in a queue of whom nothing else is assumed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private const string Own = "call";
    private readonly FloorPlan plan = new(account);
    private readonly HashSet<ExtensionNumber> furnished = [];
    private Floor floor = Floor.Empty;
    private DateTimeOffset? woken;
    private ExtensionNumber? waits;
    private int visits;
    private int revision;

    /// <summary>The call says something.</summary>
    public void Hear(FloorMessage message)
    {
        switch (message)
        {
            case FloorMessage.Asks asks:
                Furnish(asks.Queue);
                break;
            case FloorMessage.Enters enters:
                Furnish(enters.Queue);
                break;
            case FloorMessage.Logs { Queue: { } queue }:
                Furnish(queue);
                break;
            case FloorMessage.PicksUp { Queue: { } queue }:
                Furnish(queue);
                break;
        }

        Step(Own, message);
        var waited = waits;
        waits = message is FloorMessage.Enters entered && Stands(entered.Queue) ? entered.Queue : waits is { } still && Stands(still) ? still : null;
        if (waits is not null && waits != waited && assume.HangsUpAfter is null)
        {
            var visit = ++visits;
            after(Patience, () => (waits is not null && visits == visit ? giveUp : static () => { })());
        }
    }

    /// <summary>Where the call stands.</summary>
    public Outcome.Queue Look(ExtensionNumber queue) => floor.Standing(queue, Own, now()) is var (position, average) ? new Outcome.Queue(position, average) : new Outcome.Queue(0, null);

    private bool Stands(ExtensionNumber queue) => floor.Standing(queue, Own, now()).Position > 0;

    // Others come before the call: agents who talk, callers who wait, and whoever is not logged in has logged out.
    private void Furnish(ExtensionNumber queue)
    {
        if (Assumed(queue) is not { } assumed || account.Find(queue)?.Extension.Config is not QueueConfig config || !furnished.Add(queue))
        {
            return;
        }

        for (var i = config.Members.Count - 1; i >= assumed.Free; i--)
        {
            if (i >= assumed.LoggedIn)
            {
                Step(new FloorEvent.LogsOut(queue, config.Members[i].Agent, LoginSource.Portal));
            }
            else
            {
                Engage(queue, config.Members[i].Agent);
            }
        }

        for (var i = 0; i < assumed.Waiting; i++)
        {
            var other = $"waits-{queue}-{i}";
            var offered = Step(other, Enters(queue)).OfType<CallEvent.AgentsOffered>().SelectMany(offer => offer.Agents.Select(agent => (offer.Offer, agent.Agent))).ToList();
            Step(other, new FloorMessage.Listens(true)); // it has its place, and whom it is offered to has no time for this call
            foreach (var (offer, agent) in offered)
            {
                Engage(queue, agent);
                Step(other, new FloorMessage.OfferFailed(offer, agent, OfferEnd.Cancelled));
            }
        }
    }

    private void Engage(ExtensionNumber queue, ExtensionNumber agent)
    {
        var other = $"talks-{queue}-{agent}";
        Step(other, Enters(queue));
        Step(other, new FloorMessage.Answered(0, agent, now()));
    }

    private FloorMessage.Enters Enters(ExtensionNumber queue) => new(queue, now(), now(), PhoneAddress.Anonymous, null, Introduction: false);

    private List<CallEvent> Step(string call, FloorMessage message) => Step(new FloorEvent.CallSaid(call, message));

    private List<CallEvent> Step(FloorEvent evt)
    {
        var decision = FloorMachine.Step(floor, evt, plan, new Moment(now(), ++revision));
        floor = decision.Next;
        var tells = decision.Commands.OfType<FloorCommand.Tell>().ToList();
        foreach (var tell in tells.Where(tell => tell.Call == Own))
        {
            told(tell.Event);
        }

        if (floor.Due is { } due && due != woken)
        {
            woken = due;
            after(due > now() ? due - now() : TimeSpan.Zero, () => _ = floor.Due <= now() ? Step(new FloorEvent.TimeReached()) : []);
        }

        return tells.ConvertAll(tell => tell.Event);
    }

    private QueueAssumption? Assumed(ExtensionNumber queue)
    {
        foreach (var one in assume.Queues.AsSpan())
        {
            if (one.Extension == queue)
            {
                return one;
            }
        }

        return null;
    }
}
