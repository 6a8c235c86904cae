using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Queues;

namespace Pbx.Domain.QueueStatistics;

/// <summary>The sums of one queue over four hours of UTC, by quarter-hours.</summary>
/// <param name="Start">When it begins (<see cref="QuarterHour.BlockOf"/>).</param>
/// <param name="Quarters">Those in which something happened, in order.</param>
/// <param name="Names">What agents were called last, as the stays of the block tell (QUE-483).</param>
public sealed record StatisticsBlock(DateTimeOffset Start, ValueList<QueueTally> Quarters = default, ValueList<AgentName> Names = default)
{
    /// <summary>With one stay more.</summary>
    public StatisticsBlock Add(QueueStay stay)
    {
        var added = Change(stay.CountsAt(), quarter => quarter.Add(stay));
        return stay is { Agent: { } agent, AgentName: { Length: > 0 } name } ? added with { Names = AgentName.Keep(Names, new AgentName(agent, name, stay.WaitEnded)) } : added;
    }

    /// <summary>With a cool-down more.</summary>
    public StatisticsBlock Add(AgentRest rest) => Change(rest.Began, quarter => quarter.Plus(new AgentTally(rest.Agent, Rest: rest.Ended - rest.Began)));

    private StatisticsBlock Change(DateTimeOffset at, Func<QueueTally, QueueTally> change)
    {
        if (QuarterHour.BlockOf(at) != Start)
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, $"The block begins at {Start:O}.");
        }

        var index = QuarterHour.IndexOf(at);
        var quarter = Quarters.FirstOrDefault(one => one.Index == index) ?? QueueTally.Empty(index);
        return this with { Quarters = [.. Quarters.Where(one => one.Index < index), change(quarter), .. Quarters.Where(one => one.Index > index)] };
    }
}

/// <summary>A cool-down of an agent after a call of a queue (QUE-480).</summary>
public sealed record AgentRest(ExtensionNumber Queue, ExtensionNumber Agent, DateTimeOffset Began, DateTimeOffset Ended);

/// <summary>What an agent was called.</summary>
/// <param name="At">When, so that the last name is known.</param>
public sealed record AgentName(ExtensionNumber Agent, string Name, DateTimeOffset At)
{
    internal static ValueList<AgentName> Keep(ValueList<AgentName> names, AgentName name)
    {
        var before = names.FirstOrDefault(one => one.Agent == name.Agent);
        return before == name || before?.At > name.At || (before?.At == name.At && string.CompareOrdinal(before.Name, name.Name) > 0)
            ? names
            : [.. names.Where(one => one.Agent != name.Agent).Append(name).OrderBy(one => one.Agent.Value, StringComparer.Ordinal)];
    }
}

/// <summary>
/// A block and what it was made of. What is filed twice, because a process died before it knew that it had been filed, counts once: the names of all that is in the sums are kept beside them, eight bytes each.
/// </summary>
/// <param name="Seen">Of two things of one block the same name comes about once in some ten million million blocks.</param>
public sealed record FiledBlock(StatisticsBlock Sums, ValueList<long> Seen = default)
{
    /// <summary>With one stay more; as it is when the stay is in it.</summary>
    public FiledBlock Add(QueueStay stay) => Add($"stay|{stay.Call}|{stay.Sequence}", sums => sums.Add(stay));

    /// <summary>The sums that stays come to, by blocks in their order.</summary>
    public static IReadOnlyList<StatisticsBlock> Of(IEnumerable<QueueStay> stays)
    {
        var blocks = new SortedDictionary<DateTimeOffset, FiledBlock>();
        foreach (var stay in stays)
        {
            var start = QuarterHour.BlockOf(stay.CountsAt());
            blocks[start] = blocks.GetValueOrDefault(start, new FiledBlock(new StatisticsBlock(start))).Add(stay);
        }

        return [.. blocks.Values.Select(block => block.Sums)];
    }

    /// <summary>With a cool-down more; as it is when that is in it.</summary>
    public FiledBlock Add(AgentRest rest) => Add(FormattableString.Invariant($"rest|{rest.Agent}|{rest.Began.UtcTicks}"), sums => sums.Add(rest));

    private FiledBlock Add(string name, Func<StatisticsBlock, StatisticsBlock> add)
    {
        var short8 = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return Seen.AsSpan().Contains(short8) ? this : new FiledBlock(add(Sums), Seen.Add(short8));
    }
}
