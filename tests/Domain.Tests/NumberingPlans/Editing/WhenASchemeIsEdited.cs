using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.NumberingPlans.Editing;
using static Pbx.Domain.Tests.NumberingPlans.Editing.Draft;

namespace Pbx.Domain.Tests.NumberingPlans.Editing;

public sealed class WhenASchemeIsEdited
{
    [Fact]
    [Trait("Rule", "NPL-008")]
    [Trait("Rule", "NPL-009")]
    [Trait("Rule", "NPL-011")]
    public void A_new_one_gets_the_next_number_and_always_has_an_active_plan()
    {
        var made = Saved(SchemeEdits.Add(Account, new NewScheme("Sales", "Europe/London")));
        Assert.Equal("5", made.Made);
        var scheme = made.Document.Schemes[2];
        Assert.Equal(new Scheme(5, "Sales", [new Plan(1, "Number plan 1", [])], TimeZone: "Europe/London", Weekly: [WeeklyEntry.WholeWeek(1)]), scheme);
        Assert.Equal(1, SchemeClock.Active(scheme, "Europe/Amsterdam", Now).Plan?.Number);
    }

    [Fact]
    [Trait("Rule", "NPL-010")]
    public void Numbers_stay_and_go_on_at_the_lowest_free_one_only_when_99_is_taken()
    {
        var without = Saved(SchemeEdits.Remove(Account, 4)).Document;
        Assert.Equal("2", Saved(SchemeEdits.Add(without, new NewScheme("Sales"))).Made);
        var last = Account with { Schemes = [Account.Schemes[0], Account.Schemes[1] with { Number = 99 }] };
        Assert.Equal("2", Saved(SchemeEdits.Add(last, new NewScheme("Sales"))).Made);
        var full = Account with { Schemes = [.. Enumerable.Range(1, 99).Select(i => new Scheme(i, $"Scheme {i}", [new Plan(1, "Plan", [])]))] };
        Assert.IsType<Edit.Hindered>(SchemeEdits.Add(full, new NewScheme("Sales")));
    }

    [Fact]
    [Trait("Rule", "NPL-008")]
    [Trait("Rule", "NPL-015")]
    public void A_name_that_is_taken_and_a_zone_that_nobody_knows_are_named()
    {
        Assert.Equal(["/name"], Refused(SchemeEdits.Add(Account, new NewScheme("shop"))).Select(problem => problem.Pointer));
        Assert.Equal(["/timeZone"], Refused(SchemeEdits.Add(Account, new NewScheme("Sales", "Mars/Base"))).Select(problem => problem.Pointer));
        Assert.Equal(["/name", "/timeZone"], Refused(SchemeEdits.Change(Account, 4, new SchemePatch("Test", "Mars/Base"))).Select(problem => problem.Pointer));
        Assert.Equal(["/name"], Misshapen<NewScheme>("""{ "name": "" }""").Select(problem => problem.Pointer));
        Assert.Equal(["/name", "/colour"], Misshapen<NewScheme>("""{ "name": 7, "colour": "red" }""").Select(problem => problem.Pointer));
    }

    [Fact]
    [Trait("Rule", "NPL-005")]
    [Trait("Rule", "NPL-012")]
    public void Only_others_than_the_main_one_are_renamed()
    {
        Assert.Equal("Store", Saved(SchemeEdits.Change(Account, 4, new SchemePatch("Store"))).Document.Schemes[1].Name);
        Assert.Equal("/name", Assert.Single(Refused(SchemeEdits.Change(Account, 1, new SchemePatch("Store")))).Pointer);
        Assert.IsType<Edit.Missing>(SchemeEdits.Change(Account, 7, new SchemePatch("Store")));
        Assert.Equal("", Assert.Single(Refused(SchemeEdits.Change(Account, 4, new SchemePatch()))).Pointer);
    }

    [Fact]
    [Trait("Rule", "NPL-007")]
    [Trait("Rule", "NPL-015")]
    public void Zone_and_default_destination_are_set_and_taken_back()
    {
        var set = Saved(SchemeEdits.Change(Account, 1, Wish<SchemePatch>("""{ "timeZone": "Europe/London", "defaultDestination": "201" }""")));
        Assert.Equal(("Europe/London", "201"), (set.MainScheme().TimeZone, set.MainScheme().DefaultDestination?.Value));
        var back = Saved(SchemeEdits.Change(set.Document, 1, Wish<SchemePatch>("""{ "timeZone": "account", "defaultDestination": "none" }""")));
        Assert.Equal((null, null), (back.MainScheme().TimeZone, back.MainScheme().DefaultDestination));
        Assert.Equal("/defaultDestination", Assert.Single(Refused(SchemeEdits.Change(Account, 1, new SchemePatch(DefaultDestination: "777")))).Pointer);
        Assert.Equal("/defaultDestination", Assert.Single(Refused(SchemeEdits.Change(Account, 4, new SchemePatch(DefaultDestination: "201")))).Pointer);
        Assert.Equal("/defaultDestination", Assert.Single(Misshapen<SchemePatch>("""{ "defaultDestination": "nobody" }""")).Pointer);
        Assert.NotNull(Account.Schemes[0].DefaultDestination);
    }

    [Fact]
    [Trait("Rule", "NPL-003")]
    [Trait("Rule", "NPL-013")]
    [Trait("Rule", "NPL-014")]
    public void A_deleted_one_leaves_its_numbers_to_be_linked_elsewhere()
    {
        var deleted = Saved(SchemeEdits.Remove(Account, 4));
        Assert.Equal("Scheme 4 (Shop) is deleted, with 1 plan, 1 link, 0 weekly entries and 0 holidays.", deleted.What);
        Assert.Contains(deleted.Document.Account.Numbers, number => number.Value == "+31205550103");
        Assert.Empty(PlacedLink.Of(Link("+31205550103", "400").Number, deleted.Document.Schemes));
        Assert.NotEmpty(Refused(LinkEdits.Put(Account, 1, 1, Link("+31205550103", "400").Number, new LinkWish(ExtensionNumber.Parse("201")))));
        Saved(LinkEdits.Put(deleted.Document, 1, 1, Link("+31205550103", "400").Number, new LinkWish(ExtensionNumber.Parse("201"))));
        Assert.IsType<Edit.Hindered>(SchemeEdits.Remove(Account, 1));
        Assert.IsType<Edit.Missing>(SchemeEdits.Remove(Account, 2));
    }
}
