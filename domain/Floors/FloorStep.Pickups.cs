using System.Collections.Immutable;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors;

/// <summary>
/// Calls that ring at agents and are picked up by somebody who dials for that (QUE-345 to QUE-353). The offer that rings is kept for who picks it up: the call takes the phone over, and says what came of
/// it; an agent who has answered before has it.
/// </summary>
internal sealed partial class FloorStep
{
    private static readonly TimeSpan PickupWithin = TimeSpan.FromSeconds(30);

    /// <summary>A user wants a call that rings: the first in its queue, or of several queues the one that rings longest (QUE-348, CFT-098). One that somebody else is picking up rings no more (CFT-109).</summary>
    /// <param name="call">The call that the user has dialled in.</param>
    public void PicksUp(string call, FloorMessage.PicksUp picks)
    {
        var why = picks.Queue is { } number ? RefusesPickup(number, picks.User) : null;
        var ringing = why is not null ? null
            : picks.Queue is { } one ? Ringing(one, picks).FirstOrDefault()
            : queues.Keys.Where(queue => RefusesPickup(queue, picks.User) is null).SelectMany(queue => Ringing(queue, picks).Take(1)).OrderBy(visit => visit.Offer?.Began).ThenBy(visit => visit.Place).FirstOrDefault();
        if (ringing is not { Offer: { } offer })
        {
            Tell(call, new CallEvent.PickupEnded(picks.Of, why ?? PickupEnd.NothingRings));
            return;
        }

        var wasRung = offer.Ringing.Contains(picks.User);
        timers = timers.Remove(new FloorTimer(offer.Until, FloorTimerKind.Offer, ringing.Call));
        offer = offer with { Until = at.At + PickupWithin, Ringing = wasRung ? offer.Ringing : offer.Ringing.Add(picks.User), Pickup = new Pickup(call, picks.Of, picks.User, wasRung) };
        timers = timers.Add(new FloorTimer(offer.Until, FloorTimerKind.Offer, ringing.Call));
        if (!wasRung)
        {
            TakeOut(picks.User);
            var agent = agents.GetValueOrDefault(picks.User) ?? new AgentFloor(picks.User, [], []);
            agents = agents.SetItem(picks.User, agent with { Calls = agent.Calls.Add(ringing.Call) });
            PutIn(picks.User);
        }

        visits = visits.SetItem(ringing.Call, ringing with { Offer = offer });
        Tell(ringing.Call, new CallEvent.PickedUp(offer.Number, picks.User, picks.Phone, picks.Connection));
    }

    /// <summary>The phone has not come over: the call waits on at its place.</summary>
    public void PickupFailed(string call, int number)
    {
        if (visits.TryGetValue(call, out var visit) && visit.Offer is { Pickup: not null } offer && offer.Number == number)
        {
            Arrange(Cancelled(visit, offer, offer.Ringing, OfferEnd.Cancelled));
        }
    }

    // Everybody picks up from an open queue, members from a closed one, logged in or out (QUE-346, QUE-347); no other right counts (QUE-350). Calls that wait for one user are not for them (QUE-351).
    private PickupEnd? RefusesPickup(ExtensionNumber number, ExtensionNumber user) => Find(number) is not var (queue, config) || config.IsPersonal ? PickupEnd.NoQueue
        : config.IsClosed && !queue.Members.ContainsKey(user) ? PickupEnd.NoMember
        : null;

    private IEnumerable<Visit> Ringing(ExtensionNumber number, FloorMessage.PicksUp picks) => Open(number).Queue.OnOffer
        .Select(place => visits[place.Call])
        .Where(visit => visit is { Wish: null, Offer.Pickup: null } && visit.Caller != picks.Phone);

    private void PickupOver(Pickup pickup, PickupEnd end) => Tell(pickup.Call, new CallEvent.PickupEnded(pickup.Of, end));
}
