using System.Globalization;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.QueueStatistics;

/// <summary>What an agent did for the calls of a queue (QUE-479, QUE-480). A call and its offers count where its T0 lies, a cool-down where it began.</summary>
/// <param name="Answered">Calls that this agent answered.</param>
/// <param name="Talk">Their duration in all (QUE-473).</param>
/// <param name="Offers">How often this agent was rung or was to be rung.</param>
/// <param name="Missed">How many of the offers rang for the whole ring timeout or were rejected (QUE-163).</param>
/// <param name="Rest">Time in cool-down.</param>
[JsonConverter(typeof(NumbersJson<AgentTally>))]
public readonly record struct AgentTally(ExtensionNumber Agent, int Answered = 0, TimeSpan Talk = default, int Offers = 0, int Missed = 0, TimeSpan Rest = default) : IWrittenAsNumbers<AgentTally>
{
    ReadOnlySpan<long> IWrittenAsNumbers<AgentTally>.Numbers =>
        new[] { long.Parse(Agent.Value, CultureInfo.InvariantCulture), Answered, Talk.Ticks, Offers, Missed, Rest.Ticks };

    /// <summary>What one agent did here and there.</summary>
    public AgentTally Plus(AgentTally other) => new(Agent, Answered + other.Answered, Talk + other.Talk, Offers + other.Offers, Missed + other.Missed, Rest + other.Rest);

    // the number of an extension does not begin with 0, so it is a number too (EXT-001)
    static AgentTally IWrittenAsNumbers<AgentTally>.Of(ReadOnlySpan<long> numbers) => new(
        ExtensionNumber.Parse(numbers[0].ToString(CultureInfo.InvariantCulture)), (int)numbers[1], new TimeSpan(numbers[2]), (int)numbers[3], (int)numbers[4], new TimeSpan(numbers[5]));
}
