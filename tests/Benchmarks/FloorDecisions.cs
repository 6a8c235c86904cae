using System.Diagnostics;
using System.Globalization;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;
using Pbx.Domain.Queues;
using Pbx.Domain.QueueStatistics;
using Pbx.Simulation.World;

namespace Pbx.Benchmarks;

/// <summary>P4 and P5: what choosing costs when many wait and work, and how much faster than the day a day of a floor goes by. The decisions alone, without JSON and storage.</summary>
internal static class FloorDecisions
{
    private const int Rounds = 11;
    private const int Choices = 100;
    private static readonly ExtensionNumber Queue = ExtensionNumber.Parse("500");
    private static readonly PhoneAddress Caller = PhoneAddress.Parse("+31612345678");
    private static readonly DateTimeOffset Morning = DateTimeOffset.Parse("2026-11-23T08:00:00Z", CultureInfo.InvariantCulture);

    /// <summary>Choosing for 1,000 agents and 10,000 callers against choosing for 10 and 10, by strategy; the dearest is judged.</summary>
    public static IEnumerable<Ratio> MeasureChoice()
    {
        List<Ratio> all = [];
        foreach (var strategy in Enum.GetValues<Strategy>())
        {
            List<double> callers = [], agents = [];
            var (few, many) = (Full(strategy, 10, 10), Full(strategy, 1_000, 10_000));
            var (fewFree, manyFree) = (new Standing(Config(strategy, 10)), new Standing(Config(strategy, 1_000)));
            for (var round = -1; round < Rounds; round++)
            {
                var caller = many.NextCaller() / few.NextCaller();
                var agent = strategy == Strategy.RingAll ? 0 : manyFree.NextAgent() / fewFree.NextAgent();
                if (round >= 0)
                {
                    callers.Add(caller);
                    agents.Add(agent);
                }
            }

            all.Add(new Ratio("info", $"{strategy}: an agent is free and the next of 10,000 is offered ÷ of 10", callers));
            if (strategy == Strategy.RingAll)
            {
                continue; // nobody is chosen: a thousand phones ring
            }

            all.Add(new Ratio("info", $"{strategy}: a caller comes and one of 1,000 free agents is offered ÷ of 10", agents));
        }

        var dearest = all.MaxBy(ratio => ratio.Median) ?? throw new InvalidOperationException("There are strategies.");
        return [new Ratio("P4", "the dearest of these", dearest.Rounds, Most: 4), .. all];
    }

    /// <summary>A day of 200 agents who talk for three minutes at a time and are busy for eight tenths of ten hours.</summary>
    public static IEnumerable<Ratio> MeasureDay()
    {
        const int agents = 200;
        const int calls = 10_600;
        List<double> faster = [], steps = [];
        for (var round = 0; round < Rounds; round++)
        {
            var prng = new Prng((ulong)round);
            var callers = Enumerable.Range(0, calls).Select(i => new ComingCaller(
                i.ToString(CultureInfo.InvariantCulture),
                Caller,
                Morning.AddSeconds(36_000 * prng.Fraction()),
                TimeSpan.FromSeconds(-300 * Math.Log(1 - prng.Fraction())),
                TimeSpan.FromSeconds(-180 * Math.Log(1 - prng.Fraction())),
                [new RingResult(OfferEnd.Answered, TimeSpan.FromSeconds(1 + prng.Below(9))), new RingResult(OfferEnd.Missed, TimeSpan.FromSeconds(20))])).ToList();
            var staff = Enumerable.Range(2000, agents).Select(number => new ComingAgent(Number(number), Morning.AddHours(-8), Morning.AddHours(16))).ToList();
            var config = Config((Strategy)(round % Enum.GetValues<Strategy>().Length), agents) with { CoolDown = TimeSpan.FromSeconds(10) };
            var watch = Stopwatch.StartNew();
            var stays = FloorRun.Run(Queue, config, callers, staff, (ulong)round);
            faster.Add(TimeSpan.FromDays(1) / watch.Elapsed);
            steps.Add(stays.Count / watch.Elapsed.TotalSeconds);
        }

        return [new Ratio("P5", "simulated time ÷ real time of a day of 200 agents and 10,600 calls", faster, Least: 10_000), new Ratio("info", "calls of it a second", steps)];
    }

    // A floor on which all agents talk, and as many wait as are said.
    private static Standing Full(Strategy strategy, int agents, int waiting)
    {
        var floor = new Standing(Config(strategy, agents));
        for (var i = 0; i < agents + waiting; i++)
        {
            floor.Enter();
        }

        return floor;
    }

    private static QueueConfig Config(Strategy strategy, int agents) => new(
        [.. Enumerable.Range(2000, agents).Select(number => new QueueMember(Number(number)))],
        strategy,
        Skilled: [.. Enumerable.Range(2000, agents).Select(number => new SkilledAgent(Number(number), 1 + (number % 10)))],
        CallLimit: 20_000);

    private static ExtensionNumber Number(int number) => ExtensionNumber.Parse(number.ToString(CultureInfo.InvariantCulture));

    // A floor on which whoever is offered a call answers at once.
    private sealed class Standing(QueueConfig config) : IFloorPlan
    {
        private readonly Queue<string> talking = new();
        private readonly List<double> costs = [];
        private Floor floor = Floor.Empty.Seeded(1);
        private DateTimeOffset now = Morning;
        private int revision;
        private int calls;

        public (QueueConfig Config, string Section)? Queue(ExtensionNumber queue) => (config, "bench");

        public string NameOf(ExtensionNumber agent) => agent.Value;

        public bool IsForward(ExtensionNumber agent) => false;

        public LoginRefusal? Refuses(ExtensionNumber queue, ExtensionNumber agent, bool isIn, bool byFeatureCode) => null;

        public DateTimeOffset? ClosedUntil(ExtensionNumber asked, DateTimeOffset at) => null;

        public IEnumerable<ExtensionNumber> QueuesOf(ExtensionNumber agent) => [];

        /// <summary>The cost of a conversation's end, at which the next caller is offered.</summary>
        public double NextCaller() => Cost(Hang, Enter);

        /// <summary>The cost of a caller who comes while agents are free.</summary>
        public double NextAgent() => Cost(Enter, Hang);

        public void Enter() => Settle(Step((++calls).ToString(CultureInfo.InvariantCulture), new FloorMessage.Enters(FloorDecisions.Queue, now, now, Caller, null, Introduction: false)));

        public void Hang() => Settle(Step(talking.Dequeue(), new FloorMessage.Hangs(now)));

        // The median of the cost of one thing, in ticks; another makes up for it each time.
        private double Cost(Action one, Action other)
        {
            var measured = new List<double>(Choices);
            for (var i = 0; i < Choices; i++)
            {
                costs.Clear();
                one();
                measured.Add(costs[0]);
                other();
            }

            return Ratio.Of(measured, 0.5);
        }

        private FloorDecision Step(string call, FloorMessage message)
        {
            now += TimeSpan.FromMilliseconds(10);
            var from = Stopwatch.GetTimestamp();
            var decision = FloorMachine.Step(floor, new FloorEvent.CallSaid(call, message), this, new Moment(now, ++revision));
            costs.Add(Stopwatch.GetTimestamp() - from);
            floor = decision.Next;
            return decision;
        }

        // With “ring all” everybody rings: the first one answers.
        private void Settle(FloorDecision decision)
        {
            foreach (var tell in decision.Commands.OfType<FloorCommand.Tell>())
            {
                if (tell.Event is CallEvent.AgentsOffered { Agents: [var first, ..] } offered && !talking.Contains(tell.Call))
                {
                    talking.Enqueue(tell.Call);
                    Settle(Step(tell.Call, new FloorMessage.Answered(offered.Offer, first.Agent, now)));
                    return;
                }
            }
        }
    }
}
