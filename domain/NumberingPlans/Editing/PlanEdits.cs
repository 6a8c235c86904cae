using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;

namespace Pbx.Domain.NumberingPlans.Editing;

/// <summary>Names, empties and copies the plans of a scheme (NPL-016 to NPL-029).</summary>
public static class PlanEdits
{
    private const int LongestName = 64;
    private const string Copied = " (copy)";

    /// <summary>Names a plan; one that was empty is made by it (NPL-016, NPL-018). Its number stays, whatever happens to others (NPL-019).</summary>
    public static Edit Name(AccountDocument document, int scheme, int number, PlanWish wish) => EditedScheme.Change(document, scheme, edited =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (!IsPlan(number))
        {
            return new Edit.Missing();
        }

        var (next, index) = With(edited.Scheme, number, plan => plan with { Name = wish.Name ?? DefaultName(number) });
        return edited.Done(next, $"plan {number} is called “{next.Plans[index].Name}”.", [new Landing($"/plans/{index}", "")]);
    });

    /// <summary>Removes a plan's name and links, which it is free for only while nothing uses it (NPL-022).</summary>
    public static Edit Empty(AccountDocument document, int scheme, int number) => EditedScheme.Change(document, scheme, edited =>
    {
        if (edited.Scheme.Find(number) is not { } plan)
        {
            return new Edit.Missing();
        }

        var uses = ValueList.From(PlanUses.Of(edited.Scheme, number).Select(use => use.Under(edited.Place)));
        return uses.Count > 0 ? new Edit.Hindered($"Plan {number} ({plan.Name}) is in use.", uses)
            : edited.Scheme.Plans.Count == 1 ? new Edit.Hindered("A scheme keeps at least one plan.")
            : edited.Done(
                edited.Scheme with { Plans = [.. edited.Scheme.Plans.Where(one => one.Number != number)] },
                $"plan {number} ({plan.Name}) is emptied; it had {SchemeEdits.Counted(plan.Links.Count, "link")}.");
    });

    /// <summary>Copies all links of a plan to another one and overwrites everything there; from then on the two are independent (NPL-024 to NPL-029).</summary>
    public static Edit Copy(AccountDocument document, int scheme, int from, PlanCopy wish) => EditedScheme.Change(document, scheme, edited =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (edited.Scheme.Find(from) is not { } source)
        {
            return new Edit.Missing();
        }

        if (wish.To == from)
        {
            return new Edit.Refused("/to", "A plan is not copied onto itself.");
        }

        var target = edited.Scheme.Find(wish.To);
        if (target is { Links.Count: > 0 } && !wish.Overwrite)
        {
            return new Edit.Hindered($"Plan {wish.To} ({target.Name}) has {SchemeEdits.Counted(target.Links.Count, "link")}, which would be lost: say “overwrite”: true to lose {(target.Links.Count == 1 ? "it" : "them")}.");
        }

        var (next, index) = With(edited.Scheme, wish.To, plan => plan with { Name = target?.Name ?? CopyOf(source.Name), Links = source.Links });
        return edited.Done(next, $"the {SchemeEdits.Counted(source.Links.Count, "link")} of plan {from} ({source.Name}) {(source.Links.Count == 1 ? "is" : "are")} copied to plan {wish.To}.", [new Landing($"/plans/{index}", "/to")]);
    });

    /// <summary>A plan without a name of its own and without links (NPL-018).</summary>
    internal static Plan Empty(int number) => new(number, DefaultName(number), []);

    /// <summary>What a plan is called that nobody has named (NPL-018).</summary>
    public static string DefaultName(int number) => $"Number plan {number}";

    /// <summary>Whether a scheme offers a plan number (NPL-016).</summary>
    internal static bool IsPlan(int number) => number is >= 1 and <= Scheme.Highest;

    /// <summary>The scheme with one plan changed, made where it was not there, and the place of it.</summary>
    internal static (Scheme Scheme, int Index) With(Scheme scheme, int number, Func<Plan, Plan> change)
    {
        var index = scheme.Plans.TakeWhile(plan => plan.Number != number).Count();
        return index < scheme.Plans.Count
            ? (scheme with { Plans = [.. scheme.Plans.Select((plan, i) => i == index ? change(plan) : plan)] }, index)
            : (scheme with { Plans = scheme.Plans.Add(change(Empty(number))) }, index);
    }

    private static string CopyOf(string name)
    {
        var runes = name.EnumerateRunes().ToList();
        return string.Concat(runes.Take(LongestName - Copied.Length).Select(rune => rune.ToString())) + Copied;
    }
}

/// <summary>A plan that somebody wishes (NPL-018).</summary>
public sealed record PlanWish([property: Description("1 to 64 characters; left out: “Number plan n”."), Length(1, 64)] string? Name = null);

/// <summary>Where the links of a plan are to be copied (NPL-024).</summary>
public sealed record PlanCopy(
    [property: Description("The plan that gets the links: 1 to 99."), Range(1, 99)] int To,
    [property: Description("Whether the links that are there may be lost.")] bool Overwrite = false);
