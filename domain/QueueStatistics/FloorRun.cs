using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;

namespace Pbx.Domain.QueueStatistics;

/// <summary>A caller who is to come.</summary>
/// <param name="Patience">After how long the caller hangs up who has not been answered.</param>
/// <param name="Talk">How long the conversation takes.</param>
/// <param name="Rings">What becomes of each agent who is rung for the call, in turn; when there are no more, from the first on.</param>
public sealed record ComingCaller(string Call, PhoneAddress Caller, DateTimeOffset At, TimeSpan Patience, TimeSpan Talk, ValueList<RingResult> Rings);

/// <summary>What becomes of an agent who is rung, after how long.</summary>
public sealed record RingResult(OfferEnd End, TimeSpan After);

/// <summary>An agent who logs in and out.</summary>
public sealed record ComingAgent(ExtensionNumber Agent, DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// One queue on the floor that all queues are on, with callers and agents who are known beforehand, on virtual time: the calls here do what calls in a queue do, and nothing else. The same callers and agents
/// give the same.
/// </summary>
public static class FloorRun
{
    /// <summary>The stays of the callers, in the order in which they ended.</summary>
    /// <param name="seed">Where random orders of agents begin (QUE-129).</param>
    public static IReadOnlyList<QueueStay> Run(ExtensionNumber queue, QueueConfig config, IEnumerable<ComingCaller> callers, IEnumerable<ComingAgent> agents, ulong seed)
    {
        var run = new Running(queue, config, seed);
        var (coming, working) = (callers.ToList(), agents.ToList());
        if (coming.Count == 0)
        {
            return [];
        }

        // members whom an administrator has added are logged in from the start: here only those are who come
        var first = coming.Select(caller => caller.At).Concat(working.Select(agent => agent.From)).Min();
        foreach (var member in config.Members)
        {
            run.At(first, () => run.Step(new FloorEvent.LogsOut(queue, member.Agent, LoginSource.Portal)));
        }

        foreach (var agent in working)
        {
            run.At(agent.From, () => run.Step(new FloorEvent.LogsIn(queue, agent.Agent, LoginSource.Portal)));
            run.At(agent.To, () => run.Step(new FloorEvent.LogsOut(queue, agent.Agent, LoginSource.Portal)));
        }

        foreach (var caller in coming)
        {
            run.At(caller.At, () => run.Arrive(caller));
        }

        return run.ToTheEnd();
    }

    private sealed class Plan(ExtensionNumber queue, QueueConfig config) : IFloorPlan
    {
        public (QueueConfig Config, string Section)? Queue(ExtensionNumber number) => number == queue ? (config, "run") : null;

        public string NameOf(ExtensionNumber agent) => agent.Value;

        public bool IsForward(ExtensionNumber agent) => false;

        public DateTimeOffset? ClosedUntil(ExtensionNumber asked, DateTimeOffset at) => null;

        public LoginRefusal? Refuses(ExtensionNumber number, ExtensionNumber agent, bool isIn, bool byFeatureCode) => null;

        public IEnumerable<ExtensionNumber> QueuesOf(ExtensionNumber agent) => [];
    }

    private sealed class Waiting(ComingCaller caller)
    {
        public ComingCaller Caller => caller;

        public int Rung { get; set; }

        public HashSet<int> Attempts { get; } = [];

        /// <summary>The agents who ring, each by offer: what becomes of the others is nothing any more.</summary>
        public HashSet<(int Offer, ExtensionNumber Agent)> Ringing { get; } = [];
    }

    private sealed class Running(ExtensionNumber queue, QueueConfig config, ulong seed)
    {
        private readonly Plan plan = new(queue, config);
        private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> coming = new();
        private readonly Dictionary<string, Waiting> waiting = new(StringComparer.Ordinal);
        private readonly List<QueueStay> stays = [];
        private Floor floor = Floor.Empty.Seeded(seed);
        private DateTimeOffset now;
        private long order;
        private int revision;

        public void At(DateTimeOffset when, Action what) => coming.Enqueue(what, (when, order++));

        public List<QueueStay> ToTheEnd()
        {
            while (coming.TryPeek(out _, out var next))
            {
                // what the floor waits for comes first, as it would in the same instant: at most once for each instant
                if (floor.Due is { } due && due <= next.At)
                {
                    now = due > now ? due : now;
                    Step(new FloorEvent.TimeReached());
                    continue;
                }

                now = next.At;
                coming.Dequeue()();
            }

            return stays;
        }

        public void Arrive(ComingCaller caller)
        {
            waiting[caller.Call] = new Waiting(caller);
            Say(caller.Call, new FloorMessage.Enters(queue, now, now, caller.Caller, null, Introduction: false));
            if (!waiting.ContainsKey(caller.Call))
            {
                return;
            }

            var isForwarded = config.ForwardTo.Count > 0 && (config.ForwardAfter ?? QueueConfig.UsualForwardAfter) <= caller.Patience;
            At(now + (isForwarded ? config.ForwardAfter ?? QueueConfig.UsualForwardAfter : caller.Patience), () => Leave(caller.Call, isForwarded ? StayEnd.ForwardedTimer : StayEnd.Abandoned));
        }

        public void Step(FloorEvent evt)
        {
            var (next, commands) = FloorMachine.Step(floor, evt, plan, new Moment(now, ++revision));
            floor = next;
            foreach (var command in commands)
            {
                switch (command)
                {
                    case FloorCommand.Tell { Event: CallEvent.AgentsOffered offered } told:
                        Ring(told.Call, offered);
                        break;
                    case FloorCommand.Tell { Event: CallEvent.AgentsTakenBack back } told when waiting.TryGetValue(told.Call, out var call):
                        call.Ringing.RemoveWhere(one => one.Offer == back.Offer && back.Agents.Contains(one.Agent));
                        break;
                    case FloorCommand.Tell { Event: CallEvent.QueueSends sends } told:
                        At(now, () => Leave(told.Call, sends.Why));
                        break;
                    case FloorCommand.Tell { Event: CallEvent.QueueRefuses } told:
                        waiting.Remove(told.Call);
                        break;
                    case FloorCommand.FileStay filed:
                        stays.Add(filed.Stay);
                        break;
                }
            }
        }

        private void Say(string call, FloorMessage message) => Step(new FloorEvent.CallSaid(call, message));

        private void Leave(string call, StayEnd why)
        {
            if (waiting.Remove(call))
            {
                Say(call, new FloorMessage.Leaves(why, now));
            }
        }

        private void Ring(string id, CallEvent.AgentsOffered offered)
        {
            if (!waiting.TryGetValue(id, out var call))
            {
                return;
            }

            call.Attempts.Add(offered.Offer);
            foreach (var rung in offered.Agents)
            {
                var result = call.Caller.Rings[call.Rung++ % call.Caller.Rings.Count];
                result = result.After > rung.RingFor ? new RingResult(OfferEnd.Missed, rung.RingFor) : result;
                call.Ringing.Add((offered.Offer, rung.Agent));
                At(now + result.After, () => Rang(call, offered.Offer, rung.Agent, result.End));
            }
        }

        private void Rang(Waiting call, int offer, ExtensionNumber agent, OfferEnd end)
        {
            var id = call.Caller.Call;
            if (!waiting.ContainsKey(id) || !call.Ringing.Remove((offer, agent)))
            {
                return;
            }

            if (end == OfferEnd.Answered)
            {
                waiting.Remove(id);
                At(now + call.Caller.Talk, () => Say(id, new FloorMessage.Hangs(now)));
                Say(id, new FloorMessage.Answered(offer, agent, now));
                return;
            }

            if (call.Ringing.Count == 0 && config.ForwardTo.Count > 0 && call.Attempts.Count >= config.MostAttempts)
            {
                Leave(id, StayEnd.ForwardedAttempts); // QUE-269
                return;
            }

            Say(id, new FloorMessage.OfferFailed(offer, agent, end));
        }
    }
}
