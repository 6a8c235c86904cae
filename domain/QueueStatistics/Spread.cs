using System.Text.Json.Serialization;

namespace Pbx.Domain.QueueStatistics;

/// <summary>How many times there were, and their total, the least and the greatest (QUE-474), to the tick.</summary>
[JsonConverter(typeof(NumbersJson<Spread>))]
public readonly record struct Spread(int Count, TimeSpan Total, TimeSpan Least, TimeSpan Greatest) : IWrittenAsNumbers<Spread>
{
    /// <summary>The average; none of nothing (QUE-465).</summary>
    public TimeSpan? Average => Count == 0 ? null : Total / Count;

    /// <summary>The least; none of nothing (QUE-465).</summary>
    public TimeSpan? Minimum => Count == 0 ? null : Least;

    /// <summary>The greatest; none of nothing (QUE-465).</summary>
    public TimeSpan? Maximum => Count == 0 ? null : Greatest;

    ReadOnlySpan<long> IWrittenAsNumbers<Spread>.Numbers => new long[] { Count, Total.Ticks, Least.Ticks, Greatest.Ticks };

    /// <summary>So many times that are all zero.</summary>
    public static Spread OfZeros(int count) => new(count, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>With one time more.</summary>
    public Spread Add(TimeSpan time) => Plus(new Spread(1, time, time, time));

    /// <summary>The times of both.</summary>
    public Spread Plus(Spread other) => Count == 0 ? other : other.Count == 0 ? this : new(
        Count + other.Count,
        Total + other.Total,
        Least < other.Least ? Least : other.Least,
        Greatest > other.Greatest ? Greatest : other.Greatest);

    static Spread IWrittenAsNumbers<Spread>.Of(ReadOnlySpan<long> numbers) => new((int)numbers[0], new TimeSpan(numbers[1]), new TimeSpan(numbers[2]), new TimeSpan(numbers[3]));
}
