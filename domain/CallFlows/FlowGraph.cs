using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.CallFlows;

/// <summary>All ways of an account: from its numbers through the plans that can be in force to extensions, and from those on.</summary>
public sealed class FlowGraph
{
    private readonly Dictionary<ExtensionNumber, (int Place, Extension Extension, IReadOnlyList<Way> Ways)> extensions = [];
    private readonly Dictionary<PhoneNumber, IReadOnlyList<Entrance>> entrances;

    /// <summary>Draws the graph of a document; of an extension that is listed twice the first counts.</summary>
    public FlowGraph(AccountDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        for (var i = 0; i < document.Extensions.Count; i++)
        {
            var extension = document.Extensions[i];
            extensions.TryAdd(extension.Number, (i, extension, [.. WaysByTime.Of(extension, document.Account)]));
        }

        entrances = Entrances(document);
    }

    /// <summary>The extensions, with their places in the document.</summary>
    public IEnumerable<(int Place, Extension Extension)> Extensions => extensions.Values.Select(one => (one.Place, one.Extension));

    /// <summary>The numbers and where each leads: one entrance for every plan that can be in force, and for the default destination where it is needed.</summary>
    public IReadOnlyDictionary<PhoneNumber, IReadOnlyList<Entrance>> Numbers => entrances;

    /// <summary>The extension with a number, or nothing.</summary>
    public Extension? Find(ExtensionNumber number) => extensions.TryGetValue(number, out var found) ? found.Extension : null;

    /// <summary>The ways out of an extension; none where there is no such extension.</summary>
    public IReadOnlyList<Way> WaysOf(ExtensionNumber number) => extensions.TryGetValue(number, out var found) ? found.Ways : [];

    /// <summary>The pointer to where a way is set.</summary>
    public string PointerTo(ExtensionNumber number, Way way)
    {
        ArgumentNullException.ThrowIfNull(way);
        return $"/extensions/{extensions[number].Place}{way.Pointer}";
    }

    /// <summary>Every extension that calls can get to from some, these among them, each with the step that leads there on the shortest path.</summary>
    public IReadOnlyDictionary<ExtensionNumber, Step?> ReachOf(IEnumerable<ExtensionNumber> from)
    {
        var found = from.Distinct().ToDictionary(one => one, _ => (Step?)null);
        var waiting = new Queue<ExtensionNumber>(found.Keys);
        var (keyed, named) = (false, false); // all that can be keyed is found at the first place where it can
        while (waiting.TryDequeue(out var at))
        {
            if (Find(at)?.Config is IDialsByKeys dials)
            {
                Dial(dials.DialsNumbers, ref keyed, at, "its number is keyed", one => one.IsKeyed);
                Dial(dials.DialsNames, ref named, at, "its name is spelled", one => one.IsListed && one.Type.IsKeyed);
            }

            foreach (var way in WaysOf(at))
            {
                foreach (var next in Behind(way.To).Where(extensions.ContainsKey))
                {
                    if (found.TryAdd(next, new Step(at, way.When, next)))
                    {
                        waiting.Enqueue(next);
                    }
                }
            }
        }

        return found;

        void Dial(bool can, ref bool isDone, ExtensionNumber at, string when, Func<Extension, bool> reaches)
        {
            if (!can || isDone)
            {
                return;
            }

            isDone = true;
            foreach (var next in extensions.Values.Where(one => reaches(one.Extension)).Select(one => one.Extension.Number))
            {
                if (found.TryAdd(next, new Step(at, when, next)))
                {
                    waiting.Enqueue(next);
                }
            }
        }
    }

    /// <summary>Every extension from which calls can get to one that takes them.</summary>
    public IReadOnlySet<ExtensionNumber> Fruitful()
    {
        var before = extensions.Values.SelectMany(one => one.Ways.SelectMany(way => Behind(way.To)).Select(next => (From: one.Extension.Number, To: next))).ToLookup(edge => edge.To, edge => edge.From);
        var found = extensions.Values.Where(one => one.Extension.Type.Takes(one.Extension.Config) || one.Ways.Any(way => way.To is Destination.ToNumber { Number: var outside } && !entrances.ContainsKey(outside))).Select(one => one.Extension.Number).ToHashSet();
        var waiting = new Queue<ExtensionNumber>(found);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var previous in before[at].Where(found.Add))
            {
                waiting.Enqueue(previous);
            }
        }

        return found;
    }

    /// <summary>The extensions that a destination leads to: itself, or for a number of the account whatever that can lead to.</summary>
    public IEnumerable<ExtensionNumber> Behind(Destination to) => to switch
    {
        Destination.ToExtension extension => [extension.Extension],
        Destination.ToNumber number when entrances.TryGetValue(number.Number, out var its) => its.Select(entrance => entrance.To).Distinct(),
        _ => [],
    };

    private static Dictionary<PhoneNumber, IReadOnlyList<Entrance>> Entrances(AccountDocument document)
    {
        var fallback = document.Schemes.FirstOrDefault(scheme => scheme.Number == Scheme.Main)?.DefaultDestination;
        var all = new Dictionary<PhoneNumber, IReadOnlyList<Entrance>>();
        foreach (var scheme in document.Schemes)
        {
            var turns = PlanTimes.Of(scheme);
            var links = scheme.Plans.DistinctBy(plan => plan.Number).ToDictionary(plan => plan.Number, plan => plan.Links.DistinctBy(link => link.Number).ToDictionary(link => link.Number, link => link.Extension));
            foreach (var number in links.Values.SelectMany(plan => plan.Keys).Distinct().Where(number => !all.ContainsKey(number)))
            {
                all[number] = [.. turns.Select(turn => Entrance(turn, links.GetValueOrDefault(turn.Plan ?? 0), number)).OfType<Entrance>()];
            }

            Entrance? Entrance(Turn turn, Dictionary<PhoneNumber, ExtensionNumber>? plan, PhoneNumber number) =>
                plan is not null && plan.TryGetValue(number, out var to) ? new Entrance(to, scheme.Number, turn.Plan, turn.Times)
                : fallback is { } otherwise ? new Entrance(otherwise, scheme.Number, turn.Plan, turn.Times)
                : null;
        }

        foreach (var number in document.Account.Numbers)
        {
            all.TryAdd(number, fallback is { } always ? [new Entrance(always, null, null, [new PlanTime(ActiveBy.Nothing, "at any time, because the number is in no scheme")])] : []);
        }

        return all;
    }
}

/// <summary>Where a number leads while a plan is in force.</summary>
/// <param name="Scheme">None: the number is in no scheme.</param>
/// <param name="Plan">None: while no plan is in force.</param>
/// <param name="Times">When.</param>
public sealed record Entrance(ExtensionNumber To, int? Scheme, int? Plan, IReadOnlyList<PlanTime> Times);

/// <summary>One step of a path.</summary>
public sealed record Step(ExtensionNumber From, string When, ExtensionNumber To);
