using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Floors;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.QueueStatistics;

/// <summary>The sums of one queue over one quarter-hour. Adding stays in any order gives the same.</summary>
/// <param name="Index">Which quarter-hour of its block: 0 to 15.</param>
/// <param name="Outcomes">How many stays ended how (QUE-468), in the order of the list of outcomes.</param>
/// <param name="AnsweredWait">w of answered calls (QUE-472).</param>
/// <param name="AnsweredTalk">d of answered calls (QUE-473).</param>
/// <param name="UnansweredWait">w of unanswered calls.</param>
/// <param name="AnsweredIn">Answered calls by w in whole seconds, rounded up: those with w ≤ T are those up to T, for every whole T (QUE-475).</param>
/// <param name="AbandonedAfter">Abandoned calls by w in whole seconds, rounded down: those with w &lt; S are those below S, for every whole S (QUE-477).</param>
/// <param name="Agents">By number.</param>
public sealed record QueueTally(
    int Index,
    ValueList<OutcomeCount> Outcomes,
    [property: JsonPropertyName("wait")] Spread AnsweredWait,
    [property: JsonPropertyName("talk")] Spread AnsweredTalk,
    [property: JsonPropertyName("lost")] Spread UnansweredWait,
    [property: JsonPropertyName("in")] SecondCounts AnsweredIn,
    [property: JsonPropertyName("after")] SecondCounts AbandonedAfter,
    [property: JsonConverter(typeof(AgentTalliesJson))] ValueList<AgentTally> Agents)
{
    /// <summary>The largest target (QUE-476), in seconds.</summary>
    public const int MostTarget = 600;

    /// <summary>The largest threshold of short abandons (QUE-477), in seconds.</summary>
    public const int MostShort = 60;

    /// <summary>Nothing happened.</summary>
    public static QueueTally Empty(int index) => new(index, [], default, default, default, SecondCounts.None, SecondCounts.None, []);

    /// <summary>With one stay more.</summary>
    public QueueTally Add(QueueStay stay)
    {
        var counted = this with { Outcomes = Plus(Outcomes, stay.Outcome) };
        foreach (var offer in stay.Offers)
        {
            var isMissed = offer.Result is OfferEnd.Missed or OfferEnd.Rejected;
            counted = counted.Plus(new AgentTally(offer.Agent, Offers: 1, Missed: isMissed ? 1 : 0));
        }

        var (wait, talk) = (stay.Wait(), stay.Talk());
        if (stay.Outcome.IsAnswered())
        {
            counted = stay.Agent is { } agent ? counted.Plus(new AgentTally(agent, Answered: 1, Talk: talk)) : counted;
            return counted with
            {
                AnsweredWait = AnsweredWait.Add(wait),
                AnsweredTalk = AnsweredTalk.Add(talk),
                AnsweredIn = AnsweredIn.Add((int)Math.Min(MostTarget + 1, Seconds(wait + TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1)))),
            };
        }

        return !stay.Outcome.IsUnanswered() ? counted : counted with
        {
            UnansweredWait = UnansweredWait.Add(wait),
            AbandonedAfter = stay.Outcome == StayEnd.Abandoned ? AbandonedAfter.Add((int)Math.Min(MostShort, Seconds(wait))) : AbandonedAfter,
        };
    }

    /// <summary>With what an agent did besides.</summary>
    public QueueTally Plus(AgentTally agent)
    {
        var agents = Agents.ToList();
        var at = agents.FindIndex(one => one.Agent == agent.Agent);
        if (at >= 0)
        {
            agents[at] = agents[at].Plus(agent);
        }
        else
        {
            at = agents.FindIndex(one => string.CompareOrdinal(one.Agent.Value, agent.Agent.Value) > 0);
            agents.Insert(at < 0 ? agents.Count : at, agent);
        }

        return this with { Agents = [.. agents] };
    }

    private static long Seconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerSecond;

    private static ValueList<OutcomeCount> Plus(ValueList<OutcomeCount> outcomes, StayEnd end)
    {
        var counts = outcomes.ToDictionary(one => one.End, one => one.Calls);
        counts[end] = counts.GetValueOrDefault(end) + 1;
        return [.. counts.OrderBy(one => one.Key).Select(one => new OutcomeCount(one.Key, one.Value))];
    }
}

/// <summary>How many stays ended in one way.</summary>
public sealed record OutcomeCount(StayEnd End, int Calls);

/// <summary>The times of a stay.</summary>
public static class StayTimes
{
    /// <summary>The instant by which the stay belongs to a period (QUE-459): T0; of a call that was refused, when it came.</summary>
    public static DateTimeOffset CountsAt(this QueueStay stay) => stay.Entered ?? stay.Arrived;

    /// <summary>w (QUE-472), without the time before T0, in which ring-back is heard. Never below nothing, whatever clocks said.</summary>
    public static TimeSpan Wait(this QueueStay stay) => NotNegative(stay.WaitEnded - stay.CountsAt());

    /// <summary>d (QUE-473): nothing for a call that was not answered.</summary>
    public static TimeSpan Talk(this QueueStay stay) => stay.Outcome.IsAnswered() && stay.TalkEnded is { } ended ? NotNegative(ended - stay.WaitEnded) : TimeSpan.Zero;

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
