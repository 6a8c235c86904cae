using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Queues;

namespace Pbx.Simulation.Floors;

/// <summary>Watches a floor with lists alone, and complains of whatever the rules forbid: it knows what the floor has heard, and sees what the floor decides.</summary>
internal sealed class FloorOracle(FloorDay day)
{
    private readonly Dictionary<string, Watched> calls = new(StringComparer.Ordinal);
    private readonly Dictionary<(ExtensionNumber Queue, ExtensionNumber Agent), bool> loggedIn = [];
    private readonly Dictionary<ExtensionNumber, (ExtensionNumber After, DateTimeOffset Until)> rests = [];
    private readonly Dictionary<(ExtensionNumber Queue, ExtensionNumber Agent), DateTimeOffset> restsHere = [];
    private readonly Dictionary<(ExtensionNumber Queue, ExtensionNumber Agent), DateTimeOffset> freeSince = [];
    private readonly List<(string Call, CallEvent.AgentsOffered Offer)> offered = [];
    private readonly Dictionary<ExtensionNumber, Presence> presences = [];
    private int entries;

    public void Hears(FloorEvent evt)
    {
        switch (evt)
        {
            case FloorEvent.PresenceChanged changed:
                presences[changed.Agent] = changed.Presence;
                break;
            case FloorEvent.CommandsDone done:
                foreach (var call in done.Gone)
                {
                    Gone(call);
                }

                break;
            case FloorEvent.CallSaid { Message: FloorMessage.Enters enters } said:
                calls[said.Call] = new Watched(said.Call, enters.Queue, ++entries) { Entered = enters.At, Listens = enters.Introduction };
                break;
            case FloorEvent.CallSaid said when calls.TryGetValue(said.For ?? said.Call, out var call):
                Hears(call, said.Message);
                break;
        }
    }

    /// <summary>An agent is rung for a wish to be called back, with others perhaps.</summary>
    public void Sees(CallEvent.CallbackDue due)
    {
        var at = offered.FindIndex(one => one.Call == due.Wish && one.Offer.Offer == due.Offer);
        if (at < 0)
        {
            offered.Add((due.Wish, new CallEvent.AgentsOffered(due.Offer, [due.Agent])));
        }
        else
        {
            offered[at] = (due.Wish, new CallEvent.AgentsOffered(due.Offer, offered[at].Offer.Agents.Add(due.Agent)));
        }
    }

    /// <summary>A wish that came to nothing is over when the floor says so.</summary>
    public void Sees(QueueStay stay)
    {
        if (calls.TryGetValue(stay.Call, out var call) && call.IsWish && call.Talks is null)
        {
            if (stay.Outcome is StayEnd.CallbackExpired && call.IsDialled)
            {
                day.Complain($"The wish of {stay.Call} expires while an agent is at it.");
            }

            calls.Remove(stay.Call);
        }
    }

    public void Sees(LoginChange login) => loggedIn[(login.Queue, login.Agent)] = login.IsIn;

    public void Sees(string id, CallEvent evt)
    {
        if (!calls.TryGetValue(day.WishOf(id) ?? id, out var call))
        {
            return; // a wish that is over: the call that was made for it is told
        }

        switch (evt)
        {
            case CallEvent.QueueAdmits { IsFree: true }:
                call.Listens = false;
                break;
            case CallEvent.QueueRefuses:
                calls.Remove(id);
                break;
            case CallEvent.AgentsOffered offer:
                offered.Add((id, offer));
                break;
            case CallEvent.AgentsTakenBack back:
                foreach (var agent in back.Agents)
                {
                    call.Stops(agent, day.Now);
                }

                break;
        }
    }

    /// <summary>After a step: its offers in their order, and then whether anything more could have been offered.</summary>
    public void Looks()
    {
        foreach (var (id, offer) in offered.OrderBy(one => one.Offer.Offer))
        {
            Judge(calls[id], offer);
        }

        offered.Clear();
        foreach (var queue in day.QueueNumbers)
        {
            var free = Free(queue).ToHashSet();
            foreach (var agent in Config(queue).Members.Select(member => member.Agent))
            {
                _ = free.Contains(agent) ? freeSince.TryAdd((queue, agent), day.Now) : freeSince.Remove((queue, agent));
            }

            var isRingAll = Config(queue).Strategy == Strategy.RingAll;
            foreach (var call in Offerable(queue))
            {
                if (isRingAll && calls.Values.Any(other => other.Queue == queue && other.Rings.Count > 0 && !other.IsWish))
                {
                    break;
                }

                if (free.FirstOrDefault(agent => !call.Tried.ContainsKey(agent)) is { Value.Length: > 0 } idle)
                {
                    day.Complain($"{call.Id} waits in {queue}, and {idle} is free.");
                }

                if (isRingAll)
                {
                    break;
                }
            }
        }
    }

    private void Hears(Watched call, FloorMessage message)
    {
        switch (message)
        {
            case FloorMessage.Listens listens:
                call.Listens = listens.IsListening;
                break;
            case FloorMessage.OfferFailed failed when call.Offer == failed.Offer:
                call.Stops(failed.Agent, day.Now);
                break;
            case FloorMessage.WantsCallback:
                foreach (var agent in call.Rings.ToList())
                {
                    call.Stops(agent, day.Now);
                }

                call.IsWish = true;
                call.Listens = false;
                call.StartsAgain();
                break;
            case FloorMessage.Dials dials when call.Offer == dials.Offer && call.Rings.Contains(dials.Agent):
                foreach (var agent in call.Rings.Where(agent => agent != dials.Agent).ToList())
                {
                    call.Stops(agent, day.Now);
                }

                call.IsDialled = true;
                break;
            case FloorMessage.CallerMissed missed when call.Offer == missed.Offer && call.Rings.Contains(missed.Agent):
                Missed(call, missed.At);
                break;
            case FloorMessage.Answered answered:
                foreach (var agent in call.Rings.ToList())
                {
                    call.Stops(agent, day.Now);
                }

                call.Talks = answered.Agent;
                call.Answered = answered.At;
                break;
            case FloorMessage.Leaves leaves:
                Over(call.Id, leaves.At);
                break;
            case FloorMessage.Hangs hangs:
                Over(call.Id, hangs.At);
                break;
        }
    }

    private void Gone(string id)
    {
        if (day.WishOf(id) is not { } wish)
        {
            Over(id, day.Now);
        }
        else if (calls.TryGetValue(wish, out var call) && call.Talks is null)
        {
            Missed(call, day.Now);
        }
        else
        {
            Over(wish, day.Now);
        }
    }

    // to the end of the queue, and not again within a minute
    private void Missed(Watched call, DateTimeOffset at)
    {
        foreach (var agent in call.Rings.ToList())
        {
            call.Stops(agent, day.Now);
        }

        (call.Entered, call.RestsUntil, call.Missed, call.IsDialled) = (at, day.Now + TimeSpan.FromSeconds(60), call.Missed + 1, false);
        call.StartsAgain();
        if (call.Missed > Config(call.Queue).Callback?.Attempts)
        {
            day.Complain($"{call.Id} is called back once more than it should.");
        }
    }

    private void Over(string id, DateTimeOffset at)
    {
        if (!calls.Remove(id, out var call) || call.Talks is not { } agent)
        {
            return;
        }

        var config = Config(call.Queue);
        var rest = config.Members.FirstOrDefault(member => member.Agent == agent)?.CoolDown ?? config.CoolDown ?? TimeSpan.Zero;
        if (config.CoolDownHere == true)
        {
            restsHere[(call.Queue, agent)] = at + rest;
        }
        else
        {
            rests[agent] = (call.Queue, at + rest);
        }
    }

    private void Judge(Watched call, CallEvent.AgentsOffered offer)
    {
        foreach (var agent in offer.Agents.Select(one => one.Agent))
        {
            if (!Free(call.Queue).Contains(agent))
            {
                day.Complain($"{agent} is offered {call.Id}, and is not free.");
            }

            var joins = Config(call.Queue).Strategy == Strategy.RingAll && call.Rings.Count > 0; // whoever becomes free rings too for the one that rings (QUE-140)
            foreach (var earlier in joins ? [] : Offerable(call.Queue).TakeWhile(other => (other.Entered, other.Entry).CompareTo((call.Entered, call.Entry)) < 0))
            {
                if (!earlier.Tried.ContainsKey(agent))
                {
                    day.Complain($"{agent} is offered {call.Id}, and {earlier.Id} was there before.");
                }
            }

            foreach (var queue in day.QueueNumbers.Where(queue => queue != call.Queue && Weight(queue, agent) > Weight(call.Queue, agent) && Config(queue).Strategy != Strategy.RingAll && Free(queue).Contains(agent)))
            {
                if (Offerable(queue).FirstOrDefault(other => !other.Tried.ContainsKey(agent)) is { } heavier)
                {
                    day.Complain($"{agent} is offered {call.Id} of {call.Queue}, and {heavier.Id} of {queue} has more weight.");
                }
            }

            if (Config(call.Queue).Strategy != Strategy.RingAll && call.Offered.TryGetValue(agent, out var before)
                && Free(call.Queue).FirstOrDefault(other => !call.Tried.ContainsKey(other) && freeSince.TryGetValue((call.Queue, other), out var since) && since <= before && !offer.Agents.Any(one => one.Agent == other)) is { Value.Length: > 0 } untried)
            {
                day.Complain($"{agent} is offered {call.Id} again, and {untried} was free all the time and never was.");
            }

            if (call.Tried.TryGetValue(agent, out var last) && day.Now < last + TimeSpan.FromSeconds(5))
            {
                day.Complain($"{agent} is offered {call.Id} again within five seconds.");
            }
        }

        foreach (var agent in offer.Agents.Select(one => one.Agent))
        {
            call.Offer = offer.Offer;
            call.Rings.Add(agent);
            call.Tried[agent] = DateTimeOffset.MinValue;
            call.Offered[agent] = day.Now;
        }
    }

    private IEnumerable<Watched> Offerable(ExtensionNumber queue) =>
        calls.Values.Where(call => call.Queue == queue && !call.Listens && call.Rings.Count == 0 && call.Talks is null && call.RestsUntil <= day.Now).OrderBy(call => call.Entered).ThenBy(call => call.Entry);

    private IEnumerable<ExtensionNumber> Free(ExtensionNumber queue) => Config(queue).Members.Select(member => member.Agent).Where(agent =>
        loggedIn.GetValueOrDefault((queue, agent)) && presences.GetValueOrDefault(agent) is var presence && (presence == Presence.Available || (presence == Presence.Busy && !Config(queue).PresenceMatters)) && !calls.Values.Any(call => call.Talks == agent || call.Rings.Contains(agent))
        && !(rests.TryGetValue(agent, out var rest) && rest.Until > day.Now && loggedIn.GetValueOrDefault((rest.After, agent))) && restsHere.GetValueOrDefault((queue, agent)) <= day.Now);

    private int Weight(ExtensionNumber queue, ExtensionNumber agent) => Config(queue).Members.FirstOrDefault(member => member.Agent == agent)?.Weight ?? Config(queue).Weight;

    private QueueConfig Config(ExtensionNumber queue) => day.Queue(queue)?.Config ?? throw new InvalidOperationException($"There is no queue {queue}.");

    private sealed record Watched(string Id, ExtensionNumber Queue, int Entry)
    {
        public required DateTimeOffset Entered { get; set; }

        /// <summary>Whether its caller is to be called back.</summary>
        public bool IsWish { get; set; }

        public bool IsDialled { get; set; }

        public int Missed { get; set; }

        public DateTimeOffset RestsUntil { get; set; }

        public bool Listens { get; set; }

        public int Offer { get; set; }

        public HashSet<ExtensionNumber> Rings { get; } = [];

        /// <summary>Who was rung for it, and when that began last.</summary>
        public Dictionary<ExtensionNumber, DateTimeOffset> Offered { get; } = [];

        /// <summary>Who was rung for it, and when that was over last.</summary>
        public Dictionary<ExtensionNumber, DateTimeOffset> Tried { get; } = [];

        public ExtensionNumber? Talks { get; set; }

        public DateTimeOffset Answered { get; set; }

        public void StartsAgain()
        {
            Tried.Clear();
            Offered.Clear();
        }

        public void Stops(ExtensionNumber agent, DateTimeOffset at)
        {
            if (Rings.Remove(agent))
            {
                Tried[agent] = at;
            }
        }
    }
}
