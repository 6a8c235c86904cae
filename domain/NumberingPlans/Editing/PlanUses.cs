using Pbx.Domain.Documents;

namespace Pbx.Domain.NumberingPlans.Editing;

/// <summary>What gives a plan its turns: weekly entries, holidays and overrides (NPL-022).</summary>
public static class PlanUses
{
    /// <summary>Every use, with the scheme as the root of the pointers.</summary>
    public static IEnumerable<Problem> Of(Scheme scheme, int plan)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        var weekly = scheme.Weekly ?? [];
        for (var i = 0; i < weekly.Count; i++)
        {
            if (weekly[i].Plan == plan)
            {
                yield return new Problem($"/weekly/{i}", $"{weekly[i]} uses it.");
            }
        }

        for (var i = 0; i < scheme.Holidays.Count; i++)
        {
            if (scheme.Holidays[i].Plan == plan)
            {
                yield return new Problem($"/holidays/{i}", $"The holiday “{scheme.Holidays[i].Description}” uses it.");
            }
        }

        if (scheme.Manual?.Plan == plan)
        {
            yield return new Problem("/manual", "It is set by hand until it is switched off.");
        }

        if (scheme.Temporary?.Plan == plan)
        {
            yield return new Problem("/temporary", "It is set by hand until the next scheduled change.");
        }

        if (scheme.Weekly is null && scheme.Plans.Count > 0 && scheme.Plans.Min(one => one.Number) == plan)
        {
            yield return new Problem("/plans", "Without a time configuration the plan with the lowest number is always active.");
        }
    }
}
