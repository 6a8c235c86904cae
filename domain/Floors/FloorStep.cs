using System.Collections.Immutable;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors;

/// <summary>One step of a floor: a copy that is worked on, what became of whom, and what follows from it. Calls are here, agents and offers in the files beside.</summary>
internal sealed partial class FloorStep(Floor floor, IFloorPlan plan, Moment at)
{
    private static readonly TimeSpan LookAtWaiting = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAtTalking = TimeSpan.FromMinutes(5);

    private readonly List<FloorCommand> commands = [];
    private readonly List<(string Call, CallEvent Event)> told = [];
    private ImmutableDictionary<ExtensionNumber, QueueFloor> queues = floor.Queues;
    private ImmutableDictionary<ExtensionNumber, AgentFloor> agents = floor.Agents;
    private ImmutableDictionary<string, Visit> visits = floor.Visits;
    private ImmutableSortedSet<FloorTimer> timers = floor.Timers;
    private int entries = floor.Entries;
    private int offers = floor.Offers;
    private ulong draws = floor.Draws;

    /// <summary>Lets everything happen that has become possible, and answers the new floor.</summary>
    public FloorDecision Finish()
    {
        Distribute();
        ForgetPersonal();
        foreach (var events in told.GroupBy(one => one.Call, one => one.Event, StringComparer.Ordinal)) // what one call is told stays in order
        {
            commands.AddRange(events.Select(evt => new FloorCommand.Tell(events.Key, evt, at.Revision)));
        }

        return new FloorDecision(Next(), ValueList.From(commands));
    }

    /// <summary>The floor with a queue as it is configured now, and nothing else done; nothing: there is no such queue.</summary>
    public Floor? Arranged(ExtensionNumber number) => Find(number) is null ? null : Next();

    private Floor Next()
    {
        var isSame = ReferenceEquals(queues, floor.Queues) && ReferenceEquals(agents, floor.Agents) && ReferenceEquals(visits, floor.Visits) && ReferenceEquals(timers, floor.Timers) && entries == floor.Entries;
        return isSame ? floor : new Floor { Queues = queues, Agents = agents, Visits = visits, Timers = timers, Entries = entries, Offers = offers, Draws = draws };
    }

    /// <summary>Whether a call would be admitted (QUE-262).</summary>
    public void Asked(string call, ExtensionNumber number)
    {
        if (Refusal(number) is { } why)
        {
            Refuse(call, number, why);
        }
        else
        {
            Tell(call, new CallEvent.QueueAdmits(number, HasEntered: false, IsFree(number)));
        }
    }

    /// <summary>A call takes the last position (QUE-031), if it may.</summary>
    public void Entered(string call, FloorMessage.Enters enters)
    {
        if (visits.TryGetValue(call, out var visit))
        {
            if (visit.Queue == enters.Queue && visit.Agent is null)
            {
                Tell(call, new CallEvent.QueueAdmits(enters.Queue, HasEntered: true, IsFree: false));
                return;
            }

            if (enters.From is not null && visit.Queue == enters.From && Refusal(enters.Queue) is { } full)
            {
                Refuse(call, enters.Queue, full, enters);
                return;
            }

            Close(visit, visit.Agent is null ? StayEnd.Abandoned : StayEnd.Answered, at.At);
        }

        if (Refusal(enters.Queue) is { } why)
        {
            Refuse(call, enters.Queue, why, enters);
            return;
        }

        var isFree = IsFree(enters.Queue);
        var (queue, config) = Open(enters.Queue);
        var listens = enters.Introduction && !(isFree && config.SkipsIntroduction);
        var place = new Place(enters.At, ++entries, call);
        var entered = new Visit(
            call,
            enters.Queue,
            place,
            enters.Caller,
            enters.CallerName,
            enters.Arrived,
            listens,
            [],
            ImmutableDictionary<ExtensionNumber, DateTimeOffset>.Empty,
            [],
            at.At + LookAtWaiting);
        visits = visits.SetItem(call, entered);
        timers = timers.Add(new FloorTimer(entered.LookAt, FloorTimerKind.Look, call));
        queue = queue with { Waiting = queue.Waiting.Add(place) };
        Set(queue);
        Tell(call, new CallEvent.QueueAdmits(enters.Queue, HasEntered: true, isFree && !(enters.Introduction && listens)));
        Arrange(entered);
    }

    /// <summary>A call listens to something that is not interrupted, or has stopped (QUE-007).</summary>
    public void Listens(string call, bool isListening)
    {
        if (visits.TryGetValue(call, out var visit) && visit.IsListening != isListening)
        {
            Arrange(visit with { IsListening = isListening });
        }
    }

    /// <summary>A call has left without an answer.</summary>
    public void Left(string call, StayEnd why, DateTimeOffset when)
    {
        if (visits.TryGetValue(call, out var visit))
        {
            Close(visit, visit.Agent is null ? why : StayEnd.Answered, when);
        }
    }

    /// <summary>A conversation is over.</summary>
    public void Hung(string call, DateTimeOffset when)
    {
        if (visits.TryGetValue(call, out var visit))
        {
            Close(visit, visit.Agent is null ? StayEnd.Abandoned : StayEnd.Answered, when);
        }
    }

    /// <summary>Calls are not there any more, and nothing said so.</summary>
    public void Gone(ValueList<string> calls)
    {
        foreach (var call in calls)
        {
            if (visits.Values.FirstOrDefault(visit => visit.Wish?.Call == call) is { } wish)
            {
                CallbackGone(wish);
            }
            else
            {
                Hung(call, at.At);
            }
        }
    }

    /// <summary>Something is due.</summary>
    public void TimeReached()
    {
        var look = new List<string>();
        while (timers.Count > 0 && timers.Min is var timer && timer.At <= at.At)
        {
            timers = timers.Remove(timer);
            switch (timer.Kind)
            {
                case FloorTimerKind.Offer:
                    Expired(timer.Of, timer.At);
                    break;
                case FloorTimerKind.Held:
                    LetGo(timer.Of);
                    break;
                case FloorTimerKind.Rest:
                    Rested(ExtensionNumber.Parse(timer.Of));
                    break;
                case FloorTimerKind.Wish when visits.TryGetValue(timer.Of, out var wish):
                    Arrange(wish);
                    break;
                case FloorTimerKind.Look when visits.TryGetValue(timer.Of, out var visit) && visit.LookAt == timer.At:
                    look.Add(visit.Wish?.Call ?? timer.Of);
                    LookAgain(visit);
                    break;
            }
        }

        if (look.Count > 0)
        {
            commands.Add(new FloorCommand.LookAtCalls(ValueList.From(look)));
        }
    }

    private void LookAgain(Visit visit)
    {
        timers = timers.Remove(new FloorTimer(visit.LookAt, FloorTimerKind.Look, visit.Call));
        visit = visit with { LookAt = at.At + (visit.Agent is null ? LookAtWaiting : LookAtTalking) };
        timers = timers.Add(new FloorTimer(visit.LookAt, FloorTimerKind.Look, visit.Call));
        visits = visits.SetItem(visit.Call, visit);
    }

    // Keeps a visit, and the call among those that may be offered when it may (QUE-007).
    private void Arrange(Visit visit)
    {
        if (IsTooOld(visit))
        {
            Close(visit, StayEnd.CallbackExpired, at.At);
            return;
        }

        visit = Resting(visit);
        visits = visits.SetItem(visit.Call, visit);
        var queue = Open(visit.Queue).Queue;
        var isOfferable = visit is { IsListening: false, Offer: null, Agent: null, IsSent: false, Wish: null or { RestsUntil: null } };
        var next = isOfferable ? queue.Offerable.Add(visit.Place) : queue.Offerable.Remove(visit.Place);
        if (visit.Offer is null && queue.OnOffer.Contains(visit.Place))
        {
            queue = queue with { OnOffer = queue.OnOffer.Remove(visit.Place) };
            Set(queue);
        }

        if (!ReferenceEquals(next, queue.Offerable))
        {
            Set(queue with { Offerable = next });
            dirtyQueues.Add(visit.Queue); // also when it is not: another call may be the first now (QUE-039)
        }
    }

    // Takes a call off the floor; whoever it rang or talked to is free, and its time in the queue is filed.
    private void Close(Visit visit, StayEnd why, DateTimeOffset when)
    {
        if (visit.Offer is { } offer)
        {
            TellCallbacks(visit, offer, offer.Ringing);
            visit = Cancelled(visit, offer, offer.Ringing, OfferEnd.Cancelled);
        }

        Forget(visit.Wish, visit.Call);
        timers = timers.Remove(new FloorTimer(visit.LookAt, FloorTimerKind.Look, visit.Call));
        visits = visits.Remove(visit.Call);
        var queue = Open(visit.Queue).Queue;
        Set(queue with { Waiting = queue.Waiting.Remove(visit.Place), Offerable = queue.Offerable.Remove(visit.Place), OnOffer = queue.OnOffer.Remove(visit.Place) });
        dirtyQueues.Add(visit.Queue);
        if (visit is { Agent: { } agent, AnsweredAt: { } answered })
        {
            Talked(visit, agent, answered, when);
        }

        var config = Open(visit.Queue).Config;
        if (config.IsPersonal)
        {
            personal.Add(visit.Queue);
            return;
        }

        commands.Add(new FloorCommand.FileStay(new QueueStay(
            visit.Queue,
            visit.Call,
            visit.Place.Entry,
            visit.Caller,
            visit.Arrived,
            visit.Wish?.Since ?? visit.Place.Entered,
            visit.AnsweredAt ?? when,
            why is not StayEnd.Answered ? why
                : visit.Wish is not null ? StayEnd.CallbackCompleted
                : visit.IsPickedUp ? StayEnd.PickedUp
                : why,
            visit.Agent,
            visit.Agent is { } who ? plan.NameOf(who) : null,
            visit.Agent is null ? null : when,
            visit.Over)));
    }

    // Why a call that arrives is not admitted (QUE-261); schedules are looked at before.
    private StayEnd? Refusal(ExtensionNumber number)
    {
        if (Find(number) is not var (queue, config))
        {
            return StayEnd.RefusedClosed;
        }

        return config.NoAgent.Count > 0 && !HasAgent(queue, config) ? StayEnd.RefusedNoAgent
            : queue.Waiting.Count >= config.CallLimit ? StayEnd.RefusedFull
            : config.OverflowAfter is { } longest && queue.Waiting.Count > 0 && at.At - queue.Waiting.Min.Entered > longest ? StayEnd.RefusedLongestWait
            : null;
    }

    private void Refuse(string call, ExtensionNumber number, StayEnd why, FloorMessage.Enters? enters = null)
    {
        Tell(call, new CallEvent.QueueRefuses(number, why));
        if (Find(number)?.Config.IsPersonal is true)
        {
            return;
        }

        commands.Add(new FloorCommand.FileStay(new QueueStay(number, call, ++entries, enters?.Caller ?? PhoneAddress.Anonymous, enters?.Arrived ?? at.At, null, at.At, why)));
    }

    // More free agents than callers before this one, so that nobody is overtaken (QUE-215).
    private bool IsFree(ExtensionNumber number) => Find(number) is var (queue, _) && queue.Free.Count > queue.Waiting.Count;

    private void Tell(string call, CallEvent evt) => told.Add((call, evt));
}
