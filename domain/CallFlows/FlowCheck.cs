using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;
using Pbx.Domain.Users;

namespace Pbx.Domain.CallFlows;

/// <summary>
/// Finds what is wrong with the way of calls through a whole account: circles that callers cannot leave, numbers that lead to where nobody can be reached, and extensions that no number leads to.
/// </summary>
internal static class FlowCheck
{
    /// <summary>All problems. What leads to extensions that do not exist is told where it stands, and passed over here.</summary>
    public static IEnumerable<Problem> Check(AccountDocument document)
    {
        var graph = new FlowGraph(document);
        return Circles(document, graph).Concat(DeadEnds(document, graph)).Concat(Unreachable(document, graph)).Concat(Outgoing(document, graph));
    }

    // A circle of ways that are taken without anybody's doing, among the plans that are in force together (EXT-068). One that needs the right time too may never happen, so it is a warning.
    private static IEnumerable<Problem> Circles(AccountDocument document, FlowGraph graph)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        return Circles(document, graph, byTime: false, told).Concat(Circles(document, graph, byTime: true, told));
    }

    private static IEnumerable<Problem> Circles(AccountDocument document, FlowGraph graph, bool byTime, HashSet<string> told)
    {
        if (!MayCircle(graph, byTime))
        {
            yield break;
        }

        foreach (var constellation in Constellation.Of(document))
        {
            var left = new HashSet<ExtensionNumber>();
            foreach (var (_, extension) in graph.Extensions)
            {
                if (Circle(extension.Number, graph, constellation, byTime, left) is var (last, way) && told.Add(graph.PointerTo(last, way)))
                {
                    yield return new Problem(
                        graph.PointerTo(last, way),
                        byTime
                            ? $"Calls may go round in circles here: from extension {last} ({way.When}) back to {way.To}, {constellation.When}, whenever every schedule and every rule on the way leads there."
                            : $"Calls go round in circles here: from extension {last} ({way.When}) back to {way.To}, {constellation.When}, and no caller can leave the circle.",
                        IsWarning: byTime);
                }
            }
        }
    }

    private static bool MayCircle(FlowGraph graph, bool byTime)
    {
        var left = new HashSet<ExtensionNumber>();
        return graph.Extensions.Any(one => Circle(one.Extension.Number, graph, null, byTime, left) is not null);
    }

    // Depth first without recursion, as a circle may be long; the way that closes it is told. Without a constellation every plan counts as being in force.
    private static (ExtensionNumber Last, Way Way)? Circle(ExtensionNumber from, FlowGraph graph, Constellation? constellation, bool byTime, HashSet<ExtensionNumber> left)
    {
        var open = new HashSet<ExtensionNumber>();
        var path = new Stack<(ExtensionNumber At, IEnumerator<(ExtensionNumber Next, Way Way)> Ways)>();
        if (left.Contains(from))
        {
            return null;
        }

        Enter(from);
        while (path.TryPeek(out var top))
        {
            if (!top.Ways.MoveNext())
            {
                path.Pop();
                open.Remove(top.At);
                left.Add(top.At);
            }
            else if (open.Contains(top.Ways.Current.Next))
            {
                left.UnionWith(open);
                return (top.At, top.Ways.Current.Way);
            }
            else if (!left.Contains(top.Ways.Current.Next))
            {
                Enter(top.Ways.Current.Next);
            }
        }

        return null;

        void Enter(ExtensionNumber at)
        {
            open.Add(at);
            var ways = graph.WaysOf(at).Where(way => !way.IsChosen && !way.Waits && (byTime || !way.ByTime)).SelectMany(way => (constellation is null ? graph.Behind(way.To) : constellation.Behind(way.To)).Select(next => (next, way)));
            path.Push((at, ways.GetEnumerator()));
        }
    }

    private static IEnumerable<Problem> DeadEnds(AccountDocument document, FlowGraph graph)
    {
        var fruitful = graph.Fruitful();
        for (var i = 0; i < document.Schemes.Count; i++)
        {
            var scheme = document.Schemes[i];
            var turns = PlanTimes.Of(scheme).Where(turn => turn.Plan is not null).ToDictionary(turn => turn.Plan ?? 0, turn => turn.Times);
            for (var j = 0; j < scheme.Plans.Count; j++)
            {
                var plan = scheme.Plans[j];
                for (var k = 0; k < plan.Links.Count && turns.ContainsKey(plan.Number); k++)
                {
                    var link = plan.Links[k];
                    if (graph.Find(link.Extension) is { } extension && !fruitful.Contains(link.Extension))
                    {
                        yield return new Problem(
                            $"/schemes/{i}/plans/{j}/links/{k}/extension",
                            $"Calls to {link.Number} reach nobody {string.Join("; ", turns[plan.Number].Select(time => time.When))}: extension {extension.Number} ({extension.Name}) takes none and sends none on.",
                            IsWarning: true);
                    }
                }
            }
        }
    }

    // no call is placed without a main number (EXT-414)
    private static IEnumerable<Problem> Outgoing(AccountDocument document, FlowGraph graph)
    {
        foreach (var number in document.Account.MainNumber is null ? graph.Extensions.Select(one => one.Extension.Number) : [])
        {
            foreach (var way in graph.WaysOf(number).Where(way => way.To is Destination.ToNumber))
            {
                yield return new Problem(graph.PointerTo(number, way), $"Calls can be placed to {way.To} only once the account has a main number.", IsWarning: true);
            }
        }
    }

    // a user is dialled by colleagues too
    private static IEnumerable<Problem> Unreachable(AccountDocument document, FlowGraph graph)
    {
        var reached = graph.ReachOf(graph.Numbers.Values.SelectMany(its => its).Select(entrance => entrance.To));
        var linked = PlacedLink.In(document.Schemes).Select(placed => placed.Link.Extension).ToHashSet();
        foreach (var (place, extension) in graph.Extensions.Where(one => !reached.ContainsKey(one.Extension.Number) && one.Extension.Type.Key != User.Key))
        {
            var why = linked.Contains(extension.Number) ? "only plans that are never in force link it" : "nothing that callers can get to leads here";
            yield return new Problem($"/extensions/{place}", $"No call from outside reaches extension {extension.Number} ({extension.Name}): {why}.", IsWarning: true);
        }
    }
}
