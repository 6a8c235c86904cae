using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.CallFlows;

/// <summary>One way by which calls get to an extension: a number, while a plan is in force, and the path from where it leads.</summary>
/// <param name="Scheme">None: the number is in no scheme.</param>
/// <param name="Plan">None: while no plan is in force.</param>
/// <param name="Times">When that plan is in force.</param>
/// <param name="Entrance">The extension that the number leads to then.</param>
/// <param name="Path">The shortest way from there; empty when it is the extension itself.</param>
public sealed record ReachedFrom(PhoneNumber Number, int? Scheme, int? Plan, IReadOnlyList<PlanTime> Times, ExtensionNumber Entrance, IReadOnlyList<Step> Path)
{
    /// <summary>Every number and time that leads to an extension, in the order of the numbers.</summary>
    public static IReadOnlyList<ReachedFrom> Of(FlowGraph graph, ExtensionNumber extension)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var paths = new Dictionary<ExtensionNumber, IReadOnlyList<Step>?>();
        return
        [
            .. from number in graph.Numbers.OrderBy(one => one.Key.Value, StringComparer.Ordinal)
               from entrance in number.Value
               let path = Path(entrance.To)
               where path is not null
               select new ReachedFrom(number.Key, entrance.Scheme, entrance.Plan, entrance.Times, entrance.To, path),
        ];

        IReadOnlyList<Step>? Path(ExtensionNumber from) => paths.TryGetValue(from, out var known) ? known : paths[from] = Between(graph, from, extension);
    }

    private static List<Step>? Between(FlowGraph graph, ExtensionNumber from, ExtensionNumber to)
    {
        var reach = graph.ReachOf([from]);
        if (graph.Find(from) is null || !reach.ContainsKey(to))
        {
            return null;
        }

        var path = new List<Step>();
        for (var step = reach[to]; step is not null; step = reach[step.From])
        {
            path.Insert(0, step);
        }

        return path;
    }
}
