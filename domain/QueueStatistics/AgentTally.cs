using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;

namespace Pbx.Domain.QueueStatistics;

/// <summary>What an agent did for the calls of a queue (QUE-479, QUE-480). A call and its offers count where its T0 lies, a cool-down where it began.</summary>
/// <param name="Answered">Calls that this agent answered.</param>
/// <param name="Talk">Their duration in all (QUE-473).</param>
/// <param name="Offers">How often this agent was rung or was to be rung.</param>
/// <param name="Missed">How many of the offers rang for the whole ring timeout or were rejected (QUE-163).</param>
/// <param name="Rest">Time in cool-down.</param>
public readonly record struct AgentTally(ExtensionNumber Agent, int Answered = 0, TimeSpan Talk = default, int Offers = 0, int Missed = 0, TimeSpan Rest = default)
{
    /// <summary>What one agent did here and there.</summary>
    public AgentTally Plus(AgentTally other) => new(Agent, Answered + other.Answered, Talk + other.Talk, Offers + other.Offers, Missed + other.Missed, Rest + other.Rest);
}

/// <summary>Agents one after the other, six numbers each: a month of a busy queue has tens of thousands of them.</summary>
internal sealed class AgentTalliesJson : JsonConverter<ValueList<AgentTally>>
{
    private const int Each = 6;

    public override ValueList<AgentTally> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var numbers = Packed.Read(ref reader);
        var agents = new AgentTally[numbers.Length / Each];
        for (var i = 0; i < agents.Length; i++)
        {
            var one = numbers.AsSpan(i * Each, Each);

            // the number of an extension does not begin with 0, so it is a number too (EXT-001)
            agents[i] = new AgentTally(ExtensionNumber.Parse(one[0].ToString(CultureInfo.InvariantCulture)), (int)one[1], new TimeSpan(one[2]), (int)one[3], (int)one[4], new TimeSpan(one[5]));
        }

        return ValueList.From(agents);
    }

    public override void Write(Utf8JsonWriter writer, ValueList<AgentTally> value, JsonSerializerOptions options)
    {
        var numbers = new List<long>(value.Count * Each);
        foreach (var one in value)
        {
            numbers.AddRange([long.Parse(one.Agent.Value, CultureInfo.InvariantCulture), one.Answered, one.Talk.Ticks, one.Offers, one.Missed, one.Rest.Ticks]);
        }

        Packed.Write(writer, numbers.ToArray());
    }
}
