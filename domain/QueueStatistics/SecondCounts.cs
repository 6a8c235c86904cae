using System.Text.Json.Serialization;

namespace Pbx.Domain.QueueStatistics;

/// <summary>How often each whole number of seconds occurred. Only those that did are held, so what is stored grows with calls and not with time.</summary>
[JsonConverter(typeof(NumbersJson<SecondCounts>))]
public sealed class SecondCounts : IWrittenAsNumbers<SecondCounts>, IEquatable<SecondCounts>
{
    private readonly long[] pairs; // second, count, second, count …, by second

    private SecondCounts(long[] pairs) => this.pairs = pairs;

    /// <summary>None.</summary>
    public static SecondCounts None { get; } = new([]);

    /// <summary>The seconds that occurred, each with how often, in order.</summary>
    public IEnumerable<(int Second, int Count)> Counted => Enumerable.Range(0, pairs.Length / 2).Select(i => ((int)pairs[2 * i], (int)pairs[(2 * i) + 1]));

    ReadOnlySpan<long> IWrittenAsNumbers<SecondCounts>.Numbers => pairs;

    /// <summary>With one occurrence more.</summary>
    public SecondCounts Add(int second)
    {
        var at = 0;
        while (at < pairs.Length && pairs[at] < second)
        {
            at += 2;
        }

        if (at < pairs.Length && pairs[at] == second)
        {
            var more = pairs.ToArray();
            more[at + 1]++;
            return new SecondCounts(more);
        }

        return new SecondCounts([.. pairs.AsSpan(0, at), second, 1, .. pairs.AsSpan(at)]);
    }

    /// <inheritdoc/>
    public bool Equals(SecondCounts? other) => other is not null && pairs.AsSpan().SequenceEqual(other.pairs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecondCounts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var number in pairs)
        {
            hash.Add(number);
        }

        return hash.ToHashCode();
    }

    /// <summary>Adds them to a table of counts by second.</summary>
    internal void AddTo(int[] counts)
    {
        for (var i = 0; i < pairs.Length; i += 2)
        {
            counts[pairs[i]] += (int)pairs[i + 1];
        }
    }

    static SecondCounts IWrittenAsNumbers<SecondCounts>.Of(ReadOnlySpan<long> numbers) => numbers.IsEmpty ? None : new(numbers.ToArray());
}
