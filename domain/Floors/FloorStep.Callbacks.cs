using System.Collections.Immutable;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors;

/// <summary>
/// The wishes to be called back (QUE-315 to QUE-330). A wish stands in the queue like a call; each agent whom it is offered to is rung by a call of its own, which rings the caller once the agent has
/// answered, and speaks for the wish from then on.
/// </summary>
internal sealed partial class FloorStep
{
    private static readonly TimeSpan TriedAgainAfter = TimeSpan.FromSeconds(60); // QUE-322

    /// <summary>A caller wants to be called back; whoever has a wish already has one (QUE-327).</summary>
    public void WantsCallback(string call, FloorMessage.WantsCallback wants)
    {
        if (visits.TryGetValue(call, out var visit) && (visit.Wish is not null || visit.Agent is not null))
        {
            return;
        }

        visit ??= new Visit(call, wants.Queue, new Place(wants.Entered, ++entries, call), wants.Caller, wants.CallerName, wants.Arrived, false, [], ImmutableDictionary<ExtensionNumber, DateTimeOffset>.Empty, [], wants.At);
        if (visit.Offer is { } offer)
        {
            visit = Cancelled(visit, offer, offer.Ringing, OfferEnd.Cancelled);
        }

        timers = timers.Remove(new FloorTimer(visit.LookAt, FloorTimerKind.Look, call));
        var (queue, config) = Open(visit.Queue);
        Set(queue with { Waiting = queue.Waiting.Add(visit.Place) });
        if (Wishes(visit).Any())
        {
            Close(visit, StayEnd.CallbackMerged, wants.At);
            return;
        }

        dirtyQueues.Add(visit.Queue); // whoever may not be offered the call again yet may be offered the wish
        var expires = config.Callback?.ValidFor is { } valid && valid > TimeSpan.Zero ? visit.Place.Entered + valid : (DateTimeOffset?)null;
        Remind(call, expires);
        Arrange(visit with { IsListening = false, IsSent = false, Tried = [], Held = ImmutableDictionary<ExtensionNumber, DateTimeOffset>.Empty, Wish = new Wish(visit.Place.Entered, wants.Shown, expires) });
    }

    /// <summary>An agent has answered, and the caller is rung: the agent is taken, whoever else rings is not needed.</summary>
    /// <param name="from">The call that says so.</param>
    public void Dials(string wish, string from, FloorMessage.Dials dials)
    {
        if (!visits.TryGetValue(wish, out var visit) || visit is not { Wish: { } wanted, Offer: { } offer } || offer.Number != dials.Offer || !offer.Ringing.Contains(dials.Agent))
        {
            Tell(from, new CallEvent.AgentsTakenBack(dials.Offer, [dials.Agent])); // the offer was over before this was heard
            return;
        }

        var others = offer.Ringing.Remove(dials.Agent);
        TellCallbacks(visit, offer, others);
        visit = Cancelled(visit, offer, others, OfferEnd.Cancelled);
        timers = timers.Remove(new FloorTimer(offer.Until, FloorTimerKind.Offer, wish));
        visits = visits.SetItem(wish, visit with { Wish = wanted with { Call = from } });
        dirtyQueues.Add(visit.Queue); // another call is the first that may ring all (QUE-039)
        LookAgain(visits[wish]);
    }

    /// <summary>The caller could not be reached: the wish goes to the end of the queue, unless that was the last attempt (QUE-320 to QUE-322).</summary>
    public void CallerMissed(string call, FloorMessage.CallerMissed missed)
    {
        if (!visits.TryGetValue(call, out var visit) || visit is not { Wish: { } wish, Offer: { } offer, Agent: null } || offer.Number != missed.Offer || !offer.Ringing.Contains(missed.Agent))
        {
            return;
        }

        visit = Cancelled(visit, offer, offer.Ringing, OfferEnd.Answered);
        timers = timers.Remove(new FloorTimer(visit.LookAt, FloorTimerKind.Look, call));
        var (queue, config) = Open(visit.Queue);
        wish = wish with { Missed = wish.Missed + 1, RestsUntil = at.At + TriedAgainAfter, Call = null };
        if (wish.Missed >= (config.Callback?.Attempts ?? 1))
        {
            Close(visit with { Wish = wish }, StayEnd.CallbackFailed, missed.At);
            return;
        }

        var place = visit.Place with { Entered = missed.At };
        Set(queue with { Waiting = queue.Waiting.Remove(visit.Place).Add(place), Offerable = queue.Offerable.Remove(visit.Place), OnOffer = queue.OnOffer.Remove(visit.Place) });
        Arrange(visit with { Place = place, Tried = [], Wish = wish });
    }

    /// <summary>Somebody deletes a wish, unless it is being fulfilled (QUE-330).</summary>
    public void Delete(ExtensionNumber queue, string call)
    {
        if (visits.TryGetValue(call, out var visit) && visit is { Wish.Call: null } && visit.Queue == queue)
        {
            Close(visit, StayEnd.CallbackDeleted, at.At);
        }
    }

    // The call that was made for a wish is over, and nothing said so.
    private void CallbackGone(Visit visit)
    {
        if (visit.Agent is not null)
        {
            Hung(visit.Call, at.At);
        }
        else if (visit.Offer is { Ringing: [var agent, ..] } offer)
        {
            CallerMissed(visit.Call, new FloorMessage.CallerMissed(offer.Number, agent, at.At));
        }
    }

    // The caller has called again and talks to an agent: nobody need call back any more (QUE-328).
    private void Handled(Visit answered)
    {
        foreach (var wish in answered.Wish is null ? Wishes(answered).Where(visit => visit.Wish?.Call is null).ToList() : [])
        {
            Close(wish, StayEnd.CallbackHandled, at.At);
        }
    }

    private IEnumerable<Visit> Wishes(Visit of) => Open(of.Queue).Queue.Waiting
        .Select(place => visits.GetValueOrDefault(place.Call))
        .OfType<Visit>()
        .Where(visit => visit.Wish is not null && visit.Caller == of.Caller && visit.Call != of.Call);

    private bool IsTooOld(Visit visit) => visit is { Wish: { Expires: { } expires, Call: null }, Offer: null, Agent: null } && expires <= at.At;

    // A wish is not offered for a while after the caller was not reached, nor while the queue is closed (QUE-322, QUE-326).
    private Visit Resting(Visit visit)
    {
        if (visit is not { Wish: { } wish, Offer: null, Agent: null })
        {
            return visit;
        }

        var until = wish.RestsUntil > at.At ? wish.RestsUntil : plan.ClosedUntil(visit.Queue, at.At);
        Remind(visit.Call, until);
        return until == wish.RestsUntil ? visit : visit with { Wish = wish with { RestsUntil = until } };
    }

    private void Remind(string call, DateTimeOffset? when) => timers = when is { } due ? timers.Add(new FloorTimer(due, FloorTimerKind.Wish, call)) : timers;

    private void Forget(Wish? wish, string call)
    {
        if (wish is not null)
        {
            timers = timers.Except(timers.Where(timer => timer.Kind is FloorTimerKind.Wish && timer.Of == call));
        }
    }

    private void TakenBack(Visit visit, Offer offer, ImmutableArray<ExtensionNumber> whom)
    {
        TellCallbacks(visit, offer, whom);
        if (visit.Wish is null)
        {
            Tell(visit.Call, new CallEvent.AgentsTakenBack(offer.Number, ValueList.From(whom)));
        }
    }

    // A call takes its ringing back itself; the calls to agents for a wish are told one by one.
    private void TellCallbacks(Visit visit, Offer offer, ImmutableArray<ExtensionNumber> whom)
    {
        foreach (var agent in visit.Wish is null ? [] : whom)
        {
            Tell(CallOf(visit, offer, agent), new CallEvent.AgentsTakenBack(offer.Number, [agent]));
        }
    }

    private FloorCommand.CallBack CallBack(Visit visit, Wish wish, Offer offer, OfferedAgent one) => new(
        CallOf(visit, offer, one.Agent),
        new CallEvent.CallbackDue(visit.Queue, visit.Call, offer.Number, one, visit.Caller, visit.CallerName, wish.Shown),
        at.Revision);

    private static string CallOf(Visit visit, Offer offer, ExtensionNumber agent) => CallIds.Of($"{visit.Call} {offer.Number} {agent}", offer.Began);
}
