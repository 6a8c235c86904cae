using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;

namespace Pbx.Domain.QueueStatistics;

/// <summary>The sum of many quarter-hours. It is filled in place: a month has three thousand of them.</summary>
internal sealed class TallySum
{
    private readonly int[] answeredIn = new int[QueueTally.MostTarget + 2];
    private readonly int[] abandonedAfter = new int[QueueTally.MostShort + 1];
    private readonly Dictionary<StayEnd, int> outcomes = [];
    private Spread answeredWait;
    private Spread answeredTalk;
    private Spread unansweredWait;

    public Dictionary<ExtensionNumber, AgentTally> Agents { get; } = [];

    public void Add(QueueTally quarter)
    {
        foreach (var outcome in quarter.Outcomes)
        {
            Add(outcome.End, outcome.Calls);
        }

        Add(quarter.AnsweredWait, quarter.AnsweredTalk, quarter.UnansweredWait);
        quarter.AnsweredIn.AddTo(answeredIn);
        quarter.AbandonedAfter.AddTo(abandonedAfter);
        foreach (var agent in quarter.Agents)
        {
            Add(agent);
        }
    }

    public void Add(TallySum other)
    {
        foreach (var (end, calls) in other.outcomes)
        {
            Add(end, calls);
        }

        Add(other.answeredWait, other.answeredTalk, other.unansweredWait);
        Add(answeredIn, other.answeredIn);
        Add(abandonedAfter, other.abandonedAfter);
        foreach (var agent in other.Agents.Values)
        {
            Add(agent);
        }
    }

    public QueueFigures Figures(ServiceTarget target)
    {
        var all = answeredWait.Count + unansweredWait.Count;
        var shorts = Sum(abandonedAfter.AsSpan(0, target.ShortAbandon));
        return new QueueFigures(
            new GroupSpreads(answeredWait, unansweredWait),
            new GroupSpreads(answeredTalk, Spread.OfZeros(unansweredWait.Count)),
            outcomes.Where(one => one.Key.IsRefused()).Sum(one => one.Value),
            outcomes,
            [.. QueueFigures.Thresholds.Append(target.Seconds).Distinct().Order().Select(seconds => Level(seconds, all, all - shorts))],
            Percent(answeredWait.Count, all),
            Percent(outcomes.GetValueOrDefault(StayEnd.Abandoned), all));
    }

    private static decimal? Percent(int part, int whole) => whole == 0 ? null : Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero);

    private static void Add(int[] to, int[] from)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += from[i];
        }
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }

    private ServiceLevel Level(int seconds, int all, int withoutShort)
    {
        var within = Sum(answeredIn.AsSpan(0, seconds + 1));
        return new ServiceLevel(seconds, Percent(within, all), Percent(within, withoutShort));
    }

    private void Add(Spread wait, Spread talk, Spread unanswered) =>
        (answeredWait, answeredTalk, unansweredWait) = (answeredWait.Plus(wait), answeredTalk.Plus(talk), unansweredWait.Plus(unanswered));

    private void Add(StayEnd end, int calls) => outcomes[end] = outcomes.GetValueOrDefault(end) + calls;

    private void Add(AgentTally agent) => Agents[agent.Agent] = Agents.TryGetValue(agent.Agent, out var before) ? before.Plus(agent) : agent;
}
