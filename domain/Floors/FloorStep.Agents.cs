using System.Collections.Immutable;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors.Strategies;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;

namespace Pbx.Domain.Floors;

/// <summary>The agents of a floor: who is logged in, who is free, who rests.</summary>
internal sealed partial class FloorStep
{
    private readonly HashSet<ExtensionNumber> personal = []; // those that were touched

    /// <summary>An agent logs in; somebody who is no member is added at the lowest rank (QUE-073).</summary>
    public void LogIn(FloorEvent.LogsIn login)
    {
        if (Find(login.Queue) is not var (queue, config) || config.IsPersonal)
        {
            return;
        }

        var found = queue.Members.TryGetValue(login.Agent, out var known);
        if (found && known is { IsActive: true })
        {
            return;
        }

        Join(login.Agent, login.Queue);
        TakeOut(login.Agent);
        queue = Open(login.Queue).Queue;
        var member = known is null
            ? new Membership(login.Agent, queue.Members.Count, IsActive: true, IsSelfAdded: true, at.At, at.At, Level: LevelOf(login.Agent, config))
            : known with { IsActive = true, Since = at.At, IdleSince = at.At, Answered = 0, TalkTime = TimeSpan.Zero, Missed = 0 };
        Set(queue with { Members = queue.Members.SetItem(login.Agent, member), Active = queue.Active + 1 });
        GoOnResting(login.Agent, login.Queue);
        PutIn(login.Agent);
        commands.Add(new FloorCommand.FileLogin(new LoginChange(login.Queue, login.Agent, at.At, IsIn: true, login.Source, login.By)));
    }

    /// <summary>An agent logs out: the rank stays (QUE-070), a conversation goes on, and what rings is taken back (QUE-077).</summary>
    public void LogOut(FloorEvent.LogsOut logout)
    {
        if (Find(logout.Queue) is not var (queue, config) || config.IsPersonal || !queue.Members.TryGetValue(logout.Agent, out var member) || !member.IsActive)
        {
            return;
        }

        TakeOut(logout.Agent);
        StopResting(logout.Agent, logout.Queue);
        queue = Open(logout.Queue).Queue;
        member = queue.Members[logout.Agent];
        Set(queue with { Members = queue.Members.SetItem(logout.Agent, member with { IsActive = false, Answered = 0, TalkTime = TimeSpan.Zero, Missed = 0 }), Active = queue.Active - 1 });
        PutIn(logout.Agent);
        TakeBack(logout.Agent, logout.Queue);
        commands.Add(new FloorCommand.FileLogin(new LoginChange(logout.Queue, logout.Agent, at.At, IsIn: false, logout.Source, logout.By)));
        SendAwayWithoutAgents(logout.Queue, config);
    }

    /// <summary>A user who calls logs in or out, and is told what came of it in each queue (QUE-086 to QUE-089).</summary>
    public void Log(string call, FloorMessage.Logs wish)
    {
        IEnumerable<ExtensionNumber> wanted = wish.Queue is { } one ? [one] : ListedIn(wish.Agent);
        Tell(call, new Calls.CallEvent.QueuesLogged(wish.Of, ValueList.From(wanted.Select(queue => Log(queue, wish)))));
    }

    private List<ExtensionNumber> ListedIn(ExtensionNumber number) =>
        [.. (agents.GetValueOrDefault(number)?.Queues ?? []).Where(queue => Find(queue) is var (found, _) && found.Members.ContainsKey(number)).Union(plan.QueuesOf(number)).Where(queue => plan.Queue(queue)?.Config.IsPersonal is not true).OrderBy(queue => queue.Value, StringComparer.Ordinal)];

    private QueueLogged Log(ExtensionNumber number, FloorMessage.Logs wish)
    {
        if (Find(number) is not var (queue, config) || config.IsPersonal)
        {
            return new QueueLogged(number, LoginAnswer.NoQueue);
        }

        var refusal = plan.Refuses(number, wish.Agent, wish.IsIn, wish.ByFeatureCode);
        var isActive = queue.Members.TryGetValue(wish.Agent, out var member) && member.IsActive;
        if (isActive == wish.IsIn && refusal is null or LoginRefusal.Closed) // who was logged in when the queue was closed still is (QUE-084)
        {
            return new QueueLogged(number, LoginAnswer.Already);
        }

        if (refusal is not null)
        {
            return new QueueLogged(number, LoginAnswer.Refused, refusal);
        }

        if (wish.IsIn)
        {
            LogIn(new FloorEvent.LogsIn(number, wish.Agent, LoginSource.Code));
        }
        else
        {
            LogOut(new FloorEvent.LogsOut(number, wish.Agent, LoginSource.Code));
        }

        return new QueueLogged(number, LoginAnswer.Done);
    }

    /// <summary>An agent need not rest any longer (QUE-175).</summary>
    public void EndCoolDown(ExtensionNumber number)
    {
        foreach (var timer in timers.Where(timer => timer.Kind == FloorTimerKind.Rest && timer.Of == number.Value))
        {
            timers = timers.Remove(timer);
        }

        Rest(number, _ => true);
    }

    /// <summary>An agent is available, or is not any more. What rings goes on ringing (QUE-196).</summary>
    public void PresenceChanged(ExtensionNumber number, Presence presence)
    {
        var agent = agents.GetValueOrDefault(number) ?? new AgentFloor(number, [], []);
        if (agent.Presence == presence)
        {
            return;
        }

        TakeOut(number);
        agents = agents.SetItem(number, agent with { Presence = presence });
        PutIn(number);
        foreach (var queue in agent.Queues)
        {
            SendAwayWithoutAgents(queue, Open(queue).Config);
        }
    }

    /// <summary>The configuration has changed: members come and go, and waiting calls are looked at again (QUE-041).</summary>
    public void Saved()
    {
        foreach (var number in queues.Keys.ToList())
        {
            if (Find(number) is var (_, config))
            {
                dirtyQueues.Add(number);
                SendAwayWithoutAgents(number, config);
            }
        }
    }

    private void Rested(ExtensionNumber number) => Rest(number, until => until <= at.At);

    // Forgets what is over of an agent's cool-downs.
    private void Rest(ExtensionNumber number, Func<DateTimeOffset, bool> isOver)
    {
        if (!agents.TryGetValue(number, out var agent))
        {
            return;
        }

        TakeOut(number);
        if (agent.RestUntil is { } until && isOver(until))
        {
            File(agent.RestAfter, number, agent.RestBegan, until);
            agents = agents.SetItem(number, agents[number] with { RestUntil = null, RestAfter = null, RestBegan = null });
        }

        foreach (var one in agent.Queues)
        {
            var queue = Open(one).Queue;
            if (queue.Members.TryGetValue(number, out var member) && member.RestUntil is { } rest && isOver(rest))
            {
                File(one, number, member.RestBegan, rest);
                Set(queue with { Members = queue.Members.SetItem(number, member with { RestUntil = null, RestBegan = null }) });
            }
        }

        PutIn(number);
    }

    // Whoever logs out of the queue whose call was the last rests no longer (QUE-176).
    private void StopResting(ExtensionNumber number, ExtensionNumber queue)
    {
        if (agents[number] is { RestUntil: { } until, RestBegan: { } began } agent && agent.RestAfter == queue)
        {
            File(queue, number, began, until);
            agents = agents.SetItem(number, agent with { RestBegan = null });
        }

        var found = Open(queue).Queue;
        if (found.Members.TryGetValue(number, out var member) && member is { RestUntil: { } end, RestBegan: { } start })
        {
            File(queue, number, start, end);
            Set(found with { Members = found.Members.SetItem(number, member with { RestBegan = null }) });
        }
    }

    // Whoever logs in again before it would have been over rests on (QUE-176).
    private void GoOnResting(ExtensionNumber number, ExtensionNumber queue)
    {
        if (agents[number] is { RestBegan: null } agent && agent.RestUntil > at.At && agent.RestAfter == queue)
        {
            agents = agents.SetItem(number, agent with { RestBegan = at.At });
        }

        var found = Open(queue).Queue;
        if (found.Members.TryGetValue(number, out var member) && member.RestBegan is null && member.RestUntil > at.At)
        {
            Set(found with { Members = found.Members.SetItem(number, member with { RestBegan = at.At }) });
        }
    }

    // A cool-down is over, when it was to be or before, and counts for the queue whose call it followed (QUE-480).
    private void File(ExtensionNumber? queue, ExtensionNumber agent, DateTimeOffset? began, DateTimeOffset until)
    {
        var ended = until < at.At ? until : at.At;
        if (queue is { } after && began < ended)
        {
            commands.Add(new FloorCommand.FileRest(new AgentRest(after, agent, began.Value, ended)));
        }
    }

    // A conversation has ended: its time counts, and the agent rests when it was the last one (QUE-174).
    private void Talked(Visit visit, ExtensionNumber number, DateTimeOffset answered, DateTimeOffset when)
    {
        var config = Open(visit.Queue).Config;
        if (!agents.TryGetValue(number, out var agent))
        {
            return;
        }

        TakeOut(number);
        agent = agent with { Calls = agent.Calls.Remove(visit.Call) };
        var queue = Open(visit.Queue).Queue;
        if (queue.Members.TryGetValue(number, out var member))
        {
            var rest = config.RestsFor(member.Options);
            member = member with { TalkTime = member.IsActive ? member.TalkTime + (when - answered) : member.TalkTime };
            var until = when + rest;
            if (rest > TimeSpan.Zero && agent.Calls.Length == 0 && until > at.At && (member.IsActive || !visit.IsPickedUp)) // QUE-353
            {
                timers = timers.Add(new FloorTimer(until, FloorTimerKind.Rest, number.Value));
                DateTimeOffset? began = member.IsActive ? when : null;
                if (config.RestsHereOnly)
                {
                    File(visit.Queue, number, member.RestBegan, member.RestUntil ?? when);
                    member = member with { RestUntil = until, RestBegan = began };
                }
                else
                {
                    File(agent.RestAfter, number, agent.RestBegan, agent.RestUntil ?? when);
                    agent = agent with { RestUntil = until, RestAfter = visit.Queue, RestBegan = began };
                }
            }

            Set(queue with { Members = queue.Members.SetItem(number, member) });
        }

        agents = agents.SetItem(number, agent);
        PutIn(number);
    }

    // Whether somebody is there to take calls (QUE-271, QUE-272); who is busy or rests is.
    private bool HasAgent(QueueFloor queue, QueueConfig config) =>
        queue.Active > 0 && (!config.PresenceMatters || queue.Members.Values.Any(member => member.IsActive && IsPresent(member.Agent, config)));

    // Presence does not count for an external number (QUE-052).
    private bool IsPresent(ExtensionNumber number, QueueConfig config) => agents.GetValueOrDefault(number) is not { } agent || agent.IsPresent(config) || plan.IsForward(number);

    // The last agent has gone: who waits is sent on, the first first (QUE-273).
    private void SendAwayWithoutAgents(ExtensionNumber number, QueueConfig config)
    {
        var queue = Open(number).Queue;
        if (config.NoAgent.Count == 0 || queue.Waiting.Count == 0 || HasAgent(queue, config))
        {
            return;
        }

        foreach (var place in queue.Waiting)
        {
            if (visits.TryGetValue(place.Call, out var visit) && visit is { IsSent: false, Wish: null }) // QUE-325
            {
                if (visit.Offer is { } offer)
                {
                    visit = Cancelled(visit, offer, offer.Ringing, OfferEnd.Cancelled); // the call takes it back itself when it leaves
                }

                Arrange(visit with { IsSent = true });
                Tell(place.Call, new Calls.CallEvent.QueueSends(StayEnd.ForwardedNoAgent));
            }
        }
    }

    // An agent is taken out of the orders of all queues before something about the agent changes, and put in where the agent belongs after it.
    private void TakeOut(ExtensionNumber number)
    {
        if (!agents.TryGetValue(number, out var agent))
        {
            return;
        }

        foreach (var one in agent.Queues)
        {
            var (queue, config) = Open(one);
            if (queue.Members.TryGetValue(number, out var member))
            {
                var place = RingOrder.Of(config).Place(member);
                Set(queue with { Free = queue.Free.Remove(place), Engaged = queue.Engaged.Remove(place) });
            }
        }
    }

    private void PutIn(ExtensionNumber number)
    {
        if (!agents.TryGetValue(number, out var agent))
        {
            return;
        }

        foreach (var one in agent.Queues)
        {
            var (queue, config) = Open(one);
            if (queue.Members.TryGetValue(number, out var member))
            {
                Set(PutIn(queue, config, agent, member));
            }
        }
    }

    private QueueFloor PutIn(QueueFloor queue, QueueConfig config, AgentFloor agent, Membership member)
    {
        if (!member.IsActive || (agent.RestsUntil > at.At && !config.IsPersonal) || member.RestUntil > at.At || agent.Calls.Length > 1 || !(agent.IsPresent(config) || plan.IsForward(member.Agent)))
        {
            return queue;
        }

        var place = RingOrder.Of(config).Place(member);
        if (agent.Calls.Length == 0)
        {
            dirtyAgents.Add(member.Agent);
            return queue with { Free = queue.Free.Add(place) };
        }

        if (!config.OffersSecondCall)
        {
            return queue;
        }

        dirtyAgents.Add(member.Agent);
        return queue with { Engaged = queue.Engaged.Add(place) };
    }

    private void Join(ExtensionNumber number, ExtensionNumber queue)
    {
        var agent = agents.GetValueOrDefault(number) ?? new AgentFloor(number, [], []);
        agents = agent.Queues.Contains(queue) ? agents.SetItem(number, agent) : agents.SetItem(number, agent with { Queues = agent.Queues.Add(queue) });
    }

    private void Set(QueueFloor queue) => queues = queues.SetItem(queue.Number, queue);

    /// <summary>A queue as it is configured now, known from its first call or login on; nothing: there is none.</summary>
    private (QueueFloor Queue, QueueConfig Config)? Find(ExtensionNumber number)
    {
        if (plan.Queue(number) is not var (config, section))
        {
            return null;
        }

        var queue = queues.GetValueOrDefault(number);
        if (queue is not { IsArranged: true } || queue.Section != section)
        {
            queue = Arranged(queue ?? Empty(number), config, section);
        }

        return (queue, config);
    }

    // One that calls are in is not forgotten, even when its extension is deleted.
    private (QueueFloor Queue, QueueConfig Config) Open(ExtensionNumber number) => Find(number) ?? (queues.GetValueOrDefault(number) ?? Empty(number), Deleted);

    private static QueueConfig Deleted { get; } = new();

    private static QueueFloor Empty(ExtensionNumber number) => new(number, "", ImmutableDictionary<ExtensionNumber, Membership>.Empty, [], [], [], [], [], AnsweredWaits.None);

    // The personal queue of a user is on the floor as long as somebody is in it.
    private void ForgetPersonal()
    {
        foreach (var number in personal.Where(number => queues.ContainsKey(number) && visits.Values.All(visit => visit.Queue != number)))
        {
            foreach (var member in queues[number].Members.Keys)
            {
                var agent = agents[member] with { Queues = agents[member].Queues.Remove(number) };
                agents = agent is { Queues.Length: 0, Calls.Length: 0, RestUntil: null } ? agents.Remove(member) : agents.SetItem(member, agent);
            }

            queues = queues.Remove(number);
        }
    }

    // Members as they are configured now, and their order; who logged in by himself stays.
    private QueueFloor Arranged(QueueFloor queue, QueueConfig config, string section)
    {
        _ = config.IsPersonal && personal.Add(queue.Number);
        var (members, pointer) = queue.Section == section ? (queue.Members, queue.PointerRank) : Members(queue, config);
        var before = queue.Members;
        var left = before.Keys.Where(agent => !members.ContainsKey(agent)).ToList();
        queue = queue with { Section = section, Members = members, PointerRank = pointer, Active = members.Values.Count(member => member.IsActive), Free = [], Engaged = [], IsArranged = true };
        Set(queue);
        foreach (var agent in members.Keys)
        {
            Join(agent, queue.Number);
        }

        foreach (var agent in left)
        {
            File(queue.Number, agent, before[agent].RestBegan, before[agent].RestUntil ?? at.At);
            TakeBack(agent, queue.Number);
            agents = agents.SetItem(agent, agents[agent] with { Queues = agents[agent].Queues.Remove(queue.Number) });
        }

        queue = queues[queue.Number];
        foreach (var member in members.Values)
        {
            queue = PutIn(queue, config, agents[member.Agent], member);
        }

        Set(queue);
        dirtyQueues.Add(queue.Number);
        return queue;
    }

    private (ImmutableDictionary<ExtensionNumber, Membership> Members, int Pointer) Members(QueueFloor queue, QueueConfig config)
    {
        var members = ImmutableDictionary.CreateBuilder<ExtensionNumber, Membership>();
        var levels = Levels(config);
        foreach (var options in config.Members)
        {
            var member = queue.Members.GetValueOrDefault(options.Agent) ?? new Membership(options.Agent, 0, IsActive: true, IsSelfAdded: false, at.At, at.At);
            members[options.Agent] = member with { Rank = members.Count, IsSelfAdded = false, Options = options };
        }

        foreach (var own in queue.Members.Values.Where(member => member.IsSelfAdded && !members.ContainsKey(member.Agent)).OrderBy(member => member.Rank))
        {
            members[own.Agent] = own with { Rank = members.Count };
        }

        foreach (var agent in members.Keys.ToList())
        {
            members[agent] = members[agent] with { Level = levels.GetValueOrDefault(agent, int.MaxValue) };
        }

        // the next rank takes over from somebody who has left (QUE-131)
        var pointer = queue.Members.Values.Where(member => member.Rank >= queue.PointerRank).OrderBy(member => member.Rank).FirstOrDefault(member => members.ContainsKey(member.Agent));
        return (members.ToImmutable(), pointer is null ? 0 : members[pointer.Agent].Rank);
    }

    private static Dictionary<ExtensionNumber, int> Levels(QueueConfig config)
    {
        var levels = new Dictionary<ExtensionNumber, int>();
        foreach (var skilled in config.Skilled)
        {
            levels.TryAdd(skilled.Agent, config.Ranking == Ranking.Skill ? -skilled.Skill : levels.Count);
        }

        return levels;
    }

    private static int LevelOf(ExtensionNumber agent, QueueConfig config) => Levels(config).GetValueOrDefault(agent, int.MaxValue);
}
