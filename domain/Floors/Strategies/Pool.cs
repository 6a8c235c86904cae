using System.Collections.Immutable;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.Floors.Strategies;

/// <summary>The agents who are free for a queue, in the order of its strategy, without those who are passed over for one call. Choosing costs the logarithm of their number, and a little for each who is passed over.</summary>
internal readonly ref struct Pool(ImmutableSortedSet<Candidate> free, IReadOnlyCollection<ExtensionNumber> passedOver, Func<ExtensionNumber, Candidate?> place)
{
    /// <summary>The first of them.</summary>
    public Candidate? First() => First(0, free.Count);

    /// <summary>The first from a rank on, and then from the highest; the order has to be that of ranks.</summary>
    public Candidate? FirstFrom(int rank)
    {
        var from = Index(new Candidate(0, 0, rank, default));
        return First(from, free.Count) ?? First(0, from);
    }

    /// <summary>One of those whose keys are as small as the first one's, each as likely as any other.</summary>
    public Candidate? AnyEqualToFirst(ref ulong draws) => First() is { } first ? Any(0, Index(new Candidate(first.First, first.Second, int.MaxValue, default)), ref draws) : null;

    private Candidate? First(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!passedOver.Contains(free[i].Agent))
            {
                return free[i];
            }
        }

        return null;
    }

    private Candidate? Any(int from, int to, ref ulong draws)
    {
        var without = new List<int>(passedOver.Count);
        foreach (var agent in passedOver)
        {
            if (place(agent) is { } candidate && free.IndexOf(candidate) is >= 0 and var at && at >= from && at < to)
            {
                without.Add(at);
            }
        }

        if (to - from == without.Count)
        {
            return null;
        }

        var chosen = from + Draw.Below(to - from - without.Count, ref draws);
        without.Sort();
        foreach (var at in without)
        {
            chosen += at <= chosen ? 1 : 0;
        }

        return free[chosen];
    }

    // Where a key would stand.
    private int Index(Candidate key) => free.IndexOf(key) is var at && at >= 0 ? at : ~at;
}
