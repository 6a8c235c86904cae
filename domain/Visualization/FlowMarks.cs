using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Explanations;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Numbers;

namespace Pbx.Domain.Visualization;

/// <summary>Marks the branch that calls would take at an instant, when nobody answers and no key is pressed: what explaining the call says (EXT-428).</summary>
public static class FlowMarks
{
    private static readonly PhoneNumber Unused = PhoneNumber.Parse("+999000000000001"); // no country has 999

    /// <summary>The drawing with every box and way marked that calls to its first boxes take.</summary>
    public static FlowDrawing At(FlowDrawing drawing, AccountDocument document, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        ArgumentNullException.ThrowIfNull(document);
        var boxes = drawing.Boxes.ToArray();
        var account = new DocumentConfiguration(document);
        var led = boxes.Where(box => box.Kind != BoxKind.Reference).SelectMany(box => box.Ways).Select(way => way.To).ToHashSet();
        for (var root = 0; root < boxes.Length; root++)
        {
            if (led.Contains(root) || boxes[root].Kind is BoxKind.Reference)
            {
                continue;
            }

            switch (boxes[root].At)
            {
                case Destination.ToNumber number:
                    Mark(boxes, root, Explained(number.Number, account, at));
                    break;
                case Destination.ToExtension extension when boxes.Length == 1 || root == 0:
                    Mark(boxes, root, Explained(Unused, new DocumentConfiguration(Leading(document, extension.Extension)), at));
                    break;
            }
        }

        return drawing with { Boxes = ValueList.From(boxes) };
    }

    // an extension that is asked about by itself is called by a number that leads there at any time
    private static AccountDocument Leading(AccountDocument document, ExtensionNumber to)
    {
        var number = document.Schemes.Select(scheme => scheme.Number).DefaultIfEmpty().Max() + 1;
        return document with
        {
            Account = document.Account with { Numbers = document.Account.Numbers.Add(Unused) },
            Schemes = document.Schemes.Add(new Scheme(number, "", [new Plan(1, "", [new Link(Unused, to)])])),
        };
    }

    private static Explanation Explained(PhoneNumber to, DocumentConfiguration account, DateTimeOffset at) =>
        Explainer.Explain(new Question(PhoneAddress.Anonymous, to, at, Assumptions.None), account, isBrief: true);

    private static void Mark(FlowBox[] boxes, int root, Explanation call)
    {
        var here = root;
        boxes[here] = boxes[here] with { IsMarked = true };
        foreach (var next in call.Passes)
        {
            if (boxes[here].At is Destination.ToExtension at && at.Extension == next)
            {
                continue;
            }

            var ways = boxes[here].Ways.ToArray();
            var taken = Taken(boxes, here, ways, next, call);
            if (taken < 0)
            {
                return; // what no way of the drawing tells, such as a system extension
            }

            ways[taken] = ways[taken] with { IsMarked = true };
            boxes[here] = boxes[here] with { Ways = ValueList.From(ways) };
            boxes[ways[taken].To] = boxes[ways[taken].To] with { IsMarked = true };
            here = boxes[ways[taken].To].Refers ?? ways[taken].To;
        }

        Outside(boxes, here, call);
    }

    private static int Taken(FlowBox[] boxes, int here, FlowWay[] ways, ExtensionNumber next, Explanation call)
    {
        var there = Enumerable.Range(0, ways.Length).Where(i => boxes[ways[i].To].At is Destination.ToExtension to && to.Extension == next).ToList();
        if (boxes[here].Kind == BoxKind.Number)
        {
            return there.Append(-1).First(i => i < 0 || ways[i].Plan?.Plan == call.Plan?.Plan);
        }

        var settings = call.Steps.Where(step => boxes[here].At is Destination.ToExtension at && step.Extension == at.Extension).Select(step => step.Setting?.Pointer).OfType<string>().ToList();
        var set = there.FindIndex(i => ways[i].Pointer is { } pointer && settings.Exists(setting => IsAround(setting, pointer)));
        return set >= 0 ? there[set] : there.Append(-1).First();
    }

    private static void Outside(FlowBox[] boxes, int here, Explanation call)
    {
        var rung = call.Record?.Legs.Select(leg => leg.Phone.Number).OfType<PhoneNumber>().ToHashSet() ?? [];
        var ways = boxes[here].Ways.ToArray();
        for (var i = 0; i < ways.Length; i++)
        {
            if (boxes[ways[i].To] is { At: Destination.ToNumber number } && rung.Contains(number.Number))
            {
                ways[i] = ways[i] with { IsMarked = true };
                boxes[ways[i].To] = boxes[ways[i].To] with { IsMarked = true };
            }
        }

        boxes[here] = boxes[here] with { Ways = ValueList.From(ways) };
    }

    private static bool IsAround(string one, string other) =>
        one == other || one.StartsWith($"{other}/", StringComparison.Ordinal) || other.StartsWith($"{one}/", StringComparison.Ordinal);
}
