using System.Collections.Immutable;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors.Strategies;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.Floors;

/// <summary>The offers of a floor: who is rung for whom.</summary>
internal sealed partial class FloorStep
{
    private static readonly TimeSpan SameAgentAfter = TimeSpan.FromSeconds(5); // QUE-120
    private static readonly TimeSpan SameUserAfter = TimeSpan.FromSeconds(30); // RCH-462
    private static readonly TimeSpan OfferGrace = TimeSpan.FromSeconds(10);
    private const int MostOffersKept = 30; // a floor has a place in one row, however long callers wait

    private readonly List<ExtensionNumber> dirtyAgents = [];
    private readonly SortedSet<ExtensionNumber> dirtyQueues = new(Comparer<ExtensionNumber>.Create((one, other) => string.CompareOrdinal(one.Value, other.Value)));

    /// <summary>An agent whom an offer rang has not taken the call.</summary>
    public void OfferFailed(string call, FloorMessage.OfferFailed failed)
    {
        if (!visits.TryGetValue(call, out var visit) || visit.Offer is not { } offer || offer.Number != failed.Offer || !offer.Ringing.Contains(failed.Agent))
        {
            return;
        }

        Miss(visit.Queue, failed.Agent, failed.Why);
        if (offer.Pickup?.User == failed.Agent)
        {
            return; // who picks it up rings no more, and has the call as soon as the phone has come over
        }

        Arrange(Cancelled(visits[call], offer, [failed.Agent], failed.Why));
        LogOutWhoMisses(visit.Queue, failed.Agent);
    }

    /// <summary>An agent talks to a call, or to who wanted to be called back. Whoever else was rung is free; so it is when the floor had given the offer up already.</summary>
    public void Answered(string call, string from, FloorMessage.Answered answered)
    {
        if (!visits.TryGetValue(call, out var visit) || visit.Agent is not null)
        {
            return;
        }

        if (visit.Offer is { } offer)
        {
            TellCallbacks(visit, offer, offer.Ringing.Remove(answered.Agent));
            visit = Cancelled(visit, offer, offer.Ringing.Remove(answered.Agent), OfferEnd.Cancelled);
            visit = visit.Offer is { } own ? Cancelled(visit, own, own.Ringing, OfferEnd.Answered) : visit;
        }

        Open(visit.Queue);
        TakeOut(answered.Agent);
        var agent = agents.GetValueOrDefault(answered.Agent) ?? new AgentFloor(answered.Agent, [], []);
        agents = agents.SetItem(answered.Agent, agent with { Calls = agent.Calls.Add(call) });
        var queue = Open(visit.Queue).Queue;
        var members = queue.Members.TryGetValue(answered.Agent, out var member) && member.IsActive
            ? queue.Members.SetItem(answered.Agent, member with { Answered = member.Answered + 1, IdleSince = answered.At, Missed = 0 })
            : queue.Members;
        Set(queue with { Members = members, Waiting = queue.Waiting.Remove(visit.Place), Answered = visit.Wish is null ? queue.Answered.With(new AnsweredWait(answered.At, answered.At - visit.Place.Entered), at.At) : queue.Answered }); // QUE-225
        PutIn(answered.Agent);
        dirtyQueues.Add(visit.Queue); // another call is the first one now (QUE-142)
        Arrange(visit with { Agent = answered.Agent, AnsweredAt = answered.At, IsPickedUp = answered.IsPickup, Wish = visit.Wish is { } wish ? wish with { Call = from } : null });
        LookAgain(visits[call]);
        Handled(visits[call]);
    }

    // The call has not told what became of its offer: it is taken back, and the agents are free.
    private void Expired(string call, DateTimeOffset due)
    {
        if (visits.TryGetValue(call, out var visit) && visit.Offer is { } offer && offer.Until <= due)
        {
            TakenBack(visit, offer, offer.Ringing);
            Arrange(Cancelled(visit, offer, offer.Ringing, OfferEnd.Failed));
        }
    }

    // Agents may be offered a call again that they did not take.
    private void LetGo(string call)
    {
        if (visits.TryGetValue(call, out var visit))
        {
            visits = visits.SetItem(call, visit with { Held = visit.Held.RemoveRange(visit.Held.Where(one => one.Value <= at.At).Select(one => one.Key)) });
            dirtyQueues.Add(visit.Queue);
        }
    }

    // What rings at an agent for a queue is taken back; the call keeps its place (QUE-077).
    private void TakeBack(ExtensionNumber agent, ExtensionNumber queue)
    {
        foreach (var call in agents.TryGetValue(agent, out var found) ? found.Calls : [])
        {
            if (visits.TryGetValue(call, out var visit) && visit.Queue == queue && visit is { Offer: { } offer, Wish: null or { Call: null } } && offer.Ringing.Contains(agent) && offer.Pickup?.User != agent)
            {
                TakenBack(visit, offer, [agent]);
                Arrange(Cancelled(visit, offer, [agent], OfferEnd.Cancelled));
            }
        }
    }

    private void Miss(ExtensionNumber number, ExtensionNumber agent, OfferEnd why)
    {
        var queue = Open(number).Queue;
        if (why is OfferEnd.Missed or OfferEnd.Rejected && queue.Members.TryGetValue(agent, out var member))
        {
            Set(queue with { Members = queue.Members.SetItem(agent, member with { Missed = member.Missed + 1 }) });
        }
    }

    private void LogOutWhoMisses(ExtensionNumber number, ExtensionNumber agent)
    {
        var (queue, config) = Open(number);
        if (config.LogOffAfter is { } most && queue.Members.TryGetValue(agent, out var member) && member.IsActive && member.Missed >= most && !plan.IsForward(agent))
        {
            LogOut(new FloorEvent.LogsOut(number, agent, LoginSource.AutoLogout));
        }
    }

    // Agents ring no more for a call; when none does any more, the offer is over.
    private Visit Cancelled(Visit visit, Offer offer, ImmutableArray<ExtensionNumber> whom, OfferEnd why)
    {
        var (over, held) = (visit.Over, visit.Held);
        var again = at.At + (why is OfferEnd.Missed or OfferEnd.Rejected && Open(visit.Queue).Config.IsPersonal ? SameUserAfter : SameAgentAfter);
        foreach (var agent in whom)
        {
            TakeOut(agent);
            agents = agents.SetItem(agent, agents[agent] with { Calls = agents[agent].Calls.Remove(visit.Call) });
            PutIn(agent);
            over = offer.Pickup is { WasRung: false } pickup && pickup.User == agent ? over // an offer is what rings
                : (over.Count < MostOffersKept ? over : ValueList.From(over.Skip(1))).Add(new StayOffer(agent, offer.Began, at.At, why));
            held = why == OfferEnd.Answered ? held : held.SetItem(agent, again);
        }

        if (offer.Pickup is { } picked && whom.Contains(picked.User))
        {
            PickupOver(picked, why == OfferEnd.Answered ? PickupEnd.Done : PickupEnd.Failed);
            offer = offer with { Pickup = null };
        }

        var left = offer.Ringing.RemoveRange(whom);
        if (left.Length == 0)
        {
            if (Open(visit.Queue).Config.Strategy == Strategy.RingAll)
            {
                held = held.SetItems(visit.Tried.Select(agent => KeyValuePair.Create(agent, at.At + SameAgentAfter))); // QUE-141
            }

            timers = timers.Remove(new FloorTimer(offer.Until, FloorTimerKind.Offer, visit.Call));
            timers = why == OfferEnd.Answered ? timers : timers.Add(new FloorTimer(again, FloorTimerKind.Held, visit.Call));
        }

        return visit with { Over = over, Held = held, Offer = left.Length == 0 ? null : offer with { Ringing = left } };
    }

    // Until nothing more can be offered: first what agents may do who have become free, then the queues in which a call has become offerable.
    private void Distribute()
    {
        while (dirtyAgents.Count > 0 || dirtyQueues.Count > 0)
        {
            if (dirtyAgents.Count > 0)
            {
                var agent = dirtyAgents[0];
                dirtyAgents.RemoveAt(0);
                DistributeTo(agent);
                continue;
            }

            var number = dirtyQueues.Min;
            dirtyQueues.Remove(number);
            while (TryOffer(number))
            {
            }
        }
    }

    // Of all queues that could use the agent, the one with the highest weight, then the one whose first call has waited longest (QUE-182); the strategy of that queue may prefer somebody else (QUE-185).
    private void DistributeTo(ExtensionNumber number)
    {
        if (!agents.TryGetValue(number, out var agent))
        {
            return;
        }

        var wanting = agent.Queues
            .Select(Open)
            .Where(one => one.Queue.Offerable.Count > 0 || one.Config.Strategy == Strategy.RingAll)
            .OrderByDescending(one => one.Config.WeightFor(one.Queue.Members.GetValueOrDefault(number)?.Options))
            .ThenBy(one => one.Queue.Offerable.Count > 0 ? one.Queue.Offerable.Min.Entered : DateTimeOffset.MaxValue)
            .Select(one => one.Queue.Number)
            .ToList();
        foreach (var queue in wanting)
        {
            while (IsThere(number, queue) && TryOffer(queue))
            {
            }
        }

        bool IsThere(ExtensionNumber who, ExtensionNumber where)
        {
            var (queue, config) = Open(where);
            return queue.Members.TryGetValue(who, out var member) && RingOrder.Of(config).Place(member) is var place && (queue.Free.Contains(place) || queue.Engaged.Contains(place));
        }
    }

    // Offers the first call of a queue that somebody can be found for; false: there is none.
    private bool TryOffer(ExtensionNumber number)
    {
        if (Find(number) is not var (queue, config) || (queue.Free.Count == 0 && queue.Engaged.Count == 0))
        {
            return false;
        }

        if (config.Strategy == Strategy.RingAll && queue.OnOffer.Select(place => visits[place.Call]).FirstOrDefault(visit => visit is { Offer: not null, Wish: null }) is { } ringing)
        {
            return ringing.Offer?.Pickup is null && AddTo(ringing, queue, config);
        }

        foreach (var place in queue.Offerable)
        {
            var visit = visits[place.Call];
            if (visit.Wish is not null && plan.ClosedUntil(number, at.At) is not null)
            {
                Arrange(visit); // the queue has closed meanwhile
                return true;
            }

            var (chosen, next) = Choose(visit, queue, config);
            if (chosen.Count > 0)
            {
                Begin(next, queue, config, chosen);
                return true;
            }

            if (config.Strategy == Strategy.RingAll)
            {
                return false; // QUE-039
            }
        }

        return false;
    }

    // Whoever has become free meanwhile rings too (QUE-140).
    private bool AddTo(Visit visit, QueueFloor queue, QueueConfig config)
    {
        var more = queue.Free.Where(one => !visit.Tried.Contains(one.Agent) && !IsHeld(visit, one.Agent)).ToList();
        if (visit.Offer is not { } offer || more.Count == 0)
        {
            return false;
        }

        Ring(visit, offer, queue, config, more);
        return true;
    }

    // The agents for a call: of those who are free and were not tried in this cycle the first by the strategy, or the first few; when all were tried, a new cycle begins (QUE-115 to QUE-120).
    private (List<Candidate> Chosen, Visit Visit) Choose(Visit visit, QueueFloor queue, QueueConfig config)
    {
        var most = visit.Wish is not null ? 1 // two who have answered would both ring the caller
            : config.Strategy == Strategy.RingAll ? int.MaxValue
            : config.InParallel;
        var held = visit.Held.Where(one => one.Value > at.At).Select(one => one.Key).ToHashSet();
        foreach (var pool in (ReadOnlySpan<ImmutableSortedSet<Candidate>>)[queue.Free, config.OffersSecondCall ? queue.Engaged : []]) // a free agent comes before one who has a call (QUE-188)
        {
            foreach (var tried in (ReadOnlySpan<ImmutableHashSet<ExtensionNumber>>)[visit.Tried, []])
            {
                var chosen = Choose(pool, [.. tried, .. held], most, queue, config);
                if (chosen.Count > 0)
                {
                    return (chosen, visit with { Tried = tried });
                }
            }
        }

        return ([], visit);
    }

    private List<Candidate> Choose(ImmutableSortedSet<Candidate> from, HashSet<ExtensionNumber> passedOver, int most, QueueFloor queue, QueueConfig config)
    {
        var (order, chosen) = (RingOrder.Of(config), new List<Candidate>());
        while (chosen.Count < most && order.Next(new Pool(from, passedOver, Place), queue, ref draws) is { } next)
        {
            chosen.Add(next);
            passedOver.Add(next.Agent);
        }

        return chosen;

        Candidate? Place(ExtensionNumber agent) => queue.Members.TryGetValue(agent, out var member) ? order.Place(member) : null;
    }

    private bool IsHeld(Visit visit, ExtensionNumber agent) => visit.Held.TryGetValue(agent, out var until) && until > at.At;

    private void Begin(Visit visit, QueueFloor queue, QueueConfig config, List<Candidate> chosen)
    {
        Set(queue with { Offerable = queue.Offerable.Remove(visit.Place), OnOffer = queue.OnOffer.Add(visit.Place), PointerRank = chosen[^1].Rank });
        Ring(visit, new Offer(++offers, at.At, at.At, []), queue, config, chosen);
    }

    private void Ring(Visit visit, Offer offer, QueueFloor queue, QueueConfig config, List<Candidate> chosen)
    {
        var rung = chosen.ConvertAll(one => new OfferedAgent(one.Agent, config.RingsFor(queue.Members[one.Agent].Options), IsSecond: agents[one.Agent].Calls.Length > 0));
        timers = timers.Remove(new FloorTimer(offer.Until, FloorTimerKind.Offer, visit.Call));
        var until = at.At + rung.Max(one => one.RingFor) + OfferGrace;
        offer = offer with { Until = until > offer.Until ? until : offer.Until, Ringing = offer.Ringing.AddRange(chosen.Select(one => one.Agent)) };
        timers = timers.Add(new FloorTimer(offer.Until, FloorTimerKind.Offer, visit.Call));
        foreach (var one in chosen)
        {
            TakeOut(one.Agent);
            agents = agents.SetItem(one.Agent, agents[one.Agent] with { Calls = agents[one.Agent].Calls.Add(visit.Call) });
            PutIn(one.Agent);
        }

        visits = visits.SetItem(visit.Call, visit with { Offer = offer, Tried = visit.Tried.Union(chosen.Select(one => one.Agent)) });
        if (visit.Wish is { } wish)
        {
            commands.AddRange(rung.Select(one => CallBack(visit, wish, offer, one)));
        }
        else
        {
            Tell(visit.Call, new CallEvent.AgentsOffered(offer.Number, ValueList.From(rung)));
        }
    }
}
