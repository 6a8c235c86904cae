using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using Pbx.Domain.Numbers;
using static Pbx.Domain.Tests.NumberingPlans.Editing.Draft;

namespace Pbx.Domain.Tests.NumberingPlans.Editing;

public sealed class WhenPlansAreEdited
{
    [Fact]
    [Trait("Rule", "NPL-016")]
    [Trait("Rule", "NPL-018")]
    [Trait("Rule", "NPL-019")]
    public void A_name_makes_a_plan_under_any_number_and_no_other_number_moves()
    {
        var made = Saved(PlanEdits.Name(Account, 1, 99, new PlanWish("Emergency")));
        Assert.Equal([(1, "Day"), (2, "Night"), (99, "Emergency")], made.MainScheme().Plans.Select(plan => (plan.Number, plan.Name)));
        Assert.Equal("Number plan 7", Saved(PlanEdits.Name(Account, 1, 7, new PlanWish())).MainScheme().Find(7)?.Name);
        Assert.Equal("Office", Saved(PlanEdits.Name(Account, 1, 1, new PlanWish("Office"))).MainScheme().Plans[0].Name);
        Assert.Equal("/name", Assert.Single(Refused(PlanEdits.Name(Account, 1, 1, new PlanWish(" ")))).Pointer);
        Assert.IsType<Edit.Missing>(PlanEdits.Name(Account, 1, 100, new PlanWish("Emergency")));
        Assert.IsType<Edit.Missing>(PlanEdits.Name(Account, 1, 0, new PlanWish("Emergency")));
        Assert.IsType<Edit.Missing>(PlanEdits.Name(Account, 9, 1, new PlanWish("Emergency")));
    }

    [Fact]
    [Trait("Rule", "NPL-022")]
    public void A_plan_is_emptied_only_while_nothing_uses_it()
    {
        var unused = Edited(scheme => scheme with { Plans = scheme.Plans.Add(new Plan(3, "Lunch", [Link("+31205550100", "201")])) });
        Assert.Equal([1, 2], Saved(PlanEdits.Empty(unused, 1, 3)).MainScheme().Plans.Select(plan => plan.Number));

        var used = Edited(scheme => Overrides.Set(
            scheme with { Holidays = [new Holiday("Christmas", Office.Date("2026-12-25"), Office.Date("2026-12-25"), 2)] }, 2, "anna"));
        Assert.Equal(["/schemes/0/weekly/0", "/schemes/0/holidays/0", "/schemes/0/manual"], Assert.IsType<Edit.Hindered>(PlanEdits.Empty(used, 1, 2)).By.Select(use => use.Pointer));
        Assert.Equal("/schemes/0/temporary", Assert.IsType<Edit.Hindered>(PlanEdits.Empty(
            Edited(scheme => scheme with { Plans = unused.Schemes[0].Plans, Temporary = new TemporaryOverride(3, Now) }), 1, 3)).By.Single().Pointer);
        Assert.Equal("/schemes/1/plans", Assert.IsType<Edit.Hindered>(PlanEdits.Empty(Account, 4, 1)).By.Single().Pointer);
        Assert.IsType<Edit.Missing>(PlanEdits.Empty(Account, 1, 9));
    }

    [Fact]
    public void The_last_plan_of_a_scheme_stays()
    {
        var last = Edited(scheme => scheme with { Plans = [scheme.Plans[0]], Weekly = [] });
        Assert.IsType<Edit.Hindered>(PlanEdits.Empty(last, 1, 1));
    }

    [Fact]
    [Trait("Rule", "NPL-024")]
    [Trait("Rule", "NPL-025")]
    [Trait("Rule", "NPL-027")]
    public void A_copy_has_all_links_and_a_name_of_its_own_or_one_that_says_so()
    {
        var prefixed = Edited(scheme => scheme with { Plans = [new Plan(1, "Day", [Link("+31205550100", "100", "Main")]), scheme.Plans[1]] });
        var fresh = Saved(PlanEdits.Copy(prefixed, 1, 1, new PlanCopy(7)));
        Assert.Equal(new Plan(7, "Day (copy)", [Link("+31205550100", "100", "Main")]), fresh.MainScheme().Find(7));
        var over = Saved(PlanEdits.Copy(prefixed, 1, 1, new PlanCopy(2, Overwrite: true)));
        Assert.Equal(new Plan(2, "Night", [Link("+31205550100", "100", "Main")]), over.MainScheme().Find(2));
        var longName = Edited(scheme => scheme with { Plans = [scheme.Plans[0] with { Name = new string('x', 64) }, scheme.Plans[1]] });
        Assert.Equal(64, Saved(PlanEdits.Copy(longName, 1, 1, new PlanCopy(7))).MainScheme().Find(7)?.Name.Length);
    }

    [Fact]
    [Trait("Rule", "NPL-026")]
    [Trait("Rule", "NPL-029")]
    public void The_two_are_independent_and_the_active_one_counts_for_the_next_call()
    {
        var copied = Saved(PlanEdits.Copy(Account, 1, 1, new PlanCopy(2, Overwrite: true))).Document;
        Assert.Equal("100", SchemeClock.Active(copied.Schemes[0], "Europe/Amsterdam", Now).Plan?.Links[0].Extension.Value); // at night
        var later = Saved(LinkEdits.Put(copied, 1, 1, First, new LinkWish(ExtensionNumber.Parse("201")))).MainScheme();
        Assert.Equal(("201", "100"), (later.Find(1)?.Links[0].Extension.Value, later.Find(2)?.Links[0].Extension.Value));
    }

    [Fact]
    [Trait("Rule", "NPL-028")]
    public void What_would_be_lost_is_said_first_and_a_plan_is_not_copied_onto_itself()
    {
        Assert.Contains("has 2 links, which would be lost", Assert.IsType<Edit.Hindered>(PlanEdits.Copy(Account, 1, 1, new PlanCopy(2))).Why, StringComparison.Ordinal);
        Assert.Equal("/to", Assert.Single(Refused(PlanEdits.Copy(Account, 1, 1, new PlanCopy(1, Overwrite: true)))).Pointer);
        Assert.Equal("/to", Assert.Single(Misshapen<PlanCopy>("""{ "to": 100 }""")).Pointer);
        Assert.IsType<Edit.Missing>(PlanEdits.Copy(Account, 1, 9, new PlanCopy(2)));
    }

    [Fact]
    [Trait("Rule", "NPL-030")]
    [Trait("Rule", "NPL-034")]
    [Trait("Rule", "NPL-038")]
    public void A_number_is_linked_changed_and_unlinked_one_by_one()
    {
        var number = PhoneNumber.Parse("+31205550102");
        var linked = Saved(LinkEdits.Put(Account, 1, 2, number, Wish<LinkWish>("""{ "extension": "201", "prefix": "Sales" }""")));
        Assert.Equal(Link("+31205550102", "201", "Sales"), linked.MainScheme().Find(2)?.Links[^1]);
        var changed = Saved(LinkEdits.Put(linked.Document, 1, 2, number, new LinkWish(ExtensionNumber.Parse("202"))));
        Assert.Equal(Link("+31205550102", "202"), Assert.Single(changed.MainScheme().Find(2)!.Links, link => link.Number == number));
        var gone = Saved(LinkEdits.Remove(changed.Document, 1, 2, number));
        Assert.Equal(Account.Schemes[0].Plans[1], gone.MainScheme().Find(2));
        Assert.IsType<Edit.Missing>(LinkEdits.Remove(gone.Document, 1, 2, number));
        Assert.Equal("Number plan 8", Saved(LinkEdits.Put(Account, 1, 8, number, new LinkWish(ExtensionNumber.Parse("201")))).MainScheme().Find(8)?.Name);
    }

    [Theory]
    [InlineData("+31205550199", "201", "", "/number")]
    [InlineData("+31205550103", "201", "", "/number")]
    [InlineData("+31205550102", "777", "", "/extension")]
    [InlineData("+31205550102", "201", "a prefix of more than twenty", "/prefix")]
    [Trait("Rule", "NPL-031")]
    [Trait("Rule", "NPL-033")]
    [Trait("Rule", "NPL-035")]
    public void What_cannot_be_linked_is_named(string number, string extension, string prefix, string pointer) =>
        Assert.Equal([pointer], Refused(LinkEdits.Put(Account, 1, 1, PhoneNumber.Parse(number), new LinkWish(ExtensionNumber.Parse(extension), prefix))).Select(problem => problem.Pointer));

    [Fact]
    [Trait("Rule", "NPL-036")]
    [Trait("Rule", "NPL-037")]
    public void A_number_may_be_linked_in_many_plans_and_an_extension_anywhere()
    {
        var done = Saved(LinkEdits.Put(Saved(LinkEdits.Put(Account, 1, 5, First, new LinkWish(ExtensionNumber.Parse("400")))).Document, 1, 6, First, new LinkWish(ExtensionNumber.Parse("400"))));
        Assert.Equal([1, 2, 5, 6], PlacedLink.Of(First, done.Document.Schemes).Select(placed => placed.Plan));
    }

    [Fact]
    [Trait("Rule", "NPL-041")]
    public void A_block_is_linked_to_one_extension_or_to_consecutive_ones()
    {
        var one = Saved(LinkEdits.PutBlock(Account, 1, 3, Wish<LinkBlock>("""{ "first": "+31205550100", "count": 3, "extension": "201", "prefix": "Block" }""")));
        Assert.Equal([Link("+31205550100", "201", "Block"), Link("+31205550101", "201", "Block"), Link("+31205550102", "201", "Block")], one.MainScheme().Find(3)!.Links);
        var consecutive = Saved(LinkEdits.PutBlock(Account, 1, 1, Wish<LinkBlock>("""{ "first": "+31205550101", "count": 2, "extension": "201", "consecutive": true }""")));
        Assert.Equal([Link("+31205550100", "100"), Link("+31205550101", "201"), Link("+31205550102", "202")], consecutive.MainScheme().Find(1)!.Links);
        Assert.Equal("Scheme 1 (Test): 2 numbers from +31205550101 on lead to extensions from 201 on in plan 1.", consecutive.What);
    }

    [Fact]
    [Trait("Rule", "NPL-041")]
    public void A_block_with_mistakes_names_them_all_and_links_nothing()
    {
        Assert.Equal(
            [("/first", "+31205550105 is not a number of this account."), ("/first", "+31205550106 is not a number of this account."), ("/extension", "There is no extension 203."), ("/extension", "There is no extension 204.")],
            Refused(LinkEdits.PutBlock(Account, 1, 3, new LinkBlock(PhoneNumber.Parse("+31205550104"), 3, ExtensionNumber.Parse("202"), Consecutive: true))).OrderBy(problem => problem.Pointer[1] == 'e').ThenBy(problem => problem.Message, StringComparer.Ordinal));
        Assert.Equal("/count", Assert.Single(Refused(LinkEdits.PutBlock(Account, 1, 3, new LinkBlock(First, 2, ExtensionNumber.Parse("999"), Consecutive: true)))).Pointer);
        Assert.Equal("/count", Assert.Single(Refused(LinkEdits.PutBlock(Account, 1, 3, new LinkBlock(PhoneNumber.Parse("+999999999999999"), 2, ExtensionNumber.Parse("201"))))).Pointer);
        Assert.Equal(["/count"], Misshapen<LinkBlock>("""{ "first": "+31205550100", "count": 1001, "extension": "201" }""").Select(problem => problem.Pointer));
    }
}
