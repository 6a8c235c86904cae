using System.Text.Json;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Domain.Explanations;

/// <summary>Which numbering plan decided where a number leads, by which link, and which plans had a claim at that instant and lost.</summary>
internal static class LostPlans
{
    /// <summary>The plan in force; nothing for a number in no scheme, or when no plan is active.</summary>
    public static PlanInForce? InForce(Question question, DocumentConfiguration account) =>
        SchemeOf(question, account) is { } scheme && SchemeClock.Active(scheme, account.Account.TimeZone, question.At) is { Plan: { } plan } active
            ? new PlanInForce(scheme.Number, plan.Number, plan.Name, active.By, active.Because)
            : null;

    /// <summary>The link that decided, or the default destination where there was none to follow.</summary>
    public static DecidingSetting? Link(Question question, DocumentConfiguration account)
    {
        var schemes = account.Document.Schemes;
        if (InForce(question, account) is { } decided)
        {
            var s = Place(schemes, scheme => scheme.Number == decided.Scheme);
            var p = Place(schemes[s].Plans, plan => plan.Number == decided.Plan);
            var links = schemes[s].Plans[p].Links;
            if (Place(links, link => link.Number == question.To) is >= 0 and var l && account.Find(links[l].Extension) is var (there, _) && there.IsInService(account.Account.TimeZone, question.At))
            {
                return new DecidingSetting($"/schemes/{s}/plans/{p}/links/{l}", JsonSerializer.SerializeToNode(links[l], Json.Of<Link>(Json.Documents)));
            }
        }

        return Place(schemes, scheme => scheme.Number == Scheme.Main) is >= 0 and var main
            ? new DecidingSetting($"/schemes/{main}/defaultDestination", schemes[main].DefaultDestination?.Value)
            : null;
    }

    /// <summary>What else covers the instant, and why it did not decide.</summary>
    public static ValueList<Lost> Of(Question question, DocumentConfiguration account)
    {
        if (SchemeOf(question, account) is not { } scheme)
        {
            return [];
        }

        var candidates = SchemeClock.Candidates(scheme, account.Account.TimeZone, question.At);
        var lost = new List<Lost>();
        for (var i = 1; i < candidates.Count; i++)
        {
            var (one, winner) = (candidates[i], candidates[0]);
            lost.Add(new Lost($"{one.What}: plan {one.Plan}{NameOf(scheme, one.Plan)}.", Why(one, winner), one.By == winner.By ? one.Rule : "NPL-099"));
        }

        return ValueList.From(lost);
    }

    private static string Why(Candidate one, Candidate winner) => one.By == winner.By
        ? $"{winner.What} is shorter, or as long and begins later."
        : $"{winner.What} decides before it.";

    private static string NameOf(Scheme scheme, int plan) => scheme.Find(plan) is { } known ? $" ({known.Name})" : "";

    private static Scheme? SchemeOf(Question question, DocumentConfiguration account) =>
        account.LinksOf(question.To) is [var first, ..] ? account.Scheme(first.Scheme) : null;

    private static int Place<T>(ValueList<T> items, Func<T, bool> isIt)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (isIt(items[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
