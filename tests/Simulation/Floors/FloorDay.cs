using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Simulation.World;

namespace Pbx.Simulation.Floors;

/// <summary>
/// A day on a floor: people call, wait, give up or want to be called back; agents come, take breaks, answer, miss and go; words between calls and the floor take their time, and some calls vanish without a word. Drawn from a seed.
/// </summary>
internal sealed class FloorDay : IFloorPlan
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> agenda = new();
    private readonly Dictionary<ExtensionNumber, (QueueConfig Config, string Section)> configured = [];
    private readonly Dictionary<string, Caller> callers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Callback> callbacks = new(StringComparer.Ordinal);
    private readonly Prng prng;
    private readonly FloorOracle? oracle;
    private long order;
    private int revision;
    private DateTimeOffset armed = DateTimeOffset.MaxValue;

    public FloorDay(ulong seed, int agents, int queues, int calls, bool isWatched)
    {
        prng = new Prng(seed);
        oracle = isWatched ? new FloorOracle(this) : null;
        Floor = Floor.Empty.Seeded(seed);
        Now = Midnight;
        var numbers = Enumerable.Range(2000, agents).Select(number => ExtensionNumber.Parse($"{number}")).ToList();
        for (var i = 0; i < queues; i++)
        {
            configured[ExtensionNumber.Parse($"{300 + i}")] = (Draw([.. numbers.Where(_ => prng.Chance(2.0 / queues))]), "1");
        }

        foreach (var agent in numbers)
        {
            Shift(agent);
        }

        for (var i = 0; i < calls; i++)
        {
            var caller = new Caller($"call-{i}", prng.Pick([.. configured.Keys]), PhoneAddress.Parse($"+316{i:00000000}"));
            callers[caller.Id] = caller;
            At(Midnight + TimeSpan.FromHours(8) + prng.Fraction() * TimeSpan.FromHours(10), () => Arrive(caller));
        }
    }

    public Floor Floor { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public int Steps { get; private set; }

    public List<QueueStay> Stays { get; } = [];

    public IReadOnlyCollection<ExtensionNumber> QueueNumbers => configured.Keys;

    public string? Complaint { get; private set; }

    public (QueueConfig Config, string Section)? Queue(ExtensionNumber queue) => configured.TryGetValue(queue, out var found) ? found : null;

    public string NameOf(ExtensionNumber agent) => agent.Value;

    public bool IsForward(ExtensionNumber agent) => false;

    public DateTimeOffset? ClosedUntil(ExtensionNumber asked, DateTimeOffset at) => null;

    public LoginRefusal? Refuses(ExtensionNumber queue, ExtensionNumber agent, bool isIn, bool byFeatureCode) => null;

    public IEnumerable<ExtensionNumber> QueuesOf(ExtensionNumber agent) => [];

    /// <summary>The call whose wish to be called back another call is made for; nothing: it is made for none.</summary>
    public string? WishOf(string call) => callbacks.GetValueOrDefault(call)?.Due.Wish;

    public void Complain(string what) => Complaint ??= $"[{Now:HH:mm:ss.fff}] {what}";

    /// <summary>Until nothing happens any more; answers how long that was.</summary>
    public TimeSpan Run()
    {
        while (Complaint is null && agenda.TryDequeue(out var what, out var when))
        {
            Now = when.At;
            what();
        }

        if (Complaint is null && Floor.HasCalls)
        {
            Complain("The day is over, and somebody is still on the floor.");
        }

        var missing = Complaint is null ? callers.Values.FirstOrDefault(caller => Stays.Count(stay => stay.Call == caller.Id) != 1) : null;
        if (missing is not null)
        {
            Complain($"{missing.Id} has {Stays.Count(stay => stay.Call == missing.Id)} records.");
        }

        return Now - Midnight;
    }

    private QueueConfig Draw(List<ExtensionNumber> members) => new(
        ValueList.From(members.Select(agent => new QueueMember(agent, Weight: prng.Chance(0.1) ? prng.Below(101) : null, CoolDown: prng.Chance(0.1) ? TimeSpan.FromSeconds(prng.Below(60)) : null))),
        (Strategy)prng.Below(8),
        Skilled: ValueList.From(members.Where(_ => prng.Chance(0.5)).Select(agent => new SkilledAgent(agent, 1 + prng.Below(10)))),
        Ranking: prng.Chance(0.5) ? Ranking.Skill : Ranking.Priority,
        LongestIdleAmongEqual: prng.Chance(0.5),
        InParallel: prng.Chance(0.7) ? 1 : 1 + prng.Below(4),
        RingFor: TimeSpan.FromSeconds(10 + prng.Below(20)),
        CoolDown: prng.Chance(0.5) ? TimeSpan.FromSeconds(prng.Below(45)) : null,
        CoolDownHere: prng.Chance(0.3) ? true : null,
        PresenceMatters: prng.Chance(0.3),
        LogOffAfter: prng.Chance(0.2) ? 3 + prng.Below(5) : null,
        Weight: prng.Chance(0.5) ? prng.Below(101) : 0,
        SkipsIntroduction: prng.Chance(0.5),
        CallLimit: 500,
        Callback: prng.Chance(0.5) ? new Domain.Queues.Callback(Attempts: 1 + prng.Below(3), ValidFor: TimeSpan.FromMinutes(5 + prng.Below(60))) : null);

    // Somebody works from the morning to the evening, with breaks.
    private void Shift(ExtensionNumber agent)
    {
        var mine = configured.Where(one => one.Value.Config.Members.Any(member => member.Agent == agent)).Select(one => one.Key).ToList();
        var (from, to) = (Midnight + TimeSpan.FromHours(8 + 2 * prng.Fraction()), Midnight + TimeSpan.FromHours(16 + 2 * prng.Fraction()));
        foreach (var queue in mine)
        {
            At(Midnight, () => Tell(new FloorEvent.LogsOut(queue, agent, LoginSource.Code)));
            At(from, () => Tell(new FloorEvent.LogsIn(queue, agent, LoginSource.Code)));
            At(to, () => Tell(new FloorEvent.LogsOut(queue, agent, LoginSource.Code)));
        }

        for (var i = prng.Below(4); i > 0; i--)
        {
            var (presence, at) = (prng.Chance(0.5) ? Presence.Busy : Presence.DoNotDisturb, from + prng.Fraction() * (to - from));
            At(at, () => Tell(new FloorEvent.PresenceChanged(agent, presence)));
            At(at + TimeSpan.FromMinutes(1 + prng.Below(30)), () => Tell(new FloorEvent.PresenceChanged(agent, Presence.Available)));
        }

        for (var i = prng.Below(4); i > 0; i--)
        {
            var at = from + prng.Fraction() * (to - from - TimeSpan.FromHours(1));
            foreach (var queue in mine)
            {
                At(at, () => Tell(new FloorEvent.LogsOut(queue, agent, LoginSource.Client)));
                At(at + TimeSpan.FromMinutes(5 + prng.Below(30)), () => Tell(new FloorEvent.LogsIn(queue, agent, LoginSource.Client)));
            }
        }
    }

    private void Arrive(Caller caller)
    {
        var introduction = prng.Chance(0.4);
        caller.Entered = Now;
        Say(caller, new FloorMessage.Enters(caller.Queue, Now, Now, caller.Number, null, introduction));
        After(TimeSpan.FromSeconds(20) + Exponential(300), () => GiveUp(caller));
        if (introduction)
        {
            After(TimeSpan.FromSeconds(12), () => Listen(caller, false));
        }

        if (prng.Chance(0.3))
        {
            After(TimeSpan.FromSeconds(60), () => Listen(caller, true));
            After(TimeSpan.FromSeconds(80), () => Listen(caller, false));
        }

        if (configured[caller.Queue].Config.Callback is not null && prng.Chance(0.3))
        {
            After(TimeSpan.FromSeconds(5 + prng.Below(60)), () => Wish(caller));
        }

        if (prng.Chance(0.01)) // whatever was to tell of it is lost
        {
            After(Exponential(120), () => (caller.HasVanished, caller.IsOver) = (true, true));
        }
    }

    private void Listen(Caller caller, bool listens)
    {
        if (!caller.IsOver && caller.Talks is null && caller.Rings.Count == 0 && listens != caller.Listens)
        {
            caller.Listens = listens;
            Say(caller, new FloorMessage.Listens(listens));
        }
    }

    private void Wish(Caller caller)
    {
        if (!caller.IsOver && caller is { Talks: null, Listens: false })
        {
            caller.IsOver = true;
            StopRinging(caller);
            Say(caller, new FloorMessage.WantsCallback(caller.Queue, Now, caller.Entered, caller.Entered, caller.Number, null, null));
        }
    }

    private void GiveUp(Caller caller)
    {
        if (!caller.IsOver && caller.Talks is null)
        {
            caller.IsOver = true;
            StopRinging(caller);
            Say(caller, new FloorMessage.Leaves(StayEnd.Abandoned, Now));
        }
    }

    // What the floor says has come to the call.
    private void Heard(Caller caller, CallEvent evt)
    {
        if (caller.IsOver || caller.Talks is not null)
        {
            return;
        }

        switch (evt)
        {
            case CallEvent.QueueAdmits { IsFree: false, HasEntered: true }:
                break;

            case CallEvent.AgentsOffered offered when caller.Listens: // it has begun to listen meanwhile
                foreach (var agent in offered.Agents)
                {
                    Say(caller, new FloorMessage.OfferFailed(offered.Offer, agent.Agent, OfferEnd.Cancelled));
                }

                break;

            case CallEvent.AgentsOffered offered:
                foreach (var agent in offered.Agents)
                {
                    Ring(caller, offered.Offer, agent);
                }

                break;

            case CallEvent.AgentsTakenBack back:
                caller.Rings.RemoveAll(ring => ring.Offer == back.Offer && back.Agents.Contains(ring.Agent));
                break;
        }
    }

    private void Ring(Caller caller, int offer, OfferedAgent agent)
    {
        if (IsBusy(agent.Agent, caller.Id))
        {
            Complain($"{agent.Agent} is rung for {caller.Id}, and has a call already.");
        }

        var ring = (offer, agent.Agent);
        caller.Rings.Add(ring);
        var (after, end) = prng.Below(20) switch
        {
            < 14 => (TimeSpan.FromSeconds(1 + prng.Below(9)), OfferEnd.Answered),
            < 16 => (agent.RingFor, OfferEnd.Missed),
            < 18 => (TimeSpan.FromSeconds(2), OfferEnd.Rejected),
            _ => (TimeSpan.FromMilliseconds(200), OfferEnd.Failed),
        };
        After(after, () =>
        {
            if (caller.IsOver || !caller.Rings.Remove(ring))
            {
                return;
            }

            if (end != OfferEnd.Answered)
            {
                Say(caller, new FloorMessage.OfferFailed(offer, agent.Agent, end));
                return;
            }

            (caller.Talks, caller.HasCrossed) = (agent.Agent, caller.TakenBack.Contains(ring));
            StopRinging(caller);
            Say(caller, new FloorMessage.Answered(offer, agent.Agent, Now));
            After(TimeSpan.FromSeconds(5) + Exponential(180), () =>
            {
                if (!caller.IsOver)
                {
                    caller.IsOver = true;
                    Say(caller, new FloorMessage.Hangs(Now));
                }
            });
        });
    }

    private bool IsBusy(ExtensionNumber agent, string except) =>
        callers.Values.Any(other => other.Id != except && !other.IsOver && ((other.Talks == agent && !other.HasCrossed) || other.Rings.Exists(ring => ring.Agent == agent && !other.TakenBack.Contains(ring))))
        || callbacks.Values.Any(other => other.Id != except && other is { IsOver: false, IsTakenBack: false } && other.Due.Agent.Agent == agent);

    // An agent is rung to call somebody back, and rings the caller once that is answered.
    private void Ring(Callback callback)
    {
        var (due, agent) = (callback.Due, callback.Due.Agent.Agent);
        if (IsBusy(agent, callback.Id))
        {
            Complain($"{agent} is rung to call {due.Wish} back, and has a call already.");
        }

        if (callbacks.Values.Any(other => other != callback && other is { IsOver: false, HasDialled: true } && other.Due.Wish == due.Wish))
        {
            Complain($"{due.Wish} is called back twice at once.");
        }

        if (prng.Chance(0.02)) // whatever was to tell of it is lost
        {
            After(Exponential(30), () => (callback.HasVanished, callback.IsOver) = (true, true));
        }

        var (after, end) = prng.Below(10) switch
        {
            < 7 => (TimeSpan.FromSeconds(1 + prng.Below(9)), OfferEnd.Answered),
            < 8 => (due.Agent.RingFor, OfferEnd.Missed),
            < 9 => (TimeSpan.FromSeconds(2), OfferEnd.Rejected),
            _ => (TimeSpan.FromMilliseconds(200), OfferEnd.Failed),
        };
        After(after, () =>
        {
            if (end == OfferEnd.Answered)
            {
                Dial(callback);
            }
            else
            {
                End(callback, new FloorMessage.OfferFailed(due.Offer, agent, end));
            }
        });
    }

    private void Dial(Callback callback)
    {
        if (callback.IsOver)
        {
            return;
        }

        callback.HasDialled = true;
        Say(callback, new FloorMessage.Dials(callback.Due.Offer, callback.Due.Agent.Agent, Now));
        After(TimeSpan.FromSeconds(2 + prng.Below(25)), () =>
        {
            if (callback.IsOver || prng.Chance(0.4))
            {
                End(callback, new FloorMessage.CallerMissed(callback.Due.Offer, callback.Due.Agent.Agent, Now));
                return;
            }

            callback.Talks = true;
            Say(callback, new FloorMessage.Answered(callback.Due.Offer, callback.Due.Agent.Agent, Now));
            After(TimeSpan.FromSeconds(5) + Exponential(180), () => End(callback, new FloorMessage.Hangs(Now)));
        });
    }

    private void End(Callback callback, FloorMessage last)
    {
        if (!callback.IsOver)
        {
            callback.IsOver = true;
            Say(callback, last);
        }
    }

    private void Heard(Callback callback, CallEvent evt)
    {
        if (evt is CallEvent.AgentsTakenBack && !callback.Talks)
        {
            var (offer, agent) = (callback.Due.Offer, callback.Due.Agent.Agent);
            End(callback, callback.HasDialled ? new FloorMessage.CallerMissed(offer, agent, Now) : new FloorMessage.OfferFailed(offer, agent, OfferEnd.Failed));
        }
    }

    private void Say(Callback callback, FloorMessage message)
    {
        callback.Said = Later(callback.Said);
        At(callback.Said, () => Tell(new FloorEvent.CallSaid(callback.Id, message, callback.Due.Wish)));
    }

    private static void StopRinging(Caller caller) => caller.Rings.Clear();

    // Words of one call come in their order, each after a while.
    private void Say(Caller caller, FloorMessage message)
    {
        caller.Said = Later(caller.Said);
        At(caller.Said, () => Tell(new FloorEvent.CallSaid(caller.Id, message)));
    }

    private DateTimeOffset Later(DateTimeOffset last)
    {
        var at = Now + TimeSpan.FromMilliseconds(20 + prng.Below(prng.Chance(0.02) ? 5000 : 200));
        return at > last ? at : last + TimeSpan.FromMilliseconds(1);
    }

    private void Tell(FloorEvent evt)
    {
        oracle?.Hears(evt);
        var decision = FloorMachine.Step(Floor, evt, this, new Moment(Now, ++revision));
        Floor = decision.Next;
        Steps++;
        foreach (var command in decision.Commands)
        {
            switch (command)
            {
                case FloorCommand.CallBack call:
                    oracle?.Sees(call.Due);
                    var begun = callbacks[call.Call] = new Callback(call.Call, call.Due) { Told = Later(Now) };
                    At(begun.Told, () => Ring(begun));
                    break;
                case FloorCommand.Tell tell when callbacks.TryGetValue(tell.Call, out var callback):
                    oracle?.Sees(tell.Call, tell.Event);
                    callback.IsTakenBack = true; // all that such a call is ever told
                    callback.Told = Later(callback.Told);
                    At(callback.Told, () => Heard(callback, tell.Event));
                    break;
                case FloorCommand.Tell tell when callers[tell.Call] is var caller:
                    oracle?.Sees(tell.Call, tell.Event);
                    caller.TakenBack.UnionWith(tell.Event is CallEvent.AgentsTakenBack back ? back.Agents.Select(agent => (back.Offer, agent)) : []);
                    caller.Told = Later(caller.Told);
                    At(caller.Told, () => Heard(caller, tell.Event));
                    break;
                case FloorCommand.FileStay file:
                    Stays.Add(file.Stay);
                    oracle?.Sees(file.Stay);
                    break;
                case FloorCommand.FileLogin file:
                    oracle?.Sees(file.Login);
                    break;
                case FloorCommand.LookAtCalls look when look.Calls.Where(call => callbacks.TryGetValue(call, out var made) ? made.HasVanished : callers[call].HasVanished).ToList() is { Count: > 0 } gone:
                    After(TimeSpan.FromMilliseconds(100), () => Tell(new FloorEvent.CommandsDone(ValueList.From(gone))));
                    break;
            }
        }

        oracle?.Looks();
        if (Floor.Due is { } due && due < armed)
        {
            Arm(due);
        }
    }

    private void Arm(DateTimeOffset due)
    {
        armed = due;
        At(due > Now ? due : Now, () =>
        {
            if (armed == due)
            {
                armed = DateTimeOffset.MaxValue;
                Tell(new FloorEvent.TimeReached());
                if (Floor.Due is { } next && next < armed)
                {
                    Arm(next);
                }
            }
        });
    }

    private TimeSpan Exponential(double mean) => TimeSpan.FromSeconds(-mean * Math.Log(1 - prng.Fraction()));

    private void After(TimeSpan time, Action what) => At(Now + time, what);

    private void At(DateTimeOffset at, Action what) => agenda.Enqueue(what, (at, order++));

    private sealed record Callback(string Id, CallEvent.CallbackDue Due)
    {
        public DateTimeOffset Said { get; set; }

        public DateTimeOffset Told { get; set; }

        public bool HasDialled { get; set; }

        public bool IsTakenBack { get; set; }

        public bool Talks { get; set; }

        public bool IsOver { get; set; }

        public bool HasVanished { get; set; }
    }

    private sealed record Caller(string Id, ExtensionNumber Queue, PhoneAddress Number)
    {
        public DateTimeOffset Entered { get; set; }

        public DateTimeOffset Said { get; set; }

        public DateTimeOffset Told { get; set; }

        public List<(int Offer, ExtensionNumber Agent)> Rings { get; } = [];

        /// <summary>What the floor has taken back: until the call hears of it, the agent may be offered another.</summary>
        public HashSet<(int Offer, ExtensionNumber Agent)> TakenBack { get; } = [];

        public ExtensionNumber? Talks { get; set; }

        /// <summary>Whether the agent has answered before the call heard that the ringing was taken back.</summary>
        public bool HasCrossed { get; set; }

        public bool Listens { get; set; }

        public bool IsOver { get; set; }

        public bool HasVanished { get; set; }
    }
}
