using Pbx.Domain.Accounts;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using static Pbx.Domain.Tests.NumberingPlans.Editing.Draft;

namespace Pbx.Domain.Tests.NumberingPlans.Editing;

public sealed class WhenAPlanIsSetByHand
{
    [Fact]
    [Trait("Rule", "NPL-084")]
    [Trait("Rule", "NPL-086")]
    [Trait("Rule", "NPL-087")]
    public void It_is_active_until_it_is_switched_off()
    {
        var set = Saved(OverrideEdits.Set(Account, 1, Now, Wish<OverrideWish>("""{ "plan": 1, "mode": "permanent" }"""), "anna"));
        Assert.Equal(new ManualOverride(1, "anna"), set.MainScheme().Manual);
        Assert.Equal(1, set.MainScheme().PlanAt(Now.AddYears(3)));
        Assert.Equal("Scheme 1 (Test): plan 1 (Day) is active until it is switched off.", set.What);
        Assert.Equal(2, Saved(OverrideEdits.Lift(set.Document, 1)).MainScheme().PlanAt(Now));
    }

    [Fact]
    [Trait("Rule", "NPL-090")]
    [Trait("Rule", "NPL-095")]
    [Trait("Rule", "NPL-096")]
    public void For_a_time_it_replaces_whatever_was_set_and_ends_with_the_next_change()
    {
        var manual = Saved(OverrideEdits.Set(Account, 1, Now, new OverrideWish(2, OverrideMode.Permanent), "anna")).Document;
        var set = Saved(OverrideEdits.Set(manual, 1, Now, Wish<OverrideWish>("""{ "plan": 1, "mode": "temporary" }"""), "bram")).MainScheme();
        Assert.Equal((null, new TemporaryOverride(1, Now, Office.At("2026-11-23 09:00"), "bram")), (set.Manual, set.Temporary));
        var back = Saved(OverrideEdits.Set(Edited(_ => set), 1, Now, new OverrideWish(2, OverrideMode.Permanent), "anna")).MainScheme();
        Assert.Equal((new ManualOverride(2, "anna"), null), (back.Manual, back.Temporary));
    }

    [Fact]
    [Trait("Rule", "NPL-088")]
    public void An_empty_plan_is_taken_only_from_who_knows()
    {
        var empty = Edited(scheme => scheme with { Plans = scheme.Plans.Add(new Plan(3, "Lunch", [])) });
        Assert.Contains("has no links", Assert.IsType<Edit.Hindered>(OverrideEdits.Set(empty, 1, Now, new OverrideWish(3, OverrideMode.Permanent), "anna")).Why, StringComparison.Ordinal);
        Assert.Equal(["/plan"], Warned(OverrideEdits.Set(empty, 1, Now, Wish<OverrideWish>("""{ "plan": 3, "mode": "temporary", "evenIfEmpty": true }"""), "anna")));
    }

    [Fact]
    public void A_plan_that_there_is_not_is_named()
    {
        Assert.Equal("/plan", Assert.Single(Refused(OverrideEdits.Set(Account, 1, Now, new OverrideWish(9, OverrideMode.Permanent), "anna"))).Pointer);
        Assert.Equal(["/mode", "/plan"], Misshapen<OverrideWish>("""{ "plan": 100, "mode": "forever" }""").Select(problem => problem.Pointer).Order(StringComparer.Ordinal));
        Assert.IsType<Edit.Missing>(OverrideEdits.Set(Account, 9, Now, new OverrideWish(1, OverrideMode.Permanent), "anna"));
        Assert.IsType<Edit.Missing>(OverrideEdits.Lift(Account, 9));
        Assert.Equal(Account, Saved(OverrideEdits.Lift(Account, 1)).Document);
    }
}
