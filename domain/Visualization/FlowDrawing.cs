using Pbx.Domain.Accounts;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Visualization;

/// <summary>
/// Where calls go, as boxes and the ways between them: the ways of <see cref="FlowGraph"/>, each once. Every number is drawn once, and where it already stands higher in the branch a small box refers
/// to it (EXT-427); so following the ways always ends.
/// </summary>
/// <param name="Boxes">In the order in which they are met from the roots; ways lead to their places in this list.</param>
public sealed record FlowDrawing(string Title, ValueList<FlowBox> Boxes)
{
    /// <summary>All numbers of an account, and all that they lead to; extensions that no number leads to stand by themselves (EXT-424).</summary>
    public static FlowDrawing Of(AccountDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var graph = new FlowGraph(document);
        return new Walk(document, graph).From(document.Account.Name, [.. graph.Numbers.Keys.OrderBy(number => number.Value, StringComparer.Ordinal).Select(number => new Destination.ToNumber(number)), .. graph.Extensions.Select(one => new Destination.ToExtension(one.Extension.Number))]);
    }

    /// <summary>The whole tree below a number or an extension (EXT-425); nothing when the account has none.</summary>
    public static FlowDrawing? Of(AccountDocument document, Destination root)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(root);
        var graph = new FlowGraph(document);
        var isThere = root switch
        {
            Destination.ToNumber number => graph.Numbers.ContainsKey(number.Number),
            Destination.ToExtension extension => graph.Find(extension.Extension) is not null,
            _ => false,
        };
        return isThere ? new Walk(document, graph).From($"{document.Account.Name}: calls to {root}", [root]) : null;
    }

    // Depth first without recursion, as a branch may be long.
    private sealed class Walk(AccountDocument document, FlowGraph graph)
    {
        private readonly List<(FlowBox Box, List<FlowWay> Ways)> boxes = [];
        private readonly Dictionary<Destination, int> places = [];
        private readonly HashSet<(int Scheme, int? Plan, PhoneNumber Number)> linked =
            [.. document.Schemes.SelectMany(scheme => scheme.Plans.SelectMany(plan => plan.Links.Select(link => (scheme.Number, (int?)plan.Number, link.Number))))];

        public FlowDrawing From(string title, IEnumerable<Destination> roots)
        {
            foreach (var root in roots.Where(root => !places.ContainsKey(root)))
            {
                Go(root);
            }

            return new FlowDrawing(title, [.. boxes.Select(one => one.Box with { Ways = ValueList.From(one.Ways) })]);
        }

        private void Go(Destination root)
        {
            var above = new HashSet<Destination>();
            var path = new Stack<(Destination At, int Place, IEnumerator<Exit> Exits)>();
            Enter(root);
            while (path.TryPeek(out var top))
            {
                if (!top.Exits.MoveNext())
                {
                    above.Remove(path.Pop().At);
                    continue;
                }

                var exit = top.Exits.Current;
                var isNew = !places.ContainsKey(exit.To);
                var to = above.Contains(exit.To) ? Add(new FlowBox(BoxKind.Reference, exit.To, $"{exit.To}", "see above", places[exit.To])) : isNew ? Enter(exit.To) : places[exit.To];
                boxes[top.Place].Ways.Add(new FlowWay(exit.Label, to, exit.Pointer, exit.Plan, exit.IsChosen, exit.ByTime));
            }

            int Enter(Destination to)
            {
                var place = Add(Box(to));
                places[to] = place;
                above.Add(to);
                path.Push((to, place, Exits(to).GetEnumerator()));
                return place;
            }
        }

        private int Add(FlowBox box)
        {
            boxes.Add((box, []));
            return boxes.Count - 1;
        }

        private FlowBox Box(Destination at) => at switch
        {
            Destination.ToNumber number when graph.Numbers.ContainsKey(number.Number) => new FlowBox(BoxKind.Number, at, $"{number}", number.Number == document.Account.MainNumber ? "main number" : "public number"),
            Destination.ToNumber number => new FlowBox(BoxKind.Outside, at, $"{number}", "outside the account"),
            Destination.ToExtension extension when graph.Find(extension.Extension) is { } found => new FlowBox(BoxKind.Extension, at, $"{found.Number} {found.Name}", $"{found.Type.Key}{(found.StartDate is { } start ? $", from {start}" : "")}{(found.EndDate is { } end ? $", to {end}" : "")}"),
            _ => new FlowBox(BoxKind.Missing, at, $"{at}", "there is no such extension"),
        };

        private IEnumerable<Exit> Exits(Destination at) => at switch
        {
            Destination.ToNumber number when graph.Numbers.TryGetValue(number.Number, out var entrances) =>
                entrances.Select(entrance => new Exit(new Destination.ToExtension(entrance.To), Words(number.Number, entrance), Plan: new PlanOf(entrance.Scheme, entrance.Plan), ByTime: entrances.Count > 1)),
            Destination.ToExtension extension => graph.WaysOf(extension.Extension).Select(way => new Exit(way.To, way.When, graph.PointerTo(extension.Extension, way), null, way.IsChosen, way.ByTime)),
            _ => [],
        };

        private string Words(PhoneNumber number, Entrance entrance)
        {
            var times = string.Join("; ", entrance.Times.Select(time => time.When));
            var scheme = document.Schemes.FirstOrDefault(scheme => scheme.Number == entrance.Scheme);
            return scheme is null ? times
                : entrance.Plan is not { } plan ? $"no plan: {times} (default destination)"
                : $"{scheme.Find(plan)?.Name ?? $"plan {plan}"}: {times}{(linked.Contains((scheme.Number, plan, number)) ? "" : " (default destination)")}";
        }
    }

    private sealed record Exit(Destination To, string Label, string? Pointer = null, PlanOf? Plan = null, bool IsChosen = false, bool ByTime = false);
}

/// <summary>A box of a drawing.</summary>
/// <param name="At">What it stands for.</param>
/// <param name="Text">What that is, in words.</param>
/// <param name="Refers">Of a reference: the place of the box that it refers to.</param>
/// <param name="IsMarked">Whether the call that was asked about goes through it (EXT-428).</param>
public sealed record FlowBox(BoxKind Kind, Destination At, string Title, string Text, int? Refers = null, ValueList<FlowWay> Ways = default, bool IsMarked = false);

/// <summary>A way out of a box.</summary>
/// <param name="Label">When it is taken: a plan with its times, a key, night mode.</param>
/// <param name="To">The place of the box that it leads to.</param>
/// <param name="Pointer">Where it is set in the document; none: by a plan, or the default destination.</param>
/// <param name="Plan">Of a number: the plan that links it.</param>
/// <param name="IsChosen">Whether the caller chooses it.</param>
/// <param name="ByTime">Whether it is taken at some times only.</param>
/// <param name="IsMarked">Whether the call that was asked about takes it (EXT-428).</param>
public sealed record FlowWay(string Label, int To, string? Pointer = null, PlanOf? Plan = null, bool IsChosen = false, bool ByTime = false, bool IsMarked = false);

/// <summary>A plan of a scheme; no scheme: the number is in none; no plan: while none is in force.</summary>
public sealed record PlanOf(int? Scheme, int? Plan);

/// <summary>What a box stands for.</summary>
public enum BoxKind
{
    /// <summary>A public number of the account.</summary>
    Number,

    /// <summary>An extension.</summary>
    Extension,

    /// <summary>A public number that is not the account's.</summary>
    Outside,

    /// <summary>One that stands higher in the branch.</summary>
    Reference,

    /// <summary>An extension that there is not.</summary>
    Missing,
}
