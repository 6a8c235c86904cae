using System.Globalization;

namespace Pbx.Benchmarks;

/// <summary>One figure: what is compared with what, the ratio of each round, and the goal for the median of them.</summary>
/// <param name="Goal">Which goal of ARCHITECTURE 8; <c>info</c> when there is none.</param>
/// <param name="What">In words, numerator first.</param>
/// <param name="Rounds">One ratio a round.</param>
/// <param name="Most">The most that the median may be.</param>
/// <param name="Least">The least that it may be.</param>
internal sealed record Ratio(string Goal, string What, IReadOnlyList<double> Rounds, double? Most = null, double? Least = null)
{
    public double Median => Of(Rounds, 0.5);

    public bool IsMissed => Median > Most || Median < Least;

    /// <summary>The value below which a share of the values lies.</summary>
    public static double Of(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }

    /// <summary>The line of a table.</summary>
    public override string ToString()
    {
        var limit = Most is { } most ? $"≤ {Number(most)}" : Least is { } least ? $"≥ {Number(least)}" : "";
        var verdict = Most is null && Least is null ? "" : IsMissed ? "MISSED" : "met";
        return $"| {Goal} | {What} | {limit} | {Number(Median)} | {Number(Rounds.Min())}–{Number(Rounds.Max())} | {Rounds.Count} | {verdict} |";
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
